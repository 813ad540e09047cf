"""The likeliest walk of a recording through a chain (Viterbi), held near where each state is expected.

The band keeps cost and memory linear in the recording's length: at each frame only the states are looked at that are
expected within some seconds of it.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from taiyaku.align.chain import ASIDE, BETWEEN, FORBIDDEN, NO_PHONEME, PAUSE_INSIDE, REACH, Chain
from taiyaku.align.phones import FRAME_MS, SILENCE, Sounding

BAND_MS = 9_000  # how far from its expected time a state is looked for
UNWRITTEN_FRAME = -0.65  # log probability a frame of unwritten speech, beside that of any sound at all, and beside
# what can be hoped for of any sound that is written: the less clear they are, the less of each
HOPE_FRAMES = 101  # over which that is averaged
RAMBLING = -0.6  # more than that inside a sentence, so that whole sentences are not taken into another
PAUSING = -0.15  # of a pause between two stretches of it, beside that of silence
LEAST = -3.5  # log probability a frame below which no sound is thought: what is written is often said otherwise
HESITATING = -0.4  # log probability a frame of a pause inside a sentence, beside that of silence
QUIET = -0.5  # at least, where it is quiet, of what is silent
HUSHED = 4.0  # taken off the log probability of what cannot be quiet, where it is quiet
SETTLE = 3_000  # frames after which it is asked how much of the walk is settled
GEMINATE = "q"  # っ: a closure, and a long one where somebody hesitates (えっと)
NEVER_QUIET = "aiueoszShNnmryw"  # plosives have a closure, a geminate is one


def emissions(sounding: Sounding, quiet: NDArray[np.bool_], phonemes: str) -> NDArray[np.float32]:
    """The head's classes, and the chain's own kinds of state: shape (frames, classes + 3).

    `quiet` says of each frame whether it lies in a pause of a recording that is quiet in its pauses.
    """
    any_sound = np.log1p(-np.minimum(np.exp(sounding[:, SILENCE]), 1 - 1e-4)) + UNWRITTEN_FRAME - blur(sounding)
    out: NDArray[np.float32] = np.concatenate(
        (sounding, any_sound[:, None], sounding[:, :1], any_sound[:, None] + np.float32(RAMBLING)), axis=1
    )
    loud = [phonemes.index(phoneme) for phoneme in NEVER_QUIET] + [len(phonemes) + BETWEEN, len(phonemes) + ASIDE]
    for kind in loud:
        out[quiet, kind] -= HUSHED
    for kind in (SILENCE, phonemes.index(GEMINATE)):
        out[quiet, kind] = np.maximum(out[quiet, kind], QUIET)
    between = len(phonemes) + BETWEEN
    out[:, between] = np.maximum(out[:, between], out[:, SILENCE] + np.float32(PAUSING))
    out[:, len(phonemes) + PAUSE_INSIDE] = out[:, SILENCE] + np.float32(HESITATING)
    return np.asarray(np.maximum(out, LEAST), np.float32)


def blur(sounding: Sounding) -> NDArray[np.float32]:
    """How unsure each moment's sounds are, shape (frames,): entropy of the classes in nats, averaged over a second."""
    entropy = -(np.exp(sounding) * sounding).sum(axis=1)
    width = min(HOPE_FRAMES, len(entropy))
    return np.convolve(np.asarray(entropy, np.float32), np.full(width, 1 / width, np.float32), mode="same")


def walk(chain: Chain, emitted: NDArray[np.float32]) -> NDArray[np.int64]:
    """The state of each frame, never going back; shape (frames,).

    Now and then the walks that are still possible are followed back to where they all agree. What lies before is
    settled, so that memory holds minutes and not hours.
    """
    frames, states = len(emitted), len(chain.kind)
    low, near, width = _band(chain, frames, states)
    path = np.empty(frames, np.int64)
    steps: list[NDArray[np.int8]] = [np.zeros(width, np.int8)]  # how each state was come to, from frame `settled` on
    settled = 0
    # row k: the price of coming from k states back
    prices = np.pad(chain.arrive, ((1, 0), (0, width)), constant_values=FORBIDDEN)
    prices[0] = 0.0
    kind = np.pad(chain.kind, (0, width))
    too_far = np.pad(np.where(chain.piece == NO_PHONEME, 0.0, FORBIDDEN).astype(np.float32), (0, width))
    score = np.full(width + REACH, FORBIDDEN, np.float32)  # REACH states ahead of the band, then the band itself
    score[REACH : REACH + 4] = (0.0, -1.0, 0.0, 0.0)
    score[REACH : REACH + 4] += emitted[0, kind[:4]]
    options = np.empty((REACH + 1, width), np.float32)
    back = as_strided(score[REACH:], options.shape, (-score.itemsize, score.itemsize))  # row k: the score k states back
    for frame in range(1, frames):
        at = low[frame]
        moved = at - low[frame - 1]
        if moved:
            score[:-moved] = score[moved:]
            score[-moved:] = FORBIDDEN
        np.add(back, prices[:, at : at + width], out=options)
        chosen = options.argmax(axis=0)
        steps.append(chosen.astype(np.int8))
        score[REACH:] = options.max(axis=0) + emitted[frame, kind[at : at + width]]
        score[:REACH] = FORBIDDEN
        for start, end in ((0, near[0, frame] - at), (near[1, frame] - at, width)):
            if 0 <= start < end:
                score[REACH + start : REACH + end] += too_far[at + start : at + end]
        if frame % SETTLE == 0:
            score -= score.max()  # float32 holds small numbers best
            live = at + np.flatnonzero(score[REACH:] > FORBIDDEN / 2)
            agreed = _follow(path, steps, low, settled, live)
            del steps[: agreed - settled]
            settled = agreed
    ends = [s for s in range(states - 4, states) if 0 <= s - low[-1] < width]
    best = max(ends, key=lambda s: score[REACH + s - low[-1]])
    _follow(path, steps, low, settled, np.array([best]))
    return path


def _follow(
    path: NDArray[np.int64],
    steps: list[NDArray[np.int8]],
    low: NDArray[np.int64],
    first: int,
    states: NDArray[np.int64],
) -> int:
    """Follow walks that end in `states` back to frame `first`; `steps` are the frames from there on.

    Writes the frames in which all of them agree into `path`, and returns the first frame that is not settled.
    """
    frame = first + len(steps) - 1
    while len(states) > 1 and frame >= first:
        if frame:
            states = np.unique(states - steps[frame - first][states - low[frame]])
        frame -= 1
    settled, state = frame + 1, int(states[0])
    for earlier in range(frame, first - 1, -1):
        path[earlier] = state
        if earlier:
            state -= int(steps[earlier - first][state - low[earlier]])
    return settled


def _band(chain: Chain, frames: int, states: int) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """The first state looked at in each frame, the range of those that are near, and how many are looked at."""
    clock = np.arange(frames) * FRAME_MS
    guess_ms = np.clip(chain.guess_ms, 0, clock[-1])  # what an excerpt cuts off is expected at its end
    first = np.searchsorted(guess_ms, clock - BAND_MS)
    last = np.searchsorted(guess_ms, clock + BAND_MS, side="right")
    near = np.stack((first, last))
    first = np.minimum(first, max(0, states - 5))
    width = int(max(np.max(last - first), 8)) + 4
    first = np.maximum.accumulate(np.minimum(first, max(0, states - width) if states > width else 0))
    return first.astype(np.int64), near, width
