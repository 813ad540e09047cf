"""Two writings of the same speech must meet as the same sounds, and every sound must know its character."""

import pytest

from taiyaku.text.sounds import kana_phonemes, sounds


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
