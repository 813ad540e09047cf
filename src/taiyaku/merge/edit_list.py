"""Edit lists (CMX 3600) as editors export them: which parts of a recording a new cut holds, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from taiyaku.errors import FormatError
from taiyaku.frames import FrameError, Rate, from_label, ms_of, to_label

_TIME = r"\s+(\d\d[:;.]\d\d[:;.]\d\d[:;.]\d\d)"
EVENT = re.compile(rf"\s*(\d+)\s+(\S+)\s+(\S+)\s+(?:C|D|K\w?|W\d+)(?:\s+\w)?(?:\s+\d+)?{_TIME * 4}\s*")
NAME = re.compile(r"\*\s*(FROM CLIP NAME|TO CLIP NAME|SOURCE FILE):\s*(.*\S)\s*", re.IGNORECASE)
MOTION = re.compile(r"M2\s+(\S+)\s+(-?\d+(?:\.\d+)?)\b")  # a change of speed: the reel, the frames a second
SAME_SPEED = 0.05  # frames a second
BLACK = "BL"
SHOWN = 6  # names of other recordings
ANEW = "Conform without the edit list: the new cut is then aligned by its sound"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a recording that stands in a cut, half open: `at_ms` is where it begins there."""

    start_ms: int
    end_ms: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class Clocks:
    """The frames of the timecodes that the recording and the cut begin with.

    Timelines begin with a whole hour as a rule: where `cut` is None, it is that of the list's first event.
    """

    rate: Rate
    recording: int = 0
    cut: int | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    """A line of the list: the reel and perhaps the clip it is of, where it is cut out, and where it is put."""

    line: int
    number: str
    reel: str
    tracks: str
    labels: tuple[str, str, str]  # from and to in the recording, and from in the cut
    clip: str = ""

    @property
    def called(self) -> str:
        return self.clip or self.reel

    @property
    def has_sound(self) -> bool:
        return "A" in self.tracks or self.tracks == "B"


def read_edit_list(
    text: str, clocks: Clocks, recording: str, clip: str = "", name: str = "the edit list"
) -> tuple[Part, ...]:
    """The parts of `recording` (a file's name) that the list holds, in the order of the cut.

    Where the list has several recordings, `clip` says what it calls this one. Of a list with sound and picture the
    sound counts. Raises FormatError: no event, another recording, a timecode that is none, a changed speed.
    """
    rate, events = clocks.rate, _events(text)
    ours = _of(recording, clip, events, name)
    ours = [event for event in ours if event.has_sound] or ours
    _require_own_speed(text, {event.reel for event in ours}, rate, name)
    first = clocks.cut
    if first is None:
        hour = from_label("01:00:00:00", rate)
        first = min(_frames(event, rate, name)[2] for event in events) // hour * hour
    parts: set[Part] = set()
    for event in ours:
        start, end, at = _frames(event, rate, name)
        if start < clocks.recording or at < first:
            raise FormatError(
                f"this part begins before the recording ({to_label(clocks.recording, rate)}) or before the cut "
                f"({to_label(first, rate)})",
                where=f"{name}:{event.line}",
                remedy="Say with --source-tc and --start-tc which timecodes they begin with",
            )
        if end > start:
            parts.add(Part(*(ms_of(at, rate) for at in (start - clocks.recording, end - clocks.recording, at - first))))
    return tuple(sorted(parts, key=lambda part: part.at_ms))


def _events(text: str) -> list[_Event]:
    """The lines that are events; a dissolve has two, of which the first is what it leaves."""
    found: list[_Event] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if event := EVENT.fullmatch(line):
            found.append(_Event(number, event[1], event[2], event[3].upper(), (event[4], event[5], event[6])))
        elif (named := NAME.fullmatch(line)) and found:
            left = len(found) > 1 and found[-2].number == found[-1].number and named[1].upper().startswith("FROM")
            place = -2 if left else -1
            found[place] = replace(found[place], clip=named[2])
    return [event for event in found if event.reel != BLACK]


def _of(recording: str, clip: str, events: Sequence[_Event], name: str) -> list[_Event]:
    """The events of one recording."""
    if not events:
        raise FormatError(
            "no event of an edit list (CMX 3600) was found", where=name, remedy="Export the cut as EDL anew"
        )
    wanted, names = _stem(clip or recording), list(dict.fromkeys(event.called for event in events))
    found = [event for event in events if _stem(event.called) == wanted]
    found = found or [event for event in events if _stem(event.reel) == wanted]
    if found or (len(names) == 1 and not clip):
        return found or list(events)
    others = ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
    raise FormatError(
        f"this list has no recording {clip or recording!r}, but {others}",
        where=name,
        remedy="Say with --clip which of them is the recording of this job",
    )


def _require_own_speed(text: str, reels: set[str], rate: Rate, name: str) -> None:
    for number, line in enumerate(text.splitlines(), start=1):
        motion = MOTION.match(line)
        if motion and motion[1] in reels and abs(float(motion[2]) - float(rate.exact)) > SAME_SPEED:
            raise FormatError(
                f"a part plays at another speed ({motion[2]} frames a second)", where=f"{name}:{number}", remedy=ANEW
            )


def _stem(name: str) -> str:
    return PurePath(name.strip()).stem.casefold()


def _frames(event: _Event, rate: Rate, name: str) -> tuple[int, int, int]:
    """From and to in the recording, and from in the cut."""
    try:
        start, end, at = (from_label(label, rate) for label in event.labels)
    except FrameError as error:
        raise FormatError(
            error.problem, where=f"{name}:{event.line}", remedy="Give the rate of the list with --fps"
        ) from error
    return start, end, at
