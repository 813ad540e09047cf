"""How likely each moment is speech, by the Silero voice detector that comes with faster-whisper."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from taiyaku.model import SAMPLE_RATE, Samples
from taiyaku.recording import Recording

CHUNK = 512  # samples a probability: 32 ms, fixed by the model
CHUNK_MS = CHUNK * 1000 / SAMPLE_RATE
SOFT = 0.03  # of full scale: the detector passes over speech of which no hundredth is louder


def speech_probability(samples: Recording | Samples) -> NDArray[np.float32]:
    """One probability for every 32 ms of sound, shape (ceil(len / 512),).

    Ten minutes at a time, so that memory stays small on long recordings.
    """
    from faster_whisper.vad import get_vad_model

    model = get_vad_model()
    found = [np.ravel(model(block)) for block in _blocks(samples, 600 * SAMPLE_RATE // CHUNK * CHUNK)]
    return np.concatenate(found).astype(np.float32) if found else np.zeros(0, np.float32)


def _blocks(samples: Recording | Samples, size: int) -> Iterator[Samples]:
    """Copies (the detector writes into its input), each a whole number of chunks; soft ones are raised."""
    for start in range(0, len(samples), size):
        block = samples[start : start + size]
        loud = float(np.percentile(np.abs(block), 99))
        if 0 < loud < SOFT:
            block = block * np.float32(SOFT / loud)
        yield np.pad(block, (0, -len(block) % CHUNK))
