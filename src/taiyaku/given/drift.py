"""A file whose times are another's moved by an offset, or at another frame rate: found from a rough matching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from taiyaku.given.clock import Clock, Span, agreement, meeting

RATES = (1.0, 25 / (24000 / 1001), 24000 / 1001 / 25, 25 / 24, 24 / 25, 1.001, 1 / 1.001)  # of one clock to the other
ABOUT_MS, STEP_MS = 3_000, 100  # how far around the median offset is looked, and how finely
UNUSUAL = 0.05  # agreement that another rate must win by
SURE = 0.5  # agreement from which the moved clock is believed: more than for clocks that nobody searched for


def moved(clock: Clock, rough: Sequence[Span | None], starts: Sequence[int]) -> Clock | None:
    """The clock as the English file has it, where that is the same at another offset or rate; else None.

    `rough` is when the sentences would have stood there by order and length, `starts` are those of its captions.
    """
    best: tuple[float, float, int] | None = None
    for rate in RATES:
        apart = [there[0] - rate * here[0] for here, there in zip(clock.spans, rough, strict=True) if here and there]
        if not apart:
            continue
        offset = _nearest(clock.starts, starts, rate, round(median(apart)))
        score = agreement(_at(clock.starts, rate, offset), starts) - (rate != 1) * UNUSUAL
        if best is None or score > best[0]:
            best = (score, rate, offset)
    if best is None or best[0] < SURE:
        return None
    _, rate, offset = best
    spans = tuple(span and (round(span[0] * rate) + offset, round(span[1] * rate) + offset) for span in clock.spans)
    begins = tuple(_at(clock.starts, rate, offset))
    return replace(clock, name=_told(clock.name, rate, offset), spans=spans, starts=begins)


def _nearest(starts: Sequence[int], others: Sequence[int], rate: float, about: int) -> int:
    """The offset around `about` at which most starts meet."""
    offsets = range(about - ABOUT_MS, about + ABOUT_MS + 1, STEP_MS)
    return max(offsets, key=lambda offset: meeting(_at(starts, rate, offset), others))


def _at(starts: Sequence[int], rate: float, offset: int) -> list[int]:
    return [round(at * rate) + offset for at in starts]


def _told(name: str, rate: float, offset: int) -> str:
    pace = "" if rate == 1 else f", which runs {rate:.4f} times as long"
    return f"{name}{pace}, {abs(offset) / 1000:.1f} s {'later' if offset >= 0 else 'earlier'}"
