"""What several tests need: the recording made of tones, the sample, and turns from plain texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from taiyaku.model import SAMPLE_RATE, Samples, Sentence, Turn

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def tones() -> Callable[..., Samples]:
    """Builds a recording of `seconds` with a loud tone between each pair of milliseconds."""

    def build(seconds: float, *spans: tuple[int, int], noise: float = 0.0) -> Samples:
        rng = np.random.default_rng(7)
        samples = rng.normal(0, noise, round(seconds * SAMPLE_RATE)).astype(np.float32)
        for start, end in spans:
            first, last = start * SAMPLE_RATE // 1000, end * SAMPLE_RATE // 1000
            samples[first:last] += 0.5 * np.sin(np.arange(last - first) * 0.3).astype(np.float32)
        return samples

    return build


@pytest.fixture
def interview() -> Callable[..., tuple[Turn, ...]]:
    """Builds one turn a text, by alternating speakers; a text that starts with # is unlabelled."""

    def build(*texts: str) -> tuple[Turn, ...]:
        return tuple(
            Turn(
                f"t{i}",
                None if text.startswith("#") else ("Xia", "Dev437")[i % 2],
                (Sentence(f"t{i}.s1", text),),
                i,
            )
            for i, text in enumerate(texts, start=1)
        )

    return build
