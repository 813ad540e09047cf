"""Sentences spoken for training, with the sound of each 10 ms: what scripts/train_sounds.py learns from.

They come from Kokoro's voices, which tell how long they hold each phoneme. Two of the five voices, and the held-out
talks of the alignment benchmark, are left for measuring.
"""

from __future__ import annotations

import random
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from benchmarks.align.speech import scripts as talks
from numpy.typing import NDArray
from scripts.voices import DURATION_SAMPLES, RATE, SOUND, Sound, kokoro_phonemes

ROOT = Path(__file__).resolve().parent.parent
VOICES = ("jf_alpha", "jf_gongitsune", "jm_kumo")
BLENDS = 2  # mixtures of two voices that each sentence is spoken by
SPEEDS = (0.85, 1.25)
STEP = RATE // 100  # samples in 10 ms
PHONEMES = "_aiueokgsztdnhbpmyrwSCcNq"  # `_` is no speech; the others as in text/sounds.py
UNKNOWN = -1  # frames that teach nothing
MARKS = {  # Kokoro's phonemes that are spelled otherwise
    "ɯ": "u", "ɨ": "u", "ɾ": "r", "ʲ": "y", "j": "y", "ɴ": "N", "ŋ": "N", "ɕ": "S", "ɲ": "n", "ɡ": "g", "β": "w",
    "ʥ": "z", "ʣ": "z", "ʦ": "c", "ʔ": "q", "ʨ": "C", "ç": "h", "ɸ": "h",
}  # fmt: skip

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Clip:
    """A sentence at RATE, and the index in PHONEMES of each 10 ms of it."""

    samples: Sound
    labels: Labels

    def through_a_throat(self, length: float) -> Clip:
        """The clip by a speaker whose throat is `length` times as long: deeper, and slower by as much."""
        count = round(len(self.labels) * length)
        places = np.arange(count * STEP) / length
        samples = np.interp(places, np.arange(len(self.samples)), self.samples).astype(np.float32)
        frames = np.minimum((np.arange(count) + 0.5) / length, len(self.labels) - 1).astype(np.intp)
        return Clip(samples, self.labels[frames])

    def cut(self) -> Clip:
        """The clip silent but for the sentence itself, as an editor cuts it: no breath, no fading."""
        loud = np.flatnonzero(np.abs(self.samples) > SOUND)
        out = np.zeros_like(self.samples)
        out[loud[0] : loud[-1] + 1] = self.samples[loud[0] : loud[-1] + 1]
        return Clip(out, self.labels)


def sentences() -> list[str]:
    """What is read aloud for training: nothing of the held-out talks, nothing of the sample."""
    long_talk = tomllib.loads((ROOT / "benchmarks" / "talk.toml").read_text("utf-8"))
    said = [s.get("say", s["text"]) for turn in long_talk["turns"] for s in turn.get("sentences", ())]
    said += [line.say for talk in talks() if talk.half == "tuned" for line in talk.lines]
    said += (ROOT / "scripts" / "read_aloud.txt").read_text("utf-8").split()
    return list(dict.fromkeys(said))


def clips() -> list[Clip]:
    """Every sentence by BLENDS voices, each at a pace of its own; spoken once and kept."""
    rng = random.Random(5)
    folder = platformdirs.user_cache_path("taiyaku") / "benchmarks" / "sounds"
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    wanted = sentences()
    for number, text in enumerate(wanted):
        for blend in range(BLENDS):
            one, two = rng.sample(VOICES, 2)
            share, speed = rng.random(), rng.uniform(*SPEEDS)
            place = folder / f"{number:03}-{blend}.npz"
            if not place.exists():
                samples, marks, durations = kokoro_phonemes(text, {one: share, two: 1 - share}, speed)
                np.savez(place, samples=samples, marks=marks, durations=durations)
                print(f"\rspeaking {number + 1} of {len(wanted)}", end="", file=sys.stderr)
            with np.load(place) as stored:
                samples = stored["samples"]
                found.append(Clip(samples, _labelled(samples, str(stored["marks"]), stored["durations"])))
    return found


def _labelled(samples: Sound, marks: str, durations: NDArray[Any]) -> Labels:
    """The phoneme of each 10 ms. Between words Kokoro holds a mark that is no sound: those frames teach nothing."""
    edges = np.concatenate(([0], np.cumsum(durations))) * DURATION_SAMPLES
    labels = np.full(len(samples) // STEP, UNKNOWN)
    vowel = UNKNOWN
    for mark, start, end in zip(marks, edges, edges[1:], strict=False):
        known = MARKS.get(mark, mark)
        kind = vowel if mark == "ː" else UNKNOWN if mark == "_" else PHONEMES.find(known)
        if known in tuple("aiueo"):
            vowel = kind
        labels[round(start / STEP) : round(end / STEP)] = kind
    peaks = np.abs(samples[: len(labels) * STEP]).reshape(-1, STEP).max(axis=1)
    loud = np.flatnonzero(peaks > SOUND)
    labels[: loud[0]] = labels[loud[-1] + 1 :] = 0
    labels[(labels == UNKNOWN) & (peaks < SOUND)] = 0
    return labels
