"""Sentences that were not heard, offered to the speech that no sentence explains.

A recognizer passes over a repeated greeting or a short answer now and then. Between two sentences that were found,
where people speak for about as long as the missing ones take, these are laid into the walk; whether they stay is
decided by how well their sounds fit there. A short answer is misheard more easily, and an editor rewords a sentence
until hardly a sound is left of it: one utterance of its length, where it should stand, is taken for it, and a person
has to listen.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import numpy as np

from taiyaku.align.force import PHONEME_MS, Forced, Piece
from taiyaku.align.match import missing_runs
from taiyaku.align.phones import FRAME_MS, SILENCE, Sounding
from taiyaku.text.sounds import Sounds

SPARE_MS = 700  # a short answer is drawn out
SHORT = 9  # phonemes of a short answer: いいえ, そうですね
ENOUGH, AT_MOST = 0.6, 1.6  # of the time that the missing sentences take, for which somebody must speak


def offer(
    texts: Sequence[str], read: Sequence[Sounds], pieces: Sequence[Piece], sounding: Sounding
) -> tuple[Piece, ...]:
    """Pieces for the missing sentences that have room; `pieces` are those that were found, in order of time."""
    speaking = np.concatenate(([0], np.cumsum(sounding[:, SILENCE] < np.log(0.5)))) * FRAME_MS
    place = {piece.sentence: n for n, piece in enumerate(pieces)}
    out: list[Piece] = []
    edges = [0.0, *(at for piece in pieces for at in (piece.guess_ms[0], piece.guess_ms[-1])), len(sounding) * FRAME_MS]
    for run in missing_runs([place.get(number) for number in range(len(texts))]):
        before, after = place.get(run[0] - 1, -1), place.get(run[-1] + 1, len(pieces))
        needed = sum(len(read[n].phonemes) for n in run) * PHONEME_MS
        # where they are told in another order, the two neighbours do not touch: ahead of the one, or behind the other
        for gap in dict.fromkeys((after, before + 1)):
            start, end = edges[2 * gap], edges[2 * gap + 1]
            if ENOUGH * needed <= _between(speaking, start, end) <= AT_MOST * needed + SPARE_MS:
                out += _laid(run, texts, read, start, end)
                break
    return tuple(out)


def take_reworded(found: Sequence[Forced], offered: Sequence[Piece], told: Container[int]) -> tuple[Forced, ...]:
    """Pieces in order of time, with sentences in place of the one stretch of unscripted speech that each can be.

    Those are the `offered` ones that were not found; a longer one than a short answer has to be `told` by a speaker.
    What is taken so has a probability of 0.
    """
    out = list(found)
    for piece in offered:
        extents = {item.piece.sentence: item.extent_ms for item in out if item.piece.sentence is not None}
        number = piece.sentence or 0
        if number in extents or not {number - 1, number + 1} <= extents.keys():
            continue
        if len(piece.phonemes) > SHORT and number not in told:
            continue
        before, after = extents[number - 1][1], extents[number + 1][0]
        between = [n for n, item in enumerate(out) if before <= item.extent_ms[0] and item.extent_ms[1] <= after]
        if len(between) == 1 and _is_as_long(piece, *out[between[0]].extent_ms):
            out[between[0]] = _spread(piece, *out[between[0]].extent_ms)
    return tuple(out)


def _is_as_long(piece: Piece, start: float, end: float) -> bool:
    needed = len(piece.phonemes) * PHONEME_MS
    return ENOUGH * needed <= end - start <= AT_MOST * needed + SPARE_MS


def _spread(piece: Piece, start: float, end: float) -> Forced:
    """A piece whose characters share a stretch evenly."""
    edges = np.linspace(start, end, len(piece.text) + 1)
    return Forced(piece, edges[:-1], edges[1:], np.zeros(len(piece.text)))


def _between(speaking: np.ndarray[tuple[int], np.dtype[np.int_]], start: float, end: float) -> float:
    first, last = (min(max(0, round(ms / FRAME_MS)), len(speaking) - 1) for ms in (start, end))
    return float(speaking[max(first, last)] - speaking[first])


def _laid(
    run: Sequence[int], texts: Sequence[str], read: Sequence[Sounds], start: float, end: float
) -> Iterator[Piece]:
    """The sentences of a run spread evenly over a stretch, by their characters."""
    total = sum(len(texts[n]) for n in run)
    done = 0
    for number in run:
        length = len(texts[number])
        guess = tuple(start + (end - start) * (done + i) / total for i in range(length))
        done += length
        voiced = set(read[number].at)
        if read[number].phonemes:
            yield Piece(
                number, texts[number], tuple(i in voiced for i in range(length)), guess, read[number].phonemes,
                read[number].at,
            )  # fmt: skip
