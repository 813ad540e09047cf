"""Forced edges move to the pause between two pieces, and every edge says why it lies where it does."""

from collections.abc import Callable

import numpy as np

from taiyaku.align.force import Forced, Piece
from taiyaku.align.level import measure_levels
from taiyaku.align.snap import snap
from taiyaku.model import Samples
from test_align_settle import picture

Tones = Callable[..., Samples]


def forced(*spans: tuple[float, float], known: bool = True) -> list[Forced]:
    """Pieces of four characters that last evenly; where forcing gave no times, those are only expected."""
    out = []
    for i, (start, end) in enumerate(spans):
        steps = np.linspace(start, end, 5)
        piece = Piece(i, "かきくけ", (True,) * 4, tuple(steps[:-1].tolist()))
        times = (steps[:-1], steps[1:]) if known else (np.full(4, np.nan),) * 2
        out.append(Forced(piece, *times, np.full(4, np.nan)))
    return out


def test_both_edges_at_a_pause_are_moved_to_its_ends(tones: Tones) -> None:
    levels = measure_levels(tones(6, (1_000, 2_000), (2_600, 5_000)))
    edges = snap(forced((900, 2_200), (2_300, 5_200)), levels, 6_000)
    assert picture(edges) == [
        "1000 pause 1000 100",
        "2000 pause 600 -200",
        "2600 pause 600 300",
        "5000 pause 1000 -200",
    ]


def test_sentences_that_run_together_are_parted_at_the_softest_moment(tones: Tones) -> None:
    samples = tones(6, (1_000, 5_000))
    samples[16 * 2_990 : 16 * 3_010] *= 0.1
    edges = snap(forced((1_000, 2_900), (2_900, 5_000)), measure_levels(samples), 6_000)
    assert picture(edges)[1:3] == ["3000 softest None 100", "3000 softest None 100"]
    assert [edge.snapped for edge in edges] == [(True, False), (False, True)]


def test_without_a_pause_the_outer_edges_stay_where_they_were_forced(tones: Tones) -> None:
    levels = measure_levels(tones(9, (0, 9_000)))
    edges = snap(forced((3_000, 5_000)), levels, 9_000)
    assert picture(edges) == ["3000 forced None None", "5000 forced None None"]


def test_where_forcing_gave_nothing_an_edge_lies_where_it_was_expected(tones: Tones) -> None:
    levels = measure_levels(tones(9, (0, 9_000)))
    edges = snap(forced((3_000, 5_000), known=False), levels, 9_000)
    assert picture(edges) == ["3000 expected None None", "4600 expected None None"]
