"""What the sounds head learns from: sentences by many voices, with the phoneme of each 10 ms.

Kokoro's voices tell how long they hold each phoneme. Three of its five Japanese voices are heard, and those of other
languages reading Japanese, alone and blended with a Japanese one; the text is scripts/sounds.txt and the talks of
benchmarks that do not measure alignment. The other two voices and Mei's are never heard, nor are the alignment talks,
but for everyday answers that stand in both (ええ, いいえ, はい, なるほど, ありました).
"""

from __future__ import annotations

import random
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from benchmarks.translate.talks import read_talks
from numpy.typing import NDArray
from scripts.voices import DURATION_SAMPLES, RATE, SOUND, Sound, add_kokoro_voices, kokoro_phonemes

ROOT = Path(__file__).resolve().parent.parent
TEXTS = Path(__file__).with_name("sounds.txt")
VOICES = ("jf_alpha", "jf_gongitsune", "jm_kumo")
SPEEDS = (0.75, 1.35)
STEP = RATE // 100  # samples in 10 ms
PHONEMES = "_aiueokgsztdnhbpmyrwSCcNq"  # `_` is no speech; the others as in text/sounds.py
UNKNOWN = -1  # frames that teach nothing
MARKS = {  # Kokoro's phonemes that are spelled otherwise
    "ɯ": "u", "ɨ": "u", "ɾ": "r", "ʲ": "y", "j": "y", "ɴ": "N", "ŋ": "N", "ɕ": "S", "ɲ": "n", "ɡ": "g", "β": "w",
    "ʥ": "z", "ʣ": "z", "ʦ": "c", "ʔ": "q", "ʨ": "C", "ç": "h", "ɸ": "h",
}  # fmt: skip
VOWELS = "aiueo"
NASALS = "nm"  # as Kokoro writes ん before a consonant

Labels = NDArray[np.int64]
Clip = tuple[Sound, Labels]


def texts() -> list[str]:
    """What is read aloud: of the talks that measure alignment everyday answers at most, nothing of the sample."""
    lines = [line for line in TEXTS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    long_talk = tomllib.loads((ROOT / "benchmarks" / "talk.toml").read_text("utf-8"))
    lines += [s.get("say", s["text"]) for turn in long_talk["turns"] for s in turn.get("sentences", ())]
    lines += [sentence.text for talk in read_talks("tuned") for sentence in talk.sentences]
    return list(dict.fromkeys(lines))


def clips(foreign: Path) -> list[Clip]:
    """Every text by three voices, one Japanese, one a blend, one of `foreign`; spoken once and kept.

    `foreign` is a folder of Kokoro's voices (the npm package kokoro-js has them).
    """
    rng = random.Random(5)
    others = [name for name in add_kokoro_voices(foreign) if not name.startswith("j")]
    folder = platformdirs.user_cache_path("taiyaku") / "benchmarks" / "sounds"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = []
    for number, text in enumerate(texts()):
        japanese, other = rng.sample(VOICES, 2), rng.sample(others, 2)
        for voice in (japanese[0], f"{japanese[1]}+{other[0]}", other[1]):
            wanted.append((folder / f"{number:03}-{voice}.npz", text, voice, rng.uniform(*SPEEDS)))
    with ProcessPoolExecutor(2, initializer=add_kokoro_voices, initargs=(foreign,)) as pool:
        for done, _ in enumerate(pool.map(_speak, *zip(*wanted, strict=True), chunksize=8)):
            print(f"\rspeaking {done + 1} of {len(wanted)}", end="", file=sys.stderr)
    return [_read(place) for place, *_ in wanted]


def _speak(place: Path, text: str, voice: str, speed: float) -> None:
    if not place.exists():
        samples, marks, durations = kokoro_phonemes(text, voice, speed)
        part = place.with_suffix(".part.npz")
        np.savez(part, samples=samples.astype(np.float16), marks=marks, durations=durations)
        part.replace(place)


def _read(place: Path) -> Clip:
    with np.load(place) as stored:
        samples = stored["samples"].astype(np.float32)
        return samples, label(samples, str(stored["marks"]), stored["durations"])


def label(samples: Sound, marks: str, durations: NDArray[Any]) -> Labels:
    """The phoneme of each 10 ms. Between words Kokoro holds a mark that is no sound: those frames teach nothing."""
    edges = np.concatenate(([0], np.cumsum(durations))) * DURATION_SAMPLES
    labels = np.full(len(samples) // STEP, UNKNOWN)
    for (first, second), start, end in zip(_kinds(marks), edges, edges[1:], strict=False):
        labels[round(start / STEP) : round(end / STEP)] = second
        labels[round(start / STEP) : round((start + end) / 2 / STEP)] = first
    peaks = np.abs(samples[: len(labels) * STEP]).reshape(-1, STEP).max(axis=1)
    loud = np.flatnonzero(peaks > SOUND)
    labels[: loud[0]] = labels[loud[-1] + 1 :] = 0
    labels[(labels == UNKNOWN) & (peaks < SOUND)] = 0
    return labels


def _kinds(marks: str) -> list[tuple[int, int]]:
    """The classes of both halves of each of Kokoro's marks, as text/sounds.py would spell it."""
    known = [MARKS.get(mark, mark) for mark in marks]
    kinds: list[tuple[int, int]] = []
    vowel = UNKNOWN
    for at, sound in enumerate(known):
        after = next((later for later in known[at + 1 :] if later not in " _"), "")
        if sound in NASALS and after and after not in f"{VOWELS}y":
            sound = "N"
        elif marks[at] == "ʲ" and after == "i":
            sound = known[at - 1]
        kind = vowel if sound == "ː" else UNKNOWN if sound == "_" else PHONEMES.find(sound)
        if sound in tuple(VOWELS):
            vowel = kind
        soft = marks[at] == "ɲ" and after in tuple("auo")
        kinds.append((kind, PHONEMES.find("y") if soft else kind))
    return kinds
