"""One thing that must survive, and how it may be said in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Need:
    """Something as it is written, what it means, and the sets of keys (see `units.py`), one of which must stand."""

    written: str
    meaning: str
    any_of: tuple[frozenset[str], ...]


Pattern: TypeAlias = tuple[re.Pattern[str], Callable[[re.Match[str]], list[Need]]]


def ways(*options: str | tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Ways to say something: each a key, or several keys that must stand together."""
    return tuple(frozenset([option] if isinstance(option, str) else option) for option in options)


def shown(number: Fraction) -> str:
    """A number as a person reads it.

    >>> shown(Fraction(3500000)), shown(Fraction(5, 2))
    ('3,500,000', '2.5')
    """
    return f"{int(number):,}" if number.denominator == 1 else f"{float(number):g}"
