"""English words laid over sentences by time: the likeliest walk of the words through the sentences, in their order.

A word costs what it is away from its sentence's time, parting two words what `stream.py` says, a sentence that gets
nothing the more the longer it is. Captions that are far from every sentence belong to none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from taiyaku.given.clock import Span
from taiyaku.given.stream import Stream, Word

AWAY = 0.2  # a character a second away from its sentence
LEFT = 0.3  # a character that belongs to none: better than one 1.5 s away
TOUCHING_MS = 200  # a caption that shares so much time with a sentence ...
FARTHEST_S = 1.0  # ... may hang on as long as it likes: its words are at most so far away
EMPTY, EMPTY_S, EMPTIEST = 2.0, 0.6, 6.0  # a sentence without English, each of its seconds, and the most
TORN = 8.0  # a caption of which a part belongs to no sentence
GOES_ON = 2.0  # a sentence that goes on in a caption which belongs to none
LOOK_MS = 10_000  # sentences that begin or end within this of a word are tried
NEARBY = 2  # and so many on both sides, however far
HOPELESS = 60.0  # behind the best walk

State = tuple[int, bool]  # the sentence that was reached (-1: none), and whether the word belongs to it


def lay(stream: Stream, spans: Sequence[Span | None]) -> tuple[int | None, ...]:
    """The sentence of each word, as a place in `spans`, in order; None for words that belong to none.

    A sentence without a span gets no words. Starts must not go back.
    """
    near = _Near(stream, spans)
    empty = [_empty(span) for span in spans]
    passed = list(accumulate(empty, initial=0.0))
    states: dict[State, float] = {(-1, False): 0.0}
    trail: list[dict[State, State]] = []
    for word in stream.words:
        states, back = _step(states, word, near, passed)
        trail.append(back)
    state = min(states, key=lambda s: states[s] + passed[-1] - passed[s[0] + 1])
    owners: list[int | None] = []
    for back in reversed(trail):
        owners.append(state[0] if state[1] else None)
        state = back[state]
    return tuple(owners[::-1])


def _empty(span: Span | None) -> float:
    return 0.0 if span is None else min(EMPTIEST, EMPTY + EMPTY_S * (span[1] - span[0]) / 1000)


class _Near:
    """Which sentences may own a word, and how far away from each it is."""

    def __init__(self, stream: Stream, spans: Sequence[Span | None]) -> None:
        self.stream = stream
        self.timed = [(number, *span) for number, span in enumerate(spans) if span is not None]
        self.starts = [start for _, start, _ in self.timed]
        self.ends = list(accumulate((end for *_, end in self.timed), max))

    def costs(self, word: Word) -> list[tuple[int, float]]:
        """Sentences with what the word costs there, in order."""
        first = bisect_left(self.ends, word.at_ms - LOOK_MS)
        last = bisect_right(self.starts, word.at_ms + LOOK_MS)
        caption = self.stream.captions[word.caption]
        out = []
        for number, start, end in self.timed[max(0, first - NEARBY) : max(first, last) + NEARBY]:
            away = max(0, start - word.at_ms, word.at_ms - end) / 1000
            if min(end, caption.end_ms) - max(start, caption.start_ms) >= TOUCHING_MS:
                away = min(away, FARTHEST_S)
            out.append((number, AWAY * away * (word.end - word.start)))
        return out


def _step(
    states: dict[State, float], word: Word, near: _Near, passed: Sequence[float]
) -> tuple[dict[State, float], dict[State, State]]:
    """The cheapest way to each state that has taken one more word, and the state that it comes from."""
    torn = 0.0 if word.opens else TORN
    out: dict[State, float] = {}
    back: dict[State, State] = {}

    def reach(state: State, cost: float, before: State) -> None:
        if state not in out or cost < out[state]:
            out[state], back[state] = cost, before

    # from a walk that has reached sentence k, each later one costs the same and the sentences between them
    entries = sorted((k, cost - passed[k + 1] + (word.cut if inside else torn), inside)
                     for (k, inside), cost in states.items())  # fmt: skip
    place, best = 0, (0.0, (-1, False))
    for number, cost in near.costs(word):
        while place < len(entries) and entries[place][0] < number:
            k, entry, inside = entries[place]
            best = min(best, (entry, (k, inside))) if place else (entry, (k, inside))
            place += 1
        if place:
            reach((number, True), best[0] + passed[number] + cost, best[1])
        if (number, True) in states:
            reach((number, True), states[number, True] + cost, (number, True))
    left = LEFT * (word.end - word.start)
    for (k, inside), cost in states.items():
        goes_on = GOES_ON if inside and word.goes_on else 0.0
        reach((k, False), cost + left + (torn + goes_on if inside else 0.0), (k, inside))
    limit = min(out.values()) + HOPELESS
    return {state: cost for state, cost in out.items() if cost <= limit}, back
