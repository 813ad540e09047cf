"""How files are to be written."""

from __future__ import annotations

from dataclasses import dataclass

from taiyaku.frames import Rate


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What a caller may choose; a format that has no use for a choice passes over it.

    With a `rate`, every time that is written must lie on a frame of it, as `frames.ms_of` gives it. `start_frame` is
    where the recording was moved to on the timeline (01:00:00:00 at 25 is 90,000); times were moved already. With
    `colours` each speaker has one; `font` names another than the format's own.
    """

    title: str = ""
    rate: Rate | None = None
    start_frame: int = 0
    colours: bool = False
    font: str = ""
