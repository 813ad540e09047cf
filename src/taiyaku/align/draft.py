"""Paragraphs from the words heard: a new one at each pause."""

from __future__ import annotations

from collections.abc import Sequence

from taiyaku.model import Word

PAUSE_MS = 700  # as long as speakers pause between two thoughts
ENDS = "。？！?!"


def paragraphs(words: Sequence[Word]) -> tuple[str, ...]:
    """The words' texts, cut at pauses of 0.7 s and after sentence ends; empty ones are left out."""
    found: list[str] = [""]
    last_end: int | None = None
    for word in words:
        paused = last_end is not None and word.start_ms is not None and word.start_ms - last_end >= PAUSE_MS
        if paused or found[-1].endswith(tuple(ENDS)):
            found.append("")
        found[-1] += word.text
        last_end = word.end_ms if word.end_ms is not None else last_end
    return tuple(text.strip() for text in found if text.strip())
