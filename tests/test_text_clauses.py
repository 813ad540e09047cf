"""Where a long sentence is taken apart, shown with a bar at each end of a clause."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.text.clauses import clause_ends


def barred(text: str) -> str:
    places = [0, *clause_ends(text), len(text)]
    return "｜".join(text[a:b] for a, b in pairwise(places))


@pytest.mark.parametrize(
    "text",
    [
        "雪が深かったので、｜船は昼まで港を出られませんでした。",
        "図面を見ながら、｜部品を一つずつ確かめましたが、｜最後の一個が足りません。",
        "新しい機械は速いんですけど｜掃除に時間がかかります。",
        "窓を開けると、｜潮の匂いがしてきました。",
        "予算が足りなければ、｜来年に回すつもりです。",
        "値段が高いし、｜修理も難しいんです。",
    ],
)
def test_a_clause_ends_behind_what_ties_it_to_the_next(text: str) -> None:
    assert barred(text.replace("｜", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        "去年の三月は、雨が多くて困りました。",  # a topic
        "札幌、仙台、福岡の三つの店で売っています。",  # a list
        "彼は「もう遅いから、明日にしよう」と言いました。",  # inside a quotation
        "寒いし、帰ろう。",  # too short to stand alone
        "工場の二階で、会議を開きます。",  # a place
    ],
)
def test_what_is_no_clause_is_not_taken_apart(text: str) -> None:
    assert barred(text) == text


@given(st.text("雪が降ったので、「」（）けど見て。 abc,", max_size=80))
def test_ends_lie_inside_the_text_and_go_up(text: str) -> None:
    ends = clause_ends(text)
    assert list(ends) == sorted(set(ends))
    assert all(0 < end < len(text) for end in ends)
