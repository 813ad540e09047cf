"""What engines that draw make of the files: FFmpeg's libass, and MLT (Shotcut's and Kdenlive's engine) through it.

Black film of each rate is drawn over; on how many of a track's first and last frames a caption stands where it should.
They show a caption on the first frame that is not before its time: milliseconds, which are taken up for importers that
count whole frames, come a frame late there wherever a frame's time is no whole number of them; ASS is written for these
engines. A program that is not here is named so.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from taiyaku.formats import WRITERS, Caption, Line, WriteOptions
from taiyaku.frames import RATES, Rate, ms_of

WIDTH, HEIGHT = 160, 90
CAPTIONS = 25
FORMS = ("srt", "vtt", "ass")
Drawn = Callable[[Path, Rate, int], bytes]


def a_track(rate: Rate) -> tuple[list[Caption], list[tuple[int, int]]]:
    """Captions a few frames long and apart, and the frames that they stand on."""
    chance, at, captions, frames = random.Random(7), 3, [], []
    for number in range(1, CAPTIONS + 1):
        start = at + chance.choice((1, 2, 9))
        at = start + chance.choice((1, 2, 12))
        frames.append((start, at))
        captions.append(Caption(number, ms_of(start, rate), ms_of(at, rate), (Line("■■■■"),)))
    return captions, frames


def by_ffmpeg(path: Path, rate: Rate, frames: int) -> bytes:
    film = f"color=c=black:s={WIDTH}x{HEIGHT}:r={rate.exact}:d={float(frames / rate.exact):.6f}"
    drawn = f"{'ass' if path.suffix == '.ass' else 'subtitles'}={path.name}"
    return _run(path.parent, "ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", film, "-vf", f"{drawn},format=gray",
                "-f", "rawvideo", "-")  # fmt: skip


def by_melt(path: Path, rate: Rate, frames: int) -> bytes:
    profile = path.with_name("profile")
    profile.write_text(
        f"description=test\nframe_rate_num={rate.exact.numerator}\nframe_rate_den={rate.exact.denominator}\n"
        f"width={WIDTH}\nheight={HEIGHT}\nprogressive=1\nsample_aspect_num=1\nsample_aspect_den=1\n"
        f"display_aspect_num=16\ndisplay_aspect_den=9\ncolorspace=709\n"
    )
    filters = ("-filter", "avfilter.subtitles", f"av.filename={path.name}")
    raw = ("f=rawvideo", "vcodec=rawvideo", "pix_fmt=gray", "an=1", "real_time=-1")
    film = ("-silent", "-profile", "profile", "color:black", f"out={frames - 1}")
    _run(path.parent, "melt", *film, *filters, "-consumer", "avformat:out.raw", *raw)
    return path.with_name("out.raw").read_bytes()


ENGINES: Mapping[str, tuple[str, Drawn]] = {"libass (ffmpeg)": ("ffmpeg", by_ffmpeg), "MLT (melt)": ("melt", by_melt)}


def _run(folder: Path, *command: str) -> bytes:
    return subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout


def judge(drawn: Drawn, form: str, rate: Rate) -> tuple[int, int]:
    """How many captions begin, and how many end, on their frames."""
    captions, frames = a_track(rate)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"track.{form}"
        path.write_text(str(WRITERS[form].write(captions, WriteOptions(rate=rate))), "utf-8")
        raw = drawn(path, rate, frames[-1][1] + 10)
    pictures = np.frombuffer(raw, np.uint8).reshape(-1, HEIGHT * WIDTH)
    lit = (pictures.max(axis=1) > 128).astype(int)
    edges = np.diff(np.concatenate([[0], lit, [0]]))
    begins, ends = set(np.flatnonzero(edges == 1)), set(np.flatnonzero(edges == -1))
    return sum(a in begins for a, _ in frames), sum(b in ends for _, b in frames)


def main() -> None:
    table = Table(title=f"{CAPTIONS} captions drawn: how many begin / end on their frame")
    table.add_column("engine, format")
    for name in RATES:
        table.add_column(name, justify="right")
    for engine, (program, drawn) in ENGINES.items():
        if shutil.which(program) is None:
            table.add_row(f"{engine}: not run, {program} is not installed")
            continue
        for form in FORMS:
            found = [judge(drawn, form, Rate(name, exact)) for name, exact in RATES.items()]
            table.add_row(f"{engine}, {form}", *(f"{a}/{b}" for a, b in found))
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
