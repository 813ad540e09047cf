"""The check of days, weeks, months and years that are told from today: 今週 is this week, neither last week nor this
year."""

from __future__ import annotations

import re
from collections.abc import Mapping

from taiyaku.translate.fidelity.problem import Pair, Problem

RULE = "time-changed"
# for each unit: how far from now (0) the Japanese points, and how the English does
JAPANESE: Mapping[str, Mapping[str, int]] = {
    "day": {
        "一昨日": -2,
        "おととい": -2,
        "昨日": -1,
        "昨夜": -1,
        "昨晩": -1,
        "今日": 0,
        "今朝": 0,
        "今夜": 0,
        "今晩": 0,
        "本日": 0,
        "明日": 1,
        "明後日": 2,
        "あさって": 2,
    },
    "week": {"先々週": -2, "先週": -1, "今週": 0, "来週": 1, "翌週": 1, "再来週": 2},
    "month": {"先々月": -2, "先月": -1, "前月": -1, "今月": 0, "来月": 1, "翌月": 1, "再来月": 2},
    "year": {
        "一昨年": -2,
        "おととし": -2,
        "去年": -1,
        "昨年": -1,
        "前年": -1,
        "今年": 0,
        "本年": 0,
        "来年": 1,
        "翌年": 1,
        "再来年": 2,
    },
}
FROM_THERE = ("翌", "前")  # told from another day than today: the English may say so, or point from today
_KIND = r"(?:(?:fiscal|financial|school|academic|business|calendar|coming) )?"
_BY_UNIT = (
    (rf"\b{_KIND}%s before last\b|\btwo %ss ago\b", -2),
    (rf"\b{_KIND}%s after next\b|\bin two %ss\b", 2),
    (rf"\blast {_KIND}%s\b(?! (?:of|before|in))|\ba %s ago\b|\bprevious {_KIND}%s\b", -1),
    (rf"\bthis {_KIND}%s\b", 0),
    (rf"\bnext {_KIND}%s\b(?! after)", 1),
)
ENGLISH: Mapping[str, tuple[tuple[re.Pattern[str], int], ...]] = {
    "day": tuple(
        (re.compile(pattern), at)
        for pattern, at in (
            (r"\bday before yesterday\b|\btwo days ago\b", -2),
            (r"\bday after tomorrow\b|\bin two days\b", 2),
            (r"(?<!before )\byesterday\b|\blast night\b", -1),
            (r"\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b", 0),
            (r"(?<!after )\btomorrow\b", 1),
        )
    ),
    **{
        unit: tuple((re.compile(pattern.replace("%s", unit)), at) for pattern, at in _BY_UNIT)
        for unit in ("week", "month", "year")
    },
}
_WORDS = {unit: re.compile("|".join(sorted(words, key=len, reverse=True))) for unit, words in JAPANESE.items()}


def changed_time(pair: Pair) -> list[Problem]:
    """Where the English points to another day, week, month or year than the Japanese; saying none is no fault."""
    english = pair.english.lower().replace("’", "'")
    pointed = {
        (unit, words[word]): word for unit, words in JAPANESE.items() for word in _WORDS[unit].findall(pair.japanese)
    }
    said = {
        (unit, at): match[0]
        for unit, patterns in ENGLISH.items()
        for pattern, at in patterns
        if (match := pattern.search(english))
    }
    lost = [word for point, word in pointed.items() if point not in said and not word.startswith(FROM_THERE)]
    added = [text for point, text in said.items() if point not in pointed]
    return [Problem(RULE, f"{lost[0]} became “{added[0]}”")] if lost and added else []
