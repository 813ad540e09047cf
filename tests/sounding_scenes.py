"""Recordings as the aligner sees them, made of phonemes on the clock."""

import numpy as np

from taiyaku.align.heard import Heard
from taiyaku.align.phones import FRAME_MS, Head
from taiyaku.align.scene import Scene

PHONEMES = "_aiueokgsztdnhbpmyrwSCcNq"
NOTHING = np.zeros(0, np.float32)
HEAD = Head(PHONEMES, NOTHING, NOTHING, NOTHING, NOTHING, (), NOTHING, NOTHING)


def heard(*said: tuple[str, float, float]) -> Heard:
    """(phonemes, from, to): each takes an equal share of the time, and is a character of its own."""
    text = "".join(phonemes for phonemes, _, _ in said)
    steps = [(start, (end - start) / len(phonemes), i) for phonemes, start, end in said for i in range(len(phonemes))]
    starts = tuple(round(start + i * step) for start, step, i in steps)
    ends = tuple(round(start + (i + 1) * step) for start, step, i in steps)
    return Heard(text, text, tuple(range(len(text))), starts, ends)


def scene_of(said: Heard, sounds: Heard | None = None) -> Scene:
    """A recording in which that was heard; it sounds the same, or as `sounds` says, and is silent elsewhere."""
    sounds = sounds or said
    count = max([0, *sounds.end_ms, *said.end_ms]) // FRAME_MS + 100
    kinds = np.zeros(count, np.int64)
    for phoneme, start, end in zip(sounds.phonemes, sounds.start_ms, sounds.end_ms, strict=True):
        kinds[start // FRAME_MS : end // FRAME_MS] = PHONEMES.index(phoneme)
    sounding = np.full((count, len(PHONEMES)), np.log(0.1 / (len(PHONEMES) - 1)), np.float32)
    sounding[np.arange(count), kinds] = np.log(0.9)
    return Scene(sounding, np.zeros(count, np.bool_), np.zeros(count, np.float32), HEAD, said)
