"""The protocols of the engines, and what goes to them and comes back; this module imports nouns only.

An engine is one file and one entry in its registry: `listen/` has the recognizers, `translate/` the translators.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from taiyaku.model import Samples, Word


class Window(Protocol):
    """A stretch of at most 30 s of sound, encoded once. Its words' times are on the recording's clock."""

    def hear(self) -> tuple[Word, ...]:
        """Recognize: words with times and probabilities."""

    def force(self, text: str) -> tuple[Word, ...]:
        """Time a known text by teacher forcing; the words join to `text`, to the letter."""

    def detect_language(self) -> tuple[str, float]:
        """The likeliest language's ISO 639-1 code and its probability."""

    def features(self) -> NDArray[np.float32] | None:
        """The encoder's output, shape (frames, state) with a frame every 20 ms; None for an engine without one."""


class Recognizer(Protocol):
    """A speech engine. `name` reads `engine:model:compute`, as the job file records it.

    One that sends sound to another machine names it in `sends_sound_to`, so that confidential work can refuse it.
    """

    @property
    def name(self) -> str: ...

    def encode(self, samples: Samples, at_ms: int = 0) -> Window:
        """Encode up to 30 s of sound that begins at `at_ms` of the recording."""


@dataclass(frozen=True, slots=True)
class TranslationRequest:
    """Japanese sentences of one turn, and what the translator should know and keep.

    `context` is earlier source text as (speaker or "", Japanese) pairs, oldest first. `hints` are (Japanese, English)
    pairs of terms found in these sentences. `required[i]` are strings that must stand in the English of `sentences[i]`
    (asked again, naming what is missing); if `forced`, an engine that can binds its answer to hold them. `too_long[i]`
    is English that cannot be read in its time: the same is wanted in `limits[i]` characters. `candidates` is how many
    answers are wanted.
    """

    sentences: tuple[str, ...]
    speaker: str | None = None
    context: tuple[tuple[str, str], ...] = ()
    hints: tuple[tuple[str, str], ...] = ()
    required: tuple[tuple[str, ...], ...] = ()
    candidates: int = 1
    forced: bool = False
    too_long: tuple[str, ...] = ()
    limits: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer: as many English sentences as were asked for; a higher score is better.

    `line_scores` are, for each sentence, the mean log probability (natural, a token) that the model gave its own words;
    empty where an engine does not tell.
    """

    sentences: tuple[str, ...]
    score: float = 0.0
    line_scores: tuple[float, ...] = ()


class Translator(Protocol):
    """A translation engine. `name` reads `engine:model`; `sends_text_to` names a remote host, or is empty.

    One that answers several requests of as many threads faster than one after the other says how many in `at_once`.
    """

    @property
    def name(self) -> str: ...

    @property
    def sends_text_to(self) -> str: ...

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        """Answer a request, best candidate first. The same request gives the same answer in any order."""

    def close(self) -> None:
        """Give back threads, ports and memory."""


@dataclass(slots=True)
class Before:
    """What stands before a translator and is taken for it; `translate` is left to those that are made of this."""

    translator: Translator

    @property
    def name(self) -> str:
        return self.translator.name

    @property
    def sends_text_to(self) -> str:
        return self.translator.sends_text_to

    @property
    def at_once(self) -> int:
        return at_once(self.translator)

    def close(self) -> None:
        """Close the translator; nothing else is held open."""
        self.translator.close()


def at_once(translator: Translator) -> int:
    """How many requests a translator answers at a time."""
    return int(getattr(translator, "at_once", 1))


def untold(message: str) -> None:
    """For an engine of whose waits nobody wants to hear."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How an engine is to run; a default of "auto" or 0 leaves the choice to the engine.

    `tell` takes what holds an engine up, a server that is busy, say.
    """

    model: str = ""
    device: str = "auto"
    compute_type: str = "auto"
    threads: int = 0
    extra: dict[str, str] = field(default_factory=dict)
    tell: Callable[[str], None] = field(default=untold, repr=False, compare=False)
