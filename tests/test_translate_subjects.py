"""Which sentences of a talk get their subject: a speaker's own, as long as nobody else is spoken of."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from taiyaku.model import Sentence, Turn
from taiyaku.text.subjects import LISTENER, SPEAKERS
from taiyaku.translate.subjects import unsaid_subjects

Build = Callable[..., tuple[Turn, ...]]


def subjects(turns: Sequence[Turn]) -> list[str]:
    """The subject of each sentence, or ""."""
    found = unsaid_subjects(turns)
    return [found.get(sentence.id, "") for turn in turns for sentence in turn.sentences]


def test_a_question_asks_the_listener_and_the_answer_is_the_speakers_own(interview: Build) -> None:
    assert subjects(interview("朝は何を運ぶのですか。", "荷札と箱を運びます。")) == [LISTENER, SPEAKERS]


def test_as_long_as_others_are_spoken_of_nothing_is_told(interview: Build) -> None:
    asked = "検査員は毎日来るのですか。"
    assert subjects(interview(asked, "週に二回です。", "傷を調べます。")) == ["", "", ""]
    assert subjects(interview(asked, "うちは大きいですから。", "傷を調べます。")) == ["", "", SPEAKERS]


def test_of_a_thing_that_acts_its_turn_goes_on(interview: Build) -> None:
    does, goes_on = "この機械は点数をつけません。", "会議のメモをまとめるだけです。"
    (turn,) = interview(does)
    answer = replace(turn, sentences=(*turn.sentences, Sentence("t1.s2", goes_on)))
    assert subjects([answer]) == ["", ""]
    assert subjects(interview(does, goes_on)) == ["", SPEAKERS]  # the next speaker


def test_titles_and_narration_have_no_speaker_and_get_none(interview: Build) -> None:
    assert subjects(interview("# 昨夜、男を捕まえました。")) == [""]
