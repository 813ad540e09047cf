"""Sentences end where a reader would stop, and joined they are the paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.text.sentences import split_sentences

CASES = [
    "港です。|船が来ます。",
    "本当ですか?|はい!|そうです。",
    "「もう古いですか?」と聞いた。|次です。",
    "「はい。」|「いいえ。」",
    "すごい！？|ええ……。",
    "倍率は3.5倍です。|v1.2を使う。",
    "Yahoo!ニュースを見た。|OK!|じゃあ。",
    "7〜8時間（ほぼ一日。）かかった。|終わり。",
    "見てね(笑)。|はい。",
    "See you. |Then go.",
    "https://example.com/?a=b を見る。",
    "はい｡|そうです｡|「港｡」|「倉庫｡」",
    "Mr. Sato is here. |Dr. Kim も。|次です。",
    "J. Smith が来た。|終わり。",
    "We use GenAI. |It works. |はい。",
    "1. はじめに",
    "Node.js と v1.2 を使う。",
    "（閉じない括弧です。|次の文です。",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_they_should(case: str) -> None:
    assert "|".join(split_sentences(case.replace("|", ""))) == case


@given(st.text("港倉。｡！？!?.「」『』（）()abA 1…〜、", max_size=80))
def test_joined_sentences_are_the_paragraph(text: str) -> None:
    assert "".join(split_sentences(text)) == text
