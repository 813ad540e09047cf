"""How sure a place is; what lies nobody knows where is not believed."""

import pytest

from taiyaku.align.confidence import GUESS, NEAR_MS, lone_guesses
from taiyaku.model import TimedSentence


def placed(*spans: tuple[int, int, int, float]) -> dict[int, TimedSentence]:
    """(number, start, end, confidence) of each sentence that has times."""
    return {n: TimedSentence(f"t1.s{n}", "spoken", start, end, sure, ()) for n, start, end, sure in spans}


BEFORE, AFTER = (3, 0, 1_000, 1.0), (5, 3_000, 4_000, 1.0)


@pytest.mark.parametrize(
    ("spans", "lone"),
    [
        ([BEFORE, (4, 1_500, 2_500, 0.0), AFTER], []),
        ([BEFORE, (4, 1_500, 2_500, 0.0)], []),
        ([(4, 1_500, 2_500, 0.0), AFTER], []),
        ([(4, 1_500, 2_500, 0.0)], [4]),
        ([(4, 1_500, 2_500, GUESS)], []),
        ([BEFORE, (4, 1_001 + NEAR_MS, 9_000, 0.0)], [4]),
        ([(4, 500, 900, 0.0), AFTER], [4]),
        ([(2, 1_000, 2_000, 1.0), (4, 2_100, 2_500, 0.0)], [4]),
        ([AFTER, (4, 4_100, 4_500, 0.0)], [4]),
    ],
)
def test_a_guess_is_believed_only_beside_a_sentence_that_stands_beside_it(
    spans: list[tuple[int, int, int, float]], lone: list[int]
) -> None:
    assert lone_guesses(placed(*spans), range(6)) == lone


def test_a_note_that_nobody_says_parts_no_neighbours() -> None:
    assert lone_guesses(placed((2, 1_000, 2_000, 1.0), (4, 2_100, 2_500, 0.0)), (0, 1, 2, 4, 5)) == []
