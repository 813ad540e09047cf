"""Sentences that were not heard, offered to the speech that no sentence explains.

A recognizer passes over a repeated greeting or a short answer now and then. Between two sentences that were found,
where people speak for about as long as the missing ones take, these are laid into the walk; whether they stay is
decided by how well their sounds fit there. A short answer is misheard more easily, and an editor rewords a sentence
until hardly a sound is left of it: where it should stand, unscripted speech of its length is taken for it, and a
person has to listen.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from itertools import groupby, product

import numpy as np

from taiyaku.align.answers import SHORT, SPARE_MS
from taiyaku.align.force import PHONEME_MS, Forced, Piece, in_time, piece_of, spread
from taiyaku.align.match import missing_runs
from taiyaku.align.phones import FRAME_MS, SILENCE, Sounding
from taiyaku.text.sounds import Sounds

ENOUGH, AT_MOST = 0.6, 1.6  # of the time that the missing sentences take, for which somebody must speak


def offer(
    texts: Sequence[str],
    read: Sequence[Sounds],
    pieces: Sequence[Piece],
    sounding: Sounding,
    told: Container[int],
) -> tuple[Piece, ...]:
    """Pieces for the missing sentences that have room; `pieces` are those that were found, in order of time.

    Where there is no room for all that is missing in one place, there may be for what a speaker is `told` to say of it.
    """
    speaking = np.concatenate(([0], np.cumsum(sounding[:, SILENCE] < np.log(0.5)))) * FRAME_MS
    place = {piece.sentence: n for n, piece in enumerate(pieces)}
    out: list[Piece] = []
    edges = [0.0, *(at for piece in pieces for at in (piece.guess_ms[0], piece.guess_ms[-1])), len(sounding) * FRAME_MS]
    for run in missing_runs([place.get(number) for number in range(len(texts))]):
        before, after = place.get(run[0] - 1, -1), place.get(run[-1] + 1, len(pieces))
        # where they are told in another order, the two neighbours do not touch: ahead of the one, or behind the other
        for some, gap in product((run, [n for n in run if n in told]), dict.fromkeys((after, before + 1))):
            needed = sum(len(read[n].phonemes) for n in some) * PHONEME_MS
            start, end = edges[2 * gap], edges[2 * gap + 1]
            if ENOUGH * needed <= _between(speaking, start, end) <= AT_MOST * needed + SPARE_MS:
                out += _laid(some, texts, read, start, end)
                break
    return tuple(out)


def take_reworded(found: Sequence[Forced], missing: Iterable[Piece], told: Collection[int]) -> tuple[Forced, ...]:
    """Pieces in order of time, with sentences in place of the unscripted speech that they can be.

    Those are the `missing` ones that were not found; a longer one than a short answer has to be `told` by a speaker.
    Between the sentences around them no other may be missing, and there have to be as many stretches of speech, each as
    long as its sentence. What is taken so has a probability of 0.
    """
    out = list(found)
    for pieces, (start, end) in _gaps(found, missing, told):
        between = [item for item in out if start <= item.extent_ms[0] and item.extent_ms[1] <= end]
        laid = [spread(piece, *item.extent_ms, 0.0) for piece, item in zip(pieces, between, strict=False)]
        is_free = all(item.piece.sentence is None for item in between)
        if len(pieces) == len(between) and is_free and all(map(_can_be, laid)):
            out = [item for item in out if item not in between] + laid
    return in_time(out)


def _gaps(
    found: Sequence[Forced], missing: Iterable[Piece], told: Collection[int]
) -> Iterator[tuple[list[Piece], tuple[float, float]]]:
    """What is missing between two sentences that were found, and the time between these.

    Gaps in which more is missing are left out; a sentence that stands twice in a row was said once.
    """
    placed = {item.piece.sentence: item for item in found if item.piece.sentence is not None}
    numbers = sorted(placed)
    ends = [0.0, *(placed[number].extent_ms[1] for number in numbers)]
    starts = [*(placed[number].extent_ms[0] for number in numbers), np.inf]
    lost = {
        piece.sentence: piece
        for piece in missing
        if piece.sentence is not None and (len(piece.phonemes) <= SHORT or piece.sentence in told)
    }
    more = {bisect(numbers, number) for number in told if number not in placed and number not in lost}
    for gap, run in groupby(sorted(lost.keys() - placed.keys()), lambda number: bisect(numbers, number)):
        beside = {placed[number].piece.text for number in numbers[max(0, gap - 1) : gap + 1]}
        pieces = [lost[number] for number in run if lost[number].text not in beside]
        if gap not in more:
            yield pieces, (ends[gap], starts[gap])


def _can_be(item: Forced) -> bool:
    """Whether a sentence is about as long as it takes to say it."""
    start, end = item.extent_ms
    needed = len(item.piece.phonemes) * PHONEME_MS
    return ENOUGH * needed <= end - start <= AT_MOST * needed + SPARE_MS


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
        if read[number].phonemes:
            yield piece_of(number, texts[number], read[number], guess)
