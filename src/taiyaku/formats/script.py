"""What a whole job's files are made of: the script's sentences, and the places that a person should look at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the script. What was not spoken has no times; what was not translated no English.

    `confidence` is how sure the times are, from 0 to 1; `remarks` say what a person should look at.
    """

    id: str
    speaker: str
    start_ms: int | None
    end_ms: int | None
    japanese: str
    english: str = ""
    confidence: float = 1.0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marker:
    """A place to look at: `name` is the rule that found it, `note` the rest."""

    start_ms: int
    end_ms: int
    name: str
    note: str
