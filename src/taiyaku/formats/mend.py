"""What every reader mends alike: order, lengths and empty cues; and the lines of a text, of which none is endless."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Caption, Line, Read, Remark

LONGEST_LINE = 20_000  # characters; no line of any subtitle comes near
FALLBACK_MS = 2_000  # how long a cue without a length stays, where none follows sooner

EMPTY = "a cue without text; it is left out"
UNORDERED = "a cue that begins before the one above it; it is put in its place"
NO_LENGTH = "a cue that ends where it begins, or before; it stays until the next one, 2 s at most"


@dataclass(frozen=True, slots=True)
class Found:
    """A cue as it stands in a file, at its line."""

    line: int
    start_ms: int
    end_ms: int
    lines: tuple[Line, ...]
    raised: bool = False


def split_lines(text: str, name: str) -> list[str]:
    """The lines of a text; line 1 is the first. Raises FormatError for a line that is longer than any subtitle's."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            raise FormatError(
                f"this line has {len(line):,} characters, which no subtitle file has",
                where=f"{name}:{number}",
                remedy="Check that it is a subtitle file",
            )
    return lines


def settle(found: Sequence[Found], remarks: Sequence[Remark], name: str) -> Read:
    """Cues of a file in order of time, without empty ones and each with a length; every repair joins the remarks.

    Raises FormatError where no cue has text.
    """
    mended = list(remarks)
    kept = [each for each in found if each.lines]
    if not kept:
        raise FormatError("no cue with text was found", where=name, remedy="Check that it is the right file")
    mended += [Remark(each.line, EMPTY) for each in found if not each.lines]
    mended += [Remark(after.line, UNORDERED) for before, after in pairwise(kept) if after.start_ms < before.start_ms]
    mended += [Remark(each.line, NO_LENGTH) for each in kept if each.end_ms <= each.start_ms]
    kept.sort(key=lambda each: each.start_ms)
    starts = [*(each.start_ms for each in kept[1:]), None]
    captions = tuple(
        Caption(number, each.start_ms, _end_of(each, following), each.lines, each.raised)
        for number, (each, following) in enumerate(zip(kept, starts, strict=True), start=1)
    )
    as_found = tuple(
        Caption(number, f.start_ms, f.end_ms, f.lines, f.raised) for number, f in enumerate(found, start=1)
    )
    return Read(captions, tuple(sorted(mended, key=lambda remark: remark.line)), as_found)


def _end_of(found: Found, following: int | None) -> int:
    if found.end_ms > found.start_ms:
        return found.end_ms
    latest = found.start_ms + FALLBACK_MS
    return min(latest, following) if following is not None and following > found.start_ms else latest
