"""SubRip: what every editor imports, written as the strictest of them reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

import srt

from taiyaku.errors import FormatError
from taiyaku.formats.vtt import plain_lines
from taiyaku.model import Cue

_TIME = re.compile(r"(\d{1,3}):(\d{1,2}):(\d{1,2})[,.:](\d{1,3})")
_ARROW = re.compile(rf"^\s*{_TIME.pattern}\s*-+>\s*{_TIME.pattern}.*$")
_OVERRIDE = re.compile(r"\{\\[^{}]*\}")  # ASS's place and look, as in {\an8}
_SECOND = timedelta(milliseconds=1)


def write_srt(cues: Sequence[Cue]) -> str:
    """Cues as SRT: index from 1, comma before milliseconds, one blank line between cues and none inside, LF.

    Raises FormatError for cues that no importer takes whole: empty, of no length, out of order or overlapping.
    """
    subtitles = []
    clock = 0
    for index, cue in enumerate(cues, start=1):
        lines = [line.strip() for line in cue.lines if line.strip()]
        if not lines or cue.start_ms >= cue.end_ms or cue.start_ms < clock:
            raise FormatError(
                "this cue is empty, has no length, or begins before the one before it ends",
                where=f"cue {cue.id} at {cue.start_ms} ms",
                remedy="Make the cues again with `taiyaku make`",
            )
        clock = cue.end_ms
        subtitles.append(srt.Subtitle(index, cue.start_ms * _SECOND, cue.end_ms * _SECOND, "\n".join(lines)))
    text: str = srt.compose(subtitles, reindex=False, strict=True)
    return text


def read_srt(text: str) -> tuple[Cue, ...]:
    """Cues of an SRT text, however carelessly it was written: no index, dots for commas, odd blank lines, a BOM.
    Tags and ASS overrides are not kept.

    Raises FormatError where no cue is found.
    """
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = [i for i, line in enumerate(lines) if _ARROW.match(line)]
    if not at:
        raise FormatError("no cue was found", remedy="Give an SRT file: times as 00:00:01,000 --> 00:00:02,000")
    cues = []
    for nth, (place, following) in enumerate(zip(at, [*at[1:], len(lines)], strict=True), start=1):
        body = [line.strip() for line in lines[place + 1 : following]]
        if following < len(lines) and body and body[-1].isdigit():
            body.pop()
        shown = plain_lines(_OVERRIDE.sub("", "\n".join(body)))
        times = _TIME.findall(lines[place])
        cues.append(Cue(nth, _ms(times[0]), _ms(times[1]), shown, ()))
    return tuple(cues)


def _ms(parts: tuple[str, str, str, str]) -> int:
    hours, minutes, seconds, fraction = parts
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))
