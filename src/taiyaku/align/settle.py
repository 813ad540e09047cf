"""Edges that were traced to a frame or two, moved to the exact end of the pause beside them where the room is quiet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.force import Forced
from taiyaku.align.level import Levels
from taiyaku.align.snap import Edge, Place, in_order, moved
from taiyaku.model import Reason, Why

# How far (before, after) a traced edge the end of the pause may lie that it belongs to. Soft onsets are traced late;
# further in, the first closure of a word looks like a pause. Ends fade.
NEAR_START_MS = (170, 90)
NEAR_END_MS = (140, 140)
INSIDE_MS = 40  # how much of a piece may be traced on the wrong side of a pause; with more, it is a closure in a word
LULL_MS = 15  # of quiet between a breath and a word
LATE_MS = 20  # by how much a start is traced late where no pause tells better


def settle(forced: Sequence[Forced], levels: Levels, duration_ms: int) -> tuple[Edge, ...]:
    """Start and end of every piece; pieces are in order of time and do not overlap."""
    runs = levels.true_pauses()
    lengths_ms = [run.inside_ms(duration_ms) for run in runs]
    quiet_starts = np.array([run.start_ms for run in runs])
    quiet_ends = np.array([run.end_ms for run in runs])
    lulls = [run for run in levels.quiet if run.length_ms >= LULL_MS]
    lull_starts = np.array([run.start_ms for run in lulls])
    lull_ends = np.array([run.end_ms for run in lulls])
    starts: list[Place] = []
    ends: list[Place] = []
    extents = [item.extent_ms for item in forced]
    ends_before = [0.0, *(end for _, end in extents)]
    nexts = [*(start for start, _ in extents[1:]), np.inf]
    for item, (start, end), before, after in zip(forced, extents, ends_before, nexts, strict=False):
        if np.isnan(item.start_ms).all():
            kind: Why = "expected"
            first = start
        else:
            kind = "traced"
            first = max(start - LATE_MS, min(start, ends[-1][0] if ends else 0))
        ahead = (quiet_ends >= before - INSIDE_MS) & (quiet_starts <= start + INSIDE_MS)
        behind = (quiet_ends >= end - INSIDE_MS) & (quiet_starts <= after + INSIDE_MS)
        found = _settled(start, quiet_ends, NEAR_START_MS, ahead, lengths_ms, lull_ends)
        starts.append(found or (round(first), Reason(kind)))
        last = min(end, max(after - LATE_MS, start + 1))  # where the next one runs on, it begins earlier than traced
        found = _settled(end, quiet_starts, NEAR_END_MS, behind, lengths_ms, lull_starts)
        ends.append(found or (round(last), Reason(kind)))
    return in_order(starts, ends, duration_ms)


def _settled(
    at: float,
    places: NDArray[np.int_],
    within: tuple[int, int],
    between: NDArray[np.bool_],
    pauses_ms: Sequence[int],
    lulls: NDArray[np.int_],
) -> Place | None:
    """The nearest of `places` that is no further before or after `at` than `within` says.

    They are edges of pauses `pauses_ms` long; `between` says of each pause whether it lies between two pieces. Where it
    grows quiet once more between the pause and `at`, what is heard there is a breath: `lulls` are the edges of shorter
    quiet runs as well.
    """
    before, after = within
    close = np.flatnonzero((places >= at - before) & (places <= at + after) & between)
    if not len(close):
        return None
    nearest = close[np.abs(places[close] - at).argmin()]
    place = int(places[nearest])
    lulls = lulls[(lulls - place) * (lulls - at) <= 0]  # from the pause to where it was traced
    place = int(lulls[np.abs(lulls - at).argmin()])
    return moved(at, place, "pause", pauses_ms[nearest])
