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
from taiyaku.model import Reason, Why

LEAD_MS = 1_500  # how far before the first and after the last piece a pause is looked for
GUARD = 2  # characters of each neighbour that may have drifted into the pause


Place = tuple[int, Reason]  # a moment in milliseconds, and why it is that one


@dataclass(frozen=True, slots=True)
class Edge:
    """A piece on the clock, and why it starts and ends there."""

    start_ms: int
    end_ms: int
    start_reason: Reason
    end_reason: Reason

    @property
    def snapped(self) -> tuple[bool, bool]:
        """Whether a pause was found at its start and end."""
        return self.start_reason.kind == "pause", self.end_reason.kind == "pause"


@dataclass(frozen=True, slots=True)
class _Rough:
    """A piece's voiced characters: first and last edges, and how far in a pause may be searched.

    `kinds` say of the two edges whether they were forced.
    """

    start: float
    end: float
    start_until: float
    end_from: float
    kinds: tuple[Why, Why]


def snap(forced: Sequence[Forced], levels: Levels, duration_ms: int) -> tuple[Edge, ...]:
    """Exact start and end of every piece; pieces are in order of time and do not overlap."""
    rough = [_rough(item) for item in forced]
    starts = [(round(r.start), Reason(r.kinds[0])) for r in rough]
    ends = [(round(r.end), Reason(r.kinds[1])) for r in rough]
    quiet_ends = np.array([q.end_ms for q in levels.quiet])
    for i in range(len(rough) + 1):
        before = rough[i - 1] if i else None
        after = rough[i] if i < len(rough) else None
        low, high = _search(before, after)
        pause = _longest(levels.quiet, quiet_ends, low, high)
        if pause is not None:
            length_ms = pause.inside_ms(duration_ms)
            if before:
                ends[i - 1] = moved(before.end, pause.start_ms, "pause", length_ms)
            if after:
                starts[i] = moved(after.start, pause.end_ms, "pause", length_ms)
        elif before and after:
            cut = levels.softest_ms(round(low), round(high))
            ends[i - 1], starts[i] = moved(before.end, cut, "softest"), moved(after.start, cut, "softest")
    return in_order(starts, ends, duration_ms)


def moved(from_ms: float, to_ms: int, kind: Why, pause_ms: int | None = None) -> Place:
    """A moment that lay at `from_ms` at first."""
    return to_ms, Reason(kind, pause_ms, to_ms - round(from_ms))


def in_order(starts: Sequence[Place], ends: Sequence[Place], duration_ms: int) -> tuple[Edge, ...]:
    """Edges of which none begins before the one before it ends, or lies outside of the recording."""
    edges: list[Edge] = []
    for start, end in zip(starts, ends, strict=True):
        first, why_first = _held(start, edges[-1].end_ms if edges else 0, duration_ms - 1)
        last, why_last = _held(end, first + 1, duration_ms)
        edges.append(Edge(first, last, why_first, why_last))
    return tuple(edges)


def _held(place: Place, low: int, high: int) -> Place:
    """A place held between two moments; `low` is 0 where nothing comes before."""
    at, why = place
    if low <= at <= high:
        return place
    return moved(at - (why.moved_ms or 0), min(max(at, low), high), "order" if low > 0 and at < low else "recording")


def _rough(item: Forced) -> _Rough:
    """Edges from the forced times, or from the guess where forcing gave none."""
    guess = np.asarray(item.piece.guess_ms)
    start = np.where(np.isnan(item.start_ms), guess, item.start_ms)
    end = np.where(np.isnan(item.end_ms), guess + 100, item.end_ms)
    voiced = np.flatnonzero(item.piece.voiced)
    if not len(voiced):
        voiced = np.arange(len(guess))
    first, last = voiced[0], voiced[-1]
    kinds: tuple[Why, Why] = (_kind(item.start_ms[first]), _kind(item.end_ms[last]))
    inner = _inner(voiced)
    return _Rough(float(start[first]), float(end[last]), float(end[inner[0]]), float(start[inner[1]]), kinds)


def _kind(time_ms: float) -> Why:
    return "expected" if np.isnan(time_ms) else "forced"


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
