"""Last morae behind noise: the ordinary length where nothing tells that they were held or heard."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from taiyaku.align.endings import (
    CLEAR_MS,
    HALF_HEARD_MS,
    LONG_MS,
    MORE_MS,
    ORDINARY_MS,
    SHORT_MS,
    WHISPERED_MS,
    with_ordinary_ends,
)
from taiyaku.align.force import Forced, Piece

FRAMES = 400  # four seconds
SPEECH_DB, NOISE_DB = -20.0, -35.0


def piece(*edges_ms: float) -> Forced:
    """A piece of one mora between each two edges, and a mark that nobody speaks."""
    count = len(edges_ms) - 1
    times = np.array([*edges_ms, np.nan])
    spoken = Piece(
        0, "か" * count + "。", (True,) * count + (False,), (0.0,) * (count + 1), "a" * count, tuple(range(count))
    )
    ends = np.array([*edges_ms[1:], np.nan])
    return Forced(spoken, times[: count + 1].copy() if count else times, ends, np.ones(count + 1))


def room(*loud_ms: tuple[int, int]) -> NDArray[np.float32]:
    levels = np.full(FRAMES, NOISE_DB, np.float32)
    for start, end in loud_ms:
        levels[start // 10 : end // 10] = SPEECH_DB
    return levels


def end_of(item: Forced, levels: NDArray[np.float32], *others: Forced, quiet: tuple[int, int] = (0, 0)) -> float:
    silent = np.zeros(FRAMES, np.bool_)
    silent[quiet[0] // 10 : quiet[1] // 10] = True
    found = with_ordinary_ends([item, *others], levels, silent)
    assert all(a is b for a, b in zip(found[1:], others, strict=True))
    return float(np.nanmax(found[0].end_ms))


@pytest.fixture
def drawn_out() -> Forced:
    return piece(100, 200, 300, 300 + LONG_MS + 80)


def test_a_last_vowel_that_goes_on_in_noise_alone_ends_after_an_ordinary_time(drawn_out: Forced) -> None:
    assert end_of(drawn_out, room((100, 400))) == 300 + ORDINARY_MS


def test_a_last_vowel_that_is_louder_than_what_follows_is_held(drawn_out: Forced) -> None:
    assert end_of(drawn_out, room((100, 300 + LONG_MS + 80))) == 300 + LONG_MS + 80


def test_nothing_is_told_by_the_beginning_of_the_next_sentence(drawn_out: Forced) -> None:
    end = 300 + LONG_MS + 80
    near, far = (piece(end + CLEAR_MS - after, 1_000, 1_100, 1_200) for after in (10, 0))
    assert end_of(drawn_out, room((100, 2_000)), near) == end
    assert end_of(drawn_out, room((100, 400)), far) == 300 + ORDINARY_MS


def test_at_the_recording_s_end_there_is_nothing_to_compare_with() -> None:
    long = piece(3_000, 3_500, FRAMES * 10.0)
    assert end_of(long, room((3_000, 3_600))) == FRAMES * 10


def test_an_ordinary_last_mora_is_left() -> None:
    for length in (SHORT_MS, ORDINARY_MS, LONG_MS):
        assert end_of(piece(100, 200, 200 + length), room()) == 200 + length


def test_a_last_mora_that_was_not_heard_gets_some_time() -> None:
    assert end_of(piece(100, 200, 210), room()) == 210 + MORE_MS


def test_a_whispered_mora_gets_no_time_of_the_next_sentence_or_of_a_pause() -> None:
    whispered = piece(100, 200, 210)
    assert end_of(whispered, room(), piece(240, 400)) == 240
    assert end_of(whispered, room(), piece(205, 400)) == 210
    assert end_of(whispered, room(), quiet=(250, 900)) == 210


def test_a_piece_without_times_stays_without() -> None:
    nothing = piece(np.nan, np.nan, np.nan)
    assert np.isnan(with_ordinary_ends([nothing], room(), np.zeros(FRAMES, np.bool_))[0].end_ms).all()


def test_what_is_given_is_not_changed(drawn_out: Forced) -> None:
    before = drawn_out.end_ms.copy()
    end_of(drawn_out, room())
    assert np.array_equal(drawn_out.end_ms, before, equal_nan=True)


def test_a_whispered_ending_of_which_only_a_part_was_heard_gets_its_ordinary_time() -> None:
    def whispered(length_ms: float) -> Forced:
        spoken = piece(100, 200, 200 + length_ms)
        return replace(spoken, piece=replace(spoken.piece, phonemes="su"))

    assert end_of(whispered(HALF_HEARD_MS - 10), room()) == 200 + WHISPERED_MS
    assert end_of(whispered(HALF_HEARD_MS), room()) == 200 + HALF_HEARD_MS
    assert end_of(whispered(40), room(), piece(250, 400, 500)) == 250  # as far as the next one lets it
