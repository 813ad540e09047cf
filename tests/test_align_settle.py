"""Traced edges move to the ends of pauses nearby, and every edge says why it lies where it does."""

from collections.abc import Callable

import numpy as np

from taiyaku.align.force import Forced, Piece
from taiyaku.align.level import measure_levels
from taiyaku.align.settle import settle
from taiyaku.align.snap import Edge
from taiyaku.model import Samples

Tones = Callable[..., Samples]


def traced(*spans: tuple[float, float]) -> list[Forced]:
    """Pieces of one character, each traced from and to a moment; NaN where nothing was, and 500 was expected."""
    return [
        Forced(Piece(i, "あ", (True,), (500.0,)), np.array([start]), np.array([end]), np.array([0.9]))
        for i, (start, end) in enumerate(spans)
    ]


def picture(edges: tuple[Edge, ...]) -> list[str]:
    """A line an edge: its moment, the kind of its reason, the length of the pause, how far it was moved."""
    places = [place for edge in edges for place in ((edge.start_ms, edge.start_reason), (edge.end_ms, edge.end_reason))]
    return [f"{ms} {why.kind} {why.pause_ms} {why.moved_ms}" for ms, why in places]


def test_an_edge_near_a_pause_is_moved_to_its_end(tones: Tones) -> None:
    levels = measure_levels(tones(6, (1_000, 2_000), (2_600, 5_000)))
    edges = settle(traced((1_030, 1_900), (2_580, 5_010)), levels, 6_000)
    assert picture(edges) == ["1000 pause 1000 -30", "2000 pause 600 100", "2600 pause 600 20", "5000 pause 1000 -10"]
    assert [edge.snapped for edge in edges] == [(True, True), (True, True)]


def test_an_edge_with_no_pause_beside_it_stays_where_its_sounds_are(tones: Tones) -> None:
    levels = measure_levels(tones(6, (1_000, 5_000)))
    edges = settle(traced((1_000, 2_500.4), (2_500.4, 5_000)), levels, 6_000)
    assert picture(edges) == [
        "1000 pause 1000 0",
        "2480 traced None None",
        "2480 traced None None",
        "5000 pause 1000 0",
    ]
    assert [edge.snapped for edge in edges] == [(True, False), (False, True)]


def test_a_start_is_traced_late_and_never_put_before_the_end_of_the_piece_before(tones: Tones) -> None:
    levels = measure_levels(tones(6, (0, 6_000)))
    edges = settle(traced((1_000, 2_000), (2_028, 3_000), (3_500, 5_000)), levels, 6_000)
    assert [(edge.start_ms, edge.end_ms) for edge in edges] == [(980, 2_000), (2_008, 3_000), (3_480, 5_000)]


def test_where_two_pieces_run_together_both_meet_before_where_the_second_was_traced(tones: Tones) -> None:
    levels = measure_levels(tones(6, (0, 6_000)))
    edges = settle(traced((1_000, 2_000), (2_008, 3_000), (3_000, 5_000)), levels, 6_000)
    assert [(edge.start_ms, edge.end_ms) for edge in edges] == [(980, 1_988), (1_988, 2_980), (2_980, 5_000)]


def test_the_recording_s_own_ends_are_pauses_of_no_length(tones: Tones) -> None:
    levels = measure_levels(tones(6, (0, 2_000), (4_000, 6_000)))
    assert picture(settle(traced((40, 5_950)), levels, 6_000)) == ["0 pause 0 -40", "6000 pause 0 50"]


def test_a_piece_of_which_nothing_was_traced_lies_where_it_was_expected(tones: Tones) -> None:
    levels = measure_levels(tones(3, (0, 3_000)))
    assert picture(settle(traced((np.nan, np.nan)), levels, 3_000)) == ["500 expected None None", "501 order None 1"]


def test_a_start_waits_for_the_end_of_the_piece_before(tones: Tones) -> None:
    levels = measure_levels(tones(4, (500, 2_000), (2_080, 3_500)))
    edges = settle(traced((500, 1_970), (1_970, 3_500)), levels, 4_000)
    assert picture(edges)[1:3] == ["2000 pause 80 30", "2000 order None 30"]
    assert [edge.snapped for edge in edges] == [(True, True), (False, True)]


def test_a_closure_in_a_word_beside_the_edge_is_not_the_pause_that_parts_two_pieces(tones: Tones) -> None:
    levels = measure_levels(tones(4, (500, 1_850), (1_925, 3_500)))
    in_the_last_word = settle(traced((500, 2_010), (2_010, 3_500)), levels, 4_000)
    in_the_next_word = settle(traced((500, 1_750), (1_760, 3_500)), levels, 4_000)
    assert picture(in_the_last_word)[1:3] == ["1990 traced None None", "1990 traced None None"]
    assert picture(in_the_next_word)[1:3] == ["1740 traced None None", "1740 traced None None"]


def test_a_breath_is_part_of_the_pause_where_it_grows_quiet_again_behind_it(tones: Tones) -> None:
    with_breaths = measure_levels(tones(4, (500, 1_500), (1_530, 1_600), (2_400, 2_470), (2_500, 3_500)))
    edges = settle(traced((500, 1_500), (2_510, 3_500)), with_breaths, 4_000)
    assert picture(edges)[1:3] == ["1500 pause 800 0", "2500 pause 800 -10"]
    runs_on = measure_levels(tones(4, (500, 1_500), (2_400, 2_490), (2_500, 3_500)))
    edges = settle(traced((500, 1_500), (2_510, 3_500)), runs_on, 4_000)
    assert picture(edges)[2] == "2400 pause 900 -110"


def test_what_was_expected_outside_of_the_recording_is_held_inside(tones: Tones) -> None:
    levels = measure_levels(tones(3, (0, 3_000)))
    edges = settle(traced((-300, 1_500), (2_000, 3_400)), levels, 3_000)
    assert picture(edges) == [
        "0 recording None 300",
        "1500 traced None None",
        "1980 traced None None",
        "3000 recording None -400",
    ]
