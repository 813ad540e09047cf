"""The line of times above a cue, as SubRip and WebVTT have it, however carelessly it was written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from taiyaku.formats.stamps import to_ms

_FULL = r"(-?)(\d{1,3})\s?:\s?(\d{1,2})\s?:\s?(\d{1,2})\s?[,.:;]\s?(\d{1,9})"
_SHORT = r"(-?)(?:(\d{1,3})\s?:\s?)?(\d{1,2})\s?:\s?(\d{1,2})(?:\s?[,.:;]\s?(\d{1,9}))?"
_ARROW = r"\s{0,9}[-–—−=ー―]{1,4}\s?>\s{0,9}"
_HEAD, _TAIL = r"^\s{0,99}(?:\d{1,6}\s{1,9})?", r"(?![\d:]).*$"
_WITH_ARROW = re.compile(_HEAD + _SHORT + _ARROW + _SHORT + _TAIL)
_WITHOUT = re.compile(_HEAD + _FULL + r"[^\w:]{1,12}?" + _FULL + _TAIL)
_EXACT = re.compile(r"^(?:\d+:)?\d\d:\d\d[,.]\d{3}[ \t]+-->[ \t]+(?:\d+:)?\d\d:\d\d[,.]\d{3}(?:[ \t].*)?$")
_BROKEN = re.compile(r"\d\s?:\s?\d.{0,40}-->|-->.{0,40}\d\s?:\s?\d")

NO_ARROW = "times without an arrow between them"
ODD = "times that are written in another way (00:00:01,000 --> 00:00:02,000 is meant)"
NEGATIVE = "a time before the beginning; it is taken for the beginning"


@dataclass(frozen=True, slots=True)
class Times:
    """A line of times, and what is odd about it."""

    start_ms: int
    end_ms: int
    oddities: tuple[str, ...] = ()


def read_times(line: str, mark: str, apart: bool) -> Times | None:
    """The times of a line, or None where it is none. `mark` is what should stand before the thousandths.

    Times without an arrow count only where the line stands `apart`: else they may be what somebody says.
    """
    if ":" not in line and "：" not in line:
        return None
    if _EXACT.match(line):
        match, oddities = _WITH_ARROW.match(line), ([ODD] if _other(mark) in line.split("-->")[0] else [])
    else:
        line = unicodedata.normalize("NFKC", line)
        match, oddities = _WITH_ARROW.match(line), [ODD]
        if match is None and apart:
            match, oddities = _WITHOUT.match(line), [NO_ARROW]
    if match is None:
        return None
    groups = match.groups()
    oddities += [NEGATIVE] if groups[0] or groups[5] else []
    start, end = (0 if g[0] else to_ms(*g[1:]) for g in (groups[:5], groups[5:]))
    return Times(start, end, tuple(oddities))


def is_broken(line: str) -> bool:
    """Whether this must be a line of times that cannot be read."""
    return "-->" in line and _BROKEN.search(unicodedata.normalize("NFKC", line)) is not None


def _other(mark: str) -> str:
    return "." if mark == "," else ","
