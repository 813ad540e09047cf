"""Moving each boundary between two spoken pieces to the pause that lies there.

Attention has the order right and the edges loose; the longest quiet run near a boundary has the edges exact. Where
two sentences run together, the softest moment between them is the boundary of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.force import Forced
from taiyaku.align.level import SHORTEST_PAUSE_MS, Levels, Quiet

LEAD_MS = 1_500  # how far before the first and after the last piece a pause is looked for
GUARD = 2  # characters of each neighbour that may have drifted into the pause


@dataclass(frozen=True, slots=True)
class Edge:
    """A piece on the clock. `snapped` says whether a pause was found at its start and end."""

    start_ms: int
    end_ms: int
    snapped: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class _Rough:
    """A piece's voiced characters: first and last edges, and how far in a pause may be searched."""

    start: float
    end: float
    start_until: float
    end_from: float


def snap(forced: Sequence[Forced], levels: Levels, duration_ms: int) -> tuple[Edge, ...]:
    """Exact start and end of every piece; pieces are in order of time and do not overlap."""
    rough = [_rough(item) for item in forced]
    starts = [round(r.start) for r in rough]
    ends = [round(r.end) for r in rough]
    snapped = [[False, False] for _ in rough]
    quiet_ends = np.array([q.end_ms for q in levels.quiet])
    for i in range(len(rough) + 1):
        before = rough[i - 1] if i else None
        after = rough[i] if i < len(rough) else None
        low, high = _search(before, after)
        pause = _longest(levels.quiet, quiet_ends, low, high)
        if pause is not None:
            if before:
                ends[i - 1], snapped[i - 1][1] = pause.start_ms, True
            if after:
                starts[i], snapped[i][0] = pause.end_ms, True
        elif before and after:
            ends[i - 1] = starts[i] = levels.softest_ms(round(low), round(high))
    edges: list[Edge] = []
    for start, end, found in zip(starts, ends, snapped, strict=True):
        start = min(max(start, edges[-1].end_ms if edges else 0), duration_ms - 1)
        edges.append(Edge(start, min(max(end, start + 1), duration_ms), (found[0], found[1])))
    return tuple(edges)


def _rough(item: Forced) -> _Rough:
    """Edges from the forced times, or from the guess where forcing gave none."""
    guess = np.asarray(item.piece.guess_ms)
    start = np.where(np.isnan(item.start_ms), guess, item.start_ms)
    end = np.where(np.isnan(item.end_ms), guess + 100, item.end_ms)
    voiced = np.flatnonzero(item.piece.voiced)
    if not len(voiced):
        voiced = np.arange(len(guess))
    inner = _inner(voiced)
    return _Rough(float(start[voiced[0]]), float(end[voiced[-1]]), float(end[inner[0]]), float(start[inner[1]]))


def _inner(voiced: NDArray[np.intp]) -> tuple[int, int]:
    """The characters up to which a pause is searched from each edge; never past the middle of the piece."""
    depth = min(GUARD, max(1, len(voiced) // 2)) - 1
    return int(voiced[depth]), int(voiced[-1 - depth])


def _search(before: _Rough | None, after: _Rough | None) -> tuple[float, float]:
    if before and after:
        low, high = before.end_from, after.start_until
    elif after:
        low, high = after.start - LEAD_MS, after.start_until
    elif before:
        low, high = before.end_from, before.end + LEAD_MS
    else:
        low = high = 0.0
    return low, max(low, high)


def _longest(runs: Sequence[Quiet], ends: NDArray[np.int_], low: float, high: float) -> Quiet | None:
    """The run with the most quiet between `low` and `high`, if it has enough to be a pause."""
    best, most = None, float(SHORTEST_PAUSE_MS)
    for run in runs[int(np.searchsorted(ends, low)) :]:
        if run.start_ms >= high:
            break
        inside = min(run.end_ms, high) - max(run.start_ms, low)
        if inside > most:
            best, most = run, inside
    return best
