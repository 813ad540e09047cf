"""What several tests need: the recording made of tones, the sample, and turns from plain texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from counting import here
from glossary_place import make_place
from playing_hub import cache, hub
from taiyaku.job import Job, dump_job, read_job
from taiyaku.model import SAMPLE_RATE, Alignment, Cue, Samples, Sentence, TimedSentence, Track, Turn, Word

__all__ = ["cache", "here", "hub"]  # fixtures: a model hub, a memory

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def tones() -> Callable[..., Samples]:
    """Builds a recording of `seconds` with a loud tone between each pair of milliseconds."""

    def build(seconds: float, *spans: tuple[int, int], noise: float = 0.0) -> Samples:
        rng = np.random.default_rng(7)
        samples = rng.normal(0, noise, round(seconds * SAMPLE_RATE)).astype(np.float32)
        for start, end in spans:
            first, last = start * SAMPLE_RATE // 1000, end * SAMPLE_RATE // 1000
            samples[first:last] += 0.5 * np.sin(np.arange(last - first) * 0.3).astype(np.float32)
        return samples

    return build


@pytest.fixture
def glossary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The glossary of a workspace with two talks, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    return make_place(tmp_path)


@pytest.fixture
def interview() -> Callable[..., tuple[Turn, ...]]:
    """Builds one turn a text, by alternating speakers; a text that starts with # is unlabelled."""

    def build(*texts: str) -> tuple[Turn, ...]:
        return tuple(
            Turn(
                f"t{i}",
                None if text.startswith("#") else ("Xia", "Dev437")[i % 2],
                (Sentence(f"t{i}.s1", text),),
                i,
            )
            for i, text in enumerate(texts, start=1)
        )

    return build


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder as a workspace: a recording that is none, its transcript, and its job, aligned by hand."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAIYAKU_MODELS", str(tmp_path / "models"))
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    texts = ("船が来ます。", "港は静かです。", "山は高いです。")
    for folder in ("media", "glossary", "output"):
        Path(folder).mkdir()
    Path("media/talk.wav").write_bytes(b"no sound")
    Path("media/talk.txt").write_text("".join(f"Xia: {text}\n\n" for text in texts), "utf-8")
    Path("glossary/terms.csv").write_text("ja,en\n港,harbour\n", "utf-8")
    timed = [
        TimedSentence(
            f"t{i}.s1", "spoken", i * 3_000, i * 3_000 + 2_000, 1.0, (Word(text, i * 3_000, i * 3_000 + 2_000),)
        )
        for i, text in enumerate(texts, start=1)
    ]
    job = Job(
        {"path": "media/talk.wav"},
        {"path": "media/talk.txt"},
        turns=tuple(Turn(f"t{i}", "Xia", (Sentence(f"t{i}.s1", text),), i) for i, text in enumerate(texts, start=1)),
        alignment=Alignment(tuple(timed)),
    )
    Path("output/talk.taiyaku.json").write_text(dump_job(job), "utf-8")
    return tmp_path


@pytest.fixture
def shown(workspace: Path) -> Path:
    """The workspace, its job with a Japanese and an English track."""
    path = Path("output/talk.taiyaku.json")
    spans = [(0, 1210, "船が来ます。", "A ship comes."), (1215, 2700, "港は静かです。", "The harbour is quiet.")]
    cues: dict[Track, tuple[Cue, ...]] = {
        "ja": tuple(Cue(i, a, b, (ja,), ()) for i, (a, b, ja, _) in enumerate(spans, start=1)),
        "en": tuple(Cue(i, a, b, (en,), ()) for i, (a, b, _, en) in enumerate(spans, start=1)),
    }
    path.write_text(dump_job(replace(read_job(path), cues=cues)), "utf-8")
    return workspace
