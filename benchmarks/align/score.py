"""From an outcome to figures: errors of starts and ends, what was rightly called unspoken and unscripted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from benchmarks.align.cases import Case
from benchmarks.align.engines import Outcome, Placed
from benchmarks.align.faults import Written
from numpy.typing import NDArray

UNSCRIPTED_MS = 1_000  # stretches of speech outside the transcript count from this length on
COVERED = 0.5  # of a stretch that must lie in the other side's stretches


@dataclass(slots=True)
class Tally:
    """A precision and a recall under way: what was right of what was said, what was found of what was there."""

    said: int = 0
    right: int = 0
    there: int = 0
    found: int = 0

    def add(self, other: Tally) -> None:
        self.said += other.said
        self.right += other.right
        self.there += other.there
        self.found += other.found

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.there if self.there else 1.0


@dataclass(slots=True)
class Scores:
    """Figures of one case or of several pooled; errors in milliseconds, one row (start, end, confidence) a sentence."""

    rows: list[tuple[float, float, float]] = field(default_factory=list)
    words: list[float] = field(default_factory=list)
    lost: int = 0
    unspoken: Tally = field(default_factory=Tally)
    unscripted: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    audio_seconds: float = 0.0
    encoder_seconds: float = 0.0
    peak_mb: float = 0.0

    @property
    def starts(self) -> NDArray[np.float64]:
        return np.array([row[0] for row in self.rows])

    @property
    def ends(self) -> NDArray[np.float64]:
        return np.array([row[1] for row in self.rows])

    @property
    def edges(self) -> NDArray[np.float64]:
        return np.concatenate((self.starts, self.ends))


def pooled(scores: Iterable[Scores]) -> Scores:
    """All cases as one."""
    out = Scores()
    for one in scores:
        out.rows += one.rows
        out.words += one.words
        out.lost += one.lost
        out.unspoken.add(one.unspoken)
        out.unscripted.add(one.unscripted)
        out.seconds += one.seconds
        out.audio_seconds += one.audio_seconds
        out.encoder_seconds += one.encoder_seconds
        out.peak_mb = max(out.peak_mb, one.peak_mb)
    return out


def score(case: Case, outcome: Outcome, peak_mb: float) -> Scores:
    """The figures of one case. Of a sentence that stands twice and was said once, the copy that was placed counts."""
    out = Scores(
        seconds=outcome.seconds,
        audio_seconds=outcome.audio_seconds,
        encoder_seconds=outcome.encoder_seconds,
        peak_mb=peak_mb,
    )
    written = [w for p in case.transcript for w in p.sentences]
    best: dict[int, tuple[Written, Placed]] = {}
    for sentence, placed in zip(written, outcome.placed, strict=True):
        silent = sentence.said is None or (sentence.said in best and best[sentence.said][1].start_ms is not None)
        if sentence.said is not None and not silent:
            best[sentence.said] = (sentence, placed)
        out.unspoken.there += silent
        out.unspoken.found += silent and placed.start_ms is None
    out.unspoken.right = out.unspoken.found
    out.unspoken.said = out.unspoken.found + sum(placed.start_ms is None for _, placed in best.values())
    for number, (sentence, placed) in best.items():
        said = case.said[number]
        if placed.start_ms is None or placed.end_ms is None:
            out.lost += 1
            continue
        out.rows.append((abs(placed.start_ms - said.onset_ms), abs(placed.end_ms - said.offset_ms), placed.confidence))
        if sentence.text == said.line.say == said.line.text:
            out.words += _word_errors(sentence.text, placed, case, number)
    unwritten = [(s.onset_ms, s.offset_ms) for n, s in enumerate(case.said) if n not in best]
    if case.belongs:
        out.unscripted = _stretches(_merged(unwritten), outcome.unscripted_ms, case.fillers_ms)
    return out


def _word_errors(text: str, placed: Placed, case: Case, number: int) -> list[float]:
    """How far each word's start is from when the voice began it."""
    errors, at = [], 0
    for word in case.said[number].words:
        place = text.find(word.text, at)
        if place >= 0 and place < len(placed.chars_ms):
            errors.append(abs(placed.chars_ms[place] - word.start_ms))
            at = place + len(word.text)
    return errors


def _merged(stretches: Sequence[tuple[float, float]], bridge_ms: float = 1_500.0) -> list[tuple[float, float]]:
    """Stretches with those nearly touching made one: two lines left out in a row are one stretch of speech."""
    out: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if out and start - out[-1][1] < bridge_ms:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _stretches(
    true: Sequence[tuple[float, float]], found: Sequence[tuple[float, float]], fillers: Sequence[tuple[float, float]]
) -> Tally:
    """Lines that nobody wrote have to be found; fillers, which nobody wrote either, may be."""
    long_true = [s for s in true if s[1] - s[0] >= UNSCRIPTED_MS]
    long_found = [s for s in found if s[1] - s[0] >= UNSCRIPTED_MS]
    return Tally(
        said=len(long_found),
        right=sum(_covered(s, (*true, *fillers)) for s in long_found),
        there=len(long_true),
        found=sum(_covered(s, found) for s in long_true),
    )


def _covered(stretch: tuple[float, float], by: Sequence[tuple[float, float]]) -> bool:
    inside = sum(max(0.0, min(stretch[1], end) - max(stretch[0], start)) for start, end in by)
    return inside >= COVERED * (stretch[1] - stretch[0])
