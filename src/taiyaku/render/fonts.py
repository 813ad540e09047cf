"""A font that has Japanese, by the name that libass finds it under."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from taiyaku.errors import EngineError

SYSTEM = {"darwin": "Hiragino Sans", "win32": "Yu Gothic"}  # what every such machine has
LIKED = ("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans JP", "IPAexGothic", "IPAGothic", "TakaoPGothic")
REMEDY = "Install one (apt install fonts-noto-cjk), or name one, or its file, with --font"


@dataclass(frozen=True, slots=True)
class Font:
    """A family, and the folder of its file where it is not installed."""

    family: str
    folder: Path | None = None


def find_font(named: str = "") -> Font:
    """The font of that name or in that file; else one that has Japanese. Raises EngineError where there is none."""
    if sys.platform in SYSTEM and not Path(named).suffix:
        return Font(named or SYSTEM[sys.platform])
    if Path(named).is_file():
        family = _ask("fc-scan", "--format", "%{family[0]}\n", named)
        if not family:
            raise EngineError("this is no font", where=named, remedy=REMEDY)
        return Font(family[0], Path(named).resolve().parent)
    here = _ask("fc-list", ":lang=ja", "family")
    families = {name.strip() for line in here for name in line.split(",")}
    if named and named not in families:
        raise EngineError(f"no font that has Japanese is called {named!r}", where="--font", remedy=REMEDY)
    found = named or next((name for name in LIKED if name in families), min(families, default=""))
    if not found:
        raise EngineError("there is no font here that has Japanese", where="--font", remedy=REMEDY)
    return Font(found)


def _ask(*command: str) -> list[str]:
    """The lines that a tool of fontconfig prints; none where it is not there."""
    if shutil.which(command[0]) is None:
        return []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [line for line in done.stdout.splitlines() if line.strip()]
