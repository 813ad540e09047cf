"""Where each sentence can be at all: runs of phonemes that stand once in the transcript and were heard once.

They pin a long transcript to its recording, so that the cost of matching grows with the length and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

from taiyaku.rising import longest_rising

SEED = 10  # phonemes; two unlike hours share none of that length by chance
SMALL = 6_000_000  # phonemes written times heard, up to which everything is looked for everywhere
SLACK = 3  # seeds to each side that may be chance, or told in another order
MARGIN = 400  # phonemes


def look_windows(sentences: Sequence[str], heard: str) -> list[tuple[int, int]]:
    """For each sentence the range of heard phonemes in which it is looked for; the ranges never move back."""
    written = "".join(sentences)
    everywhere = [(0, len(heard))] * len(sentences)
    if len(written) * len(heard) <= SMALL:
        return everywhere
    once = _seeds(written, heard)
    seeds = [once[number] for number in longest_rising([place for _, place in once])]
    if not seeds:
        return everywhere
    places = [at for at, _ in seeds]
    edges = [0, *accumulate(map(len, sentences))]
    windows = []
    for start, end in pairwise(edges):
        first = bisect_left(places, start) - 1 - SLACK
        last = bisect_left(places, end) + SLACK
        low = max(0, seeds[first][1] - MARGIN) if first >= 0 else 0
        high = min(len(heard), seeds[last][1] + SEED + MARGIN) if last < len(seeds) else len(heard)
        windows.append((low, high))
    return windows


def _seeds(written: str, heard: str) -> list[tuple[int, int]]:
    """(place written, place heard) of the runs that stand once in each."""
    once_written, once_heard = _once(written), _once(heard)
    return sorted((at, once_heard[run]) for run, at in once_written.items() if run in once_heard)


def _once(text: str) -> dict[str, int]:
    runs = [text[i : i + SEED] for i in range(len(text) - SEED + 1)]
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}
