"""Which parts a sentence falls into, so that both languages of each part fit: the grid of its cues."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import cache

from taiyaku.cues.anchors import Place, anchors, placed
from taiyaku.cues.english import english_cuts
from taiyaku.cues.lines import Extents, Room, english_lines, japanese_cuts, japanese_lines
from taiyaku.cues.split import Cut, even, partition
from taiyaku.model import Anchor, TimedSentence, Translation
from taiyaku.pace import char_times
from taiyaku.text.conventions import dress
from taiyaku.text.conventions_en import dress_english
from taiyaku.text.width import width

PAUSE_MS = 250  # a pause inside a sentence that a viewer hears as one
PAUSE_BONUS = 0.5  # taken off the penalty of a break in such a pause
CLAUSE_BONUS = 0.3  # and of one where a clause ends that was translated by itself
SHORT = 0.2  # a part that lasts no time at all, against one that is as wide again as its line
MOST_TRIES = 40  # numbers of parts, from the fewest on

Excess = Callable[[int, int], float]  # of the characters from a to b


@dataclass(frozen=True, slots=True)
class Grid:
    """What one cue may hold: the room of each language, and how long it may and should last."""

    ja: Room
    en: Room
    max_ms: int
    min_ms: int = 0


@dataclass(frozen=True, slots=True)
class Leads:
    """What stands before a sentence in each language: who speaks."""

    ja: str = ""
    en: str = ""


NO_LEADS = Leads()


@dataclass(frozen=True, slots=True)
class Part:
    """One cell of a sentence's grid: extents in the Japanese and in the English, and its time."""

    ja: tuple[int, int]
    en: tuple[int, int]
    start_ms: int
    end_ms: int


def split_sentence(
    timed: TimedSentence, translation: Translation, grid: Grid, protected: Extents = (), leads: Leads = NO_LEADS
) -> tuple[Part, ...]:
    """As few parts as fit the grid; a part that cannot be made to fit is kept whole, never cut short.

    The English of each part is what its Japanese says, as far as `anchors` knows.
    """
    japanese, english = "".join(word.text for word in timed.words), translation.shown
    clock = char_times(timed)
    text = _Text(japanese, english, clock, _meeting(clock, anchors(japanese, translation)), leads)
    ends = {anchor.ja for anchor in translation.clauses if translation.shown == translation.text}
    cuts = _with_bonus(japanese_cuts(japanese, protected), _pauses(timed, clock), ends)
    excess = _excess(text, grid)
    fewest = min(_fewest(text, grid), len(cuts) + 1)
    best: tuple[Part, ...] = ()
    for count in range(fewest, min(fewest + MOST_TRIES, len(cuts) + 1) + 1):
        parts = _parts(text, cuts, count, excess)
        if not best or len(parts) > len(best):
            best = parts
        if all(_fits(part, text, grid) for part in parts):
            return parts
    return best


@dataclass(frozen=True, slots=True)
class _Text:
    """A sentence in both languages, when each Japanese character begins, and where the English is by then."""

    japanese: str
    english: str
    clock: Sequence[int]
    meets: Place
    leads: Leads


def _meeting(clock: Sequence[int], together: Sequence[Anchor]) -> Place:
    """From a place in the Japanese to that in the English, which between two anchors goes on as time does."""
    at = placed([Anchor(clock[anchor.ja] - clock[0], anchor.en) for anchor in together])
    return lambda place: at(clock[place] - clock[0])


def _fewest(text: _Text, grid: Grid) -> int:
    """How many parts a sentence needs at least: by the width of both languages, and by its time."""
    ja = width(dress(text.japanese, grid.ja.conventions)) / grid.ja.size
    en = len(dress_english(text.english, grid.en.conventions)) / grid.en.size
    lasts = (text.clock[-1] - text.clock[0]) / grid.max_ms
    return max(1, math.ceil(min(max(ja, en, lasts), len(text.japanese))))


def _excess(text: _Text, grid: Grid) -> tuple[Excess, Excess]:
    """How far a stretch of the Japanese, and of the English, goes over what a cue may hold; each is worked out once."""
    japanese, english, clock = text.japanese, text.english, text.clock

    @cache
    def ja_excess(a: int, b: int) -> float:
        size = width(dress(japanese[a:b], grid.ja.conventions)) + (0 if a else width(text.leads.ja))
        wide = max(0.0, size - grid.ja.size) / grid.ja.line_width
        lasts = clock[b] - clock[a]
        short = SHORT * max(0.0, grid.min_ms - lasts) / max(1, grid.min_ms) if b - a < len(japanese) else 0.0
        return wide + max(0.0, lasts - grid.max_ms) / grid.max_ms + short

    @cache
    def en_excess(a: int, b: int) -> float:
        size = len(dress_english(english[a:b], grid.en.conventions)) + (0 if a else len(text.leads.en))
        return max(0.0, size - grid.en.size) / grid.en.line_width

    return ja_excess, en_excess


def _parts(text: _Text, cuts: Sequence[Cut], count: int, excess: tuple[Excess, Excess]) -> tuple[Part, ...]:
    """A sentence in as many parts as are wanted, or fewer where the English has no cuts for more."""
    clock, length = text.clock, len(text.english)
    ja = partition(cuts, len(text.japanese), even(count), excess[0])
    shares = [(text.meets(b) - text.meets(a)) / max(1, length) for a, b in ja]
    en = partition(english_cuts(text.english), length, shares, excess[1]) if text.english else ()
    if text.english and len(en) < len(ja):
        return _parts(text, cuts, len(en), excess)
    en = en or ((0, 0),) * len(ja)
    return tuple(Part(j, e, clock[j[0]], clock[j[1]]) for j, e in zip(ja, en, strict=True))


def _fits(part: Part, text: _Text, grid: Grid) -> bool:
    leads = NO_LEADS if part.ja[0] else text.leads
    ja = japanese_lines(text.japanese[slice(*part.ja)], grid.ja, (), leads.ja)
    en = english_lines(text.english[slice(*part.en)], grid.en, leads.en)
    return (
        all(width(line) <= grid.ja.line_width for line in ja)
        and all(len(line) <= grid.en.line_width for line in en)
        and part.end_ms - part.start_ms <= grid.max_ms
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
