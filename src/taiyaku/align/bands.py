"""How loud each band of the spectrum is, every 10 ms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from taiyaku.model import SAMPLE_RATE, Samples
from taiyaku.recording import Recording

HOP = SAMPLE_RATE // 100  # 10 ms
SIZE = 512  # samples a spectrum: 32 ms
BANDS_HZ = np.geomspace(180, 6_500, 21)  # edges of 20 bands that speech fills
VOICED = 10  # the lowest bands, up to 1.1 kHz: where a vowel is loud
SMOOTH = 5  # frames that a level is averaged over
AT_ONCE = 6_000  # frames
FAINTEST = 1e-10  # power that counts as nothing


def band_levels(samples: Recording | Samples) -> NDArray[np.float32]:
    """Smoothed level of each band in dB, shape (len(samples) // 160, bands)."""
    count = len(samples) // HOP
    edges = np.searchsorted(np.fft.rfftfreq(SIZE, 1 / SAMPLE_RATE), BANDS_HZ)
    window = np.hanning(SIZE).astype(np.float32)
    ahead = SIZE // 2 - HOP // 2  # samples of a spectrum before its frame begins
    levels = np.empty((count, len(edges) - 1), np.float32)
    for start in range(0, count, AT_ONCE):
        places = np.arange(min(count - start, AT_ONCE)) * HOP
        first, last = start * HOP - ahead, start * HOP + len(places) * HOP + SIZE
        part = samples[max(0, first) : last]
        padded = np.pad(part, (max(0, -first), last - max(0, first) - len(part)))
        frames = np.lib.stride_tricks.sliding_window_view(padded, SIZE)[places]
        power = np.abs(np.fft.rfft(frames * window)) ** 2
        sums = np.concatenate((np.zeros((len(power), 1)), np.cumsum(power, axis=1)), axis=1)
        levels[start : start + len(places)] = (sums[:, edges[1:]] - sums[:, edges[:-1]]) / np.diff(edges)
    kernel = np.ones(SMOOTH) / SMOOTH
    for band in range(levels.shape[1] if count else 0):
        levels[:, band] = np.convolve(levels[:, band], kernel, mode="same")[:count]
    return np.asarray(10 * np.log10(levels + FAINTEST), np.float32)


def voice_level(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    """How loud a voice is in dB, shape (frames,), of levels of shape (frames, bands)."""
    power = (10 ** (levels[:, :VOICED] / 10)).mean(axis=1)
    return np.asarray(10 * np.log10(power + FAINTEST), np.float32)
