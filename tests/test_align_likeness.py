"""What a recognizer mistakes for each other is nearly alike; the border between two stretches is like nothing."""

import pytest

from taiyaku.align.likeness import ALIKE, BORDER, LIKENESS, PAIRS, SAME, UNLIKE, numbered
from taiyaku.text.sounds import ALPHABET


def likeness(one: str, other: str) -> float:
    return float(LIKENESS[numbered(one)[0], numbered(other)[0]])


@pytest.mark.parametrize(
    ("pair", "expected"),
    [("aa", SAME), ("NN", SAME), ("kg", ALIKE), ("gk", ALIKE), ("Ss", ALIKE), ("ka", UNLIKE), ("au", UNLIKE)],
)
def test_sounds_are_the_same_or_alike_or_unlike(pair: str, expected: float) -> None:
    assert likeness(*pair) == pytest.approx(expected)


def test_every_sound_is_like_itself_and_both_ways_the_same() -> None:
    assert {likeness(phoneme, phoneme) for phoneme in ALPHABET} == {SAME}
    assert (LIKENESS == LIKENESS.T).all()
    assert (LIKENESS[0, 0] == LIKENESS).sum() == len(ALPHABET)
    assert set(PAIRS) <= {*ALPHABET, " "}


def test_a_border_is_like_nothing_and_not_even_itself() -> None:
    assert {likeness(BORDER, other) for other in ALPHABET + BORDER} == {UNLIKE}
    assert BORDER not in ALPHABET


def test_sounds_are_numbered_by_their_place_in_the_alphabet() -> None:
    assert numbered(ALPHABET + BORDER).tolist() == [*range(len(ALPHABET) + 1)]
    assert numbered("").shape == (0,)
    assert LIKENESS[numbered("ka")][:, numbered("")].shape == (2, 0)
