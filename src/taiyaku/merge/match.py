"""Which subtitles of a file that comes back belong to which of those that went out, cut, joined, moved or retyped.

What is to the letter as it was holds the two together, in order; between such places one dynamic programme finds the
cheapest way to account for both, by text and by time.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from rapidfuzz import fuzz

from taiyaku.model import Cue

MOVES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))  # subtitles of before, and of now, that belong together
ALONE = 0.62  # cost of a subtitle that was deleted, or added
EACH = 0.12  # and of every one beyond the first that a move takes
TEXT, TIME = 0.6, 0.6  # of two subtitles whose texts have nothing in common, whose times do not meet
DISJOINT = -0.5  # shared time of subtitles that do not meet: their texts must be alike, then
BY_CHANCE = 0.4  # how alike two texts are that have nothing to do with each other
FAR_MS = 60_000  # subtitles this far apart never belong together, unless their texts are the same
LARGEST_GAP = 250  # subtitles between two held places; more are taken by their order in time
OFFSET_MS = 2_000  # a whole file that is later by more lies on a timeline that begins elsewhere
STEADY_MS = 500  # how far most subtitles of such a file may be from its offset


@dataclass(frozen=True, slots=True)
class Block:
    """Subtitles of before and of now that belong together; either may be empty."""

    before: tuple[Cue, ...]
    now: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class _Track:
    """A track's subtitles and their texts, as they are compared."""

    cues: Sequence[Cue]
    texts: Sequence[str]


def match_cues(before: Sequence[Cue], now: Sequence[Cue]) -> tuple[Block, ...]:
    """Blocks that hold every subtitle of both once, in order of time. Both are in order."""
    old, new = (_Track(cues, [plain_text(cue.lines) for cue in cues]) for cues in (before, now))
    held = [(-1, -1), *_held(old, new), (len(before), len(now))]
    blocks: list[Block] = []
    for (a, b), (c, d) in pairwise(held):
        if a >= 0:
            blocks.append(Block((before[a],), (now[b],)))
        blocks += _between(old, new, (a + 1, c), (b + 1, d))
    return tuple(blocks)


def find_offset(before: Sequence[Cue], now: Sequence[Cue]) -> int:
    """By how many milliseconds the file that came back is later as a whole; 0 where it is not."""
    once = _only_once(before)
    apart = [cue.start_ms - once[text].start_ms for text, cue in _only_once(now).items() if text in once]
    offset = round(median(apart)) if apart else 0
    steady = sum(abs(each - offset) <= STEADY_MS for each in apart) > len(apart) / 2
    return offset if abs(offset) > OFFSET_MS and steady else 0


def _only_once(cues: Sequence[Cue]) -> dict[str, Cue]:
    """Subtitles by their text, of those that have it alone."""
    found: dict[str, Cue | None] = {}
    for cue in cues:
        text = plain_text(cue.lines)
        found[text] = None if text in found else cue
    return {text: cue for text, cue in found.items() if cue}


def plain_text(lines: Sequence[str]) -> str:
    """What is compared: letters and marks without blanks, whatever their width."""
    return "".join(unicodedata.normalize("NFKC", "".join(lines)).split())


def _held(old: _Track, new: _Track) -> list[tuple[int, int]]:
    """Pairs of the same text, as many as go up in both tracks; of several equal texts those nearest in time."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(new.texts):
        places.setdefault(text, []).append(place)
    pairs = []
    for place, text in enumerate(old.texts):
        if text and (found := places.get(text)):
            start = old.cues[place].start_ms
            nearest = min(found, key=lambda at: abs(new.cues[at].start_ms - start))
            if len(found) == 1 or abs(new.cues[nearest].start_ms - start) < FAR_MS:
                pairs.append((place, nearest))
    return _rising(pairs)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second places go up as well (patience sorting)."""
    tails: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for number, (_, place) in enumerate(pairs):
        at = bisect_left(tails, place)
        tails[at : at + 1], last[at : at + 1] = [place], [number]
        back.append(last[at - 1] if at else -1)
    out, number = [], last[-1] if last else -1
    while number >= 0:
        out.append(pairs[number])
        number = back[number]
    return out[::-1]


def _between(old: _Track, new: _Track, before: tuple[int, int], now: tuple[int, int]) -> list[Block]:
    """The blocks of what lies between two held places: the cheapest way through both."""
    (a, c), (b, d) = before, now
    if max(c - a, d - b) > LARGEST_GAP and c > a and d > b:
        middle = old.cues[(a + c) // 2].start_ms
        cut = bisect_left([cue.start_ms for cue in new.cues[b:d]], middle) + b
        if b < cut < d:
            half = (a + c) // 2
            return [*_between(old, new, (a, half), (b, cut)), *_between(old, new, (half, c), (cut, d))]
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(a, b): (0.0, (0, 0))}
    for i in range(a, c + 1):
        for j in range(b, d + 1):
            cost = best[i, j][0]
            ways = [(1, 0, ALONE), (0, 1, ALONE)]
            ways += [(m, n, _cost(old, new, (i, i + m), (j, j + n))) for m, n in MOVES if i + m <= c and j + n <= d]
            for m, n, more in ways:
                end = (i + m, j + n)
                if end[0] <= c and end[1] <= d and (end not in best or cost + more < best[end][0]):
                    best[end] = cost + more, (m, n)
    blocks, i, j = [], c, d
    while (i, j) != (a, b):
        m, n = best[i, j][1]
        blocks.append(Block(tuple(old.cues[i - m : i]), tuple(new.cues[j - n : j])))
        i, j = i - m, j - n
    return blocks[::-1]


def _cost(old: _Track, new: _Track, before: tuple[int, int], now: tuple[int, int]) -> float:
    """How badly subtitles go together: by what their texts, and their times, do not share."""
    first, second = old.cues[slice(*before)], new.cues[slice(*now)]
    if abs(first[0].start_ms - second[0].start_ms) > FAR_MS:
        return 2 * ALONE * (len(first) + len(second))
    alike = fuzz.ratio("".join(old.texts[slice(*before)]), "".join(new.texts[slice(*now)])) / 100
    alike = max(0.0, alike - BY_CHANCE) / (1 - BY_CHANCE)
    apart = TEXT * (1 - alike) + TIME * (1 - _shared(first, second))
    return apart * (len(first) + len(second)) / 2 + EACH * (len(first) + len(second) - 2)


def _shared(first: Sequence[Cue], second: Sequence[Cue]) -> float:
    """The time that both cover, as a share of what either does; `DISJOINT` where they do not meet."""
    start, end = max(first[0].start_ms, second[0].start_ms), min(first[-1].end_ms, second[-1].end_ms)
    whole = max(first[-1].end_ms, second[-1].end_ms) - min(first[0].start_ms, second[0].start_ms)
    return (end - start) / max(1, whole) if start < end else DISJOINT
