"""Quiet runs lie exactly where the tones do not, with and without a room's noise."""

from collections.abc import Callable

import numpy as np
import pytest

from taiyaku.align.level import OUTSIDE_MS, measure_levels
from taiyaku.model import Samples

Tones = Callable[..., Samples]


@pytest.mark.parametrize("noise", [0.0, 0.002, 0.01])
def test_pauses_are_found_to_the_frame(tones: Tones, noise: float) -> None:
    levels = measure_levels(tones(8, (1_000, 3_000), (3_500, 6_000), noise=noise))
    long = [(q.start_ms, q.end_ms) for q in levels.quiet if q.length_ms > 200]
    expected = [(-OUTSIDE_MS, 1_000), (3_000, 3_500), (6_000, 8_000 + OUTSIDE_MS)]
    assert len(long) == len(expected)
    for found, true in zip(long, expected, strict=True):
        assert found == pytest.approx(true, abs=5)


def test_a_click_does_not_end_a_pause(tones: Tones) -> None:
    levels = measure_levels(tones(6, (500, 2_000), (3_000, 3_005), (4_000, 5_500)))
    assert any(q.start_ms <= 2_005 and q.end_ms >= 3_995 for q in levels.quiet)


def test_the_softest_moment_is_found(tones: Tones) -> None:
    samples = tones(2, (0, 2_000))
    samples[16_000:16_480] *= 0.1
    assert measure_levels(samples).softest_ms(500, 1_500) == pytest.approx(1_015, abs=15)


@pytest.mark.parametrize("frame_ms", [5, 30, 32.0])
def test_a_frame_is_as_loud_as_its_loudest_moment(tones: Tones, frame_ms: float) -> None:
    levels = measure_levels(tones(2, (500, 1_500)))
    count = int(-(-2_000 // frame_ms))
    loudest = levels.loudest(frame_ms, count)
    assert loudest.shape == (count,)
    clock = np.arange(count) * frame_ms
    assert (loudest[(clock >= 500) & (clock + frame_ms <= 1_500)] > 0.4).all()
    assert (loudest[(clock + frame_ms < 495) | (clock > 1_505)] == 0).all()


def test_an_empty_recording_is_quiet() -> None:
    assert measure_levels(np.zeros(0, np.float32)).loudest(32, 3).tolist() == [0, 0, 0]
    assert measure_levels(np.zeros(0, np.float32)).peaks.size == 0


def test_a_closure_inside_a_word_is_no_pause_between_sentences(tones: Tones) -> None:
    levels = measure_levels(tones(6, (500, 2_000), (2_100, 3_000), (3_300, 5_500)))
    quiet = levels.pauses(10, 600)
    assert not quiet[205]
    assert quiet[305:325].all()
    assert any(run.start_ms <= 2_005 and run.end_ms >= 2_095 for run in levels.true_pauses())
