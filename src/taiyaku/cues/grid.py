"""Which parts a sentence falls into, so that both languages of each part fit: the grid of its cues."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from taiyaku.cues.anchors import Place, anchors, placed
from taiyaku.cues.english import english_cuts
from taiyaku.cues.lines import AS_WRITTEN, english_lines, japanese_cuts, japanese_lines
from taiyaku.cues.split import Cut, even, partition
from taiyaku.model import Anchor, TimedSentence, Translation
from taiyaku.pace import char_times
from taiyaku.text.conventions import Conventions, dress
from taiyaku.text.width import width

PAUSE_MS = 250  # a pause inside a sentence that a viewer hears as one
PAUSE_BONUS = 0.5  # taken off the penalty of a break in such a pause
CLAUSE_BONUS = 0.3  # and of one where a clause ends that was translated by itself
MOST_PARTS = 40  # of one sentence; an hour-long sentence is a fault of the transcript

Extents = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Room:
    """What one cue may hold: width and lines for each language, and how long it may last."""

    ja_width: float
    en_width: float
    max_lines: int
    max_ms: int
    conventions: Conventions = AS_WRITTEN


@dataclass(frozen=True, slots=True)
class Part:
    """One cell of a sentence's grid: extents in the Japanese and in the English, and its time."""

    ja: tuple[int, int]
    en: tuple[int, int]
    start_ms: int
    end_ms: int


def split_sentence(
    timed: TimedSentence, translation: Translation, room: Room, protected: Extents = ()
) -> tuple[Part, ...]:
    """As few parts as fit the room; a part that cannot be made to fit is kept whole, never cut short.

    The English of each part is what its Japanese says, as far as `anchors` knows.
    """
    japanese, english = "".join(word.text for word in timed.words), translation.shown
    clock = char_times(timed)
    text = _Text(japanese, english, clock, _meeting(clock, anchors(japanese, translation)))
    ends = {anchor.ja for anchor in translation.clauses if translation.shown == translation.text}
    cuts = _with_bonus(japanese_cuts(japanese, protected), _pauses(timed, clock), ends)
    most = min(MOST_PARTS, len(cuts) + 1)
    best: tuple[Part, ...] = ()
    for count in range(1, most + 1):
        parts = _parts(text, cuts, count, room)
        if not best or len(parts) > len(best):
            best = parts
        if all(_fits(part, japanese, english, room) for part in parts):
            return parts
    return best


@dataclass(frozen=True, slots=True)
class _Text:
    """A sentence in both languages, when each Japanese character begins, and where the English is by then."""

    japanese: str
    english: str
    clock: Sequence[int]
    meets: Place


def _meeting(clock: Sequence[int], together: Sequence[Anchor]) -> Place:
    """From a place in the Japanese to that in the English, which between two anchors goes on as time does."""
    at = placed([Anchor(clock[anchor.ja] - clock[0], anchor.en) for anchor in together])
    return lambda place: at(clock[place] - clock[0])


def _parts(text: _Text, cuts: Sequence[Cut], count: int, room: Room) -> tuple[Part, ...]:
    japanese, english, clock = text.japanese, text.english, text.clock

    def ja_excess(a: int, b: int) -> float:
        wide = max(0.0, width(dress(japanese[a:b], room.conventions)) - room.ja_width * room.max_lines) / room.ja_width
        return wide + max(0.0, clock[b] - clock[a] - room.max_ms) / room.max_ms

    def en_excess(a: int, b: int) -> float:
        return max(0.0, len(english[a:b].strip()) - room.en_width * room.max_lines) / room.en_width

    ja = partition(cuts, len(japanese), even(count), ja_excess)
    shares = [(text.meets(b) - text.meets(a)) / max(1, len(english)) for a, b in ja]
    en = partition(english_cuts(english), len(english), shares, en_excess) if english else ()
    if english and len(en) < len(ja):
        return _parts(text, cuts, len(en), room)
    en = en or ((0, 0),) * len(ja)
    return tuple(Part(j, e, clock[j[0]], clock[j[1]]) for j, e in zip(ja, en, strict=True))


def _fits(part: Part, japanese: str, english: str, room: Room) -> bool:
    ja = japanese_lines(japanese[slice(*part.ja)], room.ja_width, room.max_lines, (), room.conventions)
    en = english_lines(english[slice(*part.en)], room.en_width, room.max_lines)
    return (
        all(width(line) <= room.ja_width for line in ja)
        and all(len(line) <= room.en_width for line in en)
        and part.end_ms - part.start_ms <= room.max_ms
    )


def _pauses(timed: TimedSentence, clock: Sequence[int]) -> set[int]:
    """The places behind which a viewer hears a pause."""
    found: set[int] = set()
    place = 0
    for word in timed.words:
        place += len(word.text)
        if word.end_ms is not None and clock[place] - word.end_ms >= PAUSE_MS:
            found.add(place)
    return found


def _with_bonus(cuts: Sequence[Cut], pauses: Container[int], clauses: Container[int]) -> tuple[Cut, ...]:
    """Cuts, those in a heard pause and at the ends of clauses made better."""
    return tuple(
        Cut(cut.at, cut.penalty - PAUSE_BONUS * (cut.at in pauses) - CLAUSE_BONUS * (cut.at in clauses)) for cut in cuts
    )
