"""A recording in 16 bits gives back the sound it was made of."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.model import SAMPLE_RATE
from taiyaku.recording import FULL_SCALE, Recording

STEP = 1 / FULL_SCALE

levels = st.lists(st.floats(-1, 1, width=32), max_size=40)


@given(st.lists(levels, max_size=4))
def test_sound_comes_back_within_one_step(blocks: list[list[float]]) -> None:
    arrays = [np.array(block, np.float32) for block in blocks]
    recording = Recording.of(arrays)
    expected = np.concatenate([np.zeros(0, np.float32), *arrays])
    back = recording[:]
    assert back.dtype == np.float32
    assert len(recording) == len(back) == len(expected)
    assert np.abs(back - expected).max(initial=0.0) <= 0.51 * STEP  # rounded, not cut off


@given(levels)
def test_what_was_kept_once_does_not_change_again(block: list[float]) -> None:
    kept = Recording.of([np.array(block, np.float32)])
    assert (Recording.of([kept[:]]).kept == kept.kept).all()


def test_sound_beyond_full_scale_is_cut_and_does_not_wrap_around() -> None:
    loud = np.array([1.0, 1.001, 2.0, 40_000.0, -1.0, -1.001, -70_000.0], np.float32)
    assert Recording.of([loud])[:].tolist() == [1.0] * 4 + [-1.0] * 3


def test_full_scale_takes_all_sixteen_bits() -> None:
    assert Recording.of([np.array([1.0, -1.0], np.float32)]).kept.tolist() == [32_767, -32_767]


def test_an_offset_is_taken_off_and_the_sound_is_left() -> None:
    sound = 0.25 * np.sin(np.arange(4_000) * 0.1, dtype=np.float32)
    sound -= sound.mean()
    found = Recording.of([sound + np.float32(0.3)]).centred()[:]
    assert found == pytest.approx(sound, abs=2 * STEP)


def test_without_an_offset_nothing_changes() -> None:
    recording = Recording.of([np.array([0.5, -0.5, 0.0], np.float32)])
    assert recording.centred() is recording
    assert Recording.of([]).centred()[:].tolist() == []


def test_what_lies_beyond_full_scale_without_the_offset_is_cut() -> None:
    found = Recording(np.array([-32_000, 32_767, 32_767, 32_767], np.int16)).centred()
    assert found.kept.tolist() == [-32_768, 16_192, 16_192, 16_192]


def test_silence_stays_silence() -> None:
    assert not Recording.of([np.zeros(5, np.float32)])[:].any()


def test_a_slice_is_the_slice_of_the_sound() -> None:
    sound = np.linspace(-1, 1, 101, dtype=np.float32)
    recording = Recording.of([sound[:40], sound[40:]])
    for part in (slice(0, 10), slice(35, 45), slice(90, 500), slice(60, 60), slice(-5, None), slice(None, None, 7)):
        assert recording[part] == pytest.approx(sound[part], abs=STEP)
        assert len(recording[part]) == len(sound[part])


def test_writing_into_a_slice_leaves_the_recording_alone() -> None:
    recording = Recording.of([np.full(4, 0.5, np.float32)])
    recording[0:4][:] = 0.0
    assert recording[:] == pytest.approx([0.5] * 4, abs=STEP)


@pytest.mark.parametrize(
    ("samples", "ms"), [(0, 0), (15, 0), (16, 1), (SAMPLE_RATE - 1, 999), (SAMPLE_RATE, 1_000), (3_600, 225)]
)
def test_the_duration_is_in_whole_milliseconds(samples: int, ms: int) -> None:
    assert Recording(np.zeros(samples, np.int16)).duration_ms == ms


def test_nothing_is_a_recording_too() -> None:
    for empty in (Recording.of([]), Recording.of([np.zeros(0, np.float32)])):
        assert (len(empty), empty.duration_ms, len(empty[:])) == (0, 0, 0)


def test_a_sample_takes_two_bytes() -> None:
    assert Recording.of([np.zeros(1_000, np.float32)]).kept.nbytes == 2_000
