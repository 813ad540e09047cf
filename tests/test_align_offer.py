"""Sentences that were not heard, offered where somebody speaks and nothing explains it."""

from dataclasses import replace

import numpy as np

from small_sentences import READ, TEXTS, piece, timed
from taiyaku.align.force import Forced, Piece
from taiyaku.align.offer import offer


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


def test_a_sentence_beside_one_told_elsewhere_is_offered_to_the_speech_beside_that_one() -> None:
    found = [piece(2, 600, 1_000), piece(0, 2_500, 2_900)]
    assert offered(found, sounding((20, 50), (60, 100), (250, 290))) == [("うみ", 0.0)]
    found = [piece(2, 0, 400), piece(0, 1_000, 1_400)]
    assert offered(found, sounding((0, 40), (100, 140), (160, 190))) == [("うみ", 1_400.0)]


def offered_beside(found: list[Forced], sounds: np.ndarray) -> list[tuple[str, float]]:
    return [(p.text, p.guess_ms[0]) for p in offer(TEXTS, READ, found, sounds, ())]


def test_a_neighbour_is_where_it_was_timed_although_it_was_heard_too_early() -> None:
    last = timed(piece(2, 450, 1_600), 1_200, 1_600)
    assert offered_beside([timed(piece(0, 0, 400), 0, 400), last], sounding((0, 40), (70, 100), (120, 160))) == [
        ("うみ", 400.0)
    ]


def test_a_neighbour_that_was_drawn_out_over_what_is_missing_ends_where_it_was_heard() -> None:
    found = [timed(piece(0, 0, 400), 0, 800), timed(piece(2, 820, 1_200), 820, 1_200)]
    assert offered_beside(found, sounding((0, 120))) == [("うみ", 400.0)]


def test_a_short_answer_found_by_chance_is_looked_for_again_with_what_is_missing_beside_it() -> None:
    by_chance = replace(timed(piece(1, 1_900, 1_950), 1_900, 1_950), probability=np.full(2, 0.1))
    found = [timed(piece(0, 0, 400), 0, 400), by_chance]
    assert offered_beside(found, sounding((0, 40), (70, 100), (120, 155), (190, 195))) == [
        ("うみ", 400.0),
        ("そら", 1_700.0),
    ]
    well = [found[0], timed(piece(1, 700, 1_000), 700, 1_000)]
    assert offered_beside(well, sounding((0, 40), (70, 100), (120, 155))) == [("そら", 1_000.0)]
