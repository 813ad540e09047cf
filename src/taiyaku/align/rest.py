"""Where a noisy room is at rest: moments in which every band of the spectrum is at its own floor.

Steady noise hides the end of a fading vowel from the ear, and the encoder imagines that it goes on; the spectrum knows
better. Under music and babble no band has a steady floor, and this says nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.runs import true_runs

BLOCK = 100  # frames: floors are tracked once a second
REACH = 8  # seconds to each side that a floor is taken from
AT_FLOOR_DB = 2.5  # mean over the bands; steady noise alone stays below
SPEECH_DB = 9.0  # what must be reached nearby, or there is no pause to compare with
SHORTEST = 6  # frames at rest in a row


def at_rest(levels: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which 10 ms frames are at rest, shape (frames,); `levels` are those of `band_levels`."""
    count = len(levels)
    found = np.zeros(count, np.bool_)
    for start in range(0, count, BLOCK):
        near = levels[max(0, start - REACH * BLOCK) : start + (REACH + 1) * BLOCK]
        floor = np.percentile(near, 10, axis=0)
        over = np.clip(near - floor, 0, 15).mean(axis=1)
        if np.percentile(over, 90) > SPEECH_DB:
            here = np.clip(levels[start : start + BLOCK] - floor, 0, 15).mean(axis=1)
            found[start : start + BLOCK] = here < AT_FLOOR_DB
    return _long_enough(found)


def _long_enough(found: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Only runs of some length: a shorter one is a closure or chance."""
    out = found.copy()
    for start, end in true_runs(found):
        out[start:end] = end - start >= SHORTEST
    return out
