"""The timeline's rows: what is cut, what stands under what, and how sound becomes outlines."""

from __future__ import annotations

import numpy as np
import pytest

from taiyaku.model import Alignment, Samples, Sentence, TimedSentence, Turn
from taiyaku.report import Sound, measure_peaks
from taiyaku.report.rows import make_rows, outline
from taiyaku.report.sound import PEAK_MS
from taiyaku.report.stretches import Stretch, find_stretches
from taiyaku.text.clock import clock


def sound(seconds: float) -> Sound:
    count = round(seconds * 1_000 / PEAK_MS)
    return Sound("talk.wav", "talk.wav", False, np.full(count, 0.5, np.float32), np.ones(count, np.float32), PEAK_MS)


def stretches(*times: tuple[int, int]) -> tuple[Stretch, ...]:
    turns = (Turn("t1", "Xia", tuple(Sentence(f"t1.s{i}", "はい。") for i, _ in enumerate(times)), 1),)
    timed = tuple(TimedSentence(f"t1.s{i}", "spoken", start, end, 1.0, ()) for i, (start, end) in enumerate(times))
    return find_stretches(turns, Alignment(timed), ())


def test_a_sentence_across_two_halves_is_cut_and_bears_its_text_once() -> None:
    (row, second) = make_rows(sound(70), stretches((1_000, 3_000), (29_000, 33_500)), 70_000)
    cut = [(bar.left, bar.width, bar.labelled, bar.cuts) for half in row.halves for bar in half.bars if bar.cuts]
    assert cut == [
        (pytest.approx(29 / 0.3), pytest.approx(1 / 0.3), False, " on"),
        (0, pytest.approx(3.5 / 0.3), True, " from"),
    ]
    assert [half.filled for half in (*row.halves, *second.halves)] == [100, 100, pytest.approx(10 / 0.3)]


@pytest.mark.parametrize(("lanes", "second"), [([0, 1, 0], 1_000), ([0, 0, 0], 1_950)])
def test_speech_at_the_same_time_stands_in_lanes(lanes: list[int], second: int) -> None:
    found = stretches((0, 2_000), (second, 2_030), (2_040, 4_000))
    assert [stretch.lane for stretch in found] == lanes
    assert make_rows(sound(5), found, 5_000)[0].lanes == 1 + max(lanes)


def test_one_bang_does_not_make_all_else_small() -> None:
    from dataclasses import replace

    loud = np.full(1_200, 0.1, np.float32)
    loud[7] = 1.0
    (row,) = make_rows(replace(sound(60), peaks=loud), (), 60_000)
    assert row.halves[0].wave == "M0 0v-24h600v24z"


def test_peaks_are_the_largest_magnitudes() -> None:
    samples: Samples = np.zeros(2_000, np.float32)
    samples[[3, 900, 1_999]] = 0.25, -0.5, -0.75
    assert measure_peaks(samples).tolist() == [0.25, 0.5, 0.75]
    assert measure_peaks(samples[:800]).tolist() == [0.25]
    assert measure_peaks(samples[:0]).tolist() == []


@pytest.mark.parametrize(
    ("levels", "path"),
    [([], "M0 0h0v0z"), ([0, 0], "M0 0h2v0z"), ([2, 2, 0], "M0 0v-2h2v2h1v0z"), ([0, 3, 1], "M0 0h1v-3h1v2h1v1z")],
)
def test_an_outline_is_steps_over_a_base_line(levels: list[int], path: str) -> None:
    assert outline(levels) == path


@pytest.mark.parametrize(
    ("ms", "places", "text"),
    [(0, 0, "0:00"), (59_999, 1, "0:59.9"), (3_723_456, 2, "1:02:03.45"), (3_723_456, 0, "1:02:03")],
)
def test_times_read_as_a_player_shows_them(ms: int, places: int, text: str) -> None:
    assert clock(ms, places) == text
