"""The best placement of sentences, in their order, in the phonemes that were heard: one dynamic programme.

Each sentence is either left out, for nothing, or aligned with a stretch of what was heard, for as much as its sounds
agree there (a local alignment after Smith and Waterman 1981, forgiving at its ends). What a sentence must agree to be
believed is taken off; what lies between two of them is free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.likeness import LIKENESS, numbered

GAP = 0.8  # a phoneme that was heard and not written, or written and not heard, inside a sentence
END = 0.3  # a phoneme of a sentence's beginning or ending that was not heard
REACH = 2  # times its own length that a sentence may be drawn out to
NEVER = np.float32(-1e6)

Scores = NDArray[np.float32]  # one for each place between two heard phonemes
Window = tuple[int, int]  # a range of heard phonemes, half open


@dataclass(frozen=True, slots=True)
class Price:
    """What a sentence of n phonemes must agree to be believed: `base + share * n`."""

    base: float
    share: float

    def of(self, sentence: str) -> float:
        return self.base + self.share * len(sentence)


def place_in_order(
    sentences: Sequence[str], heard: str, windows: Sequence[Window], price: Price
) -> list[Window | None]:
    """Where each sentence was heard, None where it is left out; the places rise and do not overlap.

    `windows[i]` says where sentence i is looked for; neither end of it lies before that of the window ahead.
    """
    sounds = numbered(heard)
    reached = np.zeros(len(heard) + 1, np.float32)  # by each place, the best total of all sentences so far
    steps: list[tuple[Scores, Scores]] = []
    for sentence, (low, high) in zip(sentences, windows, strict=True):
        entry = reached[low : high + 1].copy()
        ended = _ends(sentence, sounds[low:high], entry) - np.float32(price.of(sentence))
        steps.append((entry, ended))
        reached[low : high + 1] = np.maximum.accumulate(np.maximum(entry, ended))
        np.maximum(reached[high:], reached[high], out=reached[high:])
    return _traced(sentences, sounds, windows, steps)


def _ends(sentence: str, heard: NDArray[np.intp], entry: Scores) -> Scores:
    """The best score of a sentence that ends at each place, NEVER for an empty one.

    `entry` is what it begins with at each place.
    """
    best = np.full(len(entry), NEVER, np.float32)
    ahead = GAP * np.arange(len(entry), dtype=np.float32)
    row = entry
    for count, phoneme in enumerate(numbered(sentence), 1):
        new = entry - np.float32(END * count)
        new[1:] = np.maximum(new[1:], row[:-1] + LIKENESS[phoneme, heard])
        np.maximum(new, row - np.float32(GAP), out=new)
        row = np.maximum.accumulate(new + ahead) - ahead
        np.maximum(best, row - np.float32(END * (len(sentence) - count)), out=best)
    return best


def _traced(
    sentences: Sequence[str], heard: NDArray[np.intp], windows: Sequence[Window], steps: Sequence[tuple[Scores, Scores]]
) -> list[Window | None]:
    """The placement behind the best total, read from its end."""
    places: list[Window | None] = [None] * len(sentences)
    until = len(heard)
    for number in range(len(sentences) - 1, -1, -1):
        (low, high), (entry, ended) = windows[number], steps[number]
        room = min(until, high) - low
        if room < 0 or ended[: room + 1].max() <= entry[room] + 1e-3:
            continue
        end = low + int(ended[: room + 1].argmax())
        far = max(low, end - REACH * len(sentences[number]))
        anchored = np.full(end - far + 1, NEVER, np.float32)
        anchored[0] = 0.0
        back = _ends(sentences[number][::-1], heard[far:end][::-1], anchored)[::-1]
        start = far + int((back + entry[far - low : end - low + 1]).argmax())
        places[number] = (start, end)
        until = start
    return places
