"""Playing a clip with a program of this machine, where it has one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

PLAYERS = (  # each with what keeps it quiet and ends it; the first that is there and succeeds
    ("afplay",),
    ("paplay",),
    ("pw-play",),
    ("aplay", "-q"),
    ("play", "-q"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
)
PATIENCE_S = 5  # beyond the clip's own length, for a player to begin and end


def play(clip: Path, length_ms: int) -> bool:
    """Whether a WAV was played to its end; False where no program can."""
    for command in PLAYERS:
        if shutil.which(command[0]) and _succeeds([*command, str(clip)], length_ms / 1000 + PATIENCE_S):
            return True
    return False


def _succeeds(command: list[str], seconds: float) -> bool:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
