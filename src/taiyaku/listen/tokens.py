"""From an engine's token timings to words that join to their text: shared by both Whisper engines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taiyaku.model import SAMPLE_RATE, Word

WINDOW_SAMPLES = 30 * SAMPLE_RATE  # Whisper's encoder sees 30 s, padded
HOP = 160  # samples a mel frame: 10 ms
MAX_TOKENS = 440  # the decoder's context is 448; the prompt takes four
LANGUAGE = "ja"


@dataclass(frozen=True, slots=True)
class Timing:
    """One engine word: seconds from the start of the window."""

    word: str
    start: float
    end: float
    probability: float


def to_words(timings: Sequence[Timing], at_ms: int) -> tuple[Word, ...]:
    """Seconds in the window to milliseconds on the recording's clock; empty words are left out."""
    return tuple(
        Word(t.word, at_ms + round(t.start * 1000), at_ms + round(t.end * 1000), float(t.probability))
        for t in timings
        if t.word
    )


def joined_to(text: str, words: Sequence[Word]) -> tuple[Word, ...]:
    """The same timings over exactly the characters of `text`.

    A tokenizer may drop a leading space or fold a character; then each word takes its share of `text` by length, so
    that what comes back always joins to `text`.
    """
    if "".join(word.text for word in words) == text:
        return tuple(words)
    total = sum(len(word.text) for word in words)
    if not total:
        return (Word(text, None, None),) if text else ()
    out: list[Word] = []
    seen = taken = 0
    for word in words:
        seen += len(word.text)
        upto = round(seen * len(text) / total)
        if upto > taken:
            out.append(Word(text[taken:upto], word.start_ms, word.end_ms, word.probability))
        taken = max(taken, upto)
    return tuple(out)
