"""What a page shows of a recording: how loud it is, and how likely it is speech."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taiyaku.model import SAMPLE_RATE, Samples

PEAK_MS = 50  # a peak a pixel where a minute is as wide as a screen
PEAK = SAMPLE_RATE * PEAK_MS // 1000  # samples


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound of one recording, and where the page finds it.

    `address` is its URL as seen from the page. `peaks` holds the largest magnitude of every PEAK_MS, full scale is 1.0;
    `speech` the probability of speech in every `speech_ms`.
    """

    name: str
    address: str
    has_video: bool
    peaks: NDArray[np.float32]
    speech: NDArray[np.float32]
    speech_ms: float

    @property
    def duration_ms(self) -> int:
        return len(self.peaks) * PEAK_MS


def measure_peaks(samples: Samples) -> NDArray[np.float32]:
    """The largest magnitude of every PEAK_MS, shape (ceil(len / PEAK),); no copy of the samples is made."""
    whole = len(samples) // PEAK * PEAK
    frames = samples[:whole].reshape(-1, PEAK)
    peaks = np.maximum(frames.max(axis=1), -frames.min(axis=1))
    rest = np.abs(samples[whole:])
    return np.append(peaks, rest.max()) if len(rest) else peaks
