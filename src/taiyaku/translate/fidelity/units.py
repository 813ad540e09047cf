"""Keys: what a quantity comes to in both languages, written so that equal ones are equal texts.

A number is "7" or "5/2", with its unit of time or per cent "7 hour" and "40 percent", a time of day "14:30", a month
"may", a weekday "monday".
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

PERCENT = "percent"

# each unit of time, and how many of another it holds: 90 minutes may be called an hour and a half
SAME: Mapping[str, Mapping[str, Fraction]] = {
    "second": {"minute": Fraction(1, 60)},
    "minute": {"hour": Fraction(1, 60), "second": Fraction(60)},
    "hour": {"minute": Fraction(60), "day": Fraction(1, 24)},
    "day": {"week": Fraction(1, 7), "hour": Fraction(24)},
    "week": {"day": Fraction(7), "month": Fraction(1, 4)},
    "month": {"year": Fraction(1, 12), "week": Fraction(4), "quarter": Fraction(1, 3)},
    "year": {"month": Fraction(12), "decade": Fraction(1, 10), "century": Fraction(1, 100)},
    "century": {"year": Fraction(100), "decade": Fraction(10)},
}
TIMES = (*SAME, "decade")

MONTHS = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
WEEKDAYS = dict(zip("月火水木金土日", "monday tuesday wednesday thursday friday saturday sunday".split(), strict=True))


def key(number: Fraction | int, unit: str = "") -> str:
    """The key of a number, with or without its unit.

    >>> key(Fraction(5, 2), "hour")
    '5/2 hour'
    """
    return f"{number} {unit}".strip()


def clock(minutes: int) -> str:
    """The key of a time of day, in minutes from midnight.

    >>> clock(870)
    '14:30'
    """
    return f"{minutes // 60 % 24}:{minutes % 60:02}"
