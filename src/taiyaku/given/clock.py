"""When each Japanese sentence stood somewhere: in its own subtitle file, or in the recording.

Two files of one talk show their captions at about the same moments; `agreement` says whether they do, beyond what
captions as dense as these do by chance.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from taiyaku.formats import Caption

Span = tuple[int, int]  # in milliseconds

REACH = 200  # characters between two sentences, labels and markup, that no sentence holds
NEAR_MS = 600  # captions that begin within this of each other may be the same; at less distance they count for more
SHIFTS = 36  # how often the one file is moved against the other, to see what chance gives


@dataclass(frozen=True, slots=True)
class Clock:
    """When each sentence stood, None for one that did not, and when captions (or sentences) began, in order.

    `name` says whose times these are.
    """

    name: str
    spans: tuple[Span | None, ...]
    starts: tuple[int, ...]


def caption_clock(name: str, texts: Sequence[str], captions: Sequence[Caption]) -> Clock:
    """The clock of the subtitle file that the sentences were read from; inside a caption time goes on evenly.

    Sentences and captions are compared without blanks, and what stands between the sentences, as labels do, is passed
    over.
    """
    timed: list[Span] = []
    stream = ""
    for caption in captions:
        shown = _packed("".join(caption.texts))
        lasts = caption.end_ms - caption.start_ms
        edges = [caption.start_ms + lasts * i // max(1, len(shown)) for i in range(len(shown) + 1)]
        timed += pairwise(edges)
        stream += shown
    spans: list[Span | None] = []
    place = 0
    for text in texts:
        found = _find(stream, _packed(text), place)
        spans.append((timed[found[0]][0], timed[found[-1]][1]) if found else None)
        place = found[-1] + 1 if found else place
    return Clock(name, tuple(spans), tuple(sorted(caption.start_ms for caption in captions)))


def _find(stream: str, wanted: str, place: int) -> list[int]:
    """Where the characters of `wanted` stand: together, or, where a label or a mark parts them, one after the other."""
    at = stream.find(wanted, place, place + len(wanted) + REACH)
    if wanted and at >= 0:
        return list(range(at, at + len(wanted)))
    found: list[int] = []
    for char in wanted:
        at = stream.find(char, place, place + REACH)
        if at >= 0:
            found.append(at)
            place = at + 1
    return found


def _packed(text: str) -> str:
    return "".join(text.split())


def agreement(one: Sequence[int], other: Sequence[int]) -> float:
    """How far the starts of two files meet: 1 where they all do, about 0 where they do as by chance.

    Chance is what is left of it when the one file is moved against the other, round and round.
    """
    few, many = sorted((one, other), key=len)
    if not few:
        return 0.0
    first = min(few[0], many[0])
    period = max(few[-1], many[-1]) - first + (many[-1] - many[0]) // len(many) + 4 * NEAR_MS
    here = meeting(few, many)
    moved = (
        meeting([first + (at - first + shift * period // (SHIFTS + 1)) % period for at in few], many)
        for shift in range(1, SHIFTS + 1)
    )
    chance = sum(moved) / SHIFTS
    return (here - chance) / max(0.1, 1 - chance)


def meeting(few: Sequence[int], many: Sequence[int]) -> float:
    """How near each of `few` is to one of `many`: 1 where all are the same, 0 where none is near."""
    return sum(max(0.0, 1 - _distance(at, many) / NEAR_MS) for at in few) / len(few)


def _distance(at: int, many: Sequence[int]) -> int:
    place = bisect_left(many, at)
    return min(abs(at - other) for other in many[max(0, place - 1) : place + 1])
