"""The times of a TTML document: clock times, frames, ticks, and timecodes that count frames (TTML2, 12.3)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from taiyaku.errors import FormatError
from taiyaku.text.markup import Node

_CLOCK = re.compile(r"(\d{1,4}):(\d\d):(\d\d)(?:([.,]\d{1,18})|[:;](\d{1,3})(?:\.\d+)?)?")
_OFFSET = re.compile(r"(\d{1,15}(?:\.\d{1,18})?)(h|ms|m|s|f|t)")
_SECONDS = {"h": Fraction(3600), "m": Fraction(60), "s": Fraction(1), "ms": Fraction(1, 1000)}
_FRAMES_A_SECOND = 30  # of TTML where a document does not say


@dataclass(frozen=True, slots=True)
class Clock:
    """How a document counts. `nominal` frames stand in a second of its timecodes, `fps` pass in one of its seconds."""

    name: str
    nominal: int
    fps: Fraction
    ticks: Fraction
    counts_frames: bool  # ttp:timeBase="smpte": hours to frames are one count of frames
    drops: bool

    def read(self, node: Node, attribute: str) -> int | None:
        """An attribute's time in milliseconds, that of a frame or tick taken up; None where the attribute is missing.

        Raises FormatError for a time that cannot be read.
        """
        value = node.attributes.get(attribute)
        if value is None:
            return None
        seconds = self._seconds(value.strip())
        if seconds is None:
            raise FormatError(
                f"the time of {attribute} cannot be read: {value[:40]}",
                where=f"{self.name}:{node.line}",
                remedy="Write it as 00:00:01.000",
            )
        return math.ceil(seconds * 1000)

    def _seconds(self, value: str) -> Fraction | None:
        if offset := _OFFSET.fullmatch(value):
            units = _SECONDS | {"f": 1 / self.fps, "t": 1 / self.ticks}
            return Fraction(offset[1]) * units[offset[2]]
        if not (clock := _CLOCK.fullmatch(value)):
            return None
        hours, minutes, seconds = (int(part) for part in clock.groups()[:3])
        whole = (hours * 60 + minutes) * 60 + seconds
        if self.counts_frames:
            skipped = 2 * self.nominal // 30 * (whole // 60 - whole // 600) if self.drops else 0
            return (whole * self.nominal + int(clock[5] or 0) - skipped) / self.fps
        return whole + Fraction(clock[4].replace(",", ".") if clock[4] else 0) + int(clock[5] or 0) / self.fps


def read_clock(root: Node, name: str) -> Clock:
    """The clock that a document's parameters set. Raises FormatError for parameters that are no numbers."""
    marks = root.attributes
    try:
        nominal = int(marks.get("frameRate", _FRAMES_A_SECOND))
        fps = nominal * _multiplier(marks)
        usual = fps if "frameRate" in marks else Fraction(1)
        ticks = Fraction(marks["tickRate"]) if "tickRate" in marks else usual * int(marks.get("subFrameRate", 1))
        if fps <= 0 or ticks <= 0:
            raise ValueError("a rate of nothing")
    except (ValueError, ZeroDivisionError) as error:
        raise FormatError(
            f"the rates on the first element cannot be read ({error})",
            where=f"{name}:{root.line}",
            remedy="Write ttp:frameRate, ttp:frameRateMultiplier and ttp:tickRate as numbers",
        ) from error
    drops = marks.get("dropMode", "nonDrop") == "dropNTSC"
    return Clock(name, nominal, fps, ticks, marks.get("timeBase") == "smpte", drops)


def _multiplier(marks: Mapping[str, str]) -> Fraction:
    above, below = (*marks.get("frameRateMultiplier", "1 1").replace(":", " ").split(), "1")[:2]
    return Fraction(int(above), int(below))
