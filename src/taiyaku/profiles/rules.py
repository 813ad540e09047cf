"""What a rule of a profile is: its unit, what it means, and which numbers it may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Literal, TypeAlias, get_args

from taiyaku.text.conventions import (
    Conventions,
    Dash,
    Digits,
    Dots,
    Fillers,
    Numbers,
    Punctuation,
    Quotes,
    Sounds,
)

Language: TypeAlias = Literal["ja", "en"]
Names: TypeAlias = Literal["never", "first", "always"]
Role: TypeAlias = Literal["captions", "translation"]  # in the language that is spoken, or in another
LANGUAGES: tuple[Language, ...] = ("ja", "en")
ROLES: tuple[Role, ...] = ("captions", "translation")


WIDTH = "width"
WIDTHS: Mapping[Language, str] = {"ja": "full-width units", "en": "characters"}  # half-width letters count half


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's unit, its meaning, and the least and the greatest number that makes sense; or the words it may be.

    The first word leaves the text as it is; it holds in the languages that a rule says nothing about.
    """

    unit: str
    means: str
    least: float = 0
    greatest: float = 0
    choices: tuple[str, ...] = ()
    languages: tuple[Language, ...] = LANGUAGES

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
    "lead_ms": Rule("ms", "how long before the first sound a subtitle begins, where it may", 0, 2_000),
    "hang_ms": Rule("ms", "how long a subtitle may stand after the last sound", 0, 10_000),
    "gap_ms": Rule("ms", "the least between two subtitles", 0, 5_000),
    "chain_ms": Rule("ms", "what is left between two subtitles is closed to the least where it is shorter", 0, 5_000),
    "shot_ms": Rule("ms", "how near a change of shot draws the times of a subtitle to it", 0, 2_000),
    "dashes": Rule("", "two speakers in one subtitle, where each alone would be too short", choices=("never", "share")),
    "names": Rule("", "who speaks is shown never, at the first appearance, or always", choices=get_args(Names)),
    "colours": Rule("", "speakers in colours, in formats that have them, or all white", choices=("never", "speakers")),
    "fillers": Rule("", "um and えーと as they are said, or left out", choices=get_args(Fillers)),
    "sounds": Rule("", "(笑) and [laughs] as they are written, or left out", choices=get_args(Sounds)),
    "punctuation": Rule("", "、。 as they are, or as spaces", choices=get_args(Punctuation), languages=("ja",)),
    "digits": Rule("", "digits as they are, or one alone full-width", choices=get_args(Digits), languages=("ja",)),
    "quotes": Rule("", "quotation marks as they are, straight or curly", choices=get_args(Quotes), languages=("en",)),
    "ellipsis": Rule("", "... as it is, as three dots, or as one sign", choices=get_args(Dots), languages=("en",)),
    "dash": Rule(
        "", "dashes between words as they are, or — without spaces", choices=get_args(Dash), languages=("en",)
    ),
    "numbers": Rule("", "1 to 10 as they are, or as words", choices=get_args(Numbers), languages=("en",)),
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
    lead_ms: int
    hang_ms: int
    gap_ms: int
    chain_ms: int
    shot_ms: int
    dashes: Literal["never", "share"]
    names: Names
    colours: Literal["never", "speakers"]
    fillers: Fillers
    sounds: Sounds
    punctuation: Punctuation
    digits: Digits
    quotes: Quotes
    ellipsis: Dots
    dash: Dash
    numbers: Numbers
    sources: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def conventions(self) -> Conventions:
        """How text is written."""
        return Conventions(**{each.name: getattr(self, each.name) for each in fields(Conventions)})


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
