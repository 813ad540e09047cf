"""Short clips of a recording, to listen to one sentence."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from taiyaku.errors import MediaError
from taiyaku.media import load_audio
from taiyaku.model import SAMPLE_RATE, Samples
from taiyaku.storage import write_together

FADE_MS = 10  # a cut in the middle of a sound clicks


def cut_clip(media: Path, start_ms: int, end_ms: int, out: Path, track: int = 0) -> None:
    """Write one stretch of a recording, as `cut_clips` does."""
    cut_clips(media, {out: (start_ms, end_ms)}, track)


def cut_clips(media: Path, spans: Mapping[Path, tuple[int, int]], track: int = 0) -> None:
    """Write stretches of a recording, from and to in milliseconds, as 16 kHz mono WAV: all of them or none.

    Raises MediaError, also where the recording ends before a stretch begins, or OutputError.
    """
    recording = load_audio(media, track)
    clips: dict[Path, bytes] = {}
    for out, (start_ms, end_ms) in spans.items():
        cut = recording[max(0, start_ms) * SAMPLE_RATE // 1000 : max(0, end_ms) * SAMPLE_RATE // 1000]
        if not len(cut):
            raise MediaError(
                f"there is no sound from {start_ms / 1000:.2f} to {end_ms / 1000:.2f} s",
                where=str(media),
                remedy="Align it again: the job file is of another recording",
            )
        clips[out] = _wav(cut)
    write_together(clips)


def _wav(samples: Samples) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub looks for an ffmpeg program, which a WAV does not need
        from pydub import AudioSegment

    pcm = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    clip = AudioSegment(data=pcm, sample_width=2, frame_rate=SAMPLE_RATE, channels=1)
    wav = io.BytesIO()
    clip.fade_in(FADE_MS).fade_out(FADE_MS).export(wav, format="wav")
    return wav.getvalue()
