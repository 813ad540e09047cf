"""Short clips of a recording, to listen to one sentence."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import numpy as np

from taiyaku.media import load_audio
from taiyaku.model import SAMPLE_RATE
from taiyaku.storage import write_together

FADE_MS = 10  # a cut in the middle of a sound clicks


def cut_clip(media: Path, start_ms: int, end_ms: int, out: Path, track: int = 0) -> None:
    """Write `start_ms` to `end_ms` of a recording as 16 kHz mono WAV. Raises MediaError or OutputError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub looks for an ffmpeg program, which a WAV does not need
        from pydub import AudioSegment

    samples = load_audio(media, track)[start_ms * SAMPLE_RATE // 1000 : end_ms * SAMPLE_RATE // 1000]
    pcm = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    clip = AudioSegment(data=pcm, sample_width=2, frame_rate=SAMPLE_RATE, channels=1)
    wav = io.BytesIO()
    clip.fade_in(FADE_MS).fade_out(FADE_MS).export(wav, format="wav")
    write_together({out: wav.getvalue()})
