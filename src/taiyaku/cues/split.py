"""Cutting a text into parts by one dynamic programme: the best set of breaks, not the first that fits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

BREAK = 1.0  # weight of a break's own penalty
SHARE = 2.5  # weight of a part's distance from the share it should have, squared
LONG = 80  # cuts; a text with more is cut near its shares, or the time would grow with the square of its length
FARTHEST = 1.5  # shares
TOO_BIG = 50.0  # a part over its limit, for each time over: only where nothing else is left


@dataclass(frozen=True, slots=True)
class Cut:
    """A place to cut before, and how much that hurts (0 for the best)."""

    at: int
    penalty: float


def partition(
    cuts: Sequence[Cut], length: int, shares: Sequence[float], excess: Callable[[int, int], float]
) -> tuple[tuple[int, int], ...]:
    """The text's `length` characters as len(shares) parts, (from, to) each.

    `shares` sum to 1 and say how long each part should be; `excess(a, b)` is how far the part from a to b goes over its
    limits (0: it fits). Fewer parts come back where the text has too few cuts.
    """
    places = [Cut(0, 0.0), *(cut for cut in cuts if 0 < cut.at < length), Cut(length, 0.0)]
    count = min(len(shares), len(places) - 1)
    if count < 2:
        return ((0, length),)
    shares, reach = shares[:count], FARTHEST * max(shares) * length if len(places) > LONG else length
    edges = _cheapest(places, length, shares, excess, reach)
    while edges is None:  # the cuts lie too unevenly
        reach *= 4
        edges = _cheapest(places, length, shares, excess, reach)
    return tuple((places[a].at, places[b].at) for a, b in pairwise(edges))


def _cheapest(
    places: Sequence[Cut], length: int, shares: Sequence[float], excess: Callable[[int, int], float], reach: float
) -> list[int] | None:
    """The places where the parts begin and end; None where no parts end within `reach` characters of their shares."""
    count = len(shares)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, -1)}]
    for part, ends in enumerate(_ends(places, length, shares, reach)):
        row: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            for end in range(max(start + 1, ends.start), ends.stop):
                a, b = places[start].at, places[end].at
                apart = (b - a) / length - shares[part]
                total = cost + BREAK * places[end].penalty + SHARE * count * apart**2 + TOO_BIG * excess(a, b)
                if end not in row or total < row[end][0]:
                    row[end] = (total, start)
        if not row:
            return None
        best.append(row)
    edges = [len(places) - 1]
    for row in reversed(best[1:]):
        edges.append(row[edges[-1]][1])
    return edges[::-1]


def _ends(places: Sequence[Cut], length: int, shares: Sequence[float], reach: float) -> Iterator[range]:
    """Where each part may end, as a range of places: within `reach` characters of its share of the text."""
    count, last = len(shares), len(places) - 1
    at = [place.at for place in places]
    for part, whole in enumerate(accumulate(shares[:-1]), start=1):
        first, stop = bisect_left(at, whole * length - reach), bisect_right(at, whole * length + reach)
        yield range(max(part, first), min(last - (count - part) + 1, stop))
    yield range(last, last + 1)


def even(count: int) -> tuple[float, ...]:
    """Equal shares."""
    return tuple(1 / count for _ in range(count))
