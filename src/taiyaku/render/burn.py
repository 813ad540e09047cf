"""Subtitles drawn into the picture by libass, through ffmpeg: the whole film, a stretch of it, or one frame."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from taiyaku.formats import Caption, WriteOptions, write_ass
from taiyaku.frames import parse_rate
from taiyaku.media import probe
from taiyaku.model import Report, silent
from taiyaku.picture import picture_of
from taiyaku.render.ffmpeg import find_ffmpeg, run_ffmpeg
from taiyaku.render.fonts import Font, find_font

SUBTITLES = "subtitles.ass"  # in a folder of its own, so that no path has to be escaped for a filter
BACKGROUND = "color=c=black:s=1280x720:r=25"  # where there is sound alone
BACKGROUND_RATE = parse_rate("25")
STILL = ".png"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a recording, in milliseconds; all of it where `length_ms` is 0."""

    start_ms: int = 0
    length_ms: int = 0


ALL = Stretch()


@dataclass(frozen=True, slots=True)
class Look:
    """How to draw: the font by name or file, and the ffmpeg to draw with; empty for what is found."""

    font: str = ""
    ffmpeg: str = ""
    colours: bool = False


def burn(
    media: Path,
    captions: Sequence[Caption],
    out: Path,
    look: Look,
    stretch: Stretch = ALL,
    report: Report = silent,
) -> None:
    """Write `out` with the captions in its picture; one frame of it if it ends in .png.

    Sound alone gets a black picture. Raises EngineError: no ffmpeg with libass, no font; MediaError.
    """
    program, font = find_ffmpeg(look.ffmpeg, "ass"), find_font(look.font)
    info, picture = probe(media), picture_of(media)
    rate = picture.rate if picture else BACKGROUND_RATE
    length = stretch.length_ms or info.duration_ms
    shown = [moved for caption in captions if (moved := _moved(caption, stretch.start_ms, length))]
    with tempfile.TemporaryDirectory() as folder:
        # a stretch begins between two frames, so that its captions lie on none of it
        options = WriteOptions(rate=None if stretch.start_ms else rate, colours=look.colours, font=font.family)
        text = write_ass(shown, options)
        (Path(folder) / SUBTITLES).write_text(text, "utf-8")
        arguments = _inputs(media, picture is not None, stretch) + _outputs(font, out.suffix.lower() == STILL)
        run_ffmpeg(program, arguments, out, length, report, Path(folder))


def _moved(caption: Caption, start_ms: int, length_ms: int) -> Caption | None:
    """A caption on the clock of a stretch; None where it lies outside."""
    start, end = max(0, caption.start_ms - start_ms), min(caption.end_ms - start_ms, length_ms)
    return replace(caption, start_ms=start, end_ms=end) if start < end else None


def _inputs(media: Path, has_picture: bool, stretch: Stretch) -> list[str]:
    seconds = [f"{ms / 1000:.3f}" for ms in (stretch.start_ms, stretch.length_ms)]
    part = ["-ss", seconds[0], "-t", seconds[1]] if stretch.length_ms else []
    black = [] if has_picture else ["-f", "lavfi", "-i", BACKGROUND, "-shortest"]
    return [*part, "-i", str(media.resolve()), *black]


def _outputs(font: Font, still: bool) -> list[str]:
    fonts = f":fontsdir={_escaped(font.folder)}" if font.folder else ""
    drawn = ["-vf", f"ass={SUBTITLES}{fonts}"]
    if still:
        return [*drawn, "-frames:v", "1"]
    return [
        *drawn,
        "-c:v", "libx264", "-crf", "18", "-preset", "medium", "-pix_fmt", "yuv420p",
        "-c:a", "aac", "-b:a", "192k", "-sn", "-movflags", "+faststart",
    ]  # fmt: skip


def _escaped(path: Path) -> str:
    """A path as it may stand in a filter: once for the option, once for the graph."""
    once = str(path).replace("\\", "\\\\").replace(":", "\\:").replace("'", "\\'")
    return "".join(f"\\{char}" if char in "\\'[],;" else char for char in once)
