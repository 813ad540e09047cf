"""Sentences that were not heard, offered where somebody speaks and nothing explains it."""

import numpy as np

from taiyaku.align.force import Piece
from taiyaku.align.offer import offer
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
    return [(p.text, p.guess_ms[0]) for p in offer(TEXTS, READ, found, sounds)]


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
