"""Shares and multiples in Japanese, as needs: 40%, 3割, 3分の1, 2倍, 半分."""

from __future__ import annotations

import re
from fractions import Fraction

from taiyaku.translate.fidelity.need import Need, Pattern, shown, ways
from taiyaku.translate.fidelity.numerals import NUMERAL, value
from taiyaku.translate.fidelity.units import PERCENT, key

_N = rf"(?:{NUMERAL})"
_ABOUT = r"(?:約|およそ|ほぼ)?"
_WHOLE = ("all", "every", "complete", "completely", "entire", "entirely", "full", "fully", "total", "totally", "wholly",
          "absolutely", "perfect", "perfectly")  # fmt: skip
_NONE = ("no", "none", "nothing", "not", "zero", "never")
_HALF: dict[str, tuple[str | tuple[str, ...], ...]] = {  # each with what else may be said for it
    "半年": ("6 month", "6", "semiannually", ("2", "year")),
    "半日": ("12 hour",),
    "半月": ("2 week", "15 day"),
    "半世紀": ("50 year", "5 decade"),
    "過半数": ("majority", "most"),
    "半数": ("majority", "50 percent"),
    "半分": ("50 percent",),
    "半額": ("50 percent",),
    "半減": ("50 percent",),
    "折半": ("equally", "evenly", "split", "50 percent"),
    "半々": ("50", "equally", "evenly"),
}


def _percent(match: re.Match[str]) -> list[Need]:
    return [_share(match[0], value(match[1]))]


def _tenths(match: re.Match[str]) -> list[Need]:
    """3割, 2割5分."""
    return [_share(match[0], value(match[1]) * 10 + value(match[2] or "0"))]


def _share(written: str, percent: Fraction) -> Need:
    words = _WHOLE if percent == 100 else _NONE if percent == 0 else ()
    return Need(written, f"{shown(percent)} percent", ways(key(percent, PERCENT), key(percent / 100), *words))


def _part(match: re.Match[str]) -> list[Need]:
    """3分の1."""
    whole, part = value(match[1]), value(match[2])
    if not whole:
        return []
    in_percent = key(Fraction(100 * part // whole), PERCENT)
    return [Need(match[0], f"{part}/{whole}", ways(key(part / whole), (key(part), key(whole)), in_percent))]


def _times(match: re.Match[str]) -> list[Need]:
    """2倍, 2倍半: twice as much is also 200 percent, or 100 percent more."""
    number = value(match[1]) + (Fraction(1, 2) if match[2] else 0)
    shares = key(number * 100, PERCENT), key((number - 1) * 100, PERCENT)
    return [Need(match[0], f"{shown(number)} times", ways(key(number), *shares))] if number != 1 else []


def _doubled(match: re.Match[str]) -> list[Need]:
    return [Need(match[0], "double", ways("2", "200 percent", "100 percent"))]


def _half(match: re.Match[str]) -> list[Need]:
    return [Need(match[0], "half", ways("1/2", *_HALF[match[0]]))]


PATTERNS: tuple[Pattern, ...] = (
    (re.compile(rf"({_N})分の({_N})"), _part),
    (re.compile(rf"{_ABOUT}({_N})割(?:({_N})分)?(?!合|り算)"), _tenths),
    (re.compile(rf"{_ABOUT}({_N})(?:%|パーセント|パー(?![ァ-ヶ]))"), _percent),
    (re.compile(rf"{_ABOUT}({_N})倍(半)?"), _times),
    (re.compile(r"(?<![何数])倍(?:増|に(?=なっ|なり|増|ふえ))"), _doubled),
    (re.compile("|".join(_HALF)), _half),
)
