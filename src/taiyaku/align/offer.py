"""Sentences that were not heard, offered to the speech that no sentence explains.

A recognizer passes over a repeated greeting or a short answer now and then. Between two sentences that were found,
where people speak for about as long as the missing ones take, these are laid into the walk; whether they stay is
decided by how well their sounds fit there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from taiyaku.align.force import PHONEME_MS, Piece
from taiyaku.align.match import missing_runs
from taiyaku.align.phones import FRAME_MS, SILENCE, Sounding
from taiyaku.text.sounds import Sounds

SPARE_MS = 700  # a short answer is drawn out
ENOUGH, AT_MOST = 0.6, 1.6  # of the time that the missing sentences take, for which somebody must speak


def offer(
    texts: Sequence[str], read: Sequence[Sounds], pieces: Sequence[Piece], sounding: Sounding
) -> tuple[Piece, ...]:
    """Pieces for the missing sentences that have room; `pieces` are those that were found, in order of time."""
    speaking = np.concatenate(([0], np.cumsum(sounding[:, SILENCE] < np.log(0.5)))) * FRAME_MS
    place = {piece.sentence: n for n, piece in enumerate(pieces)}
    out: list[Piece] = []
    for run in missing_runs([place.get(number) for number in range(len(texts))]):
        before, after = place.get(run[0] - 1), place.get(run[-1] + 1)
        last = len(pieces) - 1
        if (before if before is not None else -1) + 1 != (after if after is not None else last + 1):
            continue  # told in another order: the two neighbours do not touch
        start = pieces[before].guess_ms[-1] if before is not None else 0.0
        end = pieces[after].guess_ms[0] if after is not None else float(len(sounding) * FRAME_MS)
        needed = sum(len(read[n].phonemes) for n in run) * PHONEME_MS
        if ENOUGH * needed <= _between(speaking, start, end) <= AT_MOST * needed + SPARE_MS:
            out += _laid(run, texts, read, start, end)
    return tuple(out)


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
