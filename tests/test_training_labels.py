"""The labels that the sounds head learns from: Kokoro's marks, spelled as the transcript's text is."""

import numpy as np
import pytest
from scripts.sound_clips import PHONEMES, UNKNOWN, label
from scripts.voices import DURATION_SAMPLES

from taiyaku.text.sounds import sounds


def spelled(marks: str) -> str:
    """The labels of a voice that holds each mark for 100 ms, runs of one made one."""
    samples = np.full(len(marks) * 4 * DURATION_SAMPLES, 0.5, np.float32)
    labels = label(samples, marks, np.full(len(marks), 4))
    kinds = [PHONEMES[kind] for kind in labels if kind != UNKNOWN]
    return "".join(kind for at, kind in enumerate(kinds) if at == 0 or kinds[at - 1] != kind)


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        ("ɯɲʨiɴ", "運賃"),
        ("zembɯ", "全部"),
        ("saŋka", "参加"),
        ("koɴɲakɯ", "こんにゃく"),
        ("kʲiʔpɯ", "切符"),
        ("kʲakɯ", "客"),
        ("nemɯi", "眠い"),
        ("aɕita", "明日"),
    ],
)
def test_marks_are_spelled_as_the_text_is_read(marks: str, text: str) -> None:
    assert spelled(marks) == sounds(text).phonemes


def test_a_long_vowel_goes_on_with_its_vowel() -> None:
    assert spelled("ɡakoː") == "gako"


def test_before_and_behind_the_sound_nobody_speaks_and_between_words_nothing_is_taught() -> None:
    samples = np.full(20 * DURATION_SAMPLES, 0.5, np.float32)
    samples[: 4 * DURATION_SAMPLES] = samples[16 * DURATION_SAMPLES :] = 0.0
    labels = label(samples, "_a a_", np.full(5, 4))
    assert labels.tolist() == [0] * 10 + [1] * 10 + [UNKNOWN] * 10 + [1] * 10 + [0] * 10
