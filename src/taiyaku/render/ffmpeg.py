"""The ffmpeg program: found, asked what it can do, and run with its progress watched. Nothing else needs it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from taiyaku.errors import EngineError, MediaError
from taiyaku.model import Report

INSTALL = "Install it (apt install ffmpeg, brew install ffmpeg, winget install ffmpeg), or name one with --ffmpeg"


def find_ffmpeg(named: str = "", needs: str = "") -> str:
    """The program, by its path or as the shell finds it; with the filter that is needed. Raises EngineError."""
    program = shutil.which(named or "ffmpeg")
    if program is None:
        raise EngineError(f"there is no {named or 'ffmpeg'} here", where="--ffmpeg", remedy=INSTALL)
    if needs:
        done = subprocess.run([program, "-hide_banner", "-filters"], capture_output=True, text=True, check=False)
        if not any(line.split()[1:2] == [needs] for line in done.stdout.splitlines()):
            raise EngineError(
                f"this ffmpeg was built without libass (it has no filter called {needs})",
                where=program,
                remedy="Install one that has it: those of Debian, Homebrew and gyan.dev do",
            )
    return program


def run_ffmpeg(program: str, arguments: Sequence[str], out: Path, length_ms: int, report: Report, folder: Path) -> None:
    """Run it in `folder` so that it writes `out`, whole or not at all. Raises MediaError with what it complained of."""
    part = out.with_name(f".{out.stem}.part{out.suffix}")
    command = [program, "-hide_banner", "-nostdin", "-y", "-loglevel", "error", "-progress", "pipe:1", *arguments]
    try:
        with tempfile.TemporaryFile("w+") as complaints:
            process = subprocess.Popen(
                [*command, str(part.resolve())], stdout=subprocess.PIPE, stderr=complaints, text=True, cwd=folder
            )
            try:
                for line in process.stdout or ():
                    key, _, value = line.strip().partition("=")
                    if key == "out_time_us" and value.isdecimal():
                        report(min(length_ms, int(value) // 1000), length_ms)
                code = process.wait()
            except BaseException:
                process.kill()
                process.wait()
                raise
            complaints.seek(0)
            said = " ".join(complaints.read().split())
        if code or not part.exists():
            raise MediaError(f"ffmpeg could not do it: {said[-300:] or code}", where=str(out), remedy="Mend that")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
