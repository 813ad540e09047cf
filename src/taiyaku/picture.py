"""The picture of a recording: how large it is, how many frames a second, and when it begins."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from taiyaku.frames import RATES, Rate
from taiyaku.media import open_media, zero_of

LIKE = Fraction(1, 1000)  # a container's rate is one that has a name, if it is as near as this


@dataclass(frozen=True, slots=True)
class Picture:
    """Width and height in pixels. `rate` is None where the frames keep no rate that has a name."""

    width: int
    height: int
    rate: Rate | None


def picture_of(path: Path) -> Picture | None:
    """What a recording's container says of its picture; None for sound alone. Raises MediaError."""
    with open_media(path) as container:
        if not container.streams.video:
            return None
        stream = container.streams.video[0]
        rate = stream.average_rate or Fraction(0)
        name = next((name for name, exact in RATES.items() if abs(rate / exact - 1) < LIKE / 2), "")
        return Picture(stream.width, stream.height, Rate(name, RATES[name]) if name else None)


def first_picture_ms(path: Path) -> int:
    """When the first picture is shown, on the recording's clock; 0 where there is none. Raises MediaError."""
    with open_media(path) as container:
        frame = next(container.decode(video=0), None) if container.streams.video else None
        return round((Fraction(frame.time or 0) - zero_of(container)) * 1000) if frame else 0
