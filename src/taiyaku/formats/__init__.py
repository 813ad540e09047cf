"""Subtitle formats: one file each, pure functions between text and cues."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from taiyaku.formats.srt import read_srt, write_srt
from taiyaku.formats.vtt import read_vtt, write_vtt
from taiyaku.model import Cue

READERS: Mapping[str, Callable[[str], tuple[Cue, ...]]] = {"srt": read_srt, "vtt": read_vtt}
WRITERS: Mapping[str, Callable[[Sequence[Cue]], str]] = {"srt": write_srt, "vtt": write_vtt}

__all__ = ["READERS", "WRITERS", "read_srt", "read_vtt", "write_srt", "write_vtt"]
