"""Text for the two old codes that hold Latin letters only: what they lack is written in the nearest way, or refused."""

from __future__ import annotations

from collections.abc import Sequence

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Caption

NEAREST = str.maketrans({"…": "...", "–": "-", "‑": "-", "\u3000": " ", "\u00a0": " ", "・": "·"})


def nearest(text: str) -> str:
    """A text with what these codes write otherwise."""
    return text.translate(NEAREST)


def refuse(caption: Caption, problem: str, remedy: str) -> FormatError:
    """The error about a caption that a code cannot hold."""
    shown = " / ".join(caption.texts)
    return FormatError(f"{problem}: “{shown}”", where=f"cue {caption.id} at {caption.start_ms} ms", remedy=remedy)


def unheld(caption: Caption, chars: Sequence[str], form: str) -> FormatError:
    """The error about characters that a code does not have."""
    return refuse(caption, f"{form} has no {''.join(dict.fromkeys(chars))!r}", "Export another layout, as --layout en")
