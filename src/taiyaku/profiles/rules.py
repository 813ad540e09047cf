"""What a rule of a profile is: its unit, what it means, and which numbers it may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from taiyaku.text.conventions import Conventions, Digits, Punctuation

Language: TypeAlias = Literal["ja", "en"]
Role: TypeAlias = Literal["captions", "translation"]  # in the language that is spoken, or in another
LANGUAGES: tuple[Language, ...] = ("ja", "en")
ROLES: tuple[Role, ...] = ("captions", "translation")


WIDTH = "width"
WIDTHS: Mapping[Language, str] = {"ja": "full-width units", "en": "characters"}  # half-width letters count half


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's unit, its meaning, and the least and the greatest number that makes sense; or the words it may be."""

    unit: str
    means: str
    least: float = 0
    greatest: float = 0
    choices: tuple[str, ...] = ()

    def unit_in(self, language: Language) -> str:
        """The unit in a language's track."""
        return WIDTHS[language] if self.unit == WIDTH else self.unit


RULES: Mapping[str, Rule] = {
    "line_width": Rule(WIDTH, "the widest line", 2, 200),
    "stacked_width": Rule(WIDTH, "the widest line in the stacked file", 2, 200),
    "max_lines": Rule("lines", "the most lines of a subtitle", 1, 4),
    "cps": Rule("characters a second", "the fastest that is read", 1, 100),
    "min_ms": Rule("ms", "the shortest subtitle", 0, 60_000),
    "max_ms": Rule("ms", "the longest subtitle", 1, 60_000),
    "gap_ms": Rule("ms", "the least between two subtitles", 0, 5_000),
    "hang_ms": Rule("ms", "how long a subtitle may stand after the last sound", 0, 10_000),
    "punctuation": Rule("", "、。 as they are, or as spaces", choices=get_args(Punctuation)),
    "digits": Rule("", "digits as they are, or one alone full-width", choices=get_args(Digits)),
}


@dataclass(frozen=True, slots=True)
class TrackRules:
    """The rules of one track, as `RULES` explains them; `sources` says where each comes from."""

    line_width: float
    stacked_width: float
    max_lines: int
    cps: float
    min_ms: int
    max_ms: int
    gap_ms: int
    hang_ms: int
    punctuation: Punctuation
    digits: Digits
    sources: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def conventions(self) -> Conventions:
        """How Japanese is written."""
        return Conventions(self.punctuation, self.digits)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a client wants of the cues of both languages, by role."""

    name: str
    about: str
    tracks: Mapping[tuple[Language, Role], TrackRules]

    @property
    def ja(self) -> TrackRules:
        """Japanese as it is spoken."""
        return self.tracks["ja", "captions"]

    @property
    def en(self) -> TrackRules:
        """The English of what is spoken in Japanese."""
        return self.tracks["en", "translation"]
