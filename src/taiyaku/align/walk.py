"""The likeliest walk of a recording through a chain (Viterbi), held near where each state is expected.

The band keeps cost and memory linear in the recording's length: at each frame only the states are looked at that are
expected within some seconds of it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.chain import FORBIDDEN, REACH, Chain
from taiyaku.align.phones import FRAME_MS, SILENCE, Sounding

BAND_MS = 9_000  # how far from its expected time a state is looked for
UNWRITTEN_FRAME = -0.8  # log probability a frame of unwritten speech, beside that of any sound at all
LEAST = -3.5  # log probability a frame below which no sound is thought: what is written is often said otherwise
HESITATING = -0.4  # log probability a frame of a pause inside a sentence, beside that of silence
HUSHED = 4.0  # taken off the log probability of what cannot be quiet, where it is quiet
NEVER_QUIET = "aiueoszShNnmryw"  # plosives have a closure, a geminate is one


def emissions(sounding: Sounding, quiet: NDArray[np.bool_], phonemes: str) -> NDArray[np.float32]:
    """The head's classes, speech that nobody wrote down, and pauses inside sentences: shape (frames, classes + 2).

    `quiet` says of each frame whether it lies in a pause of a recording that is quiet in its pauses.
    """
    any_sound = np.log1p(-np.minimum(np.exp(sounding[:, SILENCE]), 1 - 1e-4)) + UNWRITTEN_FRAME
    out: NDArray[np.float32] = np.concatenate((sounding, any_sound[:, None], sounding[:, :1]), axis=1)
    loud = [phonemes.index(phoneme) for phoneme in NEVER_QUIET] + [len(phonemes)]
    for kind in loud:
        out[quiet, kind] -= HUSHED
    out[quiet, SILENCE] = np.maximum(out[quiet, SILENCE], -0.5)
    out[:, -1] = out[:, SILENCE] + np.float32(HESITATING)
    return np.asarray(np.maximum(out, LEAST), np.float32)


def walk(chain: Chain, emitted: NDArray[np.float32]) -> NDArray[np.int64]:
    """The state of each frame, never going back; shape (frames,)."""
    frames, states = len(emitted), len(chain.kind)
    low, width = _band(chain, frames, states)
    back = np.zeros((frames, width), np.int8)
    padded = np.pad(chain.arrive, ((0, 0), (0, width)), constant_values=FORBIDDEN)
    kind = np.pad(chain.kind, (0, width))
    score = np.full(width + REACH, FORBIDDEN, np.float32)  # REACH states ahead of the band, then the band itself
    score[REACH : REACH + 4] = (0.0, -1.0, 0.0, 0.0)
    score[REACH : REACH + 4] += emitted[0, kind[:4]]
    options = np.empty((REACH + 1, width), np.float32)
    for frame in range(1, frames):
        at = low[frame]
        moved = at - low[frame - 1]
        if moved:
            score[:-moved] = score[moved:]
            score[-moved:] = FORBIDDEN
        options[0] = score[REACH:]
        for step in range(1, REACH + 1):
            np.add(score[REACH - step : REACH - step + width], padded[step - 1, at : at + width], out=options[step])
        chosen = options.argmax(axis=0)
        back[frame] = chosen
        score[REACH:] = np.take_along_axis(options, chosen[None], 0)[0] + emitted[frame, kind[at : at + width]]
        score[:REACH] = FORBIDDEN
    return _traced(back, low, score[REACH:], states)


def _band(chain: Chain, frames: int, states: int) -> tuple[NDArray[np.int64], int]:
    """The first state looked at in each frame, and how many are."""
    clock = np.arange(frames) * FRAME_MS
    first = np.searchsorted(chain.guess_ms, clock - BAND_MS)
    last = np.searchsorted(chain.guess_ms, clock + BAND_MS, side="right")
    first = np.minimum(first, max(0, states - 5))
    width = int(max(np.max(last - first), 8)) + 4
    first = np.maximum.accumulate(np.minimum(first, max(0, states - width) if states > width else 0))
    return first.astype(np.int64), width


def _traced(
    back: NDArray[np.int8], low: NDArray[np.int64], score: NDArray[np.float32], states: int
) -> NDArray[np.int64]:
    """The walk from its end: the last phoneme, or what follows it."""
    frames = len(back)
    path = np.empty(frames, np.int64)
    ends = [s for s in range(states - 4, states) if 0 <= s - low[-1] < len(score)]
    state = max(ends, key=lambda s: score[s - low[-1]])
    for frame in range(frames - 1, -1, -1):
        path[frame] = state
        if frame:
            state -= int(back[frame, state - low[frame]])
    return path
