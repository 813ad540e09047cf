"""What a sentence's time allows its English."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from taiyaku.model import Alignment, TimedSentence, Word
from taiyaku.pace import char_times, clauses_of, paces
from taiyaku.profiles import load_profile

RULES = load_profile().en
LONG = "雪が深かったので、船は昼まで港を出られませんでしたが、夕方には晴れて、灯台の明かりが見えました。"


def timed(text: str, start: int | None, end: int | None, name: str = "s1") -> TimedSentence:
    return TimedSentence(
        name, "spoken" if start is not None else "unspoken", start, end, 0.9, (Word(text, start, end),)
    )


def test_the_budget_is_what_can_be_read_until_the_hang_or_the_next_cue_ends_it() -> None:
    free, held, gone = (timed("港です。", *at) for at in ((0, 2000), (5000, 7000), (None, None)))
    following = timed("船です。", 7100, 9000, "s3")
    found = paces(Alignment((free, timed("港です。", 5000, 7000, "s2"), following, gone)), RULES)
    assert held
    assert {name: pace.budget for name, pace in found.items()} == {
        "s1": int(RULES.cps * (2000 + RULES.hang_ms) / 1000),
        "s2": int(RULES.cps * (2100 - RULES.gap_ms) / 1000),
        "s3": int(RULES.cps * (1900 + RULES.hang_ms) / 1000),
    }


def test_a_short_sentence_may_be_read_for_as_long_as_the_shortest_cue_stands() -> None:
    found = paces(Alignment((timed("はい。", 0, 200), timed("船です。", 250, 900, "s2"))), RULES)
    assert found["s1"].budget == int(RULES.cps * RULES.min_ms / 1000)


def test_a_sentence_within_one_cue_is_one_clause() -> None:
    assert clauses_of(timed(LONG, 0, 7000), 7000) == (LONG,)


def test_a_longer_one_falls_into_as_few_clauses_as_fit_and_the_most_even_ones() -> None:
    assert clauses_of(timed(LONG, 0, 10_000), 7000) == (
        "雪が深かったので、船は昼まで港を出られませんでしたが、",
        "夕方には晴れて、灯台の明かりが見えました。",
    )
    assert len(clauses_of(timed(LONG, 0, 16_000), 7000)) == 3


def test_one_with_no_clauses_stays_whole_however_long_it_lasts() -> None:
    assert clauses_of(timed("港の船の灯台の明かりの色の話です。", 0, 30_000), 7000) == (
        "港の船の灯台の明かりの色の話です。",
    )


@given(st.lists(st.tuples(st.text("雪船港ので、", min_size=1, max_size=6), st.booleans()), min_size=1, max_size=8))
def test_clauses_join_to_the_sentence_and_the_clock_never_goes_back(parts: list[tuple[str, bool]]) -> None:
    words = tuple(
        Word(text, i * 900 if known else None, i * 900 + 700 if known else None)
        for i, (text, known) in enumerate(parts)
    )
    sentence = TimedSentence("s1", "spoken", 0, len(parts) * 900, 0.9, words)
    assert "".join(clauses_of(sentence, 1000)) == "".join(text for text, _ in parts)
    clock = char_times(sentence)
    assert len(clock) == sum(len(text) for text, _ in parts) + 1
    assert all(a <= b for a, b in pairwise(clock))
