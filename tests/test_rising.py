"""The longest row that rises, beside all rows that there are."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from taiyaku.rising import longest_rising


@given(st.lists(st.integers(0, 9), max_size=9))
def test_the_row_rises_and_no_other_is_longer(places: list[int]) -> None:
    def rises(numbers: tuple[int, ...]) -> bool:
        return all(places[a] < places[b] for a, b in pairwise(numbers))

    row = longest_rising(places)
    assert row == sorted(set(row))
    assert rises(tuple(row))
    assert not any(map(rises, combinations(range(len(places)), len(row) + 1)))
