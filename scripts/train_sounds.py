"""Trains src/taiyaku/align/sounds-base.npz: which sound each 10 ms is, read off Whisper's encoder (`make sounds`).

A small head over the encoder's output, which is computed for hearing anyway. Needs the extra `sample`, and a folder
with Kokoro's voices of other languages: `python -m scripts.train_sounds VOICES`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly
from scripts.sound_clips import PHONEMES, ROOT, UNKNOWN, Labels, clips
from scripts.sound_scenes import recordings

PLACE = ROOT / "src" / "taiyaku" / "align" / "sounds-base.npz"
PASSES = 6  # how often each clip is heard, each time in another room
HIDDEN = 128
DILATIONS = (2, 4)  # of the layers in the middle: together the head looks at 340 ms
DROPOUT = 0.15
EPOCHS = 4
RATE = 2e-3

Features = NDArray[np.float16]  # shape (frames, state): the encoder's output, 20 ms a frame


def encoded(foreign: Path) -> Iterator[tuple[Features, Labels]]:
    """Encoder output, and the labels of its frames at 10 ms."""
    from taiyaku.engine import EngineOptions
    from taiyaku.listen import open_recognizer

    engine = open_recognizer("faster-whisper", EngineOptions())
    for number, (sound, labels) in enumerate(recordings(clips(foreign), PASSES, random.Random(11))):
        features = engine.encode(np.asarray(resample_poly(sound, 2, 3), np.float32)).features()
        assert features is not None
        frames = min(len(features), len(labels) // 2)
        yield features[:frames].astype(np.float16), labels[: 2 * frames]
        print(f"\rencoding, window {number + 1}   ", end="", file=sys.stderr)


def train(pairs: list[tuple[Features, Labels]]) -> dict[str, NDArray[np.float16]]:
    """Fit the head; every tenth window is kept to say how well it went."""
    import torch
    from torch import nn

    torch.manual_seed(1)
    classes = len(PHONEMES)

    class Head(nn.Module):
        def __init__(self, state: int) -> None:
            super().__init__()
            self.first = nn.Conv1d(state, HIDDEN, 3, padding=1)
            self.inner = nn.ModuleList(nn.Conv1d(HIDDEN, HIDDEN, 3, padding=d, dilation=d) for d in DILATIONS)
            self.second = nn.Conv1d(HIDDEN, 2 * classes, 3, padding=1)
            self.dropout = nn.Dropout(DROPOUT)

        def forward(self, features: torch.Tensor) -> torch.Tensor:
            """Shape (2 * frames, classes), at 10 ms, of features of shape (frames, state)."""
            hidden = self.dropout(torch.relu(self.first(features.T[None])))
            for layer in self.inner:
                hidden = hidden + self.dropout(torch.relu(layer(hidden)))
            out: torch.Tensor = self.second(hidden)[0].T.reshape(-1, classes)
            return out

    head = Head(pairs[0][0].shape[1])
    data = [(torch.from_numpy(x), torch.from_numpy(y)) for x, y in pairs]
    kept, taught = data[::10], [pair for n, pair in enumerate(data) if n % 10]
    best = torch.optim.AdamW(head.parameters(), RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(best, RATE, EPOCHS * len(taught), pct_start=0.1)

    def loss(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return nn.functional.cross_entropy(head(x.float()), y, ignore_index=UNKNOWN)

    for epoch in range(EPOCHS):
        head.train()
        for index in torch.randperm(len(taught)).tolist():
            best.zero_grad()
            loss(*taught[index]).backward()  # type: ignore[no-untyped-call]
            best.step()
            schedule.step()
        head.eval()
        with torch.no_grad():
            right = [(head(x.float()).argmax(1) == y)[y != UNKNOWN].float().mean() for x, y in kept]
            losses = [loss(x, y) for x, y in kept]
        shares = 100 * float(sum(right)) / len(right), float(sum(losses)) / len(losses)
        print(f"\repoch {epoch + 1}: {shares[0]:.1f} % of frames right, loss {shares[1]:.3f}", file=sys.stderr)
    return {name: value.detach().numpy().astype(np.float16) for name, value in head.state_dict().items()}


def main() -> None:
    """Train the head and write it."""
    if len(sys.argv) != 2:
        raise SystemExit(
            "python -m scripts.train_sounds VOICES, a folder of Kokoro's voices: the npm package kokoro-js"
        )
    learned: dict[str, Any] = dict(train(list(encoded(Path(sys.argv[1])))))
    inner = [(learned.pop(f"inner.{n}.weight"), learned.pop(f"inner.{n}.bias")) for n in range(len(DILATIONS))]
    arrays = {name.replace(".weight", "").replace(".", "_"): value for name, value in learned.items()}
    arrays |= {"inner": np.stack([weight for weight, _ in inner]), "inner_bias": np.stack([bias for _, bias in inner])}
    np.savez_compressed(PLACE, phonemes=PHONEMES, dilations=DILATIONS, **arrays)
    print(f"{PLACE}: {PLACE.stat().st_size / 1024:.0f} KiB", file=sys.stderr)


if __name__ == "__main__":
    main()
