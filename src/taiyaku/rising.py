"""The longest row of places that only rises, where order is a rule with exceptions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(places: Sequence[int]) -> list[int]:
    """The numbers of the longest row of `places` in which each lies behind the one before (patience sorting).

    >>> longest_rising([10, 40, 20, 20, 30])
    [0, 2, 4]
    """
    tails: list[int] = []  # the lowest place that a row of each length can end at
    ends: list[int] = []  # the number that it ends with
    back: list[int] = []  # before each number, the one that its row comes from
    for number, place in enumerate(places):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [number]
        back.append(ends[at - 1] if at else -1)
    row = []
    number = ends[-1] if ends else -1
    while number >= 0:
        row.append(number)
        number = back[number]
    return row[::-1]
