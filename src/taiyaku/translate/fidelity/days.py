"""Times of day, dates and parts of the year in Japanese, as needs."""

from __future__ import annotations

import re

from taiyaku.translate.fidelity.counters import COUNTER
from taiyaku.translate.fidelity.need import Need, Pattern, ways
from taiyaku.translate.fidelity.numerals import NUMERAL, value
from taiyaku.translate.fidelity.units import MONTHS, WEEKDAYS, clock, key

ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}  # the year before each era's first
_HALF_YEARS = {"上": ("1", "first"), "下": ("2", "latter")}
NOON = 12 * 60  # minutes
_N = rf"(?:{NUMERAL})"


def _time(match: re.Match[str]) -> list[Need]:
    """午後2時半, 14時30分, 14:30, 5時10分前. Without 午前 or 午後 both halves of the day are right."""
    hour, minute = value(match["hour"]), value(match["minute"] or "0")
    if hour > 30 or minute > 59:
        return []
    past = 30 if match["half"] else int(minute)
    at = int(hour) * 60 + (-past if match["before"] else past)
    if match["day"] == "午後" and at < NOON:
        at += NOON
    open_end = not match["day"] and at < NOON + 60
    times = [clock(at), *([clock(at + NOON)] if open_end else [])]
    bare = [str(number) for number in dict.fromkeys([int(hour), int(hour) % 12 or 12])]
    spoken: list[str | tuple[str, ...]] = [*bare] if past == 0 else [(number, str(past)) for number in bare]
    if past == 30:
        spoken += [(number, "1/2") for number in bare]
    return [Need(match[0], _said(at, open_end), ways(*times, *spoken))]


def _said(at: int, open_end: bool) -> str:
    hour, minute = divmod(at % (2 * NOON), 60)
    half = "" if open_end else " a.m." if hour < 12 else " p.m."
    return f"{hour % 12 or 12}:{minute:02}{half}"


def _era(match: re.Match[str]) -> list[Need]:
    number = value(match[2]) if match[2] != "元" else value("1")
    year = ERAS[match[1]] + number
    return [Need(match[0], f"the year {year}", ways(key(year), key(year, "year"), key(number), key(number, "year")))]


def _date(match: re.Match[str]) -> list[Need]:
    """5月3日, 5月: a month by its name, a day by its number."""
    number, day = value(match["month"]), match["date"]
    if not 1 <= number <= 12:
        return []
    name = MONTHS[int(number) - 1]
    found = [Need(match[0], name.title(), ways(name))]
    if day:
        found.append(Need(match[0], f"day {value(day)}", ways(key(value(day)), key(value(day), "day"))))
    return found


def _numeric_date(match: re.Match[str]) -> list[Need]:
    """2024/5/3, 2024.5.3."""
    year, month, day = (int(match[i]) for i in (1, 2, 3))
    if not 1 <= month <= 12:
        return []
    name = MONTHS[month - 1]
    return [Need(match[0], f"{name.title()} {day}, {year}", ways((str(year), name, str(day)), (str(year), name)))]


def _decimal_or_date(match: re.Match[str]) -> list[Need]:
    """3.11 may be a number, or a day that everyone knows."""
    month, day = int(match[1]), int(match[2])
    date = [(MONTHS[month - 1], str(day))] if 1 <= month <= 12 and 1 <= day <= 31 else []
    return [Need(match[0], match[0], ways(key(value(match[0])), *date))]


def _weekday(match: re.Match[str]) -> list[Need]:
    name = WEEKDAYS[match[1]]
    return [Need(match[0], name.title(), ways(name, name[:3], name[:4], name[:5]))]


def _quarter(match: re.Match[str]) -> list[Need]:
    if not match[1]:
        return [Need(match[0], "a quarter of the year", ways("quarter", "3 month"))]
    number = value(match[1])
    return [Need(match[0], f"quarter {number}", ways(("quarter", key(number)), ("quarter", key(number, "quarter"))))]


def _half_year(match: re.Match[str]) -> list[Need]:
    which = match[1] or match[2]
    if which is None:
        return [Need(match[0], "half a year", ways("1/2", "6 month"))]
    number, said = _HALF_YEARS[which]
    return [Need(match[0], f"the {said} half of the year", ways(("1/2", number), ("6 month", number), ("1/2", said)))]


PATTERNS: tuple[Pattern, ...] = (
    (re.compile(r"(\d{4})[/.年-](\d{1,2})[/.-](\d{1,2})(?!\d)"), _numeric_date),
    (re.compile(rf"({'|'.join(ERAS)})({_N}|元)年度?"), _era),
    (re.compile(rf"(?:第({_N}))?四半期"), _quarter),
    (re.compile(r"([上下])?半期|(?<!以)([上下])期(?![待間限])"), _half_year),
    (re.compile(
        rf"(?P<day>午前|午後)?の?(?!一時(?!半|\d))(?P<hour>{_N})時(?!間|期|代|点)"
        rf"(?:(?P<minute>{_N})分(?!間)|(?P<half>半))?(?P<before>前(?![半後日年月週]))?"), _time),
    (re.compile(
        r"(?P<day>午前|午後)?の?(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?P<half>(?!))?(?P<before>(?!))?"), _time),
    (re.compile(rf"(?P<month>{_N})月(?:(?P<date>{_N})日(?!間))?(?!間)"), _date),
    (re.compile(rf"(?<![\d.])(\d{{1,2}})\.(\d{{1,2}})(?![\d.万億兆千百]|{COUNTER})"), _decimal_or_date),
    (re.compile(r"([月火水木金土日])曜"), _weekday),
)  # fmt: skip
