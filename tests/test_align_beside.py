"""Unwritten speech beside a sentence or between two; results are shown as the times of sentences and of what is
left."""

from dataclasses import replace

import numpy as np
import pytest

from sounding_scenes import heard, scene_of
from taiyaku.align.beside import (
    CONNECTIVE_BEFORE_MS,
    CONNECTIVE_MS,
    DOUBTED_MS,
    ENDING_AFTER_MS,
    LONGEST_MS,
    NO_PAUSE_MS,
    SHORTEST_MS,
    TOUCHING_MS,
    UNHEARD_MS,
    UNWRITTEN_OWN,
    Run,
    join_beside,
)
from taiyaku.align.force import Forced, Piece
from taiyaku.align.heard import Heard

NOTHING = Heard("", "", (), (), ())


def sentence(number: int, start_ms: float, end_ms: float) -> Forced:
    """Three characters that share the time, and a mark without any."""
    edges = np.linspace(start_ms, end_ms, 4)
    piece = Piece(number, "かさを。", (True, True, True, False), (start_ms, start_ms, start_ms, end_ms))
    return Forced(piece, np.append(edges[:-1], np.nan), np.append(edges[1:], np.nan), np.full(4, 0.9))


FIRST, SECOND = sentence(0, 1_000, 2_000), sentence(1, 4_000, 5_000)


def picture(*runs: Run, said: Heard = NOTHING) -> list[str]:
    """Number and times of each of two sentences, at 1000-2000 and 4000-5000 by themselves; then the runs left alone."""
    joined, alone = join_beside([FIRST, SECOND], runs, scene_of(said))
    lines = [f"{f.piece.sentence}: {np.nanmin(f.start_ms):.0f}-{np.nanmax(f.end_ms):.0f}" for f in joined]
    return [*lines, *(f"alone: {start:.0f}-{end:.0f}" for start, end in alone)]


def test_an_ending_that_runs_on_belongs_to_its_sentence() -> None:
    assert picture((2_000, 2_800), said=heard(("desuyone", 2_000, 2_800))) == ["0: 1000-2800", "1: 4000-5000"]


def test_a_connective_that_runs_into_a_sentence_belongs_to_it() -> None:
    assert picture((3_400, 4_000), said=heard(("dakara", 3_400, 4_000))) == ["0: 1000-2000", "1: 3400-5000"]


@pytest.mark.parametrize("filler", ["eeto", "ano", "anoo", "maa", "sono", "uuN", "eeqto", "aa", "naNka", ""])
def test_a_filler_ahead_of_a_sentence_is_not_part_of_it(filler: str) -> None:
    said = heard((filler, 3_700, 4_000))
    assert picture((3_700, 4_000), said=said) == ["0: 1000-2000", "1: 4000-5000", "alone: 3700-4000"]


def test_a_filler_that_runs_on_from_a_sentence_is_part_of_it() -> None:
    assert picture((2_000, 2_300), said=heard(("anoo", 2_000, 2_300))) == ["0: 1000-2300", "1: 4000-5000"]


@pytest.mark.parametrize("word", ["dakara", "anohito", "sonoato", "demo", "mada", "umi"])
def test_words_that_begin_like_a_filler_are_none(word: str) -> None:
    said = heard((word, 3_700, 4_000))
    assert picture((3_700, 4_000), said=said) == ["0: 1000-2000", "1: 3700-5000"]


@pytest.mark.parametrize("word", ["hai", "hee", "naruhodo", "soodesuka", "soodesune", "soonaNdesuka"])
def test_what_a_listener_says_is_part_of_neither_sentence(word: str) -> None:
    length = len(word) * 80
    for start in (2_000, 2_060, 4_000 - length, 3_900 - length):
        run = start, start + length
        expected = ["0: 1000-2000", "1: 4000-5000", f"alone: {run[0]}-{run[1]}"]
        assert picture(run, said=heard((word, *run))) == expected


@pytest.mark.parametrize("ending", ["desune", "desuka", "desuyone", "naNdesuka", "naNdesuyo"])
def test_an_ending_is_no_response(ending: str) -> None:
    end = 2_000 + len(ending) * 80
    assert picture((2_000, end), said=heard((ending, 2_000, end))) == [f"0: 1000-{end}", "1: 4000-5000"]


def test_a_response_that_was_taken_into_a_sentence_is_taken_off_again() -> None:
    said = heard(("hai", 1_000, 1_300), ("kasao", 1_500, 2_000))
    assert join_beside([FIRST], [], scene_of(said))[0][0].extent_ms == (1_500, 2_000)
    said = heard(("kasao", 1_000, 1_400), ("naruhodo", 1_500, 2_000))
    assert join_beside([FIRST], [], scene_of(said))[0][0].extent_ms == (1_000, 1_400)


def test_a_response_that_was_written_stays() -> None:
    written = replace(FIRST, piece=replace(FIRST.piece, text="はい、かさを。"))
    said = heard(("hai", 1_000, 1_300), ("kasao", 1_500, 2_000))
    assert join_beside([written], [], scene_of(said))[0][0].extent_ms == (1_000, 2_000)


def test_a_sentence_drawn_out_over_speech_that_may_be_somebody_else_s_is_less_its_own() -> None:
    for length, own in ((DOUBTED_MS - 10, 1.0), (DOUBTED_MS, UNWRITTEN_OWN)):
        end = 2_000 + length
        (first, second), _ = join_beside([FIRST, SECOND], [(2_000, end)], scene_of(heard(("yo", 2_000, end))))
        assert (first.extent_ms[1], first.own, second.own) == (end, own, 1.0)


def test_a_filler_is_known_by_its_sounds_though_it_was_misheard() -> None:
    said, sounds = heard(("haCi", 3_400, 3_900)), heard(("eeto", 3_400, 3_900))
    joined, alone = join_beside([FIRST, SECOND], [(3_400, 3_900)], scene_of(said, sounds))
    assert [joined, alone] == [[FIRST, SECOND], [(3_400, 3_900)]]


def test_a_connective_before_a_comma_belongs_to_the_sentence_that_it_is_nearer_to() -> None:
    said = heard(("sorede", 3_000, 3_400))
    assert picture((3_000, 3_400), said=said) == ["0: 1000-2000", "1: 3000-5000"]
    said = heard(("anosa", 2_600, 3_000))
    assert picture((2_600, 3_000), said=said) == ["0: 1000-2000", "1: 4000-5000", "alone: 2600-3000"]
    said = heard(("imawa", 3_000, 3_000 + CONNECTIVE_MS + 10))
    assert len(picture((3_000, 3_000 + CONNECTIVE_MS + 10), said=said)) == 3


@pytest.mark.parametrize("word", ["sorede", "soSite", "demo", "tatoeba"])
def test_a_connective_that_everybody_knows_belongs_to_the_next_sentence_however_near_the_last_one_is(word: str) -> None:
    end = 4_000 - CONNECTIVE_BEFORE_MS
    said = heard((word, end - 400, end))
    close = sentence(0, 1_000, end - 500)
    joined, alone = join_beside([close, SECOND], [(end - 400, end)], scene_of(said))
    assert [item.extent_ms for item in joined] == [(1_000, end - 500), (end - 400, 5_000)]
    assert alone == []


def test_a_connective_that_was_taken_into_the_sentence_before_begins_the_next_one() -> None:
    said = heard(("kasao", 1_000, 1_300), ("soSite", 1_600, 2_000), ("kasao", 2_300, 3_000))
    joined, alone = join_beside([FIRST, sentence(1, 2_300, 3_000)], [], scene_of(said))
    assert [item.extent_ms for item in joined] == [(1_000, 1_300), (1_600, 3_000)]
    assert alone == []


def test_what_is_written_like_a_filler_and_fits_is_none() -> None:
    written = replace(FIRST, piece=replace(FIRST.piece, text="あのかさ。", phonemes="anokasa"))
    said = heard(("ano", 1_000, 1_400), ("kasao", 1_600, 2_000))
    joined, _ = join_beside([written], [], scene_of(said))
    assert joined[0].extent_ms == (1_000, 2_000)


def test_a_filler_between_a_pause_and_a_connective_changes_nothing() -> None:
    said = heard(("eeto", 2_500, 2_900), ("sorede", 3_000, 3_400))
    runs = (2_500, 2_900), (3_000, 3_400)
    assert picture(*runs, said=said) == ["0: 1000-2000", "1: 3000-5000", "alone: 2500-2900"]


def test_behind_a_pause_only_a_word_with_a_closure_runs_on() -> None:
    for pause in (TOUCHING_MS, ENDING_AFTER_MS):
        start, end = 2_000 + pause, 2_700 + pause
        assert picture((start, end), said=heard(("tokorodesu", start, end))) == [f"0: 1000-{end}", "1: 4000-5000"]
        assert picture((start, end), said=heard(("yorosiku", start, end)))[-1] == f"alone: {start}-{end}"
    start, end = 2_000 + NO_PAUSE_MS, 2_700 + NO_PAUSE_MS
    assert picture((start, end), said=heard(("yorosiku", start, end))) == [f"0: 1000-{end}", "1: 4000-5000"]


def test_an_ending_behind_a_long_closure_belongs_to_its_sentence() -> None:
    close = 2_000 + ENDING_AFTER_MS
    said = heard(("kudasai", close, close + 600))
    assert picture((close, close + 600), said=said) == [f"0: 1000-{close + 600}", "1: 4000-5000"]
    said = heard(("kudasai", close + 10, close + 600))
    assert len(picture((close + 10, close + 600), said=said)) == 3


def test_a_filler_that_was_taken_into_a_sentence_is_taken_off_again() -> None:
    said = heard(("eeto", 1_000, 1_400), ("kasao", 1_600, 2_000))
    joined, _ = join_beside([FIRST], [], scene_of(said))
    assert joined[0].extent_ms == (1_600, 2_000)
    said = heard(("kasao", 1_000, 1_400), ("sono", 1_600, 2_000))
    joined, _ = join_beside([FIRST], [], scene_of(said))
    assert joined[0].extent_ms == (1_000, 1_400)


def test_a_last_mora_behind_its_closure_is_no_filler_however_it_is_drawn_out() -> None:
    """A voice that closes 教えよう|か for long has a pause there, and か, drawn out, is like ああ."""
    ka = replace(FIRST, piece=replace(FIRST.piece, text="うみか。", phonemes="umika", at=(0, 1, 1, 2, 2)))
    start, end = ka.start_ms.copy(), ka.end_ms.copy()
    start[2], end[1:3] = 1_720, (1_660, 2_000)
    said = heard(("umi", 1_000, 1_660), ("kaaa", 1_720, 2_000))
    joined, _ = join_beside([replace(ka, start_ms=start, end_ms=end)], [], scene_of(said))
    assert joined[0].extent_ms == (1_000, 2_000)
    late = replace(ka, start_ms=np.add(start, (0, 0, 200, 0)), end_ms=np.add(end, (0, 0, 200, 0)))
    joined, _ = join_beside([late], [], scene_of(heard(("umi", 1_000, 1_660), ("kaaa", 1_920, 2_200))))
    assert joined[0].extent_ms == (1_000, 1_660)
    as_heard = replace(ka.piece, text="うみに。")
    joined, _ = join_beside([replace(ka, piece=as_heard, start_ms=start, end_ms=end)], [], scene_of(said))
    assert joined[0].extent_ms == (1_000, 1_660)


def test_of_a_sentence_that_is_all_fillers_something_is_left() -> None:
    said = heard(("eeto", 1_000, 1_400), ("sono", 1_600, 2_000))
    joined, _ = join_beside([FIRST], [], scene_of(said))
    assert joined[0].extent_ms == (1_600, 2_000)


def test_a_filler_that_was_written_stays() -> None:
    written = replace(FIRST, piece=replace(FIRST.piece, text="あの。 "))
    said = heard(("ano", 1_000, 1_400), ("kasao", 1_600, 2_000))
    joined, _ = join_beside([written], [], scene_of(said))
    assert joined[0].extent_ms == (1_000, 2_000)


def test_speech_that_touches_both_neighbours_belongs_to_none() -> None:
    close = sentence(1, 2_600, 3_600)
    said = heard(("desuyone", 2_000, 2_600))
    joined, alone = join_beside([FIRST, close], [(2_000, 2_600)], scene_of(said))
    assert alone == [(2_000, 2_600)]
    assert [np.nanmax(joined[0].end_ms), np.nanmin(joined[1].start_ms)] == [2_000, 2_600]


def test_long_speech_stands_alone_though_it_runs_on() -> None:
    said = heard(("desuyone" * 3, 2_000, 3_600))
    long = 2_000 + LONGEST_MS + 10
    assert picture((2_000, long), said=said) == ["0: 1000-2000", "1: 4000-5000", f"alone: 2000-{long}"]
    assert picture((2_000, long - 10), said=said) == [f"0: 1000-{long - 10}", "1: 4000-5000"]


def test_a_moment_of_noise_stands_alone() -> None:
    assert picture((2_000, 2_000 + SHORTEST_MS - 10)) == ["0: 1000-2000", "1: 4000-5000", "alone: 2000-2050"]


def test_a_long_ending_has_to_be_heard_and_a_short_one_may_be_passed_over() -> None:
    short, long = 2_000 + UNHEARD_MS, 2_000 + UNHEARD_MS + 10
    assert picture((2_000, short)) == [f"0: 1000-{short}", "1: 4000-5000"]
    assert picture((2_000, long)) == ["0: 1000-2000", "1: 4000-5000", f"alone: 2000-{long}"]
    elsewhere = heard(("desuyone", 2_900, 3_600))
    assert picture((2_000, long), said=elsewhere) == ["0: 1000-2000", "1: 4000-5000", f"alone: 2000-{long}"]


def test_a_drawn_out_sentence_keeps_its_other_times() -> None:
    said = heard(("desuyone", 2_000, 2_800), ("dakara", 3_400, 4_000))
    (first, second), alone = join_beside([FIRST, SECOND], [(2_000, 2_800), (3_400, 4_000)], scene_of(said))
    assert alone == []
    assert first.start_ms[:3].tolist() == FIRST.start_ms[:3].tolist()
    assert first.end_ms[:3].tolist() == [*FIRST.end_ms[:2].tolist(), 2_800]
    assert second.start_ms[:3].tolist() == [3_400, *SECOND.start_ms[1:3].tolist()]
    assert second.end_ms[:3].tolist() == SECOND.end_ms[:3].tolist()
    assert np.isnan([first.start_ms[3], first.end_ms[3], second.start_ms[3]]).all()
    assert [FIRST.end_ms[2], SECOND.start_ms[0]] == [2_000, 4_000]  # the sentences given are as they were


def test_speech_before_the_first_sentence_and_after_the_last_has_one_neighbour() -> None:
    said = heard(("dakara", 400, 1_000), ("desuyone", 5_000, 5_800))
    assert picture((400, 1_000), (5_000, 5_800), said=said) == ["0: 400-2000", "1: 4000-5800"]
    assert join_beside([], [(400, 1_000)], scene_of(said)) == ([], [(400, 1_000)])


def test_a_sentence_that_nothing_timed_counts_as_a_neighbour_where_it_was_expected() -> None:
    nothing = np.full(4, np.nan)
    untimed = Forced(FIRST.piece, nothing, nothing, nothing)
    close = sentence(1, 2_600, 3_600)
    scene = scene_of(heard(("desuyone", 2_000, 2_600)))
    (found, after), alone = join_beside([untimed, close], [(2_000, 2_600)], scene)
    assert alone == [(2_000, 2_600)]
    assert np.isnan(found.end_ms).all()
    assert after.start_ms[0] == 2_600


def test_a_short_answer_is_not_drawn_out_over_other_words() -> None:
    answer = Forced(
        Piece(0, "はい", (True, True), (0.0, 150.0)), np.array([0.0, 150.0]), np.array([150.0, 300.0]), np.ones(2)
    )
    words = Heard("k" * 20, "k" * 20, tuple(range(20)), tuple(range(300, 1_300, 50)), tuple(range(350, 1_350, 50)))
    joined, alone = join_beside([answer], [(300.0, 1_300.0)], scene_of(words))
    assert joined == [answer]
    assert alone == [(300.0, 1_300.0)]
