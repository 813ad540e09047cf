"""The timeline in rows of a minute, each of two halves that a narrow screen puts under each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taiyaku.report.sound import PEAK_MS, Sound
from taiyaku.report.stretches import Stretch

HALF_MS = 30_000
ROW_MS = 2 * HALF_MS
WAVE_LEVELS = 24  # heights of the waveform, to each side of its middle
SPEECH_LEVELS = 8
LOUD = 99.8  # the percentile of the peaks that fills a row: a single bang does not make all else small
FAINTEST = 0.005  # -46 dB: a recording that is nowhere louder is not blown up further


@dataclass(frozen=True, slots=True)
class Bar:
    """The part of a stretch that lies in one half: place and width in percent of the half.

    Of a stretch that is cut, only the longest part bears its text (`labelled`); `cuts` tells its cut ends.
    """

    stretch: Stretch
    left: float
    width: float
    labelled: bool
    cuts: str


@dataclass(frozen=True, slots=True)
class Half:
    """Half a minute: outlines as SVG paths, whose unit is PEAK_MS; `filled` is how much of it there is, in percent."""

    start_ms: int
    wave: str
    speech: str
    bars: tuple[Bar, ...]
    filled: float


@dataclass(frozen=True, slots=True)
class Row:
    """A minute of the timeline; `lanes` is how many bars stand under each other."""

    key: str
    halves: tuple[Half, ...]
    lanes: int


def make_rows(sound: Sound, stretches: Sequence[Stretch], end_ms: int) -> tuple[Row, ...]:
    """The timeline up to `end_ms`."""
    waves = _levels(sound)
    speech = _speech_levels(sound)
    bars = _bars(stretches)
    rows = []
    for start_ms in range(0, end_ms, ROW_MS):
        starts = [at for at in (start_ms, start_ms + HALF_MS) if at < end_ms]
        halves = tuple(_half(at, waves, speech, bars.get(at, ()), sound.duration_ms) for at in starts)
        lanes = 1 + max((bar.stretch.lane for half in halves for bar in half.bars), default=0)
        rows.append(Row(f"m{start_ms // ROW_MS}", halves, lanes))
    return tuple(rows)


def outline(levels: Iterable[int]) -> str:
    """An SVG path of steps over a base line, equal neighbours drawn as one: `[2, 2, 0]` is `M0 0v-2h2v2h1v0z`."""
    path = ["M0 0"]
    height = length = 0
    for level in levels:
        if level != height:
            path.append(f"h{length}v{height - level}" if length else f"v{height - level}")
            height, length = level, 0
        length += 1
    return "".join([*path, f"h{length}v{height}z"])


def _half(
    start_ms: int,
    waves: NDArray[np.int_],
    speech: NDArray[np.int_],
    bars: Iterable[Bar],
    duration_ms: int,
) -> Half:
    here = slice(start_ms // PEAK_MS, (start_ms + HALF_MS) // PEAK_MS)
    filled = min(1.0, max(0.0, (duration_ms - start_ms) / HALF_MS)) * 100
    return Half(start_ms, outline(waves[here].tolist()), outline(speech[here].tolist()), tuple(bars), filled)


def _bars(stretches: Iterable[Stretch]) -> dict[int, list[Bar]]:
    """The bars of every half, under the time at which it begins."""
    bars: dict[int, list[Bar]] = {}
    for stretch in stretches:
        first = stretch.start_ms // HALF_MS * HALF_MS
        parts = {
            at: (max(at, stretch.start_ms), min(at + HALF_MS, stretch.end_ms))
            for at in range(first, max(stretch.end_ms, first + 1), HALF_MS)
        }
        longest = max(parts, key=lambda at: parts[at][1] - parts[at][0])
        for at, (start_ms, end_ms) in parts.items():
            cuts = " from" * (start_ms > stretch.start_ms) + " on" * (end_ms < stretch.end_ms)
            left, width = (start_ms - at) / HALF_MS * 100, (end_ms - start_ms) / HALF_MS * 100
            bars.setdefault(at, []).append(Bar(stretch, left, width, at == longest, cuts))
    return bars


def _levels(sound: Sound) -> NDArray[np.int_]:
    """The waveform's heights, as many as there are peaks."""
    peaks = sound.peaks
    full = max(FAINTEST, float(np.percentile(peaks, LOUD))) if len(peaks) else FAINTEST
    return np.asarray(np.rint(np.clip(peaks / full, 0, 1) * WAVE_LEVELS), np.int_)


def _speech_levels(sound: Sound) -> NDArray[np.int_]:
    """The speech probability as heights, at the moments of the peaks."""
    if not len(sound.speech):
        return np.zeros(len(sound.peaks), np.int_)
    middles = (np.arange(len(sound.peaks)) + 0.5) * PEAK_MS / sound.speech_ms
    nearest = np.minimum(middles.astype(np.int_), len(sound.speech) - 1)
    return np.asarray(np.rint(sound.speech[nearest] * SPEECH_LEVELS), np.int_)
