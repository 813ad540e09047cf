"""The checks of a subtitle file as such: what importers stumble over before they come to the cues."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from taiyaku.check.fault import Fault

_ARROW = re.compile(r"^\s*\d{1,3}:\d{1,2}(?::\d{1,2})?[,.:]\d{1,3}\s*-+>")
_DOT = re.compile(r"\d\.\d{1,3}\s*-+>")


def check_file(data: bytes, text: str, encoding: str, form: str) -> tuple[Fault, ...]:
    """The faults of a file: its bytes, its text with plain line ends, the encoding it was read from, srt or vtt."""
    return (*_bytes(data, encoding), *(_srt(text) if form == "srt" else ()))


def _bytes(data: bytes, encoding: str) -> Iterator[Fault]:
    if data.startswith(codecs.BOM_UTF8):
        yield Fault("bom", "the file begins with a byte-order mark", line=1)
    if encoding not in ("utf-8", "utf-8-sig"):
        yield Fault("encoding", f"the file is in {encoding}", line=1)
    ends = data.count(b"\r\n")
    if ends:
        yield Fault("crlf", f"{ends} lines end as Windows ends them", line=1)


def _srt(text: str) -> Iterator[Fault]:
    lines = text.lstrip("\ufeff").split("\n")
    count = 0
    for number, line in enumerate(lines, start=1):
        if not _ARROW.match(line):
            continue
        count += 1
        before = lines[number - 2].strip() if number > 1 else ""
        if before != str(count):
            found = f"{before!r}" if before else "nothing"
            yield Fault("index", f"{found} stands before the times, not {count}", count, line=number)
        if _DOT.search(line):
            yield Fault("dot-times", "a dot stands before the milliseconds", count, line=number)
        yield from _blanks(lines, number, count)


def _blanks(lines: list[str], number: int, count: int) -> Iterator[Fault]:
    """Blank lines inside a cue, and more than one behind it."""
    blank = 0
    for at in range(number, len(lines)):
        if _ARROW.match(lines[at]):
            return
        if not lines[at].strip():
            blank += 1
            continue
        following = at + 1 < len(lines) and _ARROW.match(lines[at + 1])
        if blank > 1:
            yield Fault("blank-lines", f"{blank} blank lines in a row", count, line=at)
        elif blank and not (following and lines[at].strip().isdigit()):
            yield Fault("blank-lines", "a blank line stands inside this subtitle", count, line=at)
        blank = 0
