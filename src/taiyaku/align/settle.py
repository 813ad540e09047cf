"""Edges that were traced to a frame or two, moved to the exact end of the pause beside them where the room is quiet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from taiyaku.align.force import Forced
from taiyaku.align.level import Levels
from taiyaku.align.snap import Edge

# How far (before, after) a traced edge the end of the pause may lie that it belongs to. Soft onsets are traced late;
# further in, the first closure of a word looks like a pause. Ends fade.
NEAR_START_MS = (170, 90)
NEAR_END_MS = (140, 140)


def settle(forced: Sequence[Forced], levels: Levels, duration_ms: int) -> tuple[Edge, ...]:
    """Start and end of every piece; pieces are in order of time and do not overlap."""
    runs = levels.true_pauses()
    quiet_starts = np.array([run.start_ms for run in runs])
    quiet_ends = np.array([run.end_ms for run in runs])
    edges: list[Edge] = []
    for item in forced:
        start, end = _extent(item)
        near_start = _nearest(quiet_ends, start, NEAR_START_MS)
        near_end = _nearest(quiet_starts, end, NEAR_END_MS)
        found = (near_start is not None, near_end is not None)
        first = round(start) if near_start is None else near_start
        last = round(end) if near_end is None else near_end
        first = min(max(first, edges[-1].end_ms if edges else 0), duration_ms - 1)
        edges.append(Edge(first, min(max(last, first + 1), duration_ms), found))
    return tuple(edges)


def _extent(item: Forced) -> tuple[float, float]:
    """First and last moment of a piece; where nothing was traced, what was expected."""
    starts, ends = item.start_ms[~np.isnan(item.start_ms)], item.end_ms[~np.isnan(item.end_ms)]
    if not len(starts):
        return item.piece.guess_ms[0], item.piece.guess_ms[-1]
    return float(starts.min()), float(ends.max())


def _nearest(places: np.ndarray[tuple[int], np.dtype[np.int_]], at: float, within: tuple[int, int]) -> int | None:
    """The nearest of `places` that is no further before or after `at` than `within` says."""
    before, after = within
    close = places[(places >= at - before) & (places <= at + after)]
    return int(close[np.abs(close - at).argmin()]) if len(close) else None
