"""What was heard, as one string of phonemes that each know their moment."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from taiyaku.model import Word
from taiyaku.text.sounds import sounds

LONGEST_CHAR_MS = 400  # attention begins a word where the last one ended, across a pause or speech that was passed over


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything heard: `phonemes[j]` sounded from `start_ms[j]` to `end_ms[j]` and stands at `text[at[j]]`."""

    text: str
    phonemes: str
    at: tuple[int, ...]
    start_ms: tuple[int, ...]
    end_ms: tuple[int, ...]

    def behind(self, moments_ms: Iterable[float]) -> frozenset[int]:
        """The phonemes that are the first ones behind some moments."""
        middles = [(start + end) / 2 for start, end in zip(self.start_ms, self.end_ms, strict=True)]
        return frozenset(bisect(middles, moment) for moment in moments_ms)

    def text_of(self, start: int, end: int) -> str:
        """The text of the heard phonemes from `start` to `end`."""
        return self.text[self.at[start] : self.at[end - 1] + 1]


def hear_sounds(words: Sequence[Word]) -> Heard:
    """Lay the phonemes of all words on the clock: each character takes an equal share of its word's time."""
    text = "".join(word.text for word in words)
    char_start: list[float] = []
    char_end: list[float] = []
    clock = 0.0
    for word in words:
        start = clock if word.start_ms is None else float(word.start_ms)
        end = start if word.end_ms is None else float(word.end_ms)
        start = max(start, end - LONGEST_CHAR_MS * len(word.text))
        step = (end - start) / max(1, len(word.text))
        char_start += [start + i * step for i in range(len(word.text))]
        char_end += [start + (i + 1) * step for i in range(len(word.text))]
        clock = end
    spoken = sounds(text)
    per_char: dict[int, int] = {}
    for at in spoken.at:
        per_char[at] = per_char.get(at, 0) + 1
    seen: dict[int, int] = {}
    starts: list[int] = []
    ends: list[int] = []
    for at in spoken.at:
        nth, many = seen.get(at, 0), per_char[at]
        length = char_end[at] - char_start[at]
        starts.append(round(char_start[at] + length * nth / many))
        ends.append(round(char_start[at] + length * (nth + 1) / many))
        seen[at] = nth + 1
    return Heard(text, spoken.phonemes, spoken.at, tuple(starts), tuple(ends))


def joined(parts: Iterable[Heard]) -> Heard:
    """What was heard one after another, as one."""
    text, phonemes = "", ""
    at: list[int] = []
    start_ms: list[int] = []
    end_ms: list[int] = []
    for part in parts:
        at += [len(text) + place for place in part.at]
        text, phonemes = text + part.text, phonemes + part.phonemes
        start_ms += part.start_ms
        end_ms += part.end_ms
    return Heard(text, phonemes, tuple(at), tuple(start_ms), tuple(end_ms))
