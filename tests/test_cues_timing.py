"""When subtitles come and go: each rule of a profile moves them in its own way, and says so."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from taiyaku.cues.timing import FIRST_SOUND, LAST_SOUND, SHORTEST_MS, time_cues
from taiyaku.model import Cue
from taiyaku.profiles import load_profile

RULES = replace(load_profile().ja, min_ms=800, max_ms=5_000, gap_ms=80, hang_ms=400, chain_ms=0)


def cues(*times: tuple[int, int]) -> tuple[Cue, ...]:
    return tuple(
        Cue(number, start, end, ("倉庫",), (), FIRST_SOUND, LAST_SOUND)
        for number, (start, end) in enumerate(times, start=1)
    )


def timed(*times: tuple[int, int], shots: tuple[int, ...] = (), **rules: int) -> list[tuple[int, str, int, str]]:
    made = time_cues(cues(*times), replace(RULES, **rules), shots)
    return [(cue.start_ms, cue.start_reason, cue.end_ms, cue.end_reason) for cue in made]


def test_a_cue_hangs_after_its_last_sound() -> None:
    assert timed((1_000, 2_000)) == [(1_000, "first sound", 2_400, "held for reading")]


def test_a_short_one_is_lengthened_to_the_least_duration_where_the_pause_lets_it() -> None:
    assert timed((1_000, 1_100)) == [(1_000, "first sound", 1_800, "least duration")]
    assert timed((1_000, 1_100), (1_600, 3_000))[0] == (1_000, "first sound", 1_520, "held for reading")


def test_nothing_is_held_beyond_the_longest() -> None:
    assert timed((0, 4_900))[0][2] == 5_000
    assert timed((0, 6_000))[0] == (0, "first sound", 6_000, "last sound")


def test_the_lead_is_taken_from_the_pause_only() -> None:
    made = timed((1_000, 2_000), (2_100, 4_000), (6_000, 7_000), lead_ms=200)
    assert [row[:2] for row in made] == [
        (800, "before the first sound"),
        (2_080, "before the first sound"),
        (5_800, "before the first sound"),
    ]
    assert timed((50, 2_000), lead_ms=200)[0][0] == 0


def test_what_is_left_of_a_short_pause_is_closed() -> None:
    rows = (1_000, 2_000), (2_600, 4_000)
    assert timed(*rows)[0][2:] == (2_400, "held for reading")
    assert timed(*rows, chain_ms=300)[0][2:] == (2_520, "gap closed")
    assert timed(*rows, chain_ms=200)[0][2:] == (2_400, "held for reading")


def test_a_start_shortly_after_a_change_of_shot_moves_onto_it() -> None:
    assert timed((1_300, 2_000), shots=(1_000,), shot_ms=500)[0][:2] == (1_000, "shot change")
    assert timed((1_600, 2_500), shots=(1_000,), shot_ms=500)[0][:2] == (1_600, "first sound")


def test_an_end_near_a_change_of_shot_is_the_gap_before_it() -> None:
    assert timed((0, 2_000), shots=(2_600,), shot_ms=500)[0][2:] == (2_520, "shot change")
    assert timed((0, 2_000), shots=(2_100,), shot_ms=500)[0][2:] == (2_020, "shot change")
    assert timed((0, 2_000), shots=(1_700,), shot_ms=500)[0][2:] == (2_400, "held for reading")  # it would cut speech


def test_both_sides_of_one_shot_keep_the_gap() -> None:
    before, after = timed((0, 2_000), (2_700, 4_000), shots=(2_600,), shot_ms=500)
    assert (before[2], after[0]) == (2_520, 2_600)


@given(
    st.lists(st.tuples(st.integers(-300, 2_000), st.integers(0, 6_000)), min_size=1, max_size=8),
    st.lists(st.integers(0, 30_000), max_size=8),
    st.fixed_dictionaries({name: st.integers(0, 900) for name in ("lead_ms", "hang_ms", "chain_ms", "shot_ms")}),
)
def test_order_gaps_and_sounds_hold_whatever_the_rules(
    steps: list[tuple[int, int]], shots: list[int], rules: dict[str, int]
) -> None:
    clock, times = 0, []
    for pause, length in steps:
        start = max(0, clock + pause)
        clock = start + length
        times.append((start, clock))
    times.sort()
    made = time_cues(cues(*times), replace(RULES, **rules), sorted(shots))
    for before, after in pairwise(made):
        assert before.start_ms < before.end_ms <= after.start_ms
        squeezed = SHORTEST_MS + max(rules["lead_ms"], rules["shot_ms"])
        assert after.start_ms - before.end_ms >= RULES.gap_ms or before.end_ms - before.start_ms <= squeezed
    for cue, (start, _) in zip(made, times, strict=True):
        assert cue.start_ms >= start - max(rules["lead_ms"], rules["shot_ms"]) - rules["shot_ms"]
