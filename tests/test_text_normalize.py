"""Folding a whole text and folding it character by character come to the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.text.normalize import fold, normalize

EVERYDAY = st.text(st.sampled_from("aZ9 ~、〃々〕ぁゖァヺーヿ㐀䶿一鿿！Ａ～"))
COMBINING = st.text(st.sampled_from("かハｶﾊﾞﾟ゙゚e\u0301が각각"))


@given(st.one_of(EVERYDAY, COMBINING, st.text()))
def test_the_short_way_gives_what_the_long_one_gives(text: str) -> None:
    assert normalize(text) == fold(text).text


@pytest.mark.parametrize(
    ("text", "folded"), [("ＰＳＣ（ｶﾞｲﾄﾞ）", "psc(ガイド)"), ("か\u3099", "が"), ("ヿ", "コト"), ("Straße", "strasse")]
)
def test_width_case_and_compatibility_forms_are_folded(text: str, folded: str) -> None:
    assert normalize(text) == folded
