"""The amounts that stand in an English sentence, as keys (see `units.py`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from taiyaku.translate.fidelity.digits import NUM, UNIT, in_digits
from taiyaku.translate.fidelity.units import MONTHS, clock, key
from taiyaku.translate.fidelity.words import WORDS

SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_MONTH = re.compile(rf"\b({'|'.join(m.title() for m in MONTHS)}|{'|'.join(m[:3].title() for m in MONTHS)}|Sept)\b")
_COUNTED = re.compile(rf"{NUM} {UNIT}\b")
_HALVES = {"am": 0, "morning": 0, "pm": 12, "afternoon": 12, "evening": 12}

_Reading = tuple[re.Pattern[str], Callable[[re.Match[str]], Iterable[str]]]


def amounts(english: str) -> frozenset[str]:
    """The keys of every amount that a sentence can be said to hold, and all its words.

    What is left open is read in every way: "May 3" holds the month and the number, "2:30" is night and day.

    >>> sorted(amounts("2:30 p.m."))
    ['14:30']
    """
    text = in_digits(english)
    keys: set[str] = set()
    for pattern, read in _TIMES_OF_DAY:
        for match in pattern.finditer(text):
            keys.update(read(match))
        text = pattern.sub(" ", text)
    for pattern, read in _READINGS:
        for match in pattern.finditer(text):
            keys.update(read(match))
    words = set(re.findall(r"[a-z]+", _COUNTED.sub(" ", text))).difference(MONTHS)  # "four weeks" is not "a week"
    keys |= words | {word.removesuffix("s") for word in words}
    keys |= {amount for word in words & WORDS.keys() for amount in WORDS[word]}
    return frozenset(keys | {_month(name) for name in _MONTH.findall(english)})


def _month(name: str) -> str:
    return next(month for month in MONTHS if month.startswith(name[:3].lower()))


def _clock(hour: str, minute: str | None, half: str | None) -> list[str]:
    """An hour without its half of the day is meant as both."""
    at = int(hour) * 60 + int(minute or 0)
    if half is None:
        return [clock(at), clock(at + 12 * 60)] if int(hour) <= 12 else [clock(at)]
    return [clock(at % (12 * 60) + _HALVES[half] * 60)]


def _number(match: re.Match[str]) -> list[str]:
    """A number alone, or with its unit of time or percent and then only so."""
    unit = (match[2] or "").replace("ies", "y")
    return [key(Fraction(match[1]), unit.removesuffix("s"))]


def _slashed(match: re.Match[str]) -> list[str]:
    """3/5 may be a part of something, or a day."""
    first, second = int(match[1]), int(match[2])
    months = [MONTHS[number - 1] for number in (first, second) if 1 <= number <= 12]
    return months + ([key(Fraction(first, second))] if second else [])


def _part(match: re.Match[str]) -> list[str]:
    """Two thirds, 2 out of 3."""
    whole = int(match[2])
    return [key(Fraction(int(match[1]) if match[1].isdigit() else 1, whole))] if whole else []


_TIMES_OF_DAY: tuple[_Reading, ...] = (
    (re.compile(r"\b(\d{1,2})[:. ](\d\d) ?([ap]m)\b"), lambda m: _clock(m[1], m[2], m[3])),
    (re.compile(r"\b(\d{1,2})(?::(\d\d))? ?(?:o'clock )?in the (morning|afternoon|evening)\b"),
     lambda m: _clock(m[1], m[2], m[3])),
    (re.compile(r"\b(\d{1,2}):(\d\d)\b"), lambda m: _clock(m[1], m[2], None)),
    (re.compile(r"\b(\d{1,2}) ?([ap]m)\b"), lambda m: _clock(m[1], None, m[2])),
    (re.compile(r"\bhalf past (\d{1,2})\b"), lambda m: _clock(m[1], "30", None)),
    (re.compile(r"\bquarter (?:past|after) (\d{1,2})\b"), lambda m: _clock(m[1], "15", None)),
    (re.compile(r"\bquarter (?:to|before) (\d{1,2})\b"), lambda m: _clock(str(int(m[1]) - 1), "45", None)),
)  # fmt: skip
_READINGS: tuple[_Reading, ...] = (
    (re.compile(rf"({NUM})(?:st|nd|rd|th|s)?(?: ({UNIT})\b)?"), _number),
    (re.compile(rf"({NUM})(k|mn?|bn?|tn)\b"), lambda m: [key(Fraction(m[1]) * SUFFIXES[m[2]])]),
    (re.compile(r"\b(\d{1,20})/(\d{1,20})\b"), _slashed),
    (re.compile(r"\b\d{4}-(\d\d)-(\d\d)\b"), _slashed),
    (re.compile(r"\b(an?|\d{1,20}) (\d{1,20})(?:rd|th|nd)s?\b"), _part),
    (re.compile(r"\b(\d{1,20}) (?:out of|in|of|of every|in every|out of every) (\d{1,20})\b"), _part),
    (re.compile(r"\b(\d{1,20}) quarters\b"), lambda m: [key(Fraction(int(m[1]), 4))]),
    (re.compile(r"\b(1\d|20|21) (\d\d)\b"), lambda m: [m[1] + m[2]]),  # twenty twenty-four
    (re.compile(r"(?:'|\bfy ?'?)(\d\d)s?\b"), lambda m: [f"19{m[1]}", f"20{m[1]}"]),
    (re.compile(r"\b(\d{1,2}) ([0-5]\d)\b"), lambda m: _clock(m[1], m[2], None)),  # two thirty
    (re.compile(r"\b[qh]([1-4])\b"), lambda m: [m[1], "quarter", "1/2"]),
    (re.compile(r"\bevery other (\w+)"), lambda m: ["2", f"2 {m[1]}"]),
)  # fmt: skip
