"""The benchmark's talks, spoken: every utterance is synthesized once and kept in the cache folder."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import platformdirs
from scripts.voices import SpokenWord, Utterance, speak

TALKS = Path(__file__).with_name("talks.toml")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a talk: as written, as read aloud, and as an editor would have paraphrased it."""

    speaker: str
    text: str
    say: str
    other: str


@dataclass(frozen=True, slots=True)
class Script:
    """A talk: turns of lines, whose voices they are, and what stands in its transcript that nobody says."""

    name: str
    half: str
    voices: dict[str, str]
    title: str
    lead: str
    notes: tuple[str, ...]
    turns: tuple[tuple[Line, ...], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for turn in self.turns for line in turn)


@cache
def scripts() -> tuple[Script, ...]:
    """Every talk of talks.toml."""
    return tuple(
        Script(
            talk["name"],
            talk["half"],
            talk["voices"],
            talk["title"],
            talk["lead"],
            tuple(talk["notes"]),
            tuple(
                tuple(
                    Line(turn["speaker"], s["text"], s.get("say", s["text"]), s.get("other", s["text"]))
                    for s in turn["sentences"]
                )
                for turn in talk["turns"]
            ),
        )
        for talk in tomllib.loads(TALKS.read_text("utf-8"))["talks"]
    )


def utter(text: str, voice: str, speed: float = 1.0) -> Utterance:
    """`text` spoken by `voice`, from the cache if it was spoken before."""
    key = hashlib.sha256(repr((text, voice, speed)).encode()).hexdigest()[:20]
    place = platformdirs.user_cache_path("taiyaku") / "benchmarks" / "speech" / f"{key}.npz"
    if not place.exists():
        spoken = speak(text, voice, speed)
        words = json.dumps([(w.text, w.start_ms, w.end_ms) for w in spoken.words])
        place.parent.mkdir(parents=True, exist_ok=True)
        temp = place.with_suffix(".part.npz")
        np.savez(temp, samples=spoken.samples, words=words)
        temp.replace(place)
    with np.load(place) as stored:
        words = json.loads(str(stored["words"]))
        return Utterance(stored["samples"], tuple(SpokenWord(*word) for word in words))
