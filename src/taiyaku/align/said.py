"""What was said where that is not what was written: a tidied transcript against the words that were heard.

An editor changes verbs, particles and endings. The sounds of such a sentence are then those that were heard, wherever
they differ from those written; which of the two fits the recording is decided by the recording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from taiyaku.align.force import Piece
from taiyaku.align.heard import Heard
from taiyaku.align.match import Match

ROOM = 1.2  # heard phonemes that an unmatched end may stand for, for each phoneme written
SPARE = 4  # phonemes more than that
HALF = 0.4
FAITHFUL = 0.85  # share of a sentence's sounds that were heard, from which nothing was changed; one of which less than
# half was heard must fit as it is written: what was heard always fits itself


def as_said(pieces: Sequence[Piece], matches: Sequence[Match | None], heard: Heard) -> tuple[Piece, ...]:
    """The pieces with the sounds that were heard in place of those that were written and not heard.

    What was heard between two sentences, one of which lacks its ending or the other its beginning, belongs to them, if
    it is no longer than what they lack.
    """
    placed = [(n, m) for n, p in enumerate(pieces) if p.sentence is not None and (m := matches[p.sentence]) is not None]
    out = list(pieces)
    ends = [m.heard_to for _, m in placed]
    starts = [m.heard_from for _, m in placed]
    for place, ((left, before), (_, after)) in enumerate(pairwise(placed)):
        tail = len(pieces[left].phonemes) - 1 - before.pairs[-1][0]
        head = after.pairs[0][0]
        free = after.heard_from - before.heard_to
        if tail + head and 0 < free <= ROOM * (tail + head) + SPARE:
            ends[place] += round(free * tail / (tail + head))
            starts[place + 1] = ends[place]
    for place, (number, match) in enumerate(placed):
        if HALF <= match.score < FAITHFUL:
            out[number] = _changed(pieces[number], heard.phonemes[starts[place] : ends[place]])
    return tuple(out)


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
