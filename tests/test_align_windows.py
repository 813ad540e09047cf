"""Windows hold all speech, stay under Whisper's 30 s, and end in pauses."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.align.windows import (
    DROWNED_MS,
    LONGEST_MS,
    MARGIN_MS,
    SOUNDS_SKIP_MS,
    Stretch,
    plan_unheard,
    plan_windows,
    with_loud,
)

STEP = 32.0


def speech(*spans: tuple[int, int], end_ms: int) -> np.ndarray:
    probability = np.zeros(int(end_ms / STEP) + 1, np.float32)
    for start, end in spans:
        probability[int(start / STEP) : int(end / STEP)] = 0.9
    return probability


def test_silence_needs_no_window() -> None:
    assert plan_windows(speech(end_ms=60_000), STEP, 60_000) == ()


def test_a_long_pause_is_not_listened_to() -> None:
    windows = plan_windows(speech((1_000, 9_000), (70_000, 75_000), end_ms=80_000), STEP, 80_000)
    assert len(windows) == 2
    assert windows[0].end_ms < 10_000
    assert 69_000 < windows[1].start_ms <= 70_000


def test_a_pause_is_kept_inside_a_window_where_only_sounds_are_read() -> None:
    heard = speech((0, 4_000), (8_000, 12_000), (22_000, 26_000), end_ms=27_000)
    ends = [window.end_ms for window in plan_windows(heard, STEP, 27_000, SOUNDS_SKIP_MS)]
    assert len(ends) == 2
    assert 12_000 < ends[0] < 13_000
    assert len(plan_windows(heard, STEP, 27_000)) == 3


def test_a_window_ends_before_a_pause_that_reaches_beyond_it() -> None:
    heard = speech((0, 4_000), (7_500, 26_000), (30_000, 34_000), end_ms=35_000)
    first, second = plan_windows(heard, STEP, 35_000, SOUNDS_SKIP_MS)
    assert 26_000 < first.end_ms < 27_000
    assert 29_000 < second.start_ms < 30_000


def test_speech_that_loud_music_drowns_is_listened_to_and_a_quiet_pause_is_not() -> None:
    heard = speech((1_000, 9_000), (15_000, 20_000), end_ms=40_000)
    quiet = np.zeros(len(heard), np.bool_)
    peaks = np.full(len(heard), 0.5, np.float32)
    drowned = with_loud(heard, STEP, quiet, peaks, DROWNED_MS)
    assert next((w.start_ms, w.end_ms) for w in plan_windows(drowned, STEP, 40_000))[1] > 14_000
    assert (with_loud(heard, STEP, ~quiet, peaks) == heard).all()
    assert (drowned[int(21_000 / STEP) :] == 0).all()  # too long for speech: music alone
    nobody = speech(end_ms=5_000)
    assert (with_loud(nobody, STEP, np.zeros(len(nobody), np.bool_), peaks[: len(nobody)]) == nobody).all()


def test_what_is_exclaimed_in_a_quiet_room_is_listened_to_though_no_detector_knows_its_voice() -> None:
    heard = speech((1_000, 9_000), (15_000, 20_000), end_ms=30_000)
    quiet = np.ones(len(heard), np.bool_)
    quiet[int(11_000 / STEP) : int(11_900 / STEP)] = False  # words
    quiet[int(24_000 / STEP) : int(24_150 / STEP)] = False  # a door
    quiet[int(26_000 / STEP) : int(27_000 / STEP)] = (
        False  # so long after the last word that nobody knows what is quiet
    )
    peaks = np.where(heard > 0, 0.5, 0.001).astype(np.float32)
    peaks[~quiet & (np.arange(len(heard)) * STEP < 25_000)] = 0.2
    marked = with_loud(heard, STEP, quiet, peaks)
    assert marked[int(11_500 / STEP)] > heard[int(11_500 / STEP)]
    assert (marked[int(22_000 / STEP) :] == heard[int(22_000 / STEP) :]).all()
    assert marked[int(13_000 / STEP)] == heard[int(13_000 / STEP)]


def test_long_music_is_listened_to_where_something_is_missing_and_nowhere_else() -> None:
    plan = (Stretch(1_000, 9_000), Stretch(60_000, 70_000))
    loud = np.zeros(len(speech(end_ms=100_000)), np.bool_)
    more = plan_unheard(plan, [Stretch(8_000, 61_000)], STEP, loud)
    assert len(more) > 1
    assert 9_000 - STEP <= more[0].start_ms <= 9_000 + STEP
    assert 60_000 - STEP <= more[-1].end_ms <= 60_000 + STEP
    assert all(window.end_ms - window.start_ms <= LONGEST_MS for window in more)
    assert all(before.end_ms <= after.start_ms for before, after in pairwise(more))
    assert plan_unheard(plan, [Stretch(2_000, 8_000)], STEP, loud) == ()
    assert plan_unheard(plan, [Stretch(8_000, 61_000)], STEP, ~loud) == ()


def test_a_window_ends_in_the_pause_and_not_in_speech() -> None:
    windows = plan_windows(speech((0, 20_000), (20_600, 45_000), end_ms=45_000), STEP, 45_000)
    assert 20_000 < windows[0].end_ms < 20_600


def test_of_good_pauses_the_last_ends_a_window() -> None:
    spans = ((0, 14_000), (15_500, 22_000), (22_600, 26_000), (26_200, 60_000))
    windows = plan_windows(speech(*spans, end_ms=60_000), STEP, 60_000)
    assert 22_000 < windows[0].end_ms < 22_600


def test_without_a_good_pause_the_last_that_is_nearly_the_longest_ends_a_window() -> None:
    spans = ((0, 14_000), (14_260, 22_000), (22_100, 60_000))
    windows = plan_windows(speech(*spans, end_ms=60_000), STEP, 60_000)
    assert 14_000 < windows[0].end_ms < 14_260
    spans = ((0, 14_000), (14_260, 22_000), (22_230, 60_000))
    windows = plan_windows(speech(*spans, end_ms=60_000), STEP, 60_000)
    assert 22_000 < windows[0].end_ms < 22_230


@given(st.lists(st.tuples(st.integers(0, 3_000), st.integers(50, 40_000)), min_size=1, max_size=12))
def test_windows_are_short_in_order_and_hold_all_speech(pieces: list[tuple[int, int]]) -> None:
    spans, clock = [], 0
    for pause, length in pieces:
        spans.append((clock + pause, clock + pause + length))
        clock += pause + length
    probability = speech(*spans, end_ms=clock)
    windows = plan_windows(probability, STEP, clock)
    for window in windows:
        assert 0 <= window.start_ms < window.end_ms <= clock
        assert window.end_ms - window.start_ms <= LONGEST_MS + 2 * MARGIN_MS
    for before, after in pairwise(windows):
        assert before.end_ms <= after.start_ms
    for index in np.flatnonzero(probability >= 0.5):
        moment = index * STEP
        assert moment >= clock - STEP or any(w.start_ms - 1 <= moment < w.end_ms for w in windows)
