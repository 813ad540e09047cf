"""Sentences are placed in their order where they agree best with what was heard; places are shown as small pictures."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taiyaku.align.likeness import LIKENESS, numbered
from taiyaku.align.match import IN_ORDER
from taiyaku.align.order import END, GAP, Price, Window, place_in_order
from taiyaku.text.sounds import ALPHABET, sounds

TITLE = sounds("特集、離島の診療所を訪ねて").phonemes
ASK = sounds("薬はどのように届くのですか").phonemes
ANSWER = sounds("週に二回、船で運んでもらいます").phonemes
STORM = sounds("海が荒れると三日は待つことになります").phonemes


def place(sentences: Sequence[str], heard: str, price: Price = IN_ORDER) -> list[Window | None]:
    """Places with nothing known about where to look."""
    return place_in_order(sentences, heard, [(0, len(heard))] * len(sentences), price)


def picture(sentences: Sequence[str], heard: str) -> list[str]:
    """What was heard, and under it a line a sentence: ^ where it was placed; empty if it was left out."""
    return [heard, *(" " * p[0] + "^" * (p[1] - p[0]) if p else "" for p in place(sentences, heard))]


def test_each_sentence_lies_where_it_was_heard() -> None:
    assert picture(["kasanomise", "umimade", "hasirimasita"], "kasanomiseumimadehasirimasita") == [
        "kasanomiseumimadehasirimasita",
        "^^^^^^^^^^",
        "          ^^^^^^^",
        "                 ^^^^^^^^^^^^",
    ]


def test_a_title_that_nobody_speaks_is_left_out() -> None:
    found = place([TITLE, ASK, TITLE, ANSWER], ASK + ANSWER)
    assert found == [None, (0, len(ASK)), None, (len(ASK), len(ASK + ANSWER))]


def test_speech_that_nobody_wrote_lies_between_two_places() -> None:
    assert picture(["kasanomise", "umimade"], "kasanomise" + "hNhNhNhN" + "umimade") == [
        "kasanomisehNhNhNhNumimade",
        "^^^^^^^^^^",
        "                  ^^^^^^^",
    ]


def test_the_copy_of_a_doubled_sentence_is_placed_once() -> None:
    found = picture(["kasanomise", "umimade", "umimade", "hasirimasita"], "kasanomiseumimadehasirimasita")
    assert found[:2] + sorted(found[2:4]) + found[4:] == [
        "kasanomiseumimadehasirimasita",
        "^^^^^^^^^^",
        "",
        "          ^^^^^^^",
        "                 ^^^^^^^^^^^^",
    ]


def test_a_sentence_said_twice_and_written_twice_is_placed_twice() -> None:
    assert place([ANSWER, ANSWER], ANSWER + ANSWER) == [(0, len(ANSWER)), (len(ANSWER), 2 * len(ANSWER))]


def test_a_sentence_that_was_half_heard_is_placed_by_its_half() -> None:
    assert picture(["kasanomise", "gozeNkaragogomade", "hasirimasita"], "kasanomise" + "gogomade" + "hasirimasita") == [
        "kasanomisegogomadehasirimasita",
        "^^^^^^^^^^",
        "          ^^^^^^^^",
        "                  ^^^^^^^^^^^^",
    ]


def test_misheard_sounds_lie_inside_the_place() -> None:
    assert picture(["gakoomade"], "ssss" + "kakoomatte" + "ssss") == ["sssskakoomattessss", "    ^^^^^^^^^^"]


def test_of_two_that_cannot_both_be_placed_the_better_one_is() -> None:
    assert place(["umimade", "kasanomisekara"], "kasanomisekaraumimade") == [None, (0, 14)]
    assert place(["kasanomisekara", "umimade"], "umimadekasanomisekara") == [(7, 21), None]


def test_two_small_ones_may_beat_one_that_agrees_better_than_either() -> None:
    moved, first, second = "asitakaeruyo", "kasanomise", "umimadeiku"
    assert place([moved, first, second], first + second + moved) == [None, (0, 10), (10, 20)]


def test_a_sentence_does_not_take_the_end_of_another_for_a_sound_that_is_merely_alike() -> None:
    assert picture(["kasano", "umimade"], "kasanomimade") == ["kasanomimade", "^^^^^^", "      ^^^^^^"]


def test_what_agrees_by_chance_alone_is_left_out() -> None:
    rng = np.random.default_rng(5)
    sentences, heard = (["".join(rng.choice(list(ALPHABET), 25)) for _ in range(n)] for n in (12, 16))
    assert place(sentences, "".join(heard)) == [None] * 12


def test_a_sentence_is_looked_for_in_its_window_alone() -> None:
    heard = ASK + ANSWER + ASK
    second = (len(ASK + ANSWER), len(heard))
    assert place_in_order([ASK], heard, [second], IN_ORDER) == [second]
    assert place_in_order([ANSWER, ASK], heard, [second, second], IN_ORDER) == [None, second]


def test_a_sentence_beyond_the_window_of_the_one_before_follows_it_all_the_same() -> None:
    first, second = "kasanomisenomukoono", "gozeNkaragogomade"
    heard = first + second[-8:] + "hNhN" + second
    windows = [(0, len(first) + 8), (0, len(heard))]
    assert place_in_order([first, second], heard, windows, IN_ORDER) == [(0, 19), (31, 48)]


@pytest.mark.parametrize("sentences", [[], [""], ["", ""], ["kasa"]])
def test_where_nothing_was_heard_nothing_is_placed(sentences: list[str]) -> None:
    assert place(sentences, "") == [None] * len(sentences)


def test_a_sentence_without_sounds_is_left_out() -> None:
    assert place(["", ASK, ""], ASK) == [None, (0, len(ASK)), None]


@st.composite
def problems(draw: st.DrawFn, alphabet: str) -> tuple[list[str], str, list[Window]]:
    """Sentences, something heard that is made of parts of them and of other sounds, and windows that never move
    back."""
    sentences = draw(st.lists(st.text(alphabet, max_size=10), max_size=5))
    whole = st.sampled_from(sentences or [""])
    part = st.tuples(whole, st.integers(0, 6), st.integers(0, 10)).map(lambda cut: cut[0][cut[1] : cut[2]])
    heard = "".join(draw(st.lists(whole | part | st.text(alphabet, max_size=5), max_size=6)))
    edges = st.lists(st.integers(0, len(heard)), min_size=len(sentences), max_size=len(sentences)).map(sorted)
    everywhere = [(0, len(heard))] * len(sentences)
    windows = [(min(pair), max(pair)) for pair in zip(draw(edges), draw(edges), strict=True)]
    return sentences, heard, draw(st.sampled_from([everywhere, windows]))


@settings(deadline=None)
@given(problems(ALPHABET))
def test_places_rise_do_not_overlap_and_lie_in_their_windows(problem: tuple[list[str], str, list[Window]]) -> None:
    sentences, heard, windows = problem
    found = place_in_order(sentences, heard, windows, IN_ORDER)
    assert len(found) == len(sentences)
    for spot, (low, high) in zip(found, windows, strict=True):
        assert spot is None or low <= spot[0] < spot[1] <= high
    for before, after in pairwise(spot for spot in found if spot):
        assert before[1] <= after[0]


def agreement(sentence: str, stretch: str) -> float:
    """How well a sentence agrees with the whole of a stretch: the module's rules in a plain table."""
    likeness = LIKENESS[numbered(sentence)][:, numbered(stretch)] if sentence and stretch else np.zeros((0, 0))
    row = [-GAP * j for j in range(len(stretch) + 1)]
    best = row[-1] - END * len(sentence)
    for i in range(1, len(sentence) + 1):
        new = [-END * i]
        for j in range(1, len(stretch) + 1):
            new.append(max(row[j - 1] + float(likeness[i - 1, j - 1]), row[j] - GAP, new[j - 1] - GAP))
        row = new
        best = max(best, row[-1] - END * (len(sentence) - i))
    return best


def best_total(sentences: Sequence[str], heard: str, windows: Sequence[Window]) -> float:
    """The best that any placement reaches, by trying every stretch for every sentence."""
    reached = [0.0] * (len(heard) + 1)
    for sentence, (low, high) in zip(sentences, windows, strict=True):
        new = list(reached)
        for start in range(low, high + 1):
            for end in range(start, high + 1):
                gain = agreement(sentence, heard[start:end]) - IN_ORDER.of(sentence)
                new[end] = max(new[end], reached[start] + gain)
        reached = [max(new[: place + 1]) for place in range(len(new))]
    return reached[-1]


@settings(deadline=None)
@given(problems("aiks"))
def test_what_is_placed_beats_every_other_placement(problem: tuple[list[str], str, list[Window]]) -> None:
    sentences, heard, windows = problem[0][:3], problem[1][:14], problem[2][:3]
    windows = [(min(low, len(heard)), min(high, len(heard))) for low, high in windows]
    found = place_in_order(sentences, heard, windows, IN_ORDER)
    total = sum(
        agreement(sentence, heard[spot[0] : spot[1]]) - IN_ORDER.of(sentence)
        for sentence, spot in zip(sentences, found, strict=True)
        if spot
    )
    assert total == pytest.approx(best_total(sentences, heard, windows), abs=0.01)
