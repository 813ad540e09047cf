"""What the time of a sentence allows its English: how long it may be, and in which clauses it is better translated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from taiyaku.model import Alignment, TimedSentence
from taiyaku.profiles import TrackRules
from taiyaku.text.clauses import clause_ends

UNEVEN = 0.1  # weight of a clause's share of the longest cue, squared: of as few clauses, the most even ones


@dataclass(frozen=True, slots=True)
class Pace:
    """`budget` is the most characters that can be read in the sentence's time. `clauses` join to its text.

    Of a sentence that is said within one cue's time there is one clause; so there is of one that has nowhere to be
    taken apart.
    """

    budget: int
    clauses: tuple[str, ...]


def paces(alignment: Alignment, rules: TrackRules) -> Mapping[str, Pace]:
    """The pace of every sentence that was spoken, by its id; `rules` are those of the English track.

    A subtitle may stand until the next one, at most the profile's hang longer than the speech.
    """
    spoken = sorted((s for s in alignment.sentences if s.start_ms is not None), key=lambda s: s.start_ms or 0)
    return {
        timed.sentence_id: Pace(_budget(timed, following, rules), clauses_of(timed, rules.max_ms))
        for timed, following in zip_longest(spoken, spoken[1:])
    }


def _budget(timed: TimedSentence, following: TimedSentence | None, rules: TrackRules) -> int:
    end = (timed.end_ms or 0) + rules.hang_ms
    if following:
        end = max(timed.end_ms or 0, min(end, (following.start_ms or 0) - rules.gap_ms))
    return int(rules.cps * max(rules.min_ms, end - (timed.start_ms or 0)) / 1000)


def clauses_of(timed: TimedSentence, longest_ms: int) -> tuple[str, ...]:
    """The text of a sentence in as few clauses as last at most `longest_ms` each, as far as it has clauses."""
    text = "".join(word.text for word in timed.words)
    clock = char_times(timed)
    if clock[-1] - clock[0] <= longest_ms:
        return (text,)
    places = [0, *clause_ends(text), len(text)]
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, (0,))]
    for end in places[1:]:
        ways = [(cost + _cost((clock[end] - clock[cuts[-1]]) / longest_ms), (*cuts, end)) for cost, cuts in best]
        best.append(min(ways))
    return tuple(text[a:b] for a, b in pairwise(best[-1][1]))


def _cost(share: float) -> float:
    """What a clause costs: itself, its length, and what it is too long by."""
    return 1 + UNEVEN * share**2 + 10 * max(0.0, share - 1)


def char_times(timed: TimedSentence) -> Sequence[int]:
    """When each character of a sentence begins, and at last its end, in milliseconds: shape (len(text) + 1,)."""
    start, end = timed.start_ms or 0, timed.end_ms or 0
    length = sum(len(word.text) for word in timed.words)
    clock: list[int] = []
    for word in timed.words:
        first, last = word.start_ms, word.end_ms
        if first is None or last is None:
            first = last = start + (end - start) * len(clock) // max(1, length)
        clock += [first + (last - first) * i // max(1, len(word.text)) for i in range(len(word.text))]
    for i in range(1, len(clock)):
        clock[i] = max(clock[i], clock[i - 1])
    return [*clock, end]
