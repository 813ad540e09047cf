"""Avid's DS captions as captions. They count frames and do not say how many a second has: whoever reads has to know."""

from __future__ import annotations

import re

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Line, Read, Remark
from taiyaku.formats.mend import Found, settle, split_lines
from taiyaku.frames import FrameError, Rate, from_label, ms_of

MARK = re.compile(r"(?m)^\s*<begin subtitles>\s*$|\A@ This file written with the Avid Caption")
END = "<end subtitles>"
TIMES = re.compile(r"(\d{1,2}(?:[:;.]\d{2}){3})\s+(\d{1,2}(?:[:;.]\d{2}){3})")

GARBLED = "a line outside of every subtitle; it is left out"
NO_TIME = "a timecode that this rate does not have; the subtitle is left out"


def read_avid(text: str, name: str = "this text", rate: Rate | None = None) -> Read:
    """Captions of a DS caption text at `rate`.

    Raises FormatError: no rate, no caption.
    """
    if rate is None:
        raise FormatError(
            "captions of Avid count frames, and this file does not say how many a second has",
            where=name,
            remedy="Say so, as `taiyaku merge JOB FILE --fps 25` does, or give the subtitles as SRT",
        )
    found: list[Found] = []
    remarks: list[Remark] = []
    inside = False  # a subtitle, as far as the next blank line
    for number, line in enumerate(map(str.strip, split_lines(text, name)), start=1):
        match = TIMES.fullmatch(line)
        if line == END:
            break
        if match:
            times = _frames(match[1], match[2], rate)
            inside = True
            remarks += [] if times else [Remark(number, NO_TIME)]
            start, end = times or (-1, -1)
            found.append(Found(number, ms_of(start, rate), ms_of(end, rate), ()))
        elif not line:
            inside = False
        elif inside:
            last = found[-1]
            found[-1] = Found(last.line, last.start_ms, last.end_ms, (*last.lines, Line(line)))
        elif not line.startswith(("@", "<")):
            remarks.append(Remark(number, GARBLED))
    return settle([each for each in found if each.start_ms >= 0], remarks, name)


def _frames(start: str, end: str, rate: Rate) -> tuple[int, int] | None:
    try:
        return from_label(start, rate), from_label(end, rate)
    except FrameError:
        return None
