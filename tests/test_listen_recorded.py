"""Recorded words come back where they were said."""

import json
from pathlib import Path

import numpy as np
import pytest

from taiyaku.engine import EngineOptions
from taiyaku.errors import EngineError
from taiyaku.listen import open_recognizer

WORDS = [("港の", 1_000, 1_400), ("倉庫", 1_400, 1_900), ("です", 5_000, 5_300)]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "words.json"
    words = [{"text": t, "start_ms": a, "end_ms": b} for t, a, b in WORDS]
    path.write_text(json.dumps({"language": "ja", "words": words}), "utf-8")
    return path


def test_a_window_hears_only_its_own_words(saved: Path) -> None:
    recognizer = open_recognizer("recorded", EngineOptions(model=str(saved)))
    window = recognizer.encode(np.zeros(3 * 16_000, np.float32), 500)
    assert [word.text for word in window.hear()] == ["港の", "倉庫"]
    assert window.detect_language() == ("ja", 1.0)


def test_forced_words_join_to_the_text_and_keep_its_order(saved: Path) -> None:
    recognizer = open_recognizer("recorded", EngineOptions(model=str(saved)))
    forced = recognizer.encode(np.zeros(10 * 16_000, np.float32), 0).force("港の倉庫です。")
    assert "".join(word.text for word in forced) == "港の倉庫です。"
    starts = [word.start_ms or 0 for word in forced]
    assert starts == sorted(starts)
    assert starts[0] == 1_000
    assert forced[-1].end_ms == 5_300


def test_a_file_that_is_no_recording_is_named(tmp_path: Path) -> None:
    path = tmp_path / "words.json"
    for text in (
        "[]",
        "{",
        '{"words": [{"text": "港", "start_ms": "x", "end_ms": 9}]}',
        '{"words": [], "language": 5}',
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(EngineError, match=r"words\.json: these are no recorded words"):
            open_recognizer("recorded", EngineOptions(model=str(path)))
    with pytest.raises(EngineError, match="--model: no recorded words were named"):
        open_recognizer("recorded", EngineOptions())


def test_an_unknown_recognizer_is_answered_with_the_known_ones() -> None:
    with pytest.raises(EngineError, match="faster-whisper, openai-whisper, recorded"):
        open_recognizer("parrot", EngineOptions())
