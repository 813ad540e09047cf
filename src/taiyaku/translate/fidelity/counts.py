"""Plain numbers in Japanese, with their counters and units, as needs: 350万円, 7時間半, 第3回, 二、三日."""

from __future__ import annotations

import re
from fractions import Fraction

from taiyaku.translate.fidelity.counters import ALONE, COUNTER, NAMES, TIMED
from taiyaku.translate.fidelity.need import Need, Pattern, shown, ways
from taiyaku.translate.fidelity.numerals import NUMERAL, value
from taiyaku.translate.fidelity.units import SAME, TIMES, key

HALF = Fraction(1, 2)
_N = rf"(?:{NUMERAL})"
_ABOUT = r"(?:約|およそ|ほぼ)?"
_FIRST = "1 initial initially top best original debut begin start inaugural opening leading foremost".split()
_FEW = "few several couple handful".split()
_HALVED = frozenset("minute hour day month year".split())
_NONE = "no none nothing free scratch without".split()


def _first(match: re.Match[str]) -> list[Need]:
    return [Need(match[0], "the first", ways(*_FIRST, *(key(1, unit) for unit in TIMES)))]


def _few(match: re.Match[str]) -> list[Need]:
    """二、三日 is two or three days, or just a few."""
    low, high, counter = value(match["low"]), value(match["high"]), match["counter"]
    if high != low + 1:
        return [
            need
            for name, number in (("low", low), ("high", high))
            for need in _count(match[name] + counter, number, counter)
        ]
    lows = _ways(low, counter) if low != 1 else ways(())  # a month or two
    pairs = [(*a, *b) for a in lows for b in _ways(high, counter)]
    return [Need(match[0], f"{low} or {high}", ways(*pairs, *_FEW))]


def _always(match: re.Match[str]) -> list[Need]:
    """24時間365日."""
    said = ways(("24", "7"), ("24 hour", "365 day"), "clock", "always", "constantly", "nonstop")
    return [Need(match[0], "24 hours a day", said)]


def _counted(match: re.Match[str]) -> list[Need]:
    """Any number; one of something (一人, 1つ) may be an article, a pronoun or nothing, and is not asked for."""
    counter = match["counter"] or ""
    number = value(match["number"]) + (HALF if match["half"] else 0)
    return [] if number == 1 else _count(match[0], number, counter)


def _count(written: str, number: Fraction, counter: str) -> list[Need]:
    unit = _unit(number, counter)
    return [Need(written, f"{_named(number, unit)} {unit}".strip(), _ways(number, counter))]


def _unit(number: Fraction, counter: str) -> str:
    if counter in TIMED:
        return "" if _is_year(number, counter) else TIMED[counter] + ("s" if number != 1 else "")
    return NAMES.get(counter, "")


def _named(number: Fraction, unit: str) -> str:
    return str(number) if not unit and 1000 <= number < 2100 else shown(number)


def _is_year(number: Fraction, counter: str) -> bool:
    return counter in ("年", "年度", "年代") and number >= 1000


def _ways(number: Fraction, counter: str) -> tuple[frozenset[str], ...]:
    unit = TIMED.get(counter)
    if unit is None:
        units = () if counter in ALONE else TIMES
        return ways(key(number), *(key(number, any_unit) for any_unit in units), *(_NONE if number == 0 else ()))
    found: list[str | tuple[str, ...]] = [key(number), key(number, unit)]
    for other, factor in SAME[unit].items():
        same = number * factor
        found += [key(same, other), *([other] if same == 1 else ["1/2"] if same == HALF and other in _HALVED else [])]
    if counter == "年代" and number >= 1000:
        found.append(key(number % 100))  # the nineties
    if unit == "year" and number < 100:
        found += [key(1900 + number), key(2000 + number)]
    if number.denominator == 2:
        whole = number - HALF
        found += [(key(whole), "1/2"), (key(whole, unit), "1/2"), (key(whole, unit), "30 minute")]
    return ways(*found)


_HALF = r"(?P<half>半(?![分数額年日]))?"
PATTERNS: tuple[Pattern, ...] = (
    (re.compile(r"24時間(?:、?365日)?(?!半|以[内上]|[かで後前])"), _always),
    (re.compile(r"[1一](?:つ目|人目|番目|回目|年目|日目|本目|件目|位)|第1(?!\d)|第一(?=[回章期号弾部節世段])"), _first),
    (re.compile(rf"(?P<low>{_N})(?P<counter>{COUNTER})、(?P<high>{_N})(?P=counter)"), _few),
    (re.compile(rf"{_ABOUT}第?(?=\d)(?P<number>{_N})(?P<counter>{COUNTER})?{_HALF}"), _counted),
    (re.compile(rf"{_ABOUT}第?(?P<number>{_N})(?P<counter>{COUNTER}){_HALF}"), _counted),
    (re.compile(rf"第(?P<number>{_N})(?P<counter>)(?P<half>)"), _counted),
    (
        re.compile(rf"(?<![一-鿿])(?=.?[十百千万億兆〇])(?P<number>{_N})(?P<counter>)(?P<half>)(?<=..)(?![一-鿿])"),
        _counted,
    ),
)
