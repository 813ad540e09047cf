"""Trains src/taiyaku/align/sounds-base.npz: which sound each 10 ms is, read off Whisper's encoder (`make sounds`).

A small head (two convolutions) over the encoder's output and input, which are computed for hearing anyway. It learns
from scripts/clips.py, through noise, music, babble, echo and telephones, and from throats longer or shorter than the
voices'. Needs the extra `sample`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scripts.clips import PHONEMES, ROOT, STEP, UNKNOWN, Clip, Labels, clips
from scripts.rooms import at_snr, babble, echo, hiss, music, telephone
from scripts.voices import Sound

PLACE = ROOT / "src" / "taiyaku" / "align" / "sounds-base.npz"
PASSES = 8  # how often each clip is heard, each time in another room
CUT_SHARE = 0.6  # of the clips; an abrupt end sounds to the encoder as if the vowel went on behind the noise
THROATS = (0.86, 1.18)  # times as long as the voice's own
LEVELS_DB = (-18.0, 2.0)
WINDOW_S = 26.0
ROOMS = ("clean", "hiss", "hiss", "music", "music", "babble", "babble", "echo", "telephone", "echo and hiss")
SNR_DB = (-4.0, 25.0)
CROWD = 24  # clips that a babble is made of
HIDDEN = 128
EPOCHS = 6

Pair = tuple[NDArray[np.float16], Labels]  # features of shape (frames, width) at 20 ms, labels at 10 ms


def tapes(found: Sequence[Clip], rng: random.Random) -> Iterator[Clip]:
    """The clips in random order and level, with pauses of every length, as windows of at most 26 s."""
    tape: list[Clip] = []
    for clip in rng.sample(found, len(found)):
        clip = clip.through_a_throat(rng.uniform(*THROATS))
        if sum(len(part.labels) for part in tape) + len(clip.labels) > WINDOW_S * 100 and tape:
            yield _joined(tape)
            tape = []
        pause = round(rng.choice((0.0, rng.uniform(0, 0.3), rng.uniform(0.2, 1.5))) * 100)
        if rng.random() < CUT_SHARE:
            clip = clip.cut()
        level = np.float32(10 ** (rng.uniform(*LEVELS_DB) / 20))
        tape.append(Clip(np.zeros(pause * STEP, np.float32), np.zeros(pause, np.int64)))
        tape.append(Clip(clip.samples[: len(clip.labels) * STEP] * level, clip.labels))
    yield _joined(tape)


def _joined(tape: Sequence[Clip]) -> Clip:
    return Clip(np.concatenate([part.samples for part in tape]), np.concatenate([part.labels for part in tape]))


def through_a_room(sound: Sound, others: Sequence[Clip], rng: random.Random) -> Sound:
    """The sound as it is, or through noise, music, babble, an echo or a telephone."""
    seed, kind = rng.randrange(1 << 30), rng.choice(ROOMS)
    if "echo" in kind:
        sound = echo(sound, seed)
    if kind == "telephone":
        sound = telephone(sound, seed)
    if "hiss" in kind:
        sound = at_snr(sound, hiss(len(sound), seed, rng.uniform(0.0, 1.6)), rng.uniform(*SNR_DB))
    if kind == "music":
        sound = at_snr(sound, music(len(sound), seed), rng.uniform(*SNR_DB))
    if kind == "babble":
        crowd = [clip.samples for clip in rng.sample(others, CROWD)]
        sound = at_snr(sound, babble(crowd, len(sound), seed, rng.randint(2, 7)), rng.uniform(*SNR_DB))
    return sound


def encoded(number: int) -> list[Pair]:
    """Every window of one pass through the clips."""
    from scipy.signal import resample_poly

    from taiyaku.listen import open_recognizer
    from taiyaku.model import EngineOptions

    engine = open_recognizer("faster-whisper", EngineOptions(threads=1))
    found = clips()
    rng = random.Random(number)
    pairs: list[Pair] = []
    for tape in tapes(found, rng):
        sound = through_a_room(tape.samples, found, rng)
        at_16k = np.asarray(resample_poly(sound, 2, 3), np.float32)
        features = engine.encode(at_16k).features()
        assert features is not None
        frames = min(len(features), len(tape.labels) // 2)
        pairs.append((features[:frames].astype(np.float16), tape.labels[: 2 * frames]))
    return pairs


def passes() -> Iterator[Pair]:
    """The windows of all passes, encoded side by side."""
    clips()  # spoken once, before others ask for them
    with ProcessPoolExecutor() as pool:
        for number, pairs in enumerate(pool.map(encoded, range(PASSES))):
            print(f"\rencoded pass {number + 1} of {PASSES}", end="", file=sys.stderr)
            yield from pairs


def train(pairs: Sequence[Pair]) -> dict[str, NDArray[np.float16]]:
    """Fit the head; every tenth window is kept to say how well it went."""
    import torch
    from torch import nn

    torch.manual_seed(1)
    width, classes = pairs[0][0].shape[1], len(PHONEMES)
    head = nn.Sequential(
        nn.Conv1d(width, HIDDEN, 3, padding=1), nn.ReLU(), nn.Dropout(0.1), nn.Conv1d(HIDDEN, 2 * classes, 3, padding=1)
    )
    best = torch.optim.AdamW(head.parameters(), 2e-3, weight_decay=0.01)
    kept, taught = pairs[::10], [pair for n, pair in enumerate(pairs) if n % 10]
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(best, EPOCHS * len(taught))

    def scores(pair: Pair) -> tuple[Any, Any]:
        out = head(torch.from_numpy(pair[0].astype(np.float32).T[None]))
        return out[0].T.reshape(-1, classes), torch.from_numpy(pair[1])  # two frames of 10 ms for each of 20

    for epoch in range(EPOCHS):
        head.train()
        for index in torch.randperm(len(taught)).tolist():
            loss = nn.functional.cross_entropy(*scores(taught[index]), ignore_index=UNKNOWN)
            best.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            best.step()
            schedule.step()
        head.eval()
        with torch.no_grad():
            read = [(guess.argmax(1), true) for guess, true in map(scores, kept)]
        right = [float((guess == true)[true != UNKNOWN].float().mean()) for guess, true in read]
        print(f"\repoch {epoch + 1}: {100 * sum(right) / len(right):.1f} % of frames right", file=sys.stderr)
    return {name: value.detach().numpy().astype(np.float16) for name, value in head.state_dict().items()}


def main() -> None:
    """Train the head and write it."""
    weights = train(list(passes()))
    names = {"0.weight": "first", "0.bias": "first_bias", "3.weight": "second", "3.bias": "second_bias"}
    arrays: dict[str, Any] = {names[name]: value for name, value in weights.items()}
    np.savez_compressed(PLACE, phonemes=PHONEMES, **arrays)
    print(f"{PLACE}: {PLACE.stat().st_size / 1024:.0f} KiB", file=sys.stderr)


if __name__ == "__main__":
    main()
