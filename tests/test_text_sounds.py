"""Two writings of the same speech must meet as the same sounds, and every sound must know its character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taiyaku.text.sounds import ALPHABET, kana_phonemes, sounds

LINE = "港の朝は早く、船が戻るころには市場の明かりがつきます。"


@pytest.mark.parametrize(
    ("kana", "phonemes"),
    [
        ("ギョーセキ", "gyooseki"),
        ("シャチョー", "SaCoo"),
        ("ティーム", "tiimu"),
        ("ガッコー", "gaqkoo"),
        ("シンカン、", "SiNkaN"),
    ],
)
def test_kana_become_phonemes(kana: str, phonemes: str) -> None:
    assert kana_phonemes(kana) == phonemes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("会議は7時です。", "会議は七時です"),
        ("PSC(業績評価)の話", "ＰＳＣ（業績評価）の話"),
        ("良く分かる", "よくわかる"),
        ("橋を渡る", "端を渡る"),
    ],
)
def test_two_writings_of_one_speech_sound_the_same(one: str, other: str) -> None:
    assert sounds(one).phonemes == sounds(other).phonemes


def test_every_phoneme_points_at_the_character_it_was_read_from() -> None:
    text = "「今は、8時30分?」と聞いた。"
    found = sounds(text)
    assert len(found.at) == len(found.phonemes)
    assert list(found.at) == sorted(found.at)
    assert {text[i] for i in found.at}.isdisjoint("「」、?。")
    assert "8" in {text[i] for i in found.at}


def test_a_reading_from_the_glossary_replaces_the_guess() -> None:
    text = "新しいLLaMAを試す"
    found = sounds(text, [(3, 8, "らま")])
    assert "rama" in found.phonemes
    assert [text[i] for i in found.at][found.phonemes.index("rama")] == "L"
    assert sounds("新しいラマを試す").phonemes == found.phonemes


def test_text_without_sound_has_no_phonemes() -> None:
    assert sounds("……！？　").phonemes == ""
    assert sounds("").at == ()


@pytest.mark.parametrize("line", [LINE, LINE.replace("、", "").replace("。", "")], ids=["marks", "no marks"])
def test_a_line_of_twenty_thousand_characters_is_read_to_its_end(line: str) -> None:
    count = 20_000 // len(line)
    found = sounds(line * count)
    assert len(found.phonemes) == pytest.approx(count * len(sounds(line).phonemes), rel=0.02)  # a word may be cut
    assert len(found.at) == len(found.phonemes)
    assert list(found.at) == sorted(found.at)
    assert found.at[-1] >= count * len(line) - 2
    silent = set(range(count * len(line))) - set(found.at)
    assert {(line * count)[place] for place in silent} <= {"、", "。"}


def test_marks_part_a_long_line_where_nothing_is_cut() -> None:
    opening = "それからは、"  # the 400th character is then the first of 市場
    assert sounds(opening + LINE * 40).phonemes == sounds(opening).phonemes + sounds(LINE).phonemes * 40


@settings(deadline=None, max_examples=60)
@given(st.text("港の朝はがっきゃ、8時1０AbＢ。？！ー「」 　ﾊﾟｶﾞｯ々㌔①%円-.,・…\n", max_size=30))
def test_each_phoneme_points_at_a_place_of_the_text_that_rises(text: str) -> None:
    found = sounds(text)
    assert len(found.at) == len(found.phonemes)
    assert list(found.at) == sorted(found.at)
    assert all(0 <= place < len(text) for place in found.at)
    assert set(found.phonemes) <= set(ALPHABET)
