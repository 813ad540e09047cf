"""Japanese as a profile wants it on the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.text.conventions import Conventions, dress

NETFLIX = Conventions(punctuation="spaces", digits="one-wide")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("はい、そうです。", "はい そうです"),
        ("船が来ます。人が降ります。", "船が来ます\u3000人が降ります"),
        ("本当ですか?はい。", "本当ですか？\u3000はい"),
        ("本当ですか!?", "本当ですか！？"),
        ("「行こう。」と言った", "「行こう」と言った"),
        ("「行くの?」と聞いた", "「行くの？」と聞いた"),
        ("Yahoo!の話です。", "Yahoo!の話です"),
        ("5人が32台を運んだ。", "５人が32台を運んだ"),
        ("1,200円です。", "1200円です"),
        ("３２人です、", "32人です"),
        ("GPT-4です。", "GPT-4です"),
        ("V2と3.5倍、2:30に", "V2と3.5倍 2:30に"),
    ],
)
def test_netflix_has_spaces_for_marks_and_one_digit_wide(line: str, shown: str) -> None:
    assert dress(line, NETFLIX) == shown


@given(st.text("はい、。5２,1?！「」a ", max_size=20))
def test_nothing_but_marks_spaces_and_widths_changes(line: str) -> None:
    assert dress(line, Conventions()) == line.strip()
    shown = dress(line, NETFLIX)
    assert [c for c in shown if c in "はいa「」"] == [c for c in line if c in "はいa「」"]
    assert not {"、", "。"} & set(shown)
    assert dress(shown, NETFLIX) == shown
