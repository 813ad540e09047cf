"""Cutting Japanese text into sentences without losing a character."""

from __future__ import annotations

import re

ENDS = "。｡！？!?‼⁇⁈⁉．"
OPEN = "「『（(【〈《［[｛{〔“"
CLOSE = "」』）)】〉》］]｝}〕”"
PAIRS = dict(zip(OPEN, CLOSE, strict=True))
ABBREVIATIONS = frozenset(  # English words that a full stop cuts short, not a sentence
    "mr mrs ms mx dr prof st mt jr sr rev gen col capt lt sgt hon vs no nos vol fig ver ch sec ed eds cf dept univ co "
    "approx est inc ltd corp jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
LONGEST_WORD = 40  # characters; what is looked at before a full stop
LONGEST_ASIDE = 200  # characters; a bracket that is not closed within this was forgotten


def split_sentences(text: str) -> tuple[str, ...]:
    """Sentences of one paragraph; joined they are the paragraph.

    A sentence ends after its marks and the closing brackets behind them. Marks inside quotes and parentheses end
    nothing, unless the bracket is never closed. Of ASCII marks, `.` ends only Latin text before a space and a
    capital or Japanese, and neither an abbreviation nor an initial (Mr. Sato, J. Sato); `!` and `?` end unless a name
    goes on behind them (Yahoo!ニュース, ?a=b).

    >>> split_sentences("「本当ですか?」と聞いた。はい!そうです。")
    ('「本当ですか?」と聞いた。', 'はい!', 'そうです。')
    """
    out: list[str] = []
    begin = place = 0
    while place < len(text):
        char = text[place]
        closing = _closing(text, place)
        if closing is not None:
            place = closing + 1
            if _ends_inside(text, closing) and _starts_anew(text, place):
                out, begin = [*out, text[begin:place]], place
            continue
        place += 1
        if not _ends(text, place - 1, char):
            continue
        while place < len(text) and text[place] in ENDS + CLOSE + "…」":
            place += 1
        while place < len(text) and text[place] in " 　":
            place += 1
        out, begin = [*out, text[begin:place]], place
    return (*out, text[begin:]) if begin < len(text) else tuple(out)


def _closing(text: str, place: int) -> int | None:
    """Where the bracket that opens at `place` is closed, if it is one and closed nearby."""
    if text[place] not in PAIRS:
        return None
    waiting = [PAIRS[text[place]]]
    for at in range(place + 1, min(len(text), place + LONGEST_ASIDE)):
        if text[at] == waiting[-1]:
            waiting.pop()
            if not waiting:
                return at
        elif text[at] in PAIRS:
            waiting.append(PAIRS[text[at]])
    return None


def _ends_inside(text: str, closing: int) -> bool:
    """Whether a bracket closes right after a sentence's end: 「はい。」"""
    return closing > 0 and text[closing - 1] in "。｡！？!?"


def _starts_anew(text: str, place: int) -> bool:
    """Whether what follows a closed quote is a new sentence: another quote, or the end."""
    return place < len(text) and text[place] in "「『"


def _ends(text: str, place: int, char: str) -> bool:
    after = text[place + 1 : place + 2]
    if char in "!?":
        before = text[max(0, place - 1) : place]
        branded = before.isascii() and before.isalpha() and ("ァ" <= after <= "ヺ" or "一" <= after <= "鿿")
        return not branded and not (after.isascii() and after.isalnum()) and after not in ("=", "/", "&")
    if char == ".":
        return _stops(text, place)
    if char == "．":
        return not after.isnumeric()
    return char in ENDS


def _stops(text: str, place: int) -> bool:
    """Whether the ASCII full stop at `place` ends a sentence: behind a Latin word, before another sentence."""
    rest = text[place + 1 :].lstrip(" ")
    word = re.split(r"[^A-Za-z0-9'’-]", text[max(0, place - LONGEST_WORD) : place])[-1]
    if not rest:
        return word[-1:].isalpha()
    if text[place + 1] != " " or not word[-1:].isalpha() or word.casefold() in ABBREVIATIONS:
        return False
    initial = len(word) == 1 and word.isupper()
    return not initial and (rest[0].isupper() or not rest[0].isascii())
