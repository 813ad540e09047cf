"""How sure a sentence's times are, from 0 to 1: 0.9 is meant to say that both are within 200 ms.

Calibrated on the tuned half of the alignment benchmark, which prints how true it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np

from taiyaku.align.force import Forced, fit
from taiyaku.align.match import PARTIAL, Match
from taiyaku.align.snap import Edge
from taiyaku.model import TimedSentence

# how well a sentence fits of which nothing is sure, and one that is said as it is written, clear or slurred
FITTING = (0.3, 0.7)
AT_EDGES = 3  # characters whose sounds say how sure an edge is
EDGE_SOUNDS = 0.4  # their probability from which an edge is beyond doubt
ONLY_HEARD = 0.45  # at most, for a sentence that nothing timed
GUESS = 0.1  # below, a sentence is believed only beside another
NEAR_MS = 2_000
LOOSE = 0.95  # each edge that lies in no quiet pause


def lone_guesses(placed: Mapping[int, TimedSentence], told: Iterable[int]) -> list[int]:
    """The numbers of sentences that lie nobody knows where: hardly sure, and beside none that stands next to them.

    `placed` holds the sentences that have times, by their numbers in the transcript; of those that have none, only what
    somebody is `told` to say stands between two of them.
    """
    numbers = sorted(placed)
    order = {number: place for place, number in enumerate(sorted({*placed, *told}))}
    near = [
        order[after] - order[before] == 1
        and 0 <= (placed[after].start_ms or 0) - (placed[before].end_ms or 0) <= NEAR_MS
        for before, after in pairwise(numbers)
    ]
    return [
        number
        for number, *beside in zip(numbers, [False, *near], [*near, False], strict=True)
        if placed[number].confidence < GUESS and not any(beside)
    ]


def confidence(match: Match, item: Forced, edge: Edge) -> float:
    """How much of the sentence was heard, how well its sounds fit there, and how firm and its own its edges are."""
    if np.isnan(item.start_ms).all():
        return round(ONLY_HEARD * _ramp(match.score, PARTIAL, 0.9), 3)
    if not item.piece.phonemes or np.isnan(item.probability).all():
        return _by_attention(match, item, edge)
    spoken = sorted(set(item.piece.at))
    sounds = np.nan_to_num(item.probability[spoken])
    whole = item.own * min(_ramp(match.score, PARTIAL, 0.85), _ramp(fit(item), *FITTING))
    for part, snapped in zip((sounds[:AT_EDGES], sounds[-AT_EDGES:]), edge.snapped, strict=True):
        whole *= _ramp(float(part.mean()), 0.0, EDGE_SOUNDS) * (1.0 if snapped else LOOSE)
    return round(whole, 3)


def _by_attention(match: Match, item: Forced, edge: Edge) -> float:
    """Without sounds: how far the edges lie from where they were heard.

    A pause at the edge excuses more: attention is known to drift into pauses, while the pause itself is exact.
    """
    voiced = np.flatnonzero(item.piece.voiced)
    sure = _ramp(match.score, PARTIAL, 0.8) ** 0.5
    if len(voiced):
        guess = item.piece.guess_ms
        apart = (abs(guess[voiced[0]] - edge.start_ms), abs(guess[voiced[-1]] - edge.end_ms))
        for distance, snapped in zip(apart, edge.snapped, strict=True):
            sure *= float(np.exp(-max(0.0, distance - (1_000 if snapped else 200)) / 1_000)) * (1.0 if snapped else 0.9)
    return round(float(sure), 3)


def _ramp(value: float, low: float, high: float) -> float:
    """0 up to `low`, 1 from `high` on."""
    return min(1.0, max(0.0, (value - low) / (high - low)))
