"""Whether the English of a sentence holds what the glossary expects there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from taiyaku.glossary.expect import Expected
from taiyaku.model import TermVerdict

_ENDING = r"(?:s|es|'s|’s|s'|s’)?"
_ENDING_OF_Y = r"(?:y|y's|y’s|ies|ies'|ies’)"  # company, companies
_CONSONANT_Y = re.compile(r"[b-df-hj-np-tv-z]y$")
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|this|that|these|those)\b", re.I)


@lru_cache(maxsize=4096)
def _pattern(form: str) -> re.Pattern[str]:
    """The form as whole words, its last one inflected or not; spaces may be any blanks."""
    head = r"(?<![A-Za-z0-9])" if form[:1].isalnum() else ""
    words = r"\s+".join(map(_as_written, form.split()))
    if not form[-1:].isalnum():
        return re.compile(head + words)
    if _CONSONANT_Y.search(form):
        return re.compile(head + words[:-1] + _ENDING_OF_Y + r"(?![A-Za-z0-9])")
    return re.compile(head + words + _ENDING + r"(?![A-Za-z0-9])")


def _as_written(word: str) -> str:
    """A word in its own case; a small first letter may be a capital, as it is at the beginning of a sentence."""
    if word[0].islower():
        return f"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}"
    return re.escape(word)


def is_kept(form: str, english: str) -> bool:
    """Whether a form stands in the English as a word, in its own case; plural and possessive count.

    >>> is_kept("V-team", "The V-teams' work"), is_kept("port", "an export"), is_kept("V-team", "the V team")
    (True, False, False)
    """
    return bool(_pattern(form).search(english))


def is_met(expected: Expected, english: str) -> bool:
    """Whether one of the forms stands there, and none that is forbidden outside of them."""
    rest = english
    for form in sorted(expected.forms, key=len, reverse=True):
        rest = _pattern(form).sub(" ", rest)
    return rest != english and not any(is_kept(form, rest) for form in expected.forbidden)


def missing(expected: Sequence[Expected], english: str, named: Sequence[Expected] = ()) -> tuple[Expected, ...]:
    """What is expected of a line and not there; `named` is what lines before it in its turn have named."""
    return tuple(
        wanted for wanted in expected if not is_met(wanted, english) and not is_implied(wanted, english, named)
    )


def is_implied(expected: Expected, english: str, named: Sequence[Expected]) -> bool:
    """Whether a pronoun may stand for something that the turn has named, and one is there."""
    known = expected.once and any(before.entry == expected.entry for before in named)
    forbidden = any(is_kept(form, english) for form in expected.forbidden)
    return known and not forbidden and bool(_PRONOUN.search(english))


def verdict(expected: Expected, english: str, named: Sequence[Expected], rung: str) -> TermVerdict:
    """What became of something expected in a line, and which rung of the ladder it owes that to."""
    if is_met(expected, english):
        return TermVerdict(expected.ja, expected.en, "kept", rung)
    if is_implied(expected, english, named):
        return TermVerdict(expected.ja, expected.en, "implied", rung)
    return TermVerdict(expected.ja, expected.en, "missed", rung)
