"""The aligners that are measured: this project's, and stable-ts on the same sound and the same text.

Each takes a case and says when every written sentence was spoken.
"""

from __future__ import annotations

import contextlib
import io
import sys
import time
import wave
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import numpy as np
from benchmarks.align.cases import Case
from scripts.voices import RATE

from taiyaku.engine import EngineOptions, Recognizer
from taiyaku.errors import AlignError
from taiyaku.listen.tokens import WINDOW_SAMPLES
from taiyaku.media import load_audio
from taiyaku.model import TimedSentence
from taiyaku.recording import Recording


@dataclass(frozen=True, slots=True)
class Placed:
    """One written sentence: its times in milliseconds, None where it was found unspoken; its characters' starts."""

    start_ms: float | None
    end_ms: float | None
    confidence: float
    chars_ms: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an aligner made of a case; `refused` where it said that the transcript is not of this recording.

    `encoder_seconds` is what the recognizer's encoder alone takes for the sound, where it was measured.
    """

    placed: tuple[Placed, ...]
    unscripted_ms: tuple[tuple[float, float], ...]
    seconds: float
    audio_seconds: float
    refused: bool = False
    encoder_seconds: float = 0.0


Aligner = Callable[[Case], Outcome]


def heard(case: Case) -> Recording:
    """The case as a file gives it: written as WAV and read by the project's own decoder."""
    samples = np.atleast_2d(case.samples)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.wav"
        with wave.open(str(path), "wb") as out:
            out.setnchannels(len(samples))
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes((np.clip(samples.T, -1, 1) * 32767).astype("<i2").tobytes())
        return load_audio(path)


def open_taiyaku(recognizer: str) -> Aligner:
    """This project's aligner over one of its recognizers."""
    from taiyaku.align import align
    from taiyaku.listen import open_recognizer
    from taiyaku.transcript import parse_transcript

    engine = open_recognizer(recognizer, EngineOptions())

    def run(case: Case) -> Outcome:
        samples = heard(case)
        turns = parse_transcript(case.text)
        written = [w.text for p in case.transcript for w in p.sentences]
        parsed = [s.text for turn in turns for s in turn.sentences]
        if [w.strip() for w in written] != [p.strip() for p in parsed]:
            wrong = next((pair for pair in zip(written, parsed, strict=False) if pair[0] != pair[1]), None)
            raise ValueError(f"{case.name}: the transcript is cut into other sentences: {wrong}")
        since = time.perf_counter()
        try:
            found = align(turns, samples, engine)
        except AlignError:
            return _refused(case, samples, time.perf_counter() - since)
        seconds = time.perf_counter() - since
        placed = tuple(Placed(s.start_ms, s.end_ms, s.confidence, _char_starts(s)) for s in found.sentences)
        stretches = tuple((float(u.start_ms), float(u.end_ms)) for u in found.unscripted)
        return Outcome(placed, stretches, seconds, len(samples) / 16_000, encoder_seconds=_encoding(samples, engine))

    return run


def _encoding(samples: Recording, engine: Recognizer) -> float:
    """The seconds that the encoder takes for the sound, in as few windows as there can be."""
    since = time.perf_counter()
    for start in range(0, len(samples), WINDOW_SAMPLES):
        engine.encode(samples[start : start + WINDOW_SAMPLES])
    return time.perf_counter() - since


def _char_starts(sentence: TimedSentence) -> tuple[float, ...]:
    from taiyaku.pace import char_times

    return tuple(map(float, char_times(sentence))) if sentence.start_ms is not None else ()


def _refused(case: Case, samples: Recording, seconds: float) -> Outcome:
    nothing = Placed(None, None, 0.0, ())
    count = sum(len(p.sentences) for p in case.transcript)
    return Outcome((nothing,) * count, (), seconds, len(samples) / 16_000, refused=True)


def open_stable_ts() -> Aligner:
    """stable-ts, its `align` on the whole text, with the same weights in the same quantization."""
    _without_torchaudio()
    import stable_whisper

    from taiyaku import weights

    model = stable_whisper.load_faster_whisper(str(weights.find("whisper-base")), device="cpu", compute_type="int8")

    def run(case: Case) -> Outcome:
        samples = heard(case)
        written = [w.text.strip() for p in case.transcript for w in p.sentences]
        since = time.perf_counter()
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            result = model.align(samples[:], "\n".join(written), language="ja", original_split=True, verbose=None)
        seconds = time.perf_counter() - since
        return Outcome(tuple(_placed_lines(result, written)), (), seconds, len(samples) / 16_000)

    return run


def _placed_lines(result: Any, written: list[str]) -> list[Placed]:
    """The times of each line from the words of the result, which join to the lines; zero-length ones were given up."""
    clock: list[tuple[float, float]] = []
    for word in result.all_words() if result else ():
        letters = "".join(word.word.split())
        step = (word.end - word.start) / max(1, len(letters))
        clock += [(word.start + i * step, word.start + (i + 1) * step) for i in range(len(letters))]
    placed, at = [], 0
    for line in written:
        length = len("".join(line.split()))
        part = clock[at : at + length]
        at += length
        if not part or part[-1][1] - part[0][0] < 0.01:
            placed.append(Placed(None, None, 0.0, ()))
        else:
            chars = tuple(start * 1000 for start, _ in part)
            placed.append(Placed(part[0][0] * 1000, part[-1][1] * 1000, 1.0, chars))
    return placed


def _without_torchaudio() -> None:
    """stable-ts imports torchaudio to resample, which CPU builds of PyTorch lack; here it gets 16 kHz already."""
    try:
        import torchaudio  # noqa: F401
    except (ImportError, OSError):
        sys.modules["torchaudio"] = ModuleType("torchaudio")


OPENERS: Mapping[str, Callable[[], Aligner]] = {
    "taiyaku": lambda: open_taiyaku("faster-whisper"),
    "taiyaku/openai-whisper": lambda: open_taiyaku("openai-whisper"),
    "stable-ts": open_stable_ts,
}
