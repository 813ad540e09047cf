"""Trains src/taiyaku/align/sounds-base.npz: which sound each 10 ms is, read off Whisper's encoder (`make sounds`).

A small head (two convolutions) over the encoder's output, which is computed for hearing anyway. It learns from Kokoro's
voices, which tell how long they hold each phoneme, on the tuned half of the alignment benchmark's talks and
benchmarks/talk.toml, through noise, music, babble, echo and telephones. Two of the five Kokoro voices, Mei's voice and
the held-out talks are never seen. Needs the extra `sample`.
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from benchmarks.align.speech import scripts as talks
from numpy.typing import NDArray
from scripts.rooms import at_snr, babble, echo, music, pink, telephone
from scripts.voices import DURATION_SAMPLES, RATE, SOUND, Sound, kokoro_phonemes

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "src" / "taiyaku" / "align" / "sounds-base.npz"
VOICES = ("jf_alpha", "jf_gongitsune", "jm_kumo")
SPEEDS = (0.85, 1.25)
PASSES = 3  # how often each clip is heard, each time in another room
CUT_SHARE = 0.6  # of the clips; an abrupt end sounds to the encoder as if the vowel went on behind the noise
WINDOW_S = 26.0
STEP = RATE // 100  # samples in 10 ms
PHONEMES = "_aiueokgsztdnhbpmyrwSCcNq"  # `_` is no speech; the others as in text/sounds.py
UNKNOWN = -1  # frames that teach nothing
MARKS = {  # Kokoro's phonemes that are spelled otherwise
    "ɯ": "u", "ɨ": "u", "ɾ": "r", "ʲ": "y", "j": "y", "ɴ": "N", "ŋ": "N", "ɕ": "S", "ɲ": "n", "ɡ": "g", "β": "w",
    "ʥ": "z", "ʣ": "z", "ʦ": "c", "ʔ": "q", "ʨ": "C", "ç": "h", "ɸ": "h",
}  # fmt: skip
HIDDEN = 96
EPOCHS = 5

Labels = NDArray[np.int64]


def sentences() -> list[str]:
    """What is read aloud for training: nothing of the held-out talks, nothing of the sample."""
    long_talk = tomllib.loads((ROOT / "benchmarks" / "talk.toml").read_text("utf-8"))
    said = [s.get("say", s["text"]) for turn in long_talk["turns"] for s in turn.get("sentences", ())]
    said += [line.say for talk in talks() if talk.half == "tuned" for line in talk.lines]
    return list(dict.fromkeys(said))


def clips() -> list[tuple[Sound, Labels]]:
    """Every sentence by two voices, at a pace of its own, with a label for each 10 ms; spoken once and kept."""
    rng = random.Random(5)
    folder = platformdirs.user_cache_path("taiyaku") / "benchmarks" / "sounds"
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    wanted = sentences()
    for number, text in enumerate(wanted):
        for voice in rng.sample(VOICES, 2):
            speed = rng.uniform(*SPEEDS)
            place = folder / f"{number:03}-{voice}.npz"
            if not place.exists():
                samples, marks, durations = kokoro_phonemes(text, voice, speed)
                np.savez(place, samples=samples, marks=marks, durations=durations)
                print(f"\rspeaking {number + 1} of {len(wanted)}", end="", file=sys.stderr)
            with np.load(place) as stored:
                samples = stored["samples"]
                found.append((samples, label(samples, str(stored["marks"]), stored["durations"])))
    return found


def label(samples: Sound, marks: str, durations: NDArray[Any]) -> Labels:
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


def tapes(found: list[tuple[Sound, Labels]], rng: random.Random) -> Iterator[tuple[Sound, Labels]]:
    """The clips in random order and level, with pauses of every length, as windows of at most 26 s."""
    order = rng.sample(found, len(found))
    sound: list[Sound] = []
    labels: list[Labels] = []
    for samples, marks in order:
        if sum(map(len, labels)) + len(marks) > WINDOW_S * 100 and sound:
            yield np.concatenate(sound), np.concatenate(labels)
            sound, labels = [], []
        pause = round(rng.choice((0.0, rng.uniform(0, 0.3), rng.uniform(0.2, 1.5))) * 100)
        if rng.random() < CUT_SHARE:
            samples = _cut(samples)
        sound += [np.zeros(pause * STEP, np.float32), samples[: len(marks) * STEP] * np.float32(rng.uniform(0.3, 1.2))]
        labels += [np.zeros(pause, np.int64), marks]
    yield np.concatenate(sound), np.concatenate(labels)


def _cut(samples: Sound) -> Sound:
    """A clip that is silent but for the sentence itself, as an editor cuts it: no breath, no fading."""
    loud = np.flatnonzero(np.abs(samples) > SOUND)
    out = np.zeros_like(samples)
    out[loud[0] : loud[-1] + 1] = samples[loud[0] : loud[-1] + 1]
    return out


def through_a_room(sound: Sound, others: list[Sound], rng: random.Random) -> Sound:
    """A quarter clean, the rest through noise, music, babble, an echo or a telephone."""
    seed = rng.randrange(1 << 30)
    kind = rng.choice(("clean", "pink", "music", "babble", "echo", "telephone", "echo and pink", "music"))
    if "echo" in kind:
        sound = echo(sound, seed)
    if kind == "telephone":
        sound = telephone(sound, seed)
    noise = {"pink": pink, "music": music, "echo and pink": pink}.get(kind)
    if noise:
        sound = at_snr(sound, noise(len(sound), seed), rng.uniform(-3, 25))
    if kind == "babble":
        sound = at_snr(sound, babble(rng.sample(others, 12), len(sound), seed), rng.uniform(0, 25))
    return sound


def encoded() -> Iterator[tuple[NDArray[np.float16], Labels]]:
    """Pairs (encoder output of shape (frames, state) at 20 ms, labels at 10 ms)."""
    from scipy.signal import resample_poly

    from taiyaku.engine import EngineOptions
    from taiyaku.listen import open_recognizer

    engine = open_recognizer("faster-whisper", EngineOptions())
    found = clips()
    rng = random.Random(11)
    for turn in range(PASSES):
        for number, (sound, labels) in enumerate(tapes(found, rng)):
            sound = through_a_room(sound, [samples for samples, _ in found], rng)
            at_16k = np.asarray(resample_poly(sound, 2, 3), np.float32)
            features = engine.encode(at_16k).features()
            assert features is not None
            frames = min(len(features), len(labels) // 2)
            yield features[:frames].astype(np.float16), labels[: 2 * frames]
            print(f"\rencoding, pass {turn + 1} of {PASSES}, window {number + 1}   ", end="", file=sys.stderr)


def train(pairs: list[tuple[NDArray[np.float16], Labels]]) -> dict[str, NDArray[np.float16]]:
    """Fit the head; every tenth window is kept to say how well it went."""
    import torch
    from torch import nn

    torch.manual_seed(1)
    state, classes = pairs[0][0].shape[1], len(PHONEMES)
    head = nn.Sequential(
        nn.Conv1d(state, HIDDEN, 3, padding=1), nn.ReLU(), nn.Dropout(0.1), nn.Conv1d(HIDDEN, 2 * classes, 3, padding=1)
    )
    best = torch.optim.AdamW(head.parameters(), 2e-3, weight_decay=0.01)
    data = [(torch.from_numpy(x.astype(np.float32).T[None]), torch.from_numpy(y)) for x, y in pairs]
    kept, taught = data[::10], [pair for n, pair in enumerate(data) if n % 10]
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(best, EPOCHS * len(taught))
    weights = torch.ones(classes)
    for epoch in range(EPOCHS):
        head.train()
        for index in torch.randperm(len(taught)).tolist():
            x, y = taught[index]
            loss = nn.functional.cross_entropy(_split(head(x), classes), y, weights, ignore_index=UNKNOWN)
            best.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            best.step()
            schedule.step()
        head.eval()
        with torch.no_grad():
            right = [(_split(head(x), classes).argmax(1) == y)[y != UNKNOWN].float().mean() for x, y in kept]
        print(f"\repoch {epoch + 1}: {100 * float(sum(right)) / len(right):.1f} % of frames right", file=sys.stderr)
    return {name: value.detach().numpy().astype(np.float16) for name, value in head.state_dict().items()}


def _split(out: Any, classes: int) -> Any:
    """(1, 2 * classes, frames) at 20 ms as (2 * frames, classes) at 10 ms."""
    return out[0].T.reshape(-1, classes)


def main() -> None:
    """Train the head and write it."""
    weights = train(list(encoded()))
    names = {"0.weight": "first", "0.bias": "first_bias", "3.weight": "second", "3.bias": "second_bias"}
    arrays: dict[str, Any] = {names[name]: value for name, value in weights.items()}
    np.savez_compressed(PLACE, phonemes=PHONEMES, **arrays)
    print(f"{PLACE}: {PLACE.stat().st_size / 1024:.0f} KiB", file=sys.stderr)


if __name__ == "__main__":
    main()
