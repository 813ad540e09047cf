"""The check of terms and of names in Latin letters: each must stand in the English."""

from __future__ import annotations

from taiyaku.glossary.verify import missing
from taiyaku.translate.fidelity.problem import Pair, Problem

RULE = "term-missed"


def missed_terms(pair: Pair) -> list[Problem]:
    """A problem for each term, and each name that no term covers, that is not there."""
    wanted = missing(pair.expected, pair.english, pair.named)
    return [Problem(RULE, f"{expected.en!r} is missing") for expected in wanted]
