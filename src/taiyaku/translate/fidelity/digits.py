"""English with its numbers in digits, each in full: "three and a half million" becomes "3500000".

text2num reads the number words; what it leaves (scales behind digits, halves, dozens, ranges) is rewritten here, rule
by rule in this order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from text_to_num import alpha2digit

from taiyaku.translate.fidelity.units import PERCENT, TIMES

NUM = r"\d{1,20}(?:\.\d{1,20})?"  # none of thousands of digits, which Python refuses
TIME = rf"(?:{'|'.join(TIMES)}|centurie)s?"
UNIT = rf"(?:{PERCENT}|{TIME})"
_SCALE = r"1000(?:000){0,3}"
_TO = r"to|or|and|through"
_SCALES = (100, 10**3, 10**6, 10**9, 10**12)
_HALF = Decimal("0.5")

_Rewriting = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _shared_scale(match: re.Match[str]) -> str:
    """3 to 4 million: the first may be three or three million, and stands as both."""
    low, word, high = match.groups()
    scale = max((size for size in _SCALES if size <= int(high)), default=1)
    if Decimal(low) >= Decimal(high) / scale or int(high) % (scale // 10 or 1):
        return match[0]
    return f"{low} ; {_plain(Decimal(low) * scale)} {word} {high}"


def _rules(*rules: tuple[str, str | Callable[[re.Match[str]], str]]) -> tuple[_Rewriting, ...]:
    return tuple((re.compile(pattern), new) for pattern, new in rules)


_BEFORE = _rules(
    (r"’", "'"),
    (r"\b([ap])\. ?m\b\.?", r"\1m"),
    (r"\s*[–—~〜]\s*", " to "),
    (r"\b(?<!-)(\d+)-(?=\d+\b(?!-))", r"\1 to "),
    (r"(?<=[a-z0-9])-(?=[a-z])|(?<=[a-z])-(?=[0-9])", " "),
    (r"\b([a-z]{3,})fold\b", r"\1 fold"),
)
_AFTER = _rules(
    (r"(?<=\d),(?=\d{3}\b)", ""),
    (r"(\d+) 2nds?\b", r"\1 second"),  # "a ten-second clip": no ordinal
    (r"\s*(?:%|\bper ?cent\b|\bpercentage points?\b|\bpct\b)", f" {PERCENT}"),
    (rf"\bhalf an? ({_SCALE}|dozen)\b", lambda m: str(6 if m[1] == "dozen" else int(m[1]) // 2)),
    (rf"\b({NUM}) and a half ({_SCALE})\b", lambda m: _plain((Decimal(m[1]) + _HALF) * int(m[2]))),
    (rf"\b({_SCALE}) and a half\b", lambda m: _plain((1 + _HALF) * int(m[1]))),
    (rf"\b({NUM}) ({_SCALE})\b", lambda m: _plain(Decimal(m[1]) * int(m[2]))),
    (rf"\b({NUM}) ({_TO}) (\d{{1,18}}00)\b", _shared_scale),
    (rf"\b({NUM}) dozen\b", lambda m: _plain(Decimal(m[1]) * 12)),
    (r"\bdozen\b", "12"),
    (rf"\b({NUM}) (?:and a half\b|1/2)", lambda m: _plain(Decimal(m[1]) + _HALF)),
    (rf"\b(?:an?|1) ({UNIT}) and a half\b", r"1.5 \1"),
    (rf"\b({NUM}) ({UNIT}) and a half\b", lambda m: f"{Decimal(m[1]) + _HALF} {m[2]}"),
    (rf"\b({NUM}),? ({_TO}) ({NUM}) ({UNIT})\b", r"\1 ; \1 \4 \2 \3 \4"),
)


def in_digits(english: str) -> str:
    """A sentence in small letters, its hyphens opened, its numbers in digits.

    >>> in_digits("Three to four million yen, or twenty-four percent")
    '3 ; 3000000 to 4000000 yen, or 24 percent'
    """
    text = _rewritten(english.lower(), _BEFORE)
    return _rewritten(alpha2digit(text, "en", threshold=0.0), _AFTER)


def _rewritten(text: str, rules: tuple[_Rewriting, ...]) -> str:
    for pattern, new in rules:
        text = pattern.sub(new, text)
    return text
