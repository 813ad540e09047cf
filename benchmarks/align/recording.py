"""A talk put on a tape: its utterances one after another, with the pauses, speeds and levels of a case."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from benchmarks.align.speech import Line, Script, utter
from scripts.voices import LEAD_S, RATE, Sound, SpokenWord

from taiyaku.align.chain import PHRASES
from taiyaku.text.phrases import break_points

FILLERS = ("えーと、", "あのー、", "まあ、", "その、")
FILLER_SHARE = 0.35  # of the sentences that begin with one where the case has fillers
FILLER_PAUSE_S = (0.1, 0.3)
RESPONSES = ("はい、", "ええ、", "うん、", "へえ、", "なるほど、", "そうですか、", "そうなんですね、")
RESPONSE_SHARE = 0.5  # of the pauses in which the listener says something where the case has such listeners
RESPONSE_PAUSE_S = 0.05  # before and behind it, at least
STUMBLE_SHARE = 0.5  # of the sentences whose first phrase is said twice where the case has such speakers


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a talk is spoken. Pauses are (shortest, longest) in seconds; `level_db` lowers the second speaker.

    `overlap_s` is by how much a turn begins before the one before it has ended, `lead_s` what comes before the talk.
    `responses` are what the other speaker says in the pauses.
    """

    pause_s: tuple[float, float] = (0.25, 0.9)
    turn_pause_s: tuple[float, float] = (0.4, 1.3)
    speed: float = 1.0
    level_db: float = 0.0
    overlap_s: float = 0.0
    lead_s: float = LEAD_S
    fillers: bool = False
    stumbles: bool = False
    responses: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A line as it was spoken, in milliseconds of the recording; without words where some were said twice."""

    line: Line
    onset_ms: float
    offset_ms: float
    words: tuple[SpokenWord, ...]


@dataclass(frozen=True, slots=True)
class Tape:
    """One side (of shape (n,)) for each speaker, and what was said on it in order; `fillers_ms` has responses too."""

    sides: dict[str, Sound]
    said: tuple[Said, ...]
    fillers_ms: tuple[tuple[float, float], ...] = ()

    @property
    def mono(self) -> Sound:
        return np.asarray(np.sum(list(self.sides.values()), axis=0), np.float32)


def record(script: Script, delivery: Delivery, seed: int) -> Tape:
    """Speak a whole talk."""
    rng = random.Random(seed)
    placed: list[tuple[str, int, Sound]] = []
    said: list[Said] = []
    fillers_ms: list[tuple[float, float]] = []
    clock = delivery.lead_s
    for line, first in _in_order(script):
        if said:
            span = delivery.turn_pause_s if first else delivery.pause_s
            pause_s = -delivery.overlap_s if first and delivery.overlap_s else rng.uniform(*span)
            if delivery.responses and rng.random() < RESPONSE_SHARE:
                listener = next(speaker for speaker in script.voices if speaker != said[-1].line.speaker)
                response = utter(rng.choice(RESPONSES), script.voices[listener], delivery.speed).samples
                response_s = len(response) / RATE
                pause_s = max(pause_s, response_s + 2 * RESPONSE_PAUSE_S)
                at_s = clock + rng.uniform(RESPONSE_PAUSE_S, pause_s - response_s - RESPONSE_PAUSE_S)
                placed.append((listener, round(at_s * RATE), response))
                fillers_ms.append((at_s * 1000, (at_s + response_s) * 1000))
            clock += pause_s
        voice = script.voices[line.speaker]
        gain = 1.0 if line.speaker == next(iter(script.voices)) else 10 ** (-delivery.level_db / 20)
        if delivery.fillers and rng.random() < FILLER_SHARE:
            filler = utter(rng.choice(FILLERS), voice, delivery.speed).samples
            placed.append((line.speaker, round(clock * RATE), filler * np.float32(gain)))
            fillers_ms.append((clock * 1000, (clock + len(filler) / RATE) * 1000))
            clock += len(filler) / RATE + rng.uniform(*FILLER_PAUSE_S)
        say = _begun_twice(line.say) if delivery.stumbles and rng.random() < STUMBLE_SHARE else line.say
        spoken = utter(say, voice, delivery.speed)
        start_ms = round(clock * RATE) * 1000 / RATE
        words = tuple(SpokenWord(w.text, start_ms + w.start_ms, start_ms + w.end_ms) for w in spoken.words)
        placed.append((line.speaker, round(clock * RATE), spoken.samples * np.float32(gain)))
        clock += len(spoken.samples) / RATE
        said.append(Said(line, start_ms, clock * 1000, words if say == line.say else ()))
    length = round((clock + LEAD_S) * RATE)
    sides = {speaker: np.zeros(length, np.float32) for speaker in script.voices}
    for speaker, start, samples in placed:
        sides[speaker][start : start + len(samples)] += samples
    return Tape(sides, tuple(said), tuple(fillers_ms))


def _begun_twice(say: str) -> str:
    """A sentence whose first phrase is said, and then said again with the rest."""
    at = next((point.at for point in break_points(say) if point.kind in PHRASES), 0)
    return f"{say[:at].rstrip('、')}、{say}" if at else say


def _in_order(script: Script) -> Iterator[tuple[Line, bool]]:
    """Every line, and whether it begins a turn."""
    for turn in script.turns:
        for number, line in enumerate(turn):
            yield line, number == 0
