"""Which sound each 10 ms is, read off the recognizer's encoder by a small head trained for it.

The head (scripts/train_sounds.py) belongs to one model's encoder; for other models there is none, and alignment goes by
attention instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

FRAME_MS = 10
HEADS = {"base": "sounds-base.npz"}  # the recognizer's model, as its name tells -> the head's file
ARRAYS = ("first", "first_bias", "inner", "inner_bias", "second", "second_bias")
SILENCE = 0  # the class of frames in which nobody speaks
NO_SPEECH = -10.0  # log probability of every sound where nothing was listened to

Sounding = NDArray[np.float32]  # shape (frames, classes): log probabilities, 10 ms a frame


@dataclass(frozen=True, slots=True)
class Head:
    """Convolutions over the encoder's frames of 20 ms, each of which gives two frames of 10 ms.

    `phonemes[c]` is class c. `first` has shape (hidden, state, 3), `second` (2 * classes, hidden, 3); `inner`, of shape
    (layers, hidden, hidden, 3), are layers between them that add to what they get, `dilations` apart.
    """

    phonemes: str
    first: NDArray[np.float32]
    first_bias: NDArray[np.float32]
    inner: NDArray[np.float32]
    inner_bias: NDArray[np.float32]
    dilations: tuple[int, ...]
    second: NDArray[np.float32]
    second_bias: NDArray[np.float32]

    def read(self, features: NDArray[np.float32]) -> Sounding:
        """Log probabilities, shape (2 * frames, classes), of encoder output of shape (frames, state)."""
        hidden = np.maximum(_convolved(features, self.first, self.first_bias), 0.0)
        for kernel, bias, dilation in zip(self.inner, self.inner_bias, self.dilations, strict=True):
            hidden = hidden + np.maximum(_convolved(hidden, kernel, bias, dilation), 0.0)
        scores = _convolved(hidden, self.second, self.second_bias).reshape(-1, len(self.phonemes))
        scores -= scores.max(axis=1, keepdims=True)
        return np.asarray(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)), np.float32)


@cache
def load_head(recognizer: str) -> Head | None:
    """The head for a recognizer by its name (`engine:model:compute`), or None."""
    model = [*recognizer.split(":"), ""][1]
    if model not in HEADS:
        return None
    with files(__package__).joinpath(HEADS[model]).open("rb") as file, np.load(file) as stored:
        arrays = {name: stored[name].astype(np.float32) for name in ARRAYS}
        return Head(phonemes=str(stored["phonemes"]), dilations=tuple(stored["dilations"].tolist()), **arrays)


def silent_frames(count: int, classes: int) -> Sounding:
    """Frames in which nobody speaks."""
    out = np.full((count, classes), NO_SPEECH, np.float32)
    out[:, SILENCE] = 0.0
    return out


def _convolved(
    x: NDArray[np.float32], kernel: NDArray[np.float32], bias: NDArray[np.float32], dilation: int = 1
) -> NDArray[np.float32]:
    """A convolution of width 3 over time with zeros at both ends; x has shape (time, channels)."""
    padded = np.pad(x, ((dilation, dilation), (0, 0)))
    count = len(x)
    parts = (padded[i * dilation : i * dilation + count] @ kernel[:, :, i].T for i in range(3))
    return np.asarray(sum(parts) + bias, np.float32)
