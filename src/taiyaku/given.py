"""An English translation that is there already, laid over the sentences as they were timed: every word of it, in order.

One dynamic programme pairs the subtitles of the English file with the sentences that are said at the same time: several
subtitles to one sentence, or several sentences to one subtitle, which is then parted where its own sentences end.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from taiyaku.errors import TranscriptError
from taiyaku.model import Cue, TimedSentence
from taiyaku.text.normalize import has_japanese

MOVES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (1, 4), (4, 1))  # sentences, subtitles
EACH = 0.1  # cost of each one beyond the first on a side
APART_S = 2.0  # edges that lie so far from each other cost 1
LENGTHS = 0.3  # cost of a text that is e times as long, for its Japanese, as texts of this file are
ALONE = 1.6  # cost of a sentence without English, or of a subtitle without a sentence; less of a very short one
SHORT_MS = 2_000  # from this length on
ONE_SENTENCE = 0.5  # cost of each sentence that shares a subtitle and has no English sentence of its own there
NEAR_MS = 20_000  # a subtitle farther from a sentence never belongs to it
HOUR_MS = 3_600_000
LEAST_MET = 0.4  # of the subtitles must be said while somebody speaks, or the file is of another talk
LEAST_ENGLISH = 0.7  # of the subtitles must hold no Japanese
_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+")


@dataclass(frozen=True, slots=True)
class Laid:
    """The English of each sentence, and the subtitles that belong to none. Times are the recording's."""

    lines: Mapping[str, str]
    beside: tuple[Cue, ...]


def lay_over(sentences: Sequence[TimedSentence], cues: Sequence[Cue], name: str) -> Laid:
    """English subtitles over timed sentences, both on the recording's clock but for whole hours.

    Raises TranscriptError for a file that is Japanese, or of another talk; `name` is for messages.
    """
    spoken = sorted((s for s in sentences if s.start_ms is not None), key=lambda s: s.start_ms or 0)
    cues = _on_the_clock(cues, spoken)
    _require_english(cues, spoken, name)
    lines: dict[str, str] = {}
    beside: list[Cue] = []
    for (a, b), (c, d) in pairwise(_walk(spoken, cues)):
        if a == c:
            beside += cues[b:d]
            continue
        text = " ".join(map(_text, cues[b:d]))
        lengths = [_length(sentence) for sentence in spoken[a:c]]
        for sentence, part in zip(spoken[a:c], _parted(text, lengths), strict=True):
            if part:
                lines[sentence.sentence_id] = part
    return Laid(lines, tuple(beside))


def _on_the_clock(cues: Sequence[Cue], spoken: Sequence[TimedSentence]) -> list[Cue]:
    """Cues of a timeline that begins at 01:00:00:00, or so, at the times of the recording."""
    last = max((s.end_ms or 0 for s in spoken), default=0)
    hours = cues[0].start_ms // HOUR_MS * HOUR_MS if cues and cues[0].start_ms > last else 0
    return [replace(cue, start_ms=cue.start_ms - hours, end_ms=cue.end_ms - hours) for cue in cues]


def _require_english(cues: Sequence[Cue], spoken: Sequence[TimedSentence], name: str) -> None:
    japanese = sum(any(map(has_japanese, cue.lines)) for cue in cues)
    if japanese > (1 - LEAST_ENGLISH) * len(cues):
        raise TranscriptError(
            f"{japanese} of {len(cues)} subtitles hold Japanese", where=name, remedy="Give the English file with --en"
        )
    met = sum(any((s.start_ms or 0) < cue.end_ms and cue.start_ms < (s.end_ms or 0) for s in spoken) for cue in cues)
    if met < LEAST_MET * len(cues):
        raise TranscriptError(
            f"only {met} of {len(cues)} subtitles stand while a sentence of the transcript is said",
            where=name,
            remedy="Check that it belongs to this recording, and that its times do",
        )


def _walk(spoken: Sequence[TimedSentence], cues: Sequence[Cue]) -> list[tuple[int, int]]:
    """The cheapest way through both, as pairs of how many sentences and subtitles lie behind."""
    pace = _log_ratio(sum(len(_text(cue)) for cue in cues), sum(map(_length, spoken)))
    starts = [cue.start_ms for cue in cues]
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    frontier: dict[int, set[int]] = {0: {0}}
    for i in range(len(spoken) + 1):
        for j in range(min(frontier.get(i, {0}), default=0), len(cues) + 1):
            if (i, j) not in best:
                continue
            cost = best[i, j][0]
            for m, n, more in _ways(spoken, cues, starts, (i, j), pace):
                end = (i + m, j + n)
                if end not in best or cost + more < best[end][0]:
                    best[end] = cost + more, (i, j)
                    frontier.setdefault(end[0], set()).add(end[1])
    path = [(len(spoken), len(cues))]
    while path[-1] != (0, 0):
        path.append(best[path[-1]][1])
    return path[::-1]


def _ways(
    spoken: Sequence[TimedSentence],
    cues: Sequence[Cue],
    starts: Sequence[int],
    at: tuple[int, int],
    pace: float,
) -> list[tuple[int, int, float]]:
    """How to go on from a place: what is paired next, and its cost."""
    i, j = at
    if i < len(spoken) and j < len(cues) and cues[j].end_ms < (spoken[i].start_ms or 0) - NEAR_MS:
        return [(0, 1, ALONE)]
    ways = []
    if i < len(spoken):
        lasts = (spoken[i].end_ms or 0) - (spoken[i].start_ms or 0)
        ways.append((1, 0, ALONE * min(1.0, 0.1 + lasts / SHORT_MS)))
    if j < len(cues) and (i == len(spoken) or starts[j] < (spoken[i].end_ms or 0) + NEAR_MS):
        ways.append((0, 1, ALONE))
    if i < len(spoken) and j < bisect_left(starts, (spoken[i].end_ms or 0) + NEAR_MS):
        for m, n in MOVES:
            if i + m <= len(spoken) and j + n <= len(cues):
                ways.append((m, n, _cost(spoken[i : i + m], cues[j : j + n], pace)))
    return ways


def _cost(spoken: Sequence[TimedSentence], cues: Sequence[Cue], pace: float) -> float:
    """How badly sentences and subtitles go together: by their times, and by the lengths of their texts."""
    early = abs((spoken[0].start_ms or 0) - cues[0].start_ms) / 1000
    late = abs((spoken[-1].end_ms or 0) - cues[-1].end_ms) / 1000
    ratio = _log_ratio(sum(len(_text(cue)) for cue in cues), sum(map(_length, spoken)))
    apart = (early + late) / (2 * APART_S) + LENGTHS * abs(ratio - pace) + EACH * (len(spoken) + len(cues) - 2)
    if len(spoken) == 1:
        return apart
    return apart + ONE_SENTENCE * max(0, len(spoken) - 1 - len(_END.findall(_text(cues[0]))))


def _log_ratio(english: int, japanese: int) -> float:
    return math.log(max(1, english) / max(1, japanese))


def _length(timed: TimedSentence) -> int:
    return sum(len(word.text) for word in timed.words)


def _text(cue: Cue) -> str:
    return " ".join(" ".join(cue.lines).split())


def _parted(text: str, lengths: Sequence[int]) -> list[str]:
    """A text in as many parts as there are sentences: by its own sentences if they are as many, else by length."""
    if len(lengths) == 1:
        return [text]
    ends = [match.end() for match in _END.finditer(text)]
    if len(ends) != len(lengths) - 1:
        spaces = [match.end() for match in re.finditer(r"\s+", text)]
        shares = [share / sum(lengths) * len(text) for share in accumulate(lengths[:-1])]
        ends, last = [], 0
        for share in shares:
            open_ones = [at for at in spaces if at > last]
            if open_ones:
                last = min(open_ones, key=lambda at: abs(at - share) + (0 if text[at - 2] in ".!?,;" else 6))
                ends.append(last)
    parts = [text[a:b].strip() for a, b in pairwise([0, *ends, len(text)])]
    return parts + [""] * (len(lengths) - len(parts))
