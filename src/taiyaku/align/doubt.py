"""Where the sounds alone leave doubt, so that the recognizer has to say which words were spoken.

That is where a sentence agrees only in part, where people speak whom no sentence explains, and where a sentence is
missing although between its neighbours there is something that it could be, or time enough to say it softly.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taiyaku.align.heard import Heard
from taiyaku.align.match import Match, free_stretches, missing_runs
from taiyaku.align.windows import Stretch

CERTAIN = 0.75  # share of a sentence's sounds, from which its words need not be heard
COULD_BE = 0.5  # of the sounds of what is missing, that are there
HURRIED_MS = 45  # a phoneme at the least, for a sentence of which no sound is there
PAUSE_MS = 800  # an ordinary pause, in which nothing was said


def agreed(plan: Sequence[Stretch], matches: Sequence[Match | None], heard: Heard) -> list[int]:
    """How many of the sounds heard in each window stand in a sentence."""
    times = sorted(heard.start_ms[at] for match in matches if match for _, at in match.pairs)
    return [bisect_left(times, stretch.end_ms) - bisect_left(times, stretch.start_ms) for stretch in plan]


def roomy_gaps(
    sentences: Sequence[str], matches: Sequence[Match | None], heard: Heard, duration_ms: int
) -> list[Stretch]:
    """Where sentences are missing and there is time enough between their neighbours to say one of them."""
    gaps = _gaps(sentences, matches, heard, Stretch(0, duration_ms))
    return [Stretch(gap.start_ms, gap.end_ms) for gap in gaps if gap.has_time]


@dataclass(frozen=True, slots=True)
class _Gap:
    """The time between the neighbours of missing sentences, how many sounds were heard in it, and how many the shortest
    of the missing has."""

    start_ms: int
    end_ms: int
    sounds: int
    needed: int

    @property
    def has_time(self) -> bool:
        return self.end_ms - self.start_ms >= self.needed * HURRIED_MS + PAUSE_MS


def _gaps(sentences: Sequence[str], matches: Sequence[Match | None], heard: Heard, whole: Stretch) -> Iterator[_Gap]:
    for run in missing_runs(matches):
        before, after = (matches[n] if 0 <= n < len(matches) else None for n in (run[0] - 1, run[-1] + 1))
        start, end = before.heard_to if before else 0, after.heard_from if after else len(heard.phonemes)
        start_ms = heard.end_ms[start - 1] if start else whole.start_ms
        end_ms = heard.start_ms[end] if end < len(heard.phonemes) else whole.end_ms
        yield _Gap(int(start_ms), int(end_ms), end - start, min(len(sentences[n]) for n in run))


def doubtful_windows(
    plan: Sequence[Stretch], sentences: Sequence[str], matches: Sequence[Match | None], heard: Heard
) -> list[int]:
    """The numbers of the windows to recognize."""
    places = [(m.heard_from, m.heard_to) for m in matches if m and m.score < CERTAIN]
    places += free_stretches(matches, len(heard.phonemes))
    times = [(heard.start_ms[start], heard.end_ms[end - 1]) for start, end in places]
    for gap in _gaps(sentences, matches, heard, Stretch(plan[0].start_ms, plan[-1].end_ms)):
        if gap.sounds >= max(1, COULD_BE * gap.needed) or gap.has_time:
            times.append((gap.start_ms, gap.end_ms))
    return [
        number
        for number, stretch in enumerate(plan)
        if any(start < stretch.end_ms and end > stretch.start_ms for start, end in times)
    ]
