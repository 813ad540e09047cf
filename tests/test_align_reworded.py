"""Unscripted speech that is a sentence told in other words, or the rest of one."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from small_sentences import piece, timed
from sounding_scenes import heard, scene_of
from taiyaku.align.force import Forced, Piece
from taiyaku.align.reworded import take_rest, take_reworded
from taiyaku.text.sounds import sounds

HAI = Piece(1, "はい。", (True, True, False), (0.0, 50.0, 100.0), "hai", (0, 0, 1))


def unscripted(start_ms: float, end_ms: float) -> Forced:
    return timed(Piece(None, "いや", (True, True), (start_ms, end_ms)), start_ms, end_ms)


def line(found: Sequence[Forced], missing: Piece = HAI, told: Sequence[int] = ()) -> str:
    """Who says what, in order of time: sentence numbers, and ? for unscripted speech."""
    out = take_reworded(found, [missing], told)
    return " ".join("?" if item.piece.sentence is None else str(item.piece.sentence) for item in out)


BEFORE, AFTER = timed(piece(0, 0, 400), 0, 400), timed(piece(2, 1_600, 2_000), 1_600, 2_000)


def test_one_misheard_utterance_between_two_sentences_is_the_short_answer_that_stands_there() -> None:
    assert line([BEFORE, unscripted(700, 1_100), AFTER]) == "0 1 2"
    taken = take_reworded([BEFORE, unscripted(700, 1_100), AFTER], [HAI], ())[1]
    assert (taken.extent_ms, taken.piece.text, taken.probability.max()) == ((700, 1_100), "はい。", 0)


def test_of_two_utterances_nobody_knows_which_is_the_answer() -> None:
    assert line([BEFORE, unscripted(500, 800), unscripted(1_000, 1_300), AFTER]) == "0 ? ? 2"


def test_an_utterance_of_another_length_is_no_answer() -> None:
    assert line([BEFORE, unscripted(700, 750), AFTER]) == "0 ? 2"
    assert line([BEFORE, unscripted(420, 1_590), AFTER]) == "0 ? 2"


def test_what_is_said_elsewhere_is_no_answer() -> None:
    assert line([BEFORE, AFTER, unscripted(2_400, 2_800)]) == "0 2 ?"
    both = take_reworded([unscripted(0, 400), AFTER], [piece(0, 0, 0), HAI], (0, 1, 2))
    assert [item.piece.sentence for item in both] == [None, 2]


def test_a_sentence_that_is_no_short_answer_has_to_fit_or_be_told_by_a_speaker() -> None:
    long = Piece(1, "かさ" * 3, (True,) * 6, (0.0,) * 6, "kasa" * 3, tuple(i // 2 for i in range(12)))
    assert line([BEFORE, unscripted(500, 1_500), AFTER], long) == "0 ? 2"
    assert line([BEFORE, unscripted(500, 1_500), AFTER], long, told=[1]) == "0 1 2"
    assert line([BEFORE, unscripted(500, 900), AFTER], long, told=[1]) == "0 ? 2"


def test_a_sentence_that_was_found_is_not_looked_for_again() -> None:
    found = timed(HAI, 450, 600)
    assert line([BEFORE, found, unscripted(700, 1_100), AFTER]) == "0 1 ? 2"


def test_two_reworded_sentences_are_the_two_stretches_between_their_neighbours() -> None:
    last = timed(replace(piece(2, 3_000, 3_400), sentence=3), 3_000, 3_400)
    first, second = (
        Piece(n, "かさ" * 3, (True,) * 6, (0.0,) * 6, "kasa" * 3, tuple(i // 2 for i in range(12))) for n in (1, 2)
    )
    stretches = unscripted(500, 1_500), unscripted(1_800, 2_900)
    out = take_reworded([BEFORE, *stretches, last], [second, first], (0, 1, 2, 3))
    assert [item.piece.sentence for item in out] == [0, 1, 2, 3]
    out = take_reworded([BEFORE, stretches[0], last], [second, first], (0, 1, 2, 3))
    assert [item.piece.sentence for item in out] == [0, None, 3]


def test_a_sentence_that_stands_twice_leaves_the_speech_to_the_other_one() -> None:
    again = Piece(1, "かさ", (True, True), (0.0, 0.0), "kasa", (0, 0, 1, 1))
    reworded = Piece(2, "はい。", HAI.voiced, HAI.guess_ms, "hai", (0, 0, 1))
    out = take_reworded([BEFORE, unscripted(700, 1_100), replace(AFTER, piece=replace(AFTER.piece, sentence=3))],
                        [again, reworded], (0, 1, 2, 3))  # fmt: skip
    assert [item.piece.sentence for item in out] == [0, 2, 3]


def said(number: int | None, text: str, start_ms: float, end_ms: float, probability: float = 0.9) -> Forced:
    """A sentence, or unscripted speech, as it was traced."""
    read = sounds(text)
    voiced = tuple(i in read.at for i in range(len(text)))
    piece = Piece(number, text, voiced, (start_ms,) * len(text), read.phonemes, read.at)
    edges = np.linspace(start_ms, end_ms, len(text) + 1)
    return Forced(piece, edges[:-1], edges[1:], np.full(len(text), probability))


def extents(found: Sequence[Forced], told: Sequence[int] = (0, 1, 2)) -> list[tuple[int | None, float, float]]:
    scene = scene_of(heard(*((sounds(item.piece.text).phonemes, *item.extent_ms) for item in found)))
    return [(item.piece.sentence, *item.extent_ms) for item in take_rest(found, told, scene)]


SWAPPED = "壁を見上げてくれるのが電池の切れたときだけでも十分です。"  # where 電池が切れたときに is said first
OTHER = said(2, "次の質問に移ります。", 9_000, 10_500)


def test_of_two_stretches_the_one_that_holds_its_words_is_the_missing_sentence() -> None:
    missing = said(1, "そこで三つの点を変えました。", 0, 0).piece
    told, other = "まあそこでやり方を三つ変えました", "これはまずいと思いまして"
    last = said(2, "次の質問に移ります。", 6_000, 7_500)
    for first, second, expected in ((told, other, [0, 1, None, 2]), (other, told, [0, None, 1, 2])):
        between = said(None, first, 500, 2_500), said(None, second, 3_000, 5_000)
        out = take_reworded([BEFORE, *between, last], [missing], (0, 1, 2))
        assert [item.piece.sentence for item in out] == expected
    nothing = said(None, other, 500, 2_500), said(None, "うるさいぶーぶーうなるばす", 3_000, 5_000)
    assert [item.piece.sentence for item in take_reworded([BEFORE, *nothing, last], [missing], (0, 1, 2))] == [
        0, None, None, 2,
    ]  # fmt: skip


def test_two_clauses_that_a_comma_parts_are_one_sentence() -> None:
    missing = said(1, "誰より町の人たちのほうが驚いていましたよ。", 0, 0).piece
    last = said(2, "次の質問に移ります。", 6_000, 7_500)
    between = said(None, "誰より驚いたのは", 500, 1_700), said(None, "町の人たちですけれど", 2_200, 4_000)
    taken = take_reworded([BEFORE, *between, last], [missing], (0, 1, 2))[1]
    assert (taken.piece.sentence, taken.extent_ms) == (1, (500, 4_000))
    apart = between[0], said(None, "町の人たちですけれど", 3_000, 4_800)
    assert take_reworded([BEFORE, *apart, last], [missing], (0, 1, 2))[1].extent_ms != (500, 4_800)


def test_a_clause_that_an_editor_put_elsewhere_is_part_of_its_sentence() -> None:
    found = [said(None, "電池が切れたときに", 0, 1_300), said(0, SWAPPED, 2_000, 4_200, 0.5), OTHER]
    assert extents(found) == [(0, 0, 4_200), (2, 9_000, 10_500)]
    found = [said(0, SWAPPED, 0, 2_200, 0.5), said(None, "電池が切れたときに", 2_900, 4_200), OTHER]
    assert extents(found) == [(0, 0, 4_200), (2, 9_000, 10_500)]


def test_other_words_stay_unscripted() -> None:
    found = [said(0, SWAPPED, 0, 2_200, 0.5), said(None, "では窓を開けましょうか", 2_900, 4_200), OTHER]
    assert [number for number, _, _ in extents(found)] == [0, None, 2]


def test_a_sentence_that_lacks_nothing_takes_nothing() -> None:
    found = [said(0, SWAPPED, 0, 4_400), said(None, "電池が切れたときに", 5_000, 6_300), OTHER]
    assert [number for number, _, _ in extents(found)] == [0, None, 2]


def test_what_runs_on_without_a_pause_is_the_rest_of_a_sentence_that_lacks_it() -> None:
    found = [said(0, SWAPPED, 0, 2_200, 0.5), said(None, "では窓を開けましょうか", 2_200, 3_800), OTHER]
    assert extents(found) == [(0, 0, 3_800), (2, 9_000, 10_500)]
    found = [said(None, "えーっと、あの、その", 0, 1_500), said(0, SWAPPED, 1_500, 3_700, 0.5), OTHER]
    assert [number for number, _, _ in extents(found)] == [None, 0, 2]


def test_a_listener_s_response_is_no_rest_of_a_sentence() -> None:
    found = [said(0, SWAPPED, 0, 2_200, 0.5), said(None, "そうなんですか", 2_200, 3_200), OTHER]
    assert [number for number, _, _ in extents(found)] == [0, None, 2]


def test_a_title_takes_nothing() -> None:
    found = [said(0, SWAPPED, 0, 2_200, 0.5), said(None, "電池が切れたときに", 2_900, 4_200), OTHER]
    assert [number for number, _, _ in extents(found, told=[2])] == [0, None, 2]
