"""What was heard and not recognized, as a person reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.text.sounds import ALPHABET, kana_phonemes
from taiyaku.text.spelling import as_kana


@pytest.mark.parametrize(
    ("phonemes", "kana"),
    [
        ("koNniCiwa", "コンニチワ"),
        ("kyooto", "キョート"),
        ("gaqkoo", "ガッコー"),
        ("keeki", "ケーキ"),
        ("SiCuu", "シチュー"),
        ("hutari", "フタリ"),
        ("sutoresu", "ストレス"),
        ("desk", "デスク"),
        ("t", "ト"),
        ("", ""),
    ],
)
def test_phonemes_are_written_as_they_are_read(phonemes: str, kana: str) -> None:
    assert as_kana(phonemes)[0] == kana


@pytest.mark.parametrize(
    "kana", ["カタカナ", "ヒャクエン", "ギュウニュー", "ファイル", "シェフ", "ツァー", "アッチョン", "ンー"]
)
def test_what_is_written_sounds_as_it_was_heard(kana: str) -> None:
    phonemes = kana_phonemes(kana)
    assert kana_phonemes(as_kana(phonemes)[0]) == phonemes


@given(st.text(st.sampled_from(ALPHABET), max_size=30))
def test_every_phoneme_has_its_kana_in_order(phonemes: str) -> None:
    kana, at = as_kana(phonemes)
    assert len(at) == len(phonemes)
    assert list(at) == sorted(at)
    assert not at or (at[0] == 0 and at[-1] < len(kana))
    assert all("ァ" <= mark <= "ヺ" or mark == "ー" for mark in kana)
