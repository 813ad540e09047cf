"""The check of days, weeks, months and years that are told from today: 今週 is this week, neither last week nor this
year."""

from __future__ import annotations

import re
from collections.abc import Mapping

from taiyaku.translate.fidelity.problem import Pair, Problem

RULE = "time-changed"
# how far from now (0) each word points, in its unit
JAPANESE: Mapping[tuple[str, int], str] = {
    ("day", -2): "一昨日 おととい",
    ("day", -1): "昨日 昨夜 昨晩",
    ("day", 0): "今日 今朝 今夜 今晩 本日",
    ("day", 1): "明日",
    ("day", 2): "明後日 あさって",
    ("week", -2): "先々週",
    ("week", -1): "先週",
    ("week", 0): "今週",
    ("week", 1): "来週 翌週",
    ("week", 2): "再来週",
    ("month", -2): "先々月",
    ("month", -1): "先月 前月",
    ("month", 0): "今月",
    ("month", 1): "来月 翌月",
    ("month", 2): "再来月",
    ("year", -2): "一昨年 おととし",
    ("year", -1): "去年 昨年 前年",
    ("year", 0): "今年 本年",
    ("year", 1): "来年 翌年",
    ("year", 2): "再来年",
}
FROM_THERE = ("翌", "前")  # told from another day than today: the English may say so, or point from today
_KIND = r"(?:(?:fiscal|financial|school|academic|business|calendar|coming) )?"
_BY_UNIT = (
    (rf"\b{_KIND}%s before last\b|\btwo %ss ago\b", -2),
    (rf"\b{_KIND}%s after next\b|\bin two %ss\b", 2),
    (rf"\blast {_KIND}%s\b(?! (?:of|before|in))|\b(?:a|one) %s ago\b|\bprevious {_KIND}%s\b", -1),
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
_POINTS = {word: point for point, words in JAPANESE.items() for word in words.split()}
_WORDS = re.compile("|".join(sorted(_POINTS, key=len, reverse=True)))


def changed_time(pair: Pair) -> list[Problem]:
    """Where the English points to another day, week, month or year than the Japanese; saying none is no fault."""
    english = pair.english.lower().replace("’", "'")
    pointed = {_POINTS[word]: word for word in _WORDS.findall(pair.japanese)}
    said = {
        (unit, at): match[0]
        for unit, patterns in ENGLISH.items()
        for pattern, at in patterns
        if (match := pattern.search(english))
    }
    lost = [word for point, word in pointed.items() if point not in said and not word.startswith(FROM_THERE)]
    added = [text for point, text in said.items() if point not in pointed]
    return [Problem(RULE, f"{lost[0]} became “{added[0]}”")] if lost and added else []
