"""Which sentences of a talk get their subject: a speaker's own, as long as nobody else is spoken of."""

from collections.abc import Callable, Sequence

from taiyaku.model import Turn
from taiyaku.text.subjects import LISTENER, SPEAKERS
from taiyaku.translate.subjects import unsaid_subjects

Build = Callable[..., tuple[Turn, ...]]


def subjects(turns: Sequence[Turn]) -> list[str]:
    """The subject of each turn's one sentence, or ""."""
    found = unsaid_subjects(turns)
    return [found.get(turn.sentences[0].id, "") for turn in turns]


def test_a_question_asks_the_listener_and_the_answer_is_the_speakers_own(interview: Build) -> None:
    assert subjects(interview("朝は何を運ぶのですか。", "荷札と箱を運びます。")) == [LISTENER, SPEAKERS]


def test_as_long_as_others_are_spoken_of_nothing_is_told(interview: Build) -> None:
    asked = "検査員は毎日来るのですか。"
    assert subjects(interview(asked, "週に二回です。", "傷を調べます。")) == ["", "", ""]
    assert subjects(interview(asked, "うちは大きいですから。", "傷を調べます。")) == ["", "", SPEAKERS]


def test_titles_and_narration_have_no_speaker_and_get_none(interview: Build) -> None:
    assert subjects(interview("# 昨夜、男を捕まえました。")) == [""]
