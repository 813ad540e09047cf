"""Where a noisy room is at rest: moments in which every band of the spectrum is at its own floor.

Steady noise hides the end of a fading vowel from the ear, and the encoder imagines that it goes on; the spectrum knows
better. Under music and babble no band has a steady floor, and this says nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from taiyaku.model import SAMPLE_RATE, Samples
from taiyaku.recording import Recording

HOP = SAMPLE_RATE // 100  # 10 ms
SIZE = 512  # samples a spectrum: 32 ms
BANDS_HZ = np.geomspace(180, 6_500, 21)  # edges of 20 bands that speech fills
SMOOTH = 5  # frames that a level is averaged over
BLOCK = 100  # frames: floors are tracked once a second
REACH = 8  # seconds to each side that a floor is taken from
AT_FLOOR_DB = 2.5  # mean over the bands; steady noise alone stays below
SPEECH_DB = 9.0  # what must be reached nearby, or there is no pause to compare with
SHORTEST = 6  # frames at rest in a row
FAINTEST = 1e-10  # power that counts as nothing


def at_rest(samples: Recording | Samples) -> NDArray[np.bool_]:
    """Which 10 ms frames are at rest; shape (len(samples) // 160,)."""
    count = len(samples) // HOP
    found = np.zeros(count, np.bool_)
    if not count:
        return found
    levels = _levels_db(samples, count)
    for start in range(0, count, BLOCK):
        near = levels[max(0, start - REACH * BLOCK) : start + (REACH + 1) * BLOCK]
        floor = np.percentile(near, 10, axis=0)
        over = np.clip(near - floor, 0, 15).mean(axis=1)
        if np.percentile(over, 90) > SPEECH_DB:
            here = np.clip(levels[start : start + BLOCK] - floor, 0, 15).mean(axis=1)
            found[start : start + BLOCK] = here < AT_FLOOR_DB
    return _long_enough(found)


def _levels_db(samples: Recording | Samples, count: int) -> NDArray[np.float32]:
    """Smoothed level of each band, shape (frames, bands)."""
    edges = np.searchsorted(np.fft.rfftfreq(SIZE, 1 / SAMPLE_RATE), BANDS_HZ)
    window = np.hanning(SIZE).astype(np.float32)
    ahead = SIZE // 2 - HOP // 2  # samples of a spectrum before its frame begins
    levels = np.empty((count, len(edges) - 1), np.float32)
    for start in range(0, count, 60 * BLOCK):  # a minute at a time
        places = np.arange(min(count - start, 60 * BLOCK)) * HOP
        first, last = start * HOP - ahead, start * HOP + len(places) * HOP + SIZE
        part = samples[max(0, first) : last]
        padded = np.pad(part, (max(0, -first), last - max(0, first) - len(part)))
        frames = np.lib.stride_tricks.sliding_window_view(padded, SIZE)[places]
        power = np.abs(np.fft.rfft(frames * window)) ** 2
        sums = np.concatenate((np.zeros((len(power), 1)), np.cumsum(power, axis=1)), axis=1)
        levels[start : start + len(places)] = (sums[:, edges[1:]] - sums[:, edges[:-1]]) / np.diff(edges)
    kernel = np.ones(SMOOTH) / SMOOTH
    for band in range(levels.shape[1]):
        levels[:, band] = np.convolve(levels[:, band], kernel, mode="same")
    return np.asarray(10 * np.log10(levels + FAINTEST), np.float32)


def _long_enough(found: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Only runs of some length: a shorter one is a closure or chance."""
    out = found.copy()
    edges = np.flatnonzero(np.diff(np.concatenate(([0], found.view(np.int8), [0]))))
    for start, end in edges.reshape(-1, 2):
        out[start:end] = end - start >= SHORTEST
    return out
