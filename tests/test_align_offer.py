"""Sentences that were not heard, offered where somebody speaks and nothing explains it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from taiyaku.align.force import Forced, Piece
from taiyaku.align.offer import offer
from taiyaku.align.reworded import take_reworded
from taiyaku.text.sounds import Sounds

TEXTS = ("かさ", "うみ", "そら")
READ = (Sounds("kasa", (0, 0, 1, 1)), Sounds("umi", (0, 1, 1)), Sounds("sora", (0, 0, 1, 1)))


def piece(number: int, start_ms: float, end_ms: float) -> Piece:
    return Piece(number, TEXTS[number], (True, True), (start_ms, end_ms), READ[number].phonemes, READ[number].at)


def sounding(*speaking: tuple[int, int], frames: int = 300) -> np.ndarray:
    """Silence but for the given frames of speech; class 0 is silence."""
    out = np.log(np.tile(np.array([0.9, 0.1], np.float32), (frames, 1)))
    for start, end in speaking:
        out[start:end] = np.log(np.array([0.1, 0.9], np.float32))
    return out


def offered(found: list[Piece], sounds: np.ndarray) -> list[tuple[str, float]]:
    said = [timed(p, p.guess_ms[0], p.guess_ms[-1]) for p in found]
    return [(p.text, p.guess_ms[0]) for p in offer(TEXTS, READ, said, sounds, ())]


def test_a_missing_sentence_is_offered_to_the_speech_between_its_neighbours() -> None:
    found = [piece(0, 0, 400), piece(2, 1_200, 1_600)]
    assert offered(found, sounding((0, 45), (70, 100), (120, 165))) == [("うみ", 400.0)]


def test_where_nobody_speaks_nothing_is_offered() -> None:
    assert offered([piece(0, 0, 400), piece(2, 1_200, 1_600)], sounding((0, 40), (120, 165))) == []


def test_sentences_at_both_ends_may_be_offered_too() -> None:
    assert offered([piece(1, 1_000, 1_300)], sounding((10, 50), (100, 135), (200, 240))) == [
        ("かさ", 0.0),
        ("そら", 1_300.0),
    ]


def test_nothing_is_offered_between_sentences_told_in_another_order() -> None:
    assert offered([piece(2, 0, 400), piece(0, 1_200, 1_600)], sounding((0, 300))) == []


HAI = Piece(1, "はい。", (True, True, False), (0.0, 50.0, 100.0), "hai", (0, 0, 1))


def timed(piece: Piece, start_ms: float, end_ms: float) -> Forced:
    edges = np.linspace(start_ms, end_ms, len(piece.text) + 1)
    return Forced(piece, edges[:-1], edges[1:], np.ones(len(piece.text)))


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
    assert line([unscripted(0, 400), AFTER], told=(0, 1, 2)) == "? 2"


def test_a_sentence_that_is_no_short_answer_has_to_fit_or_be_told_by_a_speaker() -> None:
    long = Piece(1, "かさ" * 3, (True,) * 6, (0.0,) * 6, "kasa" * 3, tuple(i // 2 for i in range(12)))
    assert line([BEFORE, unscripted(500, 1_500), AFTER], long) == "0 ? 2"
    assert line([BEFORE, unscripted(500, 1_500), AFTER], long, told=[1]) == "0 1 2"
    assert line([BEFORE, unscripted(500, 900), AFTER], long, told=[1]) == "0 ? 2"


def test_a_sentence_that_was_found_is_not_looked_for_again() -> None:
    found = timed(HAI, 450, 600)
    assert line([BEFORE, found, unscripted(700, 1_100), AFTER]) == "0 1 ? 2"


def test_a_sentence_beside_one_told_elsewhere_is_offered_to_the_speech_beside_that_one() -> None:
    found = [piece(2, 600, 1_000), piece(0, 2_500, 2_900)]
    assert offered(found, sounding((20, 50), (60, 100), (250, 290))) == [("うみ", 0.0)]
    found = [piece(2, 0, 400), piece(0, 1_000, 1_400)]
    assert offered(found, sounding((0, 40), (100, 140), (160, 190))) == [("うみ", 1_400.0)]


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
