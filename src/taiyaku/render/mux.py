"""Subtitles into a film's container, beside picture and sound, which are not coded anew."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from taiyaku.media import probe
from taiyaku.model import Report, silent
from taiyaku.render.ffmpeg import find_ffmpeg, run_ffmpeg

CODECS: Mapping[str, str] = {".mp4": "mov_text", ".m4v": "mov_text", ".mov": "mov_text", ".mkv": "subrip"}
LANGUAGES: Mapping[str, tuple[str, str]] = {  # a track -> ISO 639-2, and what a player shows
    "ja": ("jpn", "日本語"),
    "en": ("eng", "English"),
    "ja-en": ("mul", "日本語 + English"),
}


def mux(media: Path, tracks: Mapping[str, str], out: Path, ffmpeg: str = "", report: Report = silent) -> None:
    """Write `out`: the recording with SRT texts by track name as subtitle tracks, the first of them shown by default.

    Raises EngineError where there is no ffmpeg, MediaError where the container cannot hold the recording.
    """
    program, info = find_ffmpeg(ffmpeg), probe(media)
    arguments = ["-i", str(media.resolve())]
    outputs = ["-map", "0:v?", "-map", "0:a"]
    with tempfile.TemporaryDirectory() as folder:
        for number, (track, text) in enumerate(tracks.items()):
            name = f"{number}.srt"
            (Path(folder) / name).write_text(text, "utf-8")
            arguments += ["-i", name]
            language, title = LANGUAGES[track]
            outputs += ["-map", str(number + 1), f"-metadata:s:s:{number}", f"language={language}"]
            outputs += [f"-metadata:s:s:{number}", f"title={title}", f"-metadata:s:s:{number}", f"handler_name={title}"]
            outputs += [f"-disposition:s:{number}", "default" if number == 0 else "0"]
        codecs = ["-c", "copy", "-c:s", CODECS[out.suffix.lower()]]
        run_ffmpeg(program, [*arguments, *outputs, *codecs], out, info.duration_ms, report, Path(folder))
