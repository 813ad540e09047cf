"""Times as people read them."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"(?:(?:(\d{1,2}):)?([0-5]?\d):([0-5]?\d)|(\d{1,6}))(?:[.,](\d{1,3}))?")


def clock(ms: int, places: int = 0) -> str:
    """A time as a player shows it, cut to so many places of a second: 1:02:03.4 with one."""
    seconds, rest = divmod(ms * 10**places // 1_000, 10**places)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    whole = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{whole}.{rest:0{places}}" if places else whole


def from_clock(text: str) -> int | None:
    """Milliseconds of such a time; None for what is none.

    >>> from_clock("1:02:03.4"), from_clock("2:03"), from_clock("92.25"), from_clock("1:99")
    (3723400, 123000, 92250, None)
    """
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds = (int(match[place] or 0) for place in (1, 2, 3))
    seconds += int(match[4] or 0)
    rest = int((match[5] or "").ljust(3, "0"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + rest
