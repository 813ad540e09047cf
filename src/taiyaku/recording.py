"""The sound of a whole recording, small enough that hours of it fit into memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taiyaku.model import SAMPLE_RATE, Samples

FULL_SCALE = 32_767  # of 16 bits
AT_ONCE = 60 * SAMPLE_RATE  # samples that are widened together


@dataclass(frozen=True, slots=True)
class Recording:
    """A whole recording's sound, kept in 16 bits (two hours are 230 MB); a slice of it is Samples."""

    kept: NDArray[np.int16]

    @classmethod
    def of(cls, blocks: Iterable[Samples]) -> Recording:
        """What the blocks hold, one after another; beyond full scale it is cut."""
        kept = [np.round(np.clip(block, -1.0, 1.0) * FULL_SCALE).astype(np.int16) for block in blocks]
        return cls(np.concatenate(kept) if kept else np.zeros(0, np.int16))

    def centred(self) -> Recording:
        """The recording without the offset that a cheap sound card adds, which no ear hears and every level counts."""
        offset = round(float(self.kept.mean())) if len(self.kept) else 0
        if not offset:
            return self
        limits = np.iinfo(np.int16)
        out = np.empty_like(self.kept)
        for start in range(0, len(out), AT_ONCE):
            part = self.kept[start : start + AT_ONCE].astype(np.int32) - offset
            out[start : start + AT_ONCE] = np.clip(part, limits.min, limits.max)
        return Recording(out)

    def __len__(self) -> int:
        return len(self.kept)

    def __getitem__(self, part: slice) -> Samples:
        return np.asarray(self.kept[part] / np.float32(FULL_SCALE), np.float32)

    @property
    def duration_ms(self) -> int:
        return len(self.kept) * 1000 // SAMPLE_RATE
