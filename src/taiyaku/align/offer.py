"""Sentences that were not heard, offered to the speech that no sentence explains.

A recognizer passes over a repeated greeting or a short answer now and then. Between two sentences that were found,
where people speak for about as long as the missing ones take, these are laid into the walk; whether they stay is
decided by how well their sounds fit there.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain, product

import numpy as np

from taiyaku.align.answers import SHORT, SPARE_MS
from taiyaku.align.force import PHONEME_MS, Forced, Piece, fit, piece_of
from taiyaku.align.match import missing_runs
from taiyaku.align.phones import FRAME_MS, SILENCE, Sounding
from taiyaku.align.trace import BY_CHANCE
from taiyaku.text.sounds import Sounds

ENOUGH, AT_MOST = 0.6, 1.6  # of the time that the missing sentences take, for which somebody must speak


def offer(
    texts: Sequence[str],
    read: Sequence[Sounds],
    found: Sequence[Forced],
    sounding: Sounding,
    told: Container[int],
) -> tuple[Piece, ...]:
    """Pieces for the missing sentences that have room; `found` are those that were heard, in order of time.

    Where there is no room for all that is missing in one place, there may be for what a speaker is `told` to say of it.
    A short answer that hardly fits where it was found was found by chance: where the speech beside it does not suffice
    for what is missing, it is looked for again as well.
    """
    speaking = np.concatenate(([0], np.cumsum(sounding[:, SILENCE] < np.log(0.5)))) * FRAME_MS
    place = {item.piece.sentence: n for n, item in enumerate(found)}
    chance = {i.piece.sentence for i in found if len(i.piece.phonemes) <= SHORT and fit(i) < BY_CHANCE}
    sure = {number: n for number, n in place.items() if number not in chance}
    timed = [item.extent_ms for item in found]
    least = [
        (max(start, item.piece.guess_ms[0]), min(end, item.piece.guess_ms[-1]))
        for (start, end), item in zip(timed, found, strict=True)
    ]
    # a sentence may have been drawn out over its neighbour that is missing; then it begins and ends where it was heard
    edges = [[0.0, *chain.from_iterable(extents), len(sounding) * FRAME_MS] for extents in (timed, least)]

    def laid(run: Sequence[int], bounds: Mapping[int | None, int]) -> list[Piece]:
        for some, start, end in _ways(run, bounds, edges, told):
            needed = sum(len(read[n].phonemes) for n in some) * PHONEME_MS
            if ENOUGH * needed <= _between(speaking, start, end) <= AT_MOST * needed + SPARE_MS:
                return list(_laid(some, texts, read, start, end))
        return []

    out: list[Piece] = []
    for run in missing_runs([sure.get(number) for number in range(len(texts))]):
        parts = [laid([run[n] for n in part], place) for part in missing_runs([place.get(number) for number in run])]
        whole = laid(run, sure) if not all(parts) else []
        out += whole or chain.from_iterable(parts)
    return tuple(out)


def _between(speaking: np.ndarray[tuple[int], np.dtype[np.int_]], start: float, end: float) -> float:
    first, last = (min(max(0, round(ms / FRAME_MS)), len(speaking) - 1) for ms in (start, end))
    return float(speaking[max(first, last)] - speaking[first])


def _ways(
    run: Sequence[int], bounds: Mapping[int | None, int], edges: Sequence[Sequence[float]], told: Container[int]
) -> Iterator[tuple[Sequence[int], float, float]]:
    """What of a run may be missing between which times, the likelier first.

    `bounds` are the sentences to trust; `edges`, in each way, where the first gap begins and ends, the second, and so
    on.
    Where it is told in another order, its two neighbours do not touch: it stands ahead of the one or behind the other.
    """
    before = bounds.get(run[0] - 1, -1)
    after = bounds.get(run[-1] + 1, len(edges[0]) // 2 - 1)
    touching = before < after and not any(before < n < after for n in bounds.values())
    gaps = [(before, after)] if touching else [(after - 1, after), (before, before + 1)]
    for some, at, (last, first) in product((run, [n for n in run if n in told]), edges, gaps):
        yield some, at[2 * last + 2], at[2 * first + 1]


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
