"""Times as files write them."""

from __future__ import annotations


def stamp(ms: int, mark: str) -> str:
    """Hours, minutes, seconds and thousands: `00:00:01,500` with a comma for `mark`."""
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"


def to_ms(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    """Milliseconds of a time's digits; a fraction beyond thousandths is cut."""
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0")[:3].ljust(3, "0"))
