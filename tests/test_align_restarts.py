"""Sentences begun twice; results are the times of two sentences and of the unwritten speech that is left."""

import numpy as np
import pytest

from sounding_scenes import heard, scene_of
from taiyaku.align.beside import Run
from taiyaku.align.force import Forced, Piece
from taiyaku.align.restarts import PAUSE_MS, take_restarts


def sentence(number: int, text: str, start_ms: float, end_ms: float) -> Forced:
    edges = np.linspace(start_ms, end_ms, len(text) + 1)
    piece = Piece(number, text, (True,) * len(text), tuple(edges[:-1].tolist()))
    return Forced(piece, edges[:-1], edges[1:], np.full(len(text), 0.9))


def picture(*words: tuple[str, float, float]) -> list[str]:
    """Where かさを買う begins and what is left, when `words` (sounds, from, to) are said ahead of it."""
    runs: list[Run] = [(start, end) for _, start, end in words]
    forced = [sentence(0, "今日は雨です", 0, 1_000), sentence(1, "かさを買う", 5_000, 6_000)]
    (first, second), left = take_restarts(forced, runs, scene_of(heard(*words)))
    assert first is forced[0]
    return [f"{second.extent_ms[0]:.0f}", *(f"left: {start:.0f}-{end:.0f}" for start, end in left)]


def test_a_beginning_that_is_said_twice_belongs_to_its_sentence() -> None:
    assert picture(("kasao", 4_300, 4_800)) == ["4300"]
    assert picture(("kasa", 4_300, 4_800)) == ["4300"]


def test_so_it_does_with_a_filler_behind_it_and_said_three_times() -> None:
    assert picture(("kasao", 3_600, 4_000), ("eeto", 4_300, 4_800)) == ["3600"]
    assert picture(("kasa", 3_000, 3_400), ("kasao", 3_600, 4_000), ("kasao", 4_300, 4_800)) == ["3000"]


def test_a_filler_ahead_of_it_stays_outside() -> None:
    assert picture(("eeto", 3_400, 3_900), ("kasao", 4_300, 4_800)) == ["4300", "left: 3400-3900"]
    assert picture(("eeto", 4_300, 4_800)) == ["5000", "left: 4300-4800"]


@pytest.mark.parametrize("word", ["minato", "sakao", "mori"])
def test_other_words_are_no_beginning(word: str) -> None:
    assert picture((word, 4_300, 4_800)) == ["5000", "left: 4300-4800"]
    assert picture(("kasao", 3_400, 3_900), (word, 4_300, 4_800))[0] == "5000"


def test_behind_a_long_pause_it_was_given_up() -> None:
    end = 5_000 - PAUSE_MS
    assert picture(("kasao", end - 500, end)) == [f"{end - 500}"]
    assert picture(("kasao", end - 510, end - 10)) == ["5000", f"left: {end - 510}-{end - 10}"]


def test_a_filler_may_follow_it_without_a_pause_that_parts_runs() -> None:
    said = heard(("kasao", 3_600, 4_000), ("eeto", 4_060, 4_560))
    forced = [sentence(0, "かさを買う", 5_000, 6_000)]
    (begun,), left = take_restarts(forced, [(3_600, 4_560)], scene_of(said))
    assert (begun.extent_ms[0], left) == (3_600, [])
