"""Both Whisper engines, all of their verbs, with real weights on the sample's real speech."""

import json
from functools import cache

import pytest

from conftest import ROOT
from taiyaku.align import align
from taiyaku.engine import EngineOptions, Recognizer
from taiyaku.listen import open_recognizer
from taiyaku.media import load_audio
from taiyaku.model import SAMPLE_RATE, Samples, Sentence, Turn
from taiyaku.text.sounds import sounds

pytestmark = pytest.mark.models

ENGINES = ("faster-whisper", "openai-whisper")


@cache
def recognizer(name: str) -> Recognizer:
    return open_recognizer(name, EngineOptions(model="base"))


@cache
def opening() -> tuple[Samples, list[dict[str, float]], list[str]]:
    """The first 20 s of the sample, with the true times and texts of the sentences inside."""
    rows = json.loads((ROOT / "media" / "interview.times.json").read_text("utf-8"))["sentences"]
    inside = [row for row in rows if row["offset_ms"] < 19_500]
    return load_audio(ROOT / "media" / "interview.ogg")[: 20 * SAMPLE_RATE], inside, [r["text"] for r in inside]


@pytest.mark.parametrize("name", ENGINES)
def test_speech_is_heard_by_its_sounds(name: str) -> None:
    samples, _, texts = opening()
    heard = recognizer(name).encode(samples, 0).hear()
    said = sounds("".join(word.text for word in heard)).phonemes
    assert sounds(texts[0]).phonemes[:20] in said
    times = [word.start_ms for word in heard if word.start_ms is not None]
    assert times == sorted(times)


@pytest.mark.parametrize("name", ENGINES)
def test_forcing_keeps_the_text_to_the_letter_and_counts_from_the_windows_start(name: str) -> None:
    samples, rows, texts = opening()
    text = "".join(texts)
    forced = recognizer(name).encode(samples, 100_000).force(text)
    assert "".join(word.text for word in forced) == text
    assert forced[0].start_ms is not None
    assert abs(forced[0].start_ms - 100_000 - rows[0]["onset_ms"]) < 700


@pytest.mark.parametrize("name", ENGINES)
def test_the_language_is_japanese(name: str) -> None:
    language, probability = recognizer(name).encode(opening()[0], 0).detect_language()
    assert language == "ja"
    assert probability > 0.9


@pytest.mark.parametrize("name", ENGINES)
def test_alignment_is_the_same_stage_with_either(name: str) -> None:
    samples, rows, texts = opening()
    turns = [Turn(f"t{i}", "Xia", (Sentence(f"t{i}.s1", text),), i) for i, text in enumerate(texts)]
    found = align(turns, samples, recognizer(name))
    for item, row in zip(found.sentences, rows, strict=True):
        assert item.start_ms is not None
        assert abs(item.start_ms - row["onset_ms"]) < 100


def test_silence_is_heard_as_nothing_or_little() -> None:
    window = recognizer("faster-whisper").encode(load_audio(ROOT / "media" / "interview.ogg")[:1] * 0, 0)
    assert len("".join(word.text for word in window.hear())) < 20
