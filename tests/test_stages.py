"""A stage runs again when what decides its result has changed, and not before."""

from pathlib import Path

import pytest

from taiyaku import stages
from taiyaku.job import Job
from taiyaku.listen.recorded import Recorded
from taiyaku.model import Alignment, Sentence, TimedSentence, Turn, Word
from taiyaku.options import Options, Unwatched
from taiyaku.workspace import Source


def test_a_job_aligned_by_an_older_aligner_is_aligned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []

    def counted(*_: object) -> Alignment:
        runs.append(stages.ALIGNER)
        return Alignment((TimedSentence("t1.s1", "spoken", 0, 900, 1.0, (Word("港です。", 0, 900),)),))

    monkeypatch.setattr(stages, "align", counted)
    monkeypatch.setattr(stages, "load_audio", lambda *_: None)
    monkeypatch.setattr(stages, "open_recognizer", lambda *_: Recorded("recorded", ()))
    source = Source(Path("talk.wav"), Path("talk.txt"), (), Path("talk.taiyaku.json"))
    turns = (Turn("t1", "Xia", (Sentence("t1.s1", "港です。"),), 1),)
    job = Job(media={"path": "talk.wav", "sha256": "ab", "duration_ms": 9_000}, turns=turns)
    for aligner in (1, 1, 2, 2):
        monkeypatch.setattr(stages, "ALIGNER", aligner)
        job = stages.align_turns(job, source, Options(), Unwatched())
    assert runs == [1, 2]
