"""Whether the English of a sentence kept its terms and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from taiyaku.glossary.match import TermHit, required_strings
from taiyaku.model import TermVerdict

_INFLECTION = r"(?:s|es|'s|’s|s'|s’)?"


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    head = r"(?<![A-Za-z0-9])" if term[:1].isalnum() else ""
    tail = _INFLECTION + r"(?![A-Za-z0-9])" if term[-1:].isalnum() else ""
    spaced = r"\s+".join(map(re.escape, term.split()))
    return re.compile(head + spaced + tail, re.IGNORECASE)


def is_kept(term: str, english: str) -> bool:
    """Whether a term stands in the English as a word; plural and possessive count.

    >>> is_kept("V-team", "The V-teams' work"), is_kept("port", "an export")
    (True, False)
    """
    return bool(_pattern(term).search(english))


def verdicts(japanese: str, english: str, hits: Sequence[TermHit]) -> tuple[TermVerdict, ...]:
    """One verdict for each term in the Japanese, and for each Latin name that no term covers."""
    spelled = {hit.term.en: japanese[hit.start : hit.end] for hit in reversed(hits)}
    return tuple(
        TermVerdict(spelled.get(en, en), en, "kept" if is_kept(en, english) else "missed")
        for en in required_strings(japanese, hits)
    )
