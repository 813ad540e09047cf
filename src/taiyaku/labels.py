"""What a line begins with when a speaker begins it, and which of these names are speakers in a whole text.

A label has one of a few written forms (`FORMS`); whether its name is a speaker is decided by the text around it, never
by the line alone: a name that comes again, or that names a person, is one; a heading's word or a phrase never is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from taiyaku.names import LONE_WORDS, is_person, may_be_name

LONGEST_LABEL = 64  # characters; company, title and name fit
LONGEST_UNKNOWN = 24  # characters; a longer one that nothing speaks for is a clause
ENOUGH = 2  # speakers of whom we are sure; then a name that nothing speaks for is a word like 効果: instead

# possessive (`*+`): a run of spaces is never tried in parts, so a line of nothing else takes no longer than others
_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_SPAN = rf"{_CLOCK}(?:\s*+(?:-+>?|[–—~〜～])\s*+{_CLOCK})?"
_STAMP = rf"[\[(（［【<〈]\s*+{_SPAN}\s*+[\])）］】>〉]"
_TIME = rf"(?:{_STAMP}|{_SPAN})"
_ROLE = r"(?:\s*+[（(［\[〔][^（()）\[\]［］〔〕:：\n]{1,40}[）)］\]〕])*"
_NAME = rf"[^:：\n（()）\[\]［］【】〔〕〈〉<>＜＞]{{1,{LONGEST_LABEL}}}?"
_START = rf"^\s*+(?:[-*+・•■□●○◆◇▼▶]\s*+)?(?:{_TIME}\s*+)?"

FORMS = {  # in the order they are tried: 山田 00:01, 00:01 山田, 山田（社長） 00:01: …, 【山田】…, Q. …
    "time": rf"^\s*+(?P<name>{_NAME}){_ROLE}(?:\s++{_TIME}|\s*+{_STAMP})\s*+$",
    "after time": rf"^\s*+{_TIME}\s++(?P<name>{_NAME}){_ROLE}\s*+$",
    "colon": rf"{_START}(?P<handle>@)?(?:【(?P<inner>{_NAME}){_ROLE}\s*+】|(?P<name>{_NAME})){_ROLE}"
    rf"\s*+{_TIME}?\s*+(?P<colon>[:：])\s*+",
    "bracket": rf"{_START}[【〈＜\[［]\s*+(?P<name>{_NAME}){_ROLE}\s*+[】〉＞\]］]\s*+{_TIME}?\s*+",
    "letter": r"^\s*+(?P<name>[QAＱＡ])\s*+\d*\s*+[.．]\s*+(?=\S)",
}
_FORMS = {form: re.compile(pattern) for form, pattern in FORMS.items()}
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_STRONG = re.compile(r"(\*\*|(?<!\w)__)(?=\S)(.+?)(?<=\S)\1")
_HOUR = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")
_LINK = re.compile(r"//|https?://\S+\s*$")


@dataclass(frozen=True, slots=True)
class Label:
    """What may be a speaker's label: the name without role, time and marks; the line's words begin at `end`.

    `sure` is a name written as a handle (`@yamada:`), `clock` one that may be half of a time (月曜10:30).
    """

    name: str
    end: int
    form: str
    sure: bool = False
    clock: bool = False


def without_markup(line: str) -> str:
    """A line without Markdown's quote signs and bold: `> **山田：** はい` is `山田： はい`."""
    return _STRONG.sub(r"\2", _QUOTE.sub("", line))


def find_label(line: str) -> Label | None:
    """The label that a line without markup begins with, if one may be there."""
    for form, pattern in _FORMS.items():
        match = pattern.match(line)
        if match is None:
            continue
        parts = match.groupdict()
        name = " ".join((parts.get("inner") or parts["name"] or "").strip(" 　*_").split())
        if not may_be_name(name) or _LINK.match(line, match.end()):
            continue
        colon = match.start("colon") if form == "colon" else -1
        clock = any(hour.start() < colon < hour.end() for hour in _HOUR.finditer(line))
        return Label(name, match.end(), form, parts.get("handle") is not None, clock)
    return None


def speakers(lines: Iterable[str]) -> frozenset[str]:
    """The names that are speakers in the text of these lines.

    A name is trusted that comes twice or more or names a person. Only where fewer than two are trusted, whatever else
    stands before a colon is taken for a speaker too. Q. and A. are speakers where both are there.
    """
    labels = [label for line in lines if (label := find_label(without_markup(line)))]
    letters = {label.name for label in labels if label.form == "letter"}
    named = [label for label in labels if label.form != "letter" and not label.clock]
    counts = Counter(label.name for label in named)
    trusted = {label.name for label in named if label.sure}
    trusted |= {name for name, count in counts.items() if count > 1 or (name not in LONE_WORDS and is_person(name))}
    if len(letters) > 1:
        trusted |= letters
    if len(trusted) >= ENOUGH:
        return frozenset(trusted)
    unknown = {label.name for label in named if label.form == "colon" and len(label.name) <= LONGEST_UNKNOWN}
    return frozenset(trusted | (unknown - LONE_WORDS))
