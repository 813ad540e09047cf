"""What stands in both languages holds their subtitles together."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.cues import make_cues
from taiyaku.cues.anchors import anchors
from taiyaku.model import Alignment, Anchor, TermVerdict, TimedSentence, Translation, Word
from taiyaku.profiles import load_profile


def between(japanese: str, english: str, *terms: tuple[str, str], clauses: tuple[Anchor, ...] = ()) -> list[str]:
    """The stretches between two anchors, `Japanese=English`."""
    verdicts = tuple(TermVerdict(ja, en, "kept") for ja, en in terms)
    found = (Anchor(0, 0), *anchors(japanese, Translation("s1", english, verdicts, clauses=clauses)))
    return [
        f"{japanese[a.ja : b.ja]}={english[a.en : b.en].strip()}"
        for a, b in pairwise(found)
        if (a.ja, a.en) != (b.ja, b.en)
    ]


def test_numbers_and_terms_that_stand_in_both_are_anchors() -> None:
    assert between("2019年に港でVチームが生まれた。", "In 2019, the V-team was born.", ("Vチーム", "V-team")) == [
        "=In",
        "2019=2019",
        "年に港で=, the",
        "Vチーム=V-team",
        "が生まれた。=was born.",
    ]


@pytest.mark.parametrize(
    ("japanese", "english"),
    [
        ("３２人が来て、港は静かです。", "32 came, and the port is quiet."),  # full width
        ("1,200円で売られていた船の話です。", "1200 yen: that is what it cost."),  # a thousands mark
    ],
)
def test_a_number_is_the_same_however_it_is_written(japanese: str, english: str) -> None:
    assert len(between(japanese, english)) > 1


def test_what_stands_in_one_text_more_often_is_no_anchor() -> None:
    assert between("5人と5台です。", "5 of each, then.") == ["5人と5台です。=5 of each, then."]


def test_of_anchors_that_cross_as_few_as_possible_are_left_out() -> None:
    found = between("1番、2番、3番、4番です。", "No. 1, No. 3, No. 2, No. 4.")
    assert [pair for pair in found if pair[:1].isdigit() and "番" not in pair] in (["1=1", "2=2"], ["1=1", "3=3"])


def test_what_one_language_says_early_and_the_other_late_is_no_anchor() -> None:
    assert between("8時に港の灯台の明かりがつきます。", "The lights of the port go on at 8.") == [
        "8時に港の灯台の明かりがつきます。=The lights of the port go on at 8."
    ]


def test_nothing_is_an_anchor_across_the_end_of_a_clause() -> None:
    clauses = (Anchor(6, 14),)
    assert between("雨が降って、7人が来た。", "It rained, 7. And people came.", clauses=clauses) == [
        "雨が降って、=It rained, 7.",
        "7人が来た。=And people came.",
    ]
    assert "7=7" in between("雨が降って、7人が来た。", "It rained. 7 people came.", clauses=(Anchor(6, 11),))


@given(st.text("雨7人3、a", max_size=12), st.text("rain 73a,", max_size=16))
def test_anchors_go_up_in_both_texts_and_end_with_them(japanese: str, english: str) -> None:
    found = anchors(japanese, Translation("s1", english, (TermVerdict("a", "a", "kept"),)))
    assert found[-1] == Anchor(len(japanese), len(english))
    assert all(a.ja <= b.ja and a.en <= b.en for a, b in pairwise(found))


def test_a_cue_shows_the_english_of_the_clause_that_is_being_said() -> None:
    first, second = "雪がとても深く積もっていたので、", "船は出ませんでした。"
    english = ("Snow lay deep,", "so none of the ships that had been waiting left the port that day.")
    step = 400
    words = tuple(Word(char, i * step, (i + 1) * step) for i, char in enumerate(first + second))
    timed = TimedSentence("s1", "spoken", 0, len(words) * step, 1.0, words)
    translation = Translation("s1", " ".join(english), clauses=(Anchor(len(first), len(english[0]) + 1),))
    cues = make_cues(Alignment((timed,)), {"s1": translation}, load_profile()).en
    assert [" ".join(cue.lines) for cue in cues] == list(english)
