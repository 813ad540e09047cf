"""A term as a row of named texts, the same in every kind of file, and the way back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import cast, get_args

from taiyaku.glossary.entry import Entry, Remark
from taiyaku.glossary.scope import SCOPES, is_scope
from taiyaku.model import Strictness, Term, TermStatus

COLUMNS = (
    "ja",
    "en",
    "reading",
    "aliases",
    "note",
    "status",
    "by",
    "date",
    "scope",
    "allowed",
    "forbidden",
    "strictness",
)
NEEDED = ("ja", "en")
LISTS = ("aliases", "allowed", "forbidden")
DEFAULTS = {"status": "approved", "scope": "house"}  # what an entry is that does not say
STATUSES: tuple[str, ...] = get_args(TermStatus)
USUAL = {"strictness": "always"}  # what an entry is that does not say, and that is not written out
STRICTNESS: tuple[str, ...] = get_args(Strictness)
BETWEEN = "|"  # of the texts in a list
_ITEM = re.compile(r"(?:\\[\\|]|[^|])+")
_ESCAPED = re.compile(r"\\([\\|])")
_UNSEEN = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile(r"\s*[\t\n\u2028\u2029]\s*")


def to_cells(term: Term) -> dict[str, str]:
    """A term's columns as text, without those that are empty.

    >>> to_cells(Term("港", "port", aliases=("みなと", "ミナト")))["aliases"]
    'みなと|ミナト'
    """
    texts = {column: getattr(term, column) for column in COLUMNS}
    texts = {column: text for column, text in texts.items() if text != USUAL.get(column)}
    return {column: join_list(value) if column in LISTS else value for column, value in texts.items() if value}


def read_entry(cells: Mapping[str, str], where: str) -> tuple[Entry | None, list[Remark]]:
    """The entry that a row's cells make, or none where a remark says why it cannot be one."""
    kept: dict[str, str] = {}
    said: list[Remark] = []
    for column, text in cells.items():
        tidied = tidy(column, text)
        if tidied:
            kept[column] = tidied
        if tidied != text.strip():
            said.append(_tidied(column, text, where))
    for column in DEFAULTS:
        if column in kept and not kept[column].startswith("job:"):
            kept[column] = kept[column].casefold()
    faults = _faults(kept, where)
    return (None if faults else Entry(_term(kept, where), kept)), [*faults, *said]


def tidy(column: str, text: str) -> str:
    """A cell's text without blanks at its ends and characters that nobody sees; only a note may have several lines."""
    if text.isprintable():
        return text.strip()
    seen = _UNSEEN.sub("", text)
    seen = seen.replace("\t", " ") if column == "note" else _BREAK.sub(" ", seen.strip())
    return seen.strip()


def join_list(items: Sequence[str]) -> str:
    """Several texts as one, parted by `|`; a bar or backslash inside is written behind a backslash."""
    return BETWEEN.join(item.replace("\\", "\\\\").replace(BETWEEN, "\\" + BETWEEN) for item in items)


def split_list(text: str) -> tuple[str, ...]:
    """What `join_list` joined.

    >>> split_list("みなと | a\\|b")
    ('みなと', 'a|b')
    """
    if BETWEEN not in text and "\\" not in text:
        return (text.strip(),) if text.strip() else ()
    return tuple(_ESCAPED.sub(r"\1", item.strip()) for item in _ITEM.findall(text) if item.strip())


def _term(cells: Mapping[str, str], where: str) -> Term:
    texts = {**DEFAULTS, **USUAL, **cells}
    first, second, third = (split_list(texts.get(column, "")) for column in LISTS)
    return Term(
        texts["ja"],
        texts.get("en", ""),
        texts.get("reading", ""),
        first,
        texts.get("note", ""),
        where,
        cast(TermStatus, texts["status"]),
        texts.get("by", ""),
        texts.get("date", ""),
        texts["scope"],
        second,
        third,
        cast(Strictness, texts["strictness"]),
    )


def _faults(cells: Mapping[str, str], where: str) -> list[Remark]:
    used = cells.get("status", DEFAULTS["status"]) == "approved"  # a candidate's English is left to whoever decides
    found = [
        Remark("error", f"this entry has no {column}", where, "Fill it in or delete the line")
        for column in (NEEDED if used else NEEDED[:1])
        if column not in cells
    ]
    status, date, scope = (cells.get(column, DEFAULTS.get(column, "")) for column in ("status", "date", "scope"))
    if status not in STATUSES:
        found.append(Remark("error", f"{status!r} is no status", where, f"Write {' or '.join(STATUSES)}"))
    strictness = cells.get("strictness", USUAL["strictness"])
    if strictness not in STRICTNESS:
        found.append(Remark("error", f"{strictness!r} is no strictness", where, f"Write {' or '.join(STRICTNESS)}"))
    if date and not _is_date(date):
        found.append(Remark("error", f"{date!r} is no date", where, "Write it as 2026-03-31"))
    if not is_scope(scope):
        found.append(Remark("error", f"{scope!r} is no scope", where, f"Write {', '.join(SCOPES)} or job:NAME"))
    return found


def _is_date(text: str) -> bool:
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _tidied(column: str, text: str, where: str) -> Remark:
    unseen = _UNSEEN.search(text)
    if unseen:
        what = f"the control character U+{ord(unseen[0]):04X} in {column} was taken out"
        return Remark("warning", what, where)
    what = f"a tab or line break in {column} became a space"
    return Remark("warning", what, where, 'Look whether a "double quote" was left open')
