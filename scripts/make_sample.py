"""Speaks media/interview.* anew from scripts/sample_script.toml (needs the extra `sample`)."""

from __future__ import annotations

import sys
from pathlib import Path

import av
import numpy as np
from scripts.voices import RATE, Talk, speak_script, times_json

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "media" / "interview"
BIT_RATE = 40_000  # Opus; the voices stay clear and two minutes stay under 1 MiB


def write_opus(talk: Talk, path: Path) -> None:
    """Encode a talk as Opus in Ogg; its pre-skip is in the header, so that times stay exact."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopus", rate=RATE, layout="mono")
        stream.bit_rate = BIT_RATE
        pcm = (np.clip(talk.samples, -1, 1) * 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(pcm[None, :], format="s16", layout="mono")
        frame.rate = RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def main() -> None:
    """Write the recording, its transcript and its true times."""
    talk = speak_script(
        ROOT / "scripts" / "sample_script.toml",
        lambda done, total: print(f"\rsentence {done} of {total}", end="", file=sys.stderr),
    )
    write_opus(talk, SAMPLE.with_suffix(".ogg"))
    SAMPLE.with_suffix(".txt").write_text(talk.transcript, "utf-8")
    SAMPLE.with_suffix(".times.json").write_text(times_json(talk), "utf-8")
    print(f"\n{len(talk.samples) / RATE:.1f} s, {len(talk.spoken)} sentences", file=sys.stderr)


if __name__ == "__main__":
    main()
