"""What was said where that is not what was written: a tidied transcript against the words that were heard.

An editor changes verbs, particles and endings. The sounds of such a sentence are then those that were heard, wherever
they differ from those written; which of the two fits the recording is decided by the recording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import Levenshtein

from taiyaku.align.force import Piece
from taiyaku.align.match import Match
from taiyaku.align.scene import Scene, Span

ROOM = 1.2  # heard phonemes that an unmatched end may stand for, for each phoneme written
SPARE = 4  # phonemes more than that
PAUSE_MS = 120  # that parts two sentences; a closure inside one is shorter
HALF = 0.4
FAITHFUL = 0.85  # share of a sentence's sounds that were heard, from which nothing was changed; one of which less than
# half was heard must fit as it is written: what was heard always fits itself


def as_said(pieces: Sequence[Piece], matches: Sequence[Match | None], scene: Scene) -> tuple[Piece, ...]:
    """The pieces with the sounds that were heard in place of those that were written and not heard.

    What was heard beside a sentence that lacks its ending or its beginning belongs to it, if it is no longer than what
    it lacks, as far as the pause that parts it from its neighbour. A hesitation in front of a sentence is not part of
    it.
    """
    placed = [(n, m) for n, p in enumerate(pieces) if p.sentence is not None and (m := matches[p.sentence]) is not None]
    out = list(pieces)
    ends = [m.heard_to for _, m in placed]
    starts = [m.heard_from for _, m in placed]
    for place, ((left, before), (_, after)) in enumerate(pairwise(placed)):
        tail = len(pieces[left].phonemes) - 1 - before.pairs[-1][0]
        head = after.pairs[0][0]
        if (tail or head) and before.heard_to < after.heard_from:
            ends[place], starts[place + 1] = _shared(tail, head, before.heard_to, after.heard_from, scene)
    for place, (number, match) in enumerate(placed):
        if HALF <= match.score < FAITHFUL:
            out[number] = _changed(pieces[number], scene.heard.phonemes[starts[place] : ends[place]])
    return tuple(out)


def _shared(tail: int, head: int, start: int, end: int, scene: Scene) -> tuple[int, int]:
    """Up to where and from where the heard phonemes between `start` and `end` belong to the sentences beside them.

    `tail` phonemes are missing of the one, `head` of the other.
    """
    middles = [(scene.heard.start_ms[k] + scene.heard.end_ms[k]) / 2 for k in range(start - 1, end + 1)]
    still = scene.pauses(middles[0], middles[-1])

    def heard_by(pause: Span) -> int:
        return min(end, start - 1 + int(np.searchsorted(middles, sum(pause) / 2)))

    parting = [pause for pause in still if pause[1] - pause[0] >= PAUSE_MS]
    connecting = [after for before, after in pairwise(parting) if scene.is_connective(before[1], after[0])]
    parting = [pause for pause in parting if pause not in connecting]
    if not parting:
        fits = end - start <= ROOM * (tail + head) + SPARE
        shared = start + round((end - start) * tail / (tail + head))
        return (shared, shared) if fits else (start, end)
    longest = max(parting, key=lambda pause: pause[1] - pause[0])
    endings = [at for at in map(heard_by, (longest, parting[0])) if at - start <= ROOM * tail + SPARE]
    begins = [pause for pause in (longest, parting[-1]) if end - heard_by(pause) <= ROOM * head + SPARE]
    begin = begins[0] if begins else None
    for pause in still:
        if begin and pause > begin and scene.is_hesitation(begin[1], pause[0]):
            begin = pause
    return endings[0] if endings and tail else start, heard_by(begin) if begin and head else end


def _changed(piece: Piece, heard: str) -> Piece:
    """A piece whose sounds are the heard ones; each belongs to the character that was written in its place."""
    phonemes: list[str] = []
    at: list[int] = []
    for op in Levenshtein.opcodes(piece.phonemes, heard):
        count = op.dest_end - op.dest_start
        written = op.src_end - op.src_start
        for i in range(count):
            source = op.src_start + i * written // count if written else max(0, op.src_start - 1)
            at.append(max(piece.at[min(source, len(piece.at) - 1)], at[-1] if at else 0))
            phonemes.append(heard[op.dest_start + i])
    return replace(piece, phonemes="".join(phonemes), at=tuple(at)) if phonemes else piece
