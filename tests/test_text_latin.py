"""Latin words as people say them in Japanese: abbreviations by letter, words as words, names by their parts."""

import pytest

from taiyaku.text.latin import latin_readings, read_latin
from taiyaku.text.sounds import sounds


@pytest.mark.parametrize(
    ("word", "kana"),
    [
        ("PSC", "ピーエスシー"),
        ("kg", "ケージー"),
        ("IoT", "アイオーティー"),
        ("NASA", "ナサ"),
        ("Excel", "エクセル"),
        ("Python", "パイソン"),
        ("LLaMA", "ラマ"),
        ("OpenAI", "オープンエーアイ"),
        ("GitHub", "ギットハブ"),
        ("Honda", "ホンダ"),
        ("V-team", "ブイティーム"),
        ("e-mail", "イーメール"),
    ],
)
def test_a_word_is_read_as_it_is_said(word: str, kana: str) -> None:
    assert read_latin(word) == kana


def test_every_word_of_a_line_has_its_reading_and_a_single_letter_has_none() -> None:
    assert latin_readings("A社のChatGPTとＰＳＣ") == [(3, 10, "チャットジーピーティー"), (11, 14, "ピーエスシー")]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("新しいLLaMAは速い。", "新しいラマは速い。"),
        ("PSCへ進む", "ピーエスシーへ進む"),
        ("GitHubを使う", "ギットハブを使う"),
    ],
)
def test_a_particle_behind_a_word_is_still_a_particle(written: str, said: str) -> None:
    assert sounds(written).phonemes == sounds(said).phonemes


def test_the_sounds_of_a_word_point_into_it() -> None:
    found = sounds("新しいGitHubの話")
    first = found.phonemes.index("giqtohabu")
    assert [found.at[first], found.at[first + len("giqtohabu") - 1]] == [3, 7]
    assert list(found.at) == sorted(found.at)


def test_a_known_reading_comes_before_that_of_a_word() -> None:
    assert sounds("PSCの話", [(0, 3, "ぴすく")]).phonemes == sounds("ピスクの話").phonemes


def test_what_is_too_long_for_a_word_goes_by_its_letters() -> None:
    assert read_latin("ab" * 1_000) == "エービー" * 1_000
