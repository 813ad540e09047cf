"""What is odd about the terms of a file, seen from the terms alone: for a person to look at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taiyaku.glossary.entry import Remark
from taiyaku.model import Term
from taiyaku.text.normalize import has_japanese, normalize

# a class, a wildcard or a group of a regular expression; C++, .NET and [注] are none
_PATTERN = re.compile(r"\\[dDwWsSb]|\.[*+?]|\[[^\]]+\][*+?{]|\(\?|^\^.|.\$$|\)[*+?{]")


def doubts(terms: Sequence[Term]) -> list[Remark]:
    """A warning for each thing that may not be meant: single characters, patterns, Japanese as English, aliases that
    are terms of their own."""
    found = [Remark("warning", problem, term.where) for term in terms for problem in _alone(term)]
    return found + _shared(terms)


def duplicates(terms: Sequence[Term]) -> list[Remark]:
    """A warning for each term that another of the same scope repeats, spelling and English, naming both."""
    seen: dict[tuple[str, str, str], Term] = {}
    found = []
    for term in terms:
        other = seen.setdefault(identity(term), term)
        if other is not term:
            problem = f"{term.ja!r} as {term.en!r} stands at {other.where} already"
            found.append(Remark("warning", problem, term.where, "Only the first is used"))
    return found


def identity(term: Term) -> tuple[str, str, str]:
    """What makes two entries one and the same: the Japanese as it is compared, the scope, and the English."""
    return normalize(term.ja), term.scope, term.en


def _alone(term: Term) -> list[str]:
    found = []
    for spelling in (term.ja, *term.aliases):
        if len(normalize(spelling)) == 1:
            found.append(f"{spelling!r} is one character, and may be found inside other words")
        if _PATTERN.search(spelling):
            found.append(f"{spelling!r} looks like a pattern; it is searched letter by letter")
    if has_japanese(term.en):
        found.append(f"the English {term.en!r} holds Japanese")
    return found


def _shared(terms: Sequence[Term]) -> list[Remark]:
    """A warning for each alias that is another entry's Japanese; where it goes both ways, that is a cycle."""
    entries: dict[tuple[str, str], Term] = {}
    for term in terms:
        entries.setdefault((normalize(term.ja), term.scope), term)
    found = []
    for term in terms:
        for alias in term.aliases:
            other = entries.get((normalize(alias), term.scope))
            if other is None or normalize(other.ja) == normalize(term.ja):
                continue
            back = normalize(term.ja) in map(normalize, other.aliases)
            how = "each is the alias of the other, a cycle" if back else "it is an entry of its own"
            problem = f"the alias {alias!r} stands at {other.where} already: {how}"
            found.append(Remark("warning", problem, term.where, "Keep one entry, with all its aliases"))
    return found
