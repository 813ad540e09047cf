"""Both Whisper engines over the same weights put the sample's sentences in the same places."""

import pytest

from conftest import ROOT
from taiyaku.align import align
from taiyaku.engine import EngineOptions
from taiyaku.listen import open_recognizer
from taiyaku.media import load_audio
from taiyaku.transcript import parse_transcript_bytes

APART_MS = 40  # mean

pytestmark = pytest.mark.models


def test_the_engines_agree_on_when_each_sentence_was_spoken() -> None:
    path = ROOT / "media" / "interview.txt"
    turns = parse_transcript_bytes(path.read_bytes(), path.name)
    samples = load_audio(ROOT / "media" / "interview.ogg")
    one, other = (
        align(turns, samples, open_recognizer(name, EngineOptions())) for name in ("faster-whisper", "openai-whisper")
    )
    pairs = [(a, b) for a, b in zip(one.sentences, other.sentences, strict=True) if a.status == b.status == "spoken"]
    assert [a.status for a in one.sentences] == [b.status for b in other.sentences]
    for key in ("start_ms", "end_ms"):
        apart = [abs(getattr(a, key) - getattr(b, key)) for a, b in pairs]
        assert sum(apart) / len(apart) <= APART_MS
