"""The nouns that go between stages; this module imports nothing local.

Every time is in integer milliseconds on the recording's own clock (0 is the container's zero, not the first sample).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000  # Hz; what every Whisper model takes

Samples: TypeAlias = NDArray[np.float32]  # mono, SAMPLE_RATE, full scale is 1.0
Report: TypeAlias = Callable[[int, int], None]  # (done, total) in whatever unit the stage counts
Status: TypeAlias = Literal["spoken", "partial", "unspoken"]
Verdict: TypeAlias = Literal["kept", "implied", "missed"]
Strictness: TypeAlias = Literal["always", "once"]
Severity: TypeAlias = Literal["error", "warning", "info"]
Track: TypeAlias = Literal["ja", "en", "ja-en", "onscreen"]  # the last: titles and name straps, timed by hand
TermStatus: TypeAlias = Literal["candidate", "approved", "rejected"]
Why: TypeAlias = Literal["pause", "softest", "traced", "forced", "expected", "order", "recording", "edited"]


def silent(done: int, total: int) -> None:
    """The report of a caller who does not watch."""


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text as heard or forced; times are None where the engine gave none."""

    text: str
    start_ms: int | None
    end_ms: int | None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the transcript, every character kept; the id belongs to its content."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says, from `line` (1-based) of the file on; `speaker` is None for headings, leads and notes."""

    id: str
    speaker: str | None
    sentences: tuple[Sentence, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sentence starts or ends where it does, and how far that is from where it lay first (negative: earlier).

    `pause`: at the edge of a pause of `pause_ms` (0: of the recording itself). `softest`: there is none; the softest
    moment between two sentences. `traced`: where its sounds are. `forced`: where the recognizer timed its text.
    `expected`: neither is known; from the words heard and, beyond them, an ordinary pace. `order`: held behind the end
    of the sentence before, or its own start. `recording`: held inside the recording. `edited`: where an
    edit list moved it.
    """

    kind: Why
    pause_ms: int | None = None
    moved_ms: int | None = None


@dataclass(frozen=True, slots=True)
class TimedSentence:
    """When a sentence was spoken. Unspoken ones have no times; the words join to the sentence's text."""

    sentence_id: str
    status: Status
    start_ms: int | None
    end_ms: int | None
    confidence: float
    words: tuple[Word, ...]
    out_of_order: bool = False
    start_reason: Reason | None = None
    end_reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Unscripted:
    """A stretch of speech that the transcript does not hold."""

    start_ms: int
    end_ms: int
    heard: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every sentence of the transcript in its written order, and what was said beside it."""

    sentences: tuple[TimedSentence, ...]
    unscripted: tuple[Unscripted, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry; `aliases` are other Japanese spellings, `where` is its file and line.

    Only an approved term is used. `by` and `date` (ISO 8601) say who decided its status or English, and when.
    `scope` is house, client, job (whichever reads the file) or job:NAME; of one spelling the narrower wins. `allowed`
    and `forbidden` are other English forms. `strictness` says whether the term must stand in every sentence that names
    it, or once a turn, where a pronoun may then stand for it.
    """

    ja: str
    en: str
    reading: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""
    where: str = ""
    status: TermStatus = "approved"
    by: str = ""
    date: str = ""
    scope: str = "house"
    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    strictness: Strictness = "always"


@dataclass(frozen=True, slots=True)
class TermVerdict:
    """Whether one term found in a Japanese sentence stands in its English, or a pronoun for it.

    `rung` names the step of the ladder that the line comes from.
    """

    ja: str
    en: str
    verdict: Verdict
    rung: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place where a clause ends in both texts of a sentence: before those characters the next one begins."""

    ja: int
    en: int


@dataclass(frozen=True, slots=True)
class Translation:
    """The English of one sentence, with a verdict for every term hit in its Japanese.

    `subtitle` is a shorter line for where the full `text` cannot be read in time; empty where it can, or where there is
    none. `clauses` are where the clauses end of a text that follows its Japanese clause by clause. `estimate` is how
    sure the engine was of its meaning, from 0 to 1 (the geometric mean of its words' probabilities), if it tells.
    """

    sentence_id: str
    text: str
    verdicts: tuple[TermVerdict, ...] = ()
    subtitle: str = ""
    clauses: tuple[Anchor, ...] = ()
    estimate: float | None = None

    @property
    def shown(self) -> str:
        """The text that subtitles show."""
        return self.subtitle or self.text


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (half open) of a sentence's text in the cue's own language."""

    sentence_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle. `lines` are what is shown; the reasons say which rule set each time.

    In the stacked track `spans` are those of the Japanese, and of `lines` the first `ja_lines` are.
    """

    id: int
    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    spans: tuple[Span, ...]
    start_reason: str = ""
    end_reason: str = ""
    locked: bool = False
    ja_lines: int = 0


@dataclass(frozen=True, slots=True)
class Edit:
    """A track's subtitles of whole `sentences` as a person left them; every run keeps them.

    `text` and `times` say which of both was changed. No cues: they were deleted. A subtitle that was added belongs to
    no sentence and has a name of its own there. `source` is the Japanese that the edit was made over. `starts_ms` and
    `ends_ms` are where a person moved the beginning, and the end forward, of these sentences in the Japanese track.
    """

    track: Track
    sentences: tuple[str, ...]
    cues: tuple[Cue, ...]
    text: bool
    times: bool
    source: str
    starts_ms: int | None = None
    ends_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at; `track` and `cue` say where, if it is about a cue."""

    rule: str
    severity: Severity
    message: str
    track: Track | None = None
    cue: int | None = None
    sentence_id: str | None = None
