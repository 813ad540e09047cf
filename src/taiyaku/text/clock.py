"""Times as people read them."""

from __future__ import annotations


def clock(ms: int, places: int = 0) -> str:
    """A time as a player shows it, cut to so many places of a second: 1:02:03.4 with one."""
    seconds, rest = divmod(ms * 10**places // 1_000, 10**places)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    whole = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{whole}.{rest:0{places}}" if places else whole
