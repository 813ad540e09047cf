"""Frames and timecodes, in exact fractions: 29.97 is 30000/1001 and never a float.

A frame's time is taken up to the next millisecond. Importers that floor and importers that round then find that very
frame, at every rate; taken to the nearest millisecond, about half of all times come out one frame early at the rates
of NTSC where an importer floors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest

from taiyaku.errors import TaiyakuError
from taiyaku.model import Cue, Track
from taiyaku.profiles import Profile

NTSC = 1001
RATES: Mapping[str, Fraction] = {
    "23.976": Fraction(24_000, NTSC),
    "24": Fraction(24),
    "25": Fraction(25),
    "29.97": Fraction(30_000, NTSC),
    "30": Fraction(30),
    "50": Fraction(50),
    "59.94": Fraction(60_000, NTSC),
    "60": Fraction(60),
}
ALSO = {"23.98": "23.976", "24000/1001": "23.976", "30000/1001": "29.97", "60000/1001": "59.94"}
DROPPING = ("29.97", "59.94")  # the rates that have drop-frame labels (SMPTE ST 12-1)
_LABEL = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})([:;.])(\d{2})")


class FrameError(TaiyakuError):
    """A frame rate or a timecode is none."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Frames a second, exactly; with `drop`, labels pass over numbers so that they keep to the clock."""

    name: str
    exact: Fraction
    drop: bool = False

    @property
    def nominal(self) -> int:
        """The whole number of frames that a second of labels has: 30 for 29.97."""
        return -(-self.exact.numerator // self.exact.denominator)


def parse_rate(text: str) -> Rate:
    """A rate by its name; `df` behind it asks for drop-frame labels. Raises FrameError.

    >>> parse_rate("29.97df")
    Rate(name='29.97', exact=Fraction(30000, 1001), drop=True)
    """
    drop = text.lower().endswith("df")
    name = text[:-2].strip() if drop else text.strip()
    name = ALSO.get(name, name.removesuffix(".0"))
    if name not in RATES or (drop and name not in DROPPING):
        known = f"Choose {', '.join(RATES)}; {' or '.join(f'{rate}df' for rate in DROPPING)} for drop-frame labels"
        raise FrameError(f"{text!r} is no frame rate", where="--fps", remedy=known)
    return Rate(name, RATES[name], drop)


def ms_of(frame: int, rate: Rate) -> int:
    """When a frame begins, in milliseconds, taken up to the next."""
    return -((-frame * 1000) // rate.exact)


def frame_at(ms: int, rate: Rate) -> int:
    """The frame that is on the screen at a time."""
    return int(ms * rate.exact // 1000)


def nearest_frame(ms: int, rate: Rate) -> int:
    """The frame whose beginning is nearest to a time; of two the earlier."""
    before = frame_at(ms, rate)
    return before if ms - ms_of(before, rate) <= ms_of(before + 1, rate) - ms else before + 1


def to_label(frame: int, rate: Rate) -> str:
    """A frame's timecode: 01:00:00:00, or with a semicolon where frame numbers are dropped.

    >>> to_label(1800, parse_rate("29.97df")), to_label(1800, parse_rate("29.97"))
    ('00:01:00;02', '00:01:00:00')
    """
    if rate.drop:
        frame += _dropped_before(frame, rate)
    seconds, frames = divmod(frame, rate.nominal)
    mark = ";" if rate.drop else ":"
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{frames:02}"


def from_label(label: str, rate: Rate) -> int:
    """The frame of a timecode. Raises FrameError for one that is none, or is dropped at this rate."""
    match = _LABEL.fullmatch(label.strip())
    hours, minutes, seconds, frames = (int(match[i]) for i in (1, 2, 3, 5)) if match else (0, 60, 0, 0)
    dropped = 2 * rate.nominal // 30 if rate.drop else 0
    if minutes > 59 or seconds > 59 or frames >= rate.nominal or (seconds == 0 and frames < dropped and minutes % 10):
        raise FrameError(
            f"{label!r} is no timecode at {rate.name}", where="--start-tc", remedy="Write it as 01:00:00:00"
        )
    total = 60 * hours + minutes
    return (60 * total + seconds) * rate.nominal + frames - dropped * (total - total // 10)


def snap(cues: Sequence[Cue], rate: Rate, gap_ms: int = 0) -> tuple[Cue, ...]:
    """Cues on frames: in order, none without length, none over the next, as many whole frames apart as `gap_ms` holds.

    A gap gives way where a cue would not last a frame.
    """
    gap = frame_at(gap_ms, rate)
    starts: list[int] = []
    for cue in cues:
        starts.append(max(nearest_frame(cue.start_ms, rate), starts[-1] + 1 if starts else 0))
    out = []
    for cue, start, following in zip_longest(cues, starts, starts[1:]):
        end = max(nearest_frame(cue.end_ms, rate), start + 1)
        if following is not None:
            end = max(start + 1, min(end, following - gap))
        out.append(replace(cue, start_ms=ms_of(start, rate), end_ms=ms_of(end, rate)))
    return tuple(out)


def shift(cues: Sequence[Cue], rate: Rate, frames: int) -> tuple[Cue, ...]:
    """Cues on frames, so many frames later."""
    return tuple(
        replace(
            cue,
            start_ms=ms_of(frame_at(cue.start_ms, rate) + frames, rate),
            end_ms=ms_of(frame_at(cue.end_ms, rate) + frames, rate),
        )
        for cue in cues
    )


def on_frames(tracks: Mapping[Track, Sequence[Cue]], rate: Rate, profile: Profile) -> dict[Track, tuple[Cue, ...]]:
    """A job's tracks on frames, each with its profile's gap."""
    gaps = {"en": profile.en.gap_ms}
    return {track: snap(cues, rate, gaps.get(track, profile.ja.gap_ms)) for track, cues in tracks.items()}


def _dropped_before(frame: int, rate: Rate) -> int:
    """How many labels were passed over before a frame: two (at 60, four) a minute, but for every tenth."""
    dropped = 2 * rate.nominal // 30
    minute = 60 * rate.nominal - dropped
    tens, rest = divmod(frame, 10 * minute + dropped)
    return dropped * (9 * tens + (max(0, rest - dropped) // minute))
