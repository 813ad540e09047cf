"""Fillers and sounds are found, and words that look like them are not."""

import pytest

from taiyaku.text.conventions import Conventions, dress
from taiyaku.text.conventions_en import dress_english
from taiyaku.text.spoken import without_fillers, without_sounds


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("えーと、32人です。", "32人です。"),
        ("あのー、それは、えっとですね、まあ、いいです。", "それは、いいです。"),
        ("えーっと倉庫に、うーん、あります。", "倉庫に、あります。"),
        ("「えー、そうなの」と聞いた。", "「そうなの」と聞いた。"),
        ("えー", ""),
        ("あの人はその本を、まあまあ読んだ。", "あの人はその本を、まあまあ読んだ。"),
        ("ええ、そうです。うん、はい。", "ええ、そうです。うん、はい。"),
        ("へえー、すごい。ですよねえ。", "へえー、すごい。ですよねえ。"),
        ("Um, it was, uh, five people.", "It was five people."),
        ("Hmm. I see. Er... yes.", "I see. Yes."),
        ("The ERM system and Uhura hum.", "The ERM system and Uhura hum."),
        ("Umm.", ""),
    ],
)
def test_fillers_go_and_words_stay(text: str, without: str) -> None:
    assert without_fillers(text) == without


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("そうですね（笑）。", "そうですね。"),
        ("(笑)本当に〔笑〕困った。", "本当に〔笑〕困った。"),
        ("ありがとう。（拍手、歓声）", "ありがとう。"),
        ("♪〜", ""),
        ("PSC（業績評価）と（株）山田", "PSC（業績評価）と（株）山田"),
        ("[laughs] Well [loud applause], yes.", "Well [loud applause], yes."),
        ("(Laughter) (Applause)", ""),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_sounds_go_and_asides_stay(text: str, without: str) -> None:
    assert without_sounds(text) == without


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("At first, there were 5 people.", "At first, there were five people."),
        ("5 came at 5 p.m. on May 5.", "Five came at 5 p.m. on May 5."),
        ("GPT 4, version 3, 3.5 times, 3,000 yen", "GPT 4, version 3, 3.5 times, 3,000 yen"),
        ("Q3 2024, 7-8 people, 5%, 1/2, #1", "Q3 2024, 7-8 people, 5%, 1/2, #1"),
        ("Between 3 and 10 of them. 2 more.", "Between three and ten of them. Two more."),
        ("11 ships and 1 port", "11 ships and one port"),
    ],
)
def test_numbers_to_ten_are_written_where_they_count_something(text: str, shown: str) -> None:
    assert dress_english(text, Conventions(numbers="words")) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('"No," he said. "Why?"', "“No,” he said. “Why?”"),
        ("It's the '90s, isn't it?", "It’s the ’90s, isn’t it?"),
        ("(\"So 'what'\")", "(“So ‘what’”)"),
    ],
)
def test_quotation_marks_are_curly_or_straight(text: str, shown: str) -> None:
    assert dress_english(text, Conventions(quotes="curly")) == shown
    assert dress_english(shown, Conventions(quotes="straight")) == text


def test_ellipses_and_dashes_are_of_one_kind() -> None:
    assert dress_english("Well . . . no.... yes…", Conventions(ellipsis="one")) == "Well… no… yes…"
    assert dress_english("Well… no", Conventions(ellipsis="dots")) == "Well... no"
    assert dress_english("ships -- and – ports--too", Conventions(dash="em")) == "ships—and—ports—too"
    assert dress_english("a well-known V-team", Conventions(dash="em")) == "a well-known V-team"


def test_what_is_left_as_it_is_stays_to_the_letter() -> None:
    for text in ("えーと、5人（笑）……", 'Um, "5" -- [laughs] . . .'):
        assert dress(text, Conventions()) == dress_english(text, Conventions()) == text
