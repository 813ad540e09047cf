"""What subtitle files hold: captions of lines, each with its speaker and language, and what a reader mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from taiyaku.model import Cue

Held = Callable[[Sequence[str]], object]  # what a format holds of a caption's lines, to compare with that of others


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is shown; speaker and language (ISO 639-1) are empty where nothing says them."""

    text: str
    speaker: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """One subtitle of a file; a `raised` one stands at the top, as something else is at the bottom."""

    id: int
    start_ms: int
    end_ms: int
    lines: tuple[Line, ...]
    raised: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(line.text for line in self.lines)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks in it, in order, each once."""
        return tuple(dict.fromkeys(line.speaker for line in self.lines if line.speaker))


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a reader mended or left out, at a line (from 1; 0 is the whole file) of its file."""

    line: int
    problem: str


@dataclass(frozen=True, slots=True)
class Read:
    """All that one file holds, in order of time, its captions numbered from 1; what had to be mended, in its order.

    `unmended` are its captions as they stand there, empty ones and those out of order too, numbered likewise. `held` is
    what its format holds of a caption's lines, where that is less than their texts: two that are alike so may have been
    the same.
    """

    captions: tuple[Caption, ...]
    remarks: tuple[Remark, ...] = ()
    unmended: tuple[Caption, ...] = ()
    held: Held = tuple

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The captions as cues: their texts only."""
        return cues_of(self.captions)

    @property
    def labelled(self) -> tuple[Cue, ...]:
        """The captions as cues that say in their text who speaks, as transcripts do: `山田：はい。`"""
        return tuple(Cue(c.id, c.start_ms, c.end_ms, _labelled(c.lines), ()) for c in self.captions)


def cues_of(captions: Sequence[Caption]) -> tuple[Cue, ...]:
    """Captions as cues: their texts only."""
    return tuple(Cue(c.id, c.start_ms, c.end_ms, c.texts, ()) for c in captions)


def captions_of(
    cues: Sequence[Cue], language: str = "", speakers: Mapping[int, str] | None = None
) -> tuple[Caption, ...]:
    """Cues of one language as captions; `speakers` names who speaks by the cue's id."""
    named = speakers or {}
    return tuple(
        Caption(
            cue.id,
            cue.start_ms,
            cue.end_ms,
            tuple(Line(text, named.get(cue.id, ""), language) for text in cue.lines),
        )
        for cue in cues
    )


def _labelled(lines: Sequence[Line]) -> tuple[str, ...]:
    before = ["", *(line.speaker for line in lines)]
    return tuple(
        f"{_name(line.speaker)}：{line.text}" if line.speaker and line.speaker != last else line.text
        for line, last in zip(lines, before, strict=False)
    )


def _name(speaker: str) -> str:
    """A name as a label may hold it: its own colons would end the label early."""
    return " ".join(re.sub("[:：]", " ", speaker).split())
