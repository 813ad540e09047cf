"""How loud each moment is, and which moments count as quiet beside the speech around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.runs import true_runs
from taiyaku.model import SAMPLE_RATE, Samples
from taiyaku.recording import Recording

FRAME_MS = 5
FRAME = SAMPLE_RATE * FRAME_MS // 1000
BLOCK_MS = 1_000  # floor and speech level are tracked once a second
REACH = 6  # seconds to each side that a tracked level looks at
QUIET_BELOW_SPEECH = 0.016  # -36 dB under the speech around it: a soft onset is still above that
QUIET_OVER_FLOOR = 2.2  # 7 dB over the room's own noise
STILL_BELOW_SPEECH = 0.02  # -34 dB: a room in which a quiet moment is a moment when nobody speaks
SHORTEST_PAUSE_MS = 60  # a shorter quiet run may be the closure of a plosive
LONGEST_CLOSURE_MS = 150  # quiet inside a word: the closure of いっこ, the nasal ahead of one in うんてん
AT_ONCE = 60_000 // FRAME_MS  # frames whose samples are looked at together
CLICK_MS = 10  # a louder moment shorter than this does not end a pause
OUTSIDE_MS = 2_000  # quiet that is imagined before and after the recording, so that its edges are pauses too


@dataclass(frozen=True, slots=True)
class Quiet:
    """A run of quiet, in milliseconds, half open."""

    start_ms: int
    end_ms: int

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms

    def inside_ms(self, duration_ms: int) -> int:
        """How long it is in a recording of `duration_ms`, without the quiet imagined outside."""
        return max(0, min(self.end_ms, duration_ms // FRAME_MS * FRAME_MS) - max(self.start_ms, 0))


@dataclass(frozen=True, slots=True)
class Levels:
    """Peak of each 5 ms frame, and the runs of quiet among them in order of time.

    `still[i]` says whether in second i the room itself is far below the speech around it.
    """

    peaks: NDArray[np.float32]
    quiet: tuple[Quiet, ...]
    still: NDArray[np.bool_]

    def true_pauses(self) -> list[Quiet]:
        """The runs that are long enough, where the room itself is quiet: nobody speaks in them."""
        return [
            run
            for run in self.quiet
            if run.length_ms >= SHORTEST_PAUSE_MS
            and self.still[min(len(self.still) - 1, max(0, (run.start_ms + run.end_ms) // 2 // BLOCK_MS))]
        ]

    def pauses(self, frame_ms: int, count: int) -> NDArray[np.bool_]:
        """Which of `count` frames of `frame_ms` lie in pauses too long for a closure; shape (count,)."""
        found = np.zeros(count, np.bool_)
        for run in self.true_pauses():
            if run.length_ms < LONGEST_CLOSURE_MS:
                continue
            found[max(0, -(-run.start_ms // frame_ms)) : max(0, run.end_ms // frame_ms)] = True
        return found

    def loudest(self, frame_ms: float, count: int) -> NDArray[np.float32]:
        """The peak of each of `count` frames of `frame_ms`; shape (count,). The last one may be cut off."""
        starts = np.minimum(np.arange(count) * frame_ms // FRAME_MS, len(self.peaks) - 1).astype(int)
        return np.maximum.reduceat(self.peaks, starts) if len(self.peaks) else np.zeros(count, np.float32)

    def softest_ms(self, start_ms: int, end_ms: int) -> int:
        """The middle of the softest 20 ms between two moments: where to cut where there is no pause."""
        low, high = start_ms // FRAME_MS, max(start_ms // FRAME_MS + 1, end_ms // FRAME_MS)
        part = self.peaks[low:high]
        if len(part) < 4:
            return (start_ms + end_ms) // 2
        smooth = np.convolve(part, np.ones(4) / 4, mode="valid")
        return (low + int(np.argmin(smooth)) + 2) * FRAME_MS


def measure_levels(samples: Recording | Samples) -> Levels:
    """Peaks and quiet runs of a whole recording.

    A frame is quiet below the larger of two thresholds, both tracked over 12 s: a share of the speech's level (95th
    percentile), and a multiple of the noise floor (10th percentile), never more than a fifth of the speech.
    """
    count = len(samples) // FRAME
    peaks = np.zeros(count, np.float32)
    for start in range(0, count, AT_ONCE):
        part = samples[start * FRAME : min(count, start + AT_ONCE) * FRAME]
        peaks[start : start + AT_ONCE] = np.abs(part).reshape(-1, FRAME).max(axis=1)
    per_block = BLOCK_MS // FRAME_MS
    thresholds = np.empty(count, np.float32)
    still: list[bool] = []
    for start in range(0, count, per_block):
        near = peaks[max(0, start - REACH * per_block) : start + (REACH + 1) * per_block]
        floor, speech = np.percentile(near, (10, 95))
        limit = max(speech * QUIET_BELOW_SPEECH, floor * QUIET_OVER_FLOOR)
        thresholds[start : start + per_block] = min(limit, speech * 0.2)
        still.append(bool(floor < speech * STILL_BELOW_SPEECH))
    return Levels(peaks, _runs(peaks < thresholds), np.array(still or [True]))


def _runs(quiet: NDArray[np.bool_]) -> tuple[Quiet, ...]:
    """Runs of true, clicks bridged, with the quiet outside of the recording at both ends."""
    runs: list[Quiet] = []
    for start, end in true_runs(np.pad(quiet, OUTSIDE_MS // FRAME_MS, constant_values=True)) * FRAME_MS - OUTSIDE_MS:
        if runs and start - runs[-1].end_ms <= CLICK_MS and min(runs[-1].length_ms, end - start) >= CLICK_MS:
            runs[-1] = Quiet(runs[-1].start_ms, int(end))
        else:
            runs.append(Quiet(int(start), int(end)))
    return tuple(runs)
