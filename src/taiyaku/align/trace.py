"""The pieces timed by their sounds: a walk through their chain, read back as the times of characters.

Speech that nobody wrote down comes out as pieces of its own, with what was heard in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.answers import place_answers
from taiyaku.align.beside import join_beside, unscripted, utterances
from taiyaku.align.chain import BETWEEN, NO_PHONEME, UNWRITTEN, Chain, make_chain
from taiyaku.align.endings import with_ordinary_ends
from taiyaku.align.force import PHONEME_MS, Forced, Piece, fit, in_time, untimed
from taiyaku.align.match import Match
from taiyaku.align.phones import FRAME_MS
from taiyaku.align.restarts import take_restarts
from taiyaku.align.said import as_said
from taiyaku.align.scene import Scene
from taiyaku.align.walk import emissions, walk

SURELY = 0.8  # how well a sentence fits that was said as it is written
CLEARLY = 0.08  # by how much a sentence must fit better as heard than as written
BY_CHANCE = 0.4  # a sentence that fits worse, where all sounds are clear, was not said here
WELL = 0.47  # the same, of a sentence that no recognizer heard
BLURRED = 0.35, 0.95  # clearness of sounds by which nothing can be told, and of those that are beyond doubt
HEARD_WELL = 0.6  # share of a sentence's sounds that a recognizer heard, which keeps it where its sounds are buried


class Tracer:
    """Times the pieces of one recording; `matches` are of all its sentences."""

    def __init__(self, matches: Sequence[Match | None], scene: Scene) -> None:
        emitted = emissions(scene.sounding, scene.quiet, scene.head.phonemes)
        self._walked = cache(partial(_walked, emitted=emitted, scene=scene))
        self._matches, self._scene = matches, scene

    def as_said(self, pieces: Sequence[Piece]) -> tuple[Forced, ...]:
        """The sentences that were heard, timed, in order of time.

        Where one fits better as it was heard than as it was written, it is timed as heard.
        """
        fits = _fits(self._walked(tuple(pieces)).timed)
        changed = tuple(
            new if fits.get(old.sentence, 0.0) < SURELY else old
            for new, old in zip(as_said(pieces, self._matches, self._scene), pieces, strict=True)
        )
        better = _fits(self._walked(changed).timed)
        chosen = tuple(
            new if better.get(new.sentence, 0.0) > fits.get(old.sentence, 0.0) + CLEARLY else old
            for new, old in zip(changed, pieces, strict=True)
        )
        return self._walked(chosen).timed

    def trace(self, heard: Sequence[Piece], offered: Sequence[Piece], answers: Sequence[Piece]) -> tuple[Forced, ...]:
        """Every sentence that is truly there, and the unwritten speech between them, in order of time.

        `heard` are the sentences that were heard, `offered` those that were not, `answers` those of either that are
        short answers. One that fits nowhere was matched by chance, and is left out, or well heard, and stays where it
        was heard; one that was only offered has to fit well.
        """
        asked = {piece.sentence: WELL for piece in offered}
        written = tuple(sorted([*heard, *offered], key=lambda piece: piece.guess_ms[0]) if offered else heard)
        found = self._walked(written)
        there = {
            item.piece.sentence
            for item in found.timed
            if _is_there(item, asked.get(item.piece.sentence, BY_CHANCE), self._scene)
        }
        kept = tuple(piece for piece in written if piece.sentence in there)
        lost = [p for p in heard if p not in kept and (m := self._matches[p.sentence or 0]) and m.score >= HEARD_WELL]
        return _with_expected(_with_unwritten(self._walked(kept), answers, self._scene), lost)


def _with_expected(found: Sequence[Forced], lost: Sequence[Piece]) -> tuple[Forced, ...]:
    """Sentences whose words were heard and whose sounds are buried, put where they were heard.

    What was taken for unwritten speech there is theirs; where another sentence was found, they are not.
    """
    out = list(found)
    for piece in lost:
        start, end = piece.guess_ms[0], piece.guess_ms[-1]
        covered = [item for item in out if item.extent_ms[0] < end and item.extent_ms[1] > start]
        sentences = [item.extent_ms for item in covered if item.piece.sentence is not None]
        if any(first < (start + end) / 2 < last for first, last in sentences):
            continue
        out = [item for item in out if item.piece.sentence is not None or item not in covered]
        out.append(untimed(piece))
    return in_time(out)


def _is_there(item: Forced, asked: float, scene: Scene) -> bool:
    """Whether a piece fits as well as can be asked where it was placed: the less is clear there, the less that is."""
    clear = np.interp(scene.clearness(*item.extent_ms), BLURRED, (0.0, 1.0))
    return fit(item) >= asked * _leniency(item.piece) * float(clear)


def _leniency(piece: Piece) -> float:
    """The share of a threshold that is asked of a piece: the shorter it is, the more the price of the other explanation
    counts, which is speech that nobody wrote down."""
    return float(np.exp(UNWRITTEN / max(1.0, len(piece.phonemes) * PHONEME_MS / FRAME_MS)))


def _fits(found: Sequence[Forced]) -> dict[int | None, float]:
    return {item.piece.sentence: fit(item) for item in found}


@dataclass(frozen=True, slots=True)
class _Walked:
    """Pieces in order of time, and the frames in which somebody says what none of them holds."""

    timed: tuple[Forced, ...]
    unwritten: NDArray[np.bool_]


def _walked(written: Sequence[Piece], emitted: NDArray[np.float32], scene: Scene) -> _Walked:
    if not written:
        return _Walked((), np.zeros(len(emitted), np.bool_))
    phonemes = scene.head.phonemes
    chain = make_chain(written, phonemes)
    path = walk(chain, emitted)
    likely = np.take_along_axis(emitted, chain.kind[path][:, None], 1)[:, 0]
    timed = in_time(_timed(written, chain, path, likely))
    return _Walked(timed, (chain.kind[path] == len(phonemes) + BETWEEN) & ~scene.still)


def _with_unwritten(found: _Walked, answers: Sequence[Piece], scene: Scene) -> tuple[Forced, ...]:
    """The pieces, drawn out over the unwritten speech that is theirs, and the rest of it as pieces of its own."""
    timed, unwritten = place_answers(found.timed, found.unwritten, answers, scene)
    ended = with_ordinary_ends(timed, scene.voice_db, scene.quiet)
    joined, alone = take_restarts(*join_beside(ended, utterances(unwritten), scene), scene)
    return in_time([*joined, *unscripted(alone, scene.heard)])


def _timed(
    pieces: Sequence[Piece], chain: Chain, path: NDArray[np.int64], likely: NDArray[np.float32]
) -> Iterator[Forced]:
    """Start, end and probability of each character of each piece."""
    borders = np.searchsorted(path, np.arange(len(chain.kind) + 1))
    states_of: list[list[int]] = [[] for _ in pieces]
    for state, number in enumerate(chain.piece):
        if number != NO_PHONEME:
            states_of[number].append(state)
    for piece, states in zip(pieces, states_of, strict=True):
        times = np.full((3, len(piece.text)), np.nan)
        sums = np.zeros((2, len(piece.text)))
        for state in states:
            start, end = int(borders[state]), int(borders[state + 1])
            if start == end:
                continue
            char = int(chain.char[state])
            if np.isnan(times[0, char]):
                times[0, char] = start * FRAME_MS
            times[1, char] = end * FRAME_MS
            sums[:, char] += (float(likely[start:end].sum()), end - start)
        known = sums[1] > 0
        times[2, known] = np.exp(sums[0, known] / sums[1, known])
        yield Forced(piece, times[0], times[1], times[2])
