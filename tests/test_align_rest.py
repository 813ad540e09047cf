"""Moments at which steady noise is all there is."""

import numpy as np

from taiyaku.align.bands import band_levels
from taiyaku.align.rest import at_rest
from taiyaku.model import SAMPLE_RATE


def noisy(seconds: float, *spans: tuple[float, float], loud: float = 0.3) -> np.ndarray:
    """Steady noise with bursts that fill the spectrum, as speech does."""
    rng = np.random.default_rng(3)
    out = rng.normal(0, 0.01, round(seconds * SAMPLE_RATE))
    for start, end in spans:
        first, last = round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)
        out[first:last] += rng.normal(0, loud, last - first)
    return out.astype(np.float32)


def test_the_pauses_between_sounds_are_at_rest_and_the_sounds_are_not() -> None:
    found = at_rest(band_levels(noisy(8, (1, 3), (4, 6))))
    assert found[:90].mean() > 0.9
    assert found[315:385].mean() > 0.9
    assert not found[102:298].any()
    assert not found[402:598].any()


def test_noise_alone_says_nothing() -> None:
    assert not at_rest(band_levels(noisy(6))).any()


def test_frames_are_counted_in_tens_of_milliseconds() -> None:
    assert len(at_rest(band_levels(noisy(1.234)))) == 123
    assert len(at_rest(band_levels(np.zeros(0, np.float32)))) == 0
