"""What the checks look at, and what they say."""

from __future__ import annotations

from dataclasses import dataclass

from taiyaku.glossary.expect import Expected
from taiyaku.model import Severity


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line of English. An error is asked for again; a warning is only listed.

    `hints` say in English what is missing, as (Japanese, English) pairs.
    """

    rule: str
    message: str
    severity: Severity = "error"
    hints: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A Japanese sentence, its English, what the glossary expects there, and what the turn has named before."""

    japanese: str
    english: str
    expected: tuple[Expected, ...] = ()
    named: tuple[Expected, ...] = ()
