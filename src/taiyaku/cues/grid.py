"""Which parts a sentence falls into, so that both languages of each part fit: the grid of its cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taiyaku.cues.english import english_cuts
from taiyaku.cues.lines import english_lines, japanese_cuts, japanese_lines
from taiyaku.cues.split import Cut, even, partition
from taiyaku.model import TimedSentence
from taiyaku.text.width import width

PAUSE_MS = 250  # a pause inside a sentence that a viewer hears as one
PAUSE_BONUS = 0.5  # taken off the penalty of a break in such a pause
MOST_PARTS = 40  # of one sentence; an hour-long sentence is a fault of the transcript

Extents = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Room:
    """What one cue may hold: width and lines for each language, and how long it may last."""

    ja_width: float
    en_width: float
    max_lines: int
    max_ms: int


@dataclass(frozen=True, slots=True)
class Part:
    """One cell of a sentence's grid: extents in the Japanese and in the English, and its time."""

    ja: tuple[int, int]
    en: tuple[int, int]
    start_ms: int
    end_ms: int


def split_sentence(timed: TimedSentence, english: str, room: Room, protected: Extents = ()) -> tuple[Part, ...]:
    """As few parts as fit the room; a part that cannot be made to fit is kept whole, never cut short."""
    japanese = "".join(word.text for word in timed.words)
    clock = char_times(timed)
    cuts = _with_pauses(japanese_cuts(japanese, protected), timed, clock)
    most = min(MOST_PARTS, len(cuts) + 1)
    best: tuple[Part, ...] = ()
    for count in range(1, most + 1):
        parts = _parts(japanese, english, cuts, clock, count, room)
        if not best or len(parts) > len(best):
            best = parts
        if all(_fits(part, japanese, english, room) for part in parts):
            return parts
    return best


def char_times(timed: TimedSentence) -> list[int]:
    """When each character of a sentence begins, and at last its end: shape (len(text) + 1,)."""
    start, end = timed.start_ms or 0, timed.end_ms or 0
    text = "".join(word.text for word in timed.words)
    clock: list[int] = []
    for word in timed.words:
        known = word.start_ms is not None and word.end_ms is not None
        first = word.start_ms if known else start + (end - start) * len(clock) // max(1, len(text))
        length = (word.end_ms or 0) - (word.start_ms or 0) if known else 0
        clock += [(first or 0) + length * i // max(1, len(word.text)) for i in range(len(word.text))]
    for i in range(1, len(clock)):
        clock[i] = max(clock[i], clock[i - 1])
    return [*clock, end]


def _parts(
    japanese: str, english: str, cuts: Sequence[Cut], clock: Sequence[int], count: int, room: Room
) -> tuple[Part, ...]:
    def ja_excess(a: int, b: int) -> float:
        wide = max(0.0, width(japanese[a:b].strip()) - room.ja_width * room.max_lines) / room.ja_width
        return wide + max(0.0, clock[b] - clock[a] - room.max_ms) / room.max_ms

    def en_excess(a: int, b: int) -> float:
        return max(0.0, len(english[a:b].strip()) - room.en_width * room.max_lines) / room.en_width

    ja = partition(cuts, len(japanese), even(count), ja_excess)
    total = max(1, clock[-1] - clock[0])
    shares = [(clock[b] - clock[a]) / total for a, b in ja]
    en = partition(english_cuts(english), len(english), shares, en_excess) if english else ()
    if english and len(en) < len(ja):
        return _parts(japanese, english, cuts, clock, len(en), room)
    en = en or ((0, 0),) * len(ja)
    return tuple(Part(j, e, clock[j[0]], clock[j[1]]) for j, e in zip(ja, en, strict=True))


def _fits(part: Part, japanese: str, english: str, room: Room) -> bool:
    ja = japanese_lines(japanese[slice(*part.ja)], room.ja_width, room.max_lines)
    en = english_lines(english[slice(*part.en)], room.en_width, room.max_lines)
    return (
        all(width(line) <= room.ja_width for line in ja)
        and all(len(line) <= room.en_width for line in en)
        and part.end_ms - part.start_ms <= room.max_ms
    )


def _with_pauses(cuts: Sequence[Cut], timed: TimedSentence, clock: Sequence[int]) -> tuple[Cut, ...]:
    """Cuts, those in a heard pause made better."""
    ends: dict[int, int] = {}
    place = 0
    for word in timed.words:
        place += len(word.text)
        ends[place] = word.end_ms if word.end_ms is not None else clock[place]
    return tuple(
        Cut(cut.at, cut.penalty - PAUSE_BONUS * (clock[cut.at] - ends.get(cut.at, clock[cut.at]) >= PAUSE_MS))
        for cut in cuts
    )
