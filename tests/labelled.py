"""The labelled lines of `quality/`, as pairs with the rules that must name them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from taiyaku.glossary.expect import expectations
from taiyaku.glossary.files import read_glossary
from taiyaku.glossary.match import TermMatcher
from taiyaku.model import Sentence
from taiyaku.translate.fidelity.problem import Pair

ROOT = Path(__file__).resolve().parent.parent
MATCHER = TermMatcher(read_glossary([ROOT / "glossary" / "terms.csv"]))


def read_pairs(name: str) -> list[tuple[Pair, frozenset[str]]]:
    """Each line of a quality file with its expected rules; none of them: a good line."""
    lines = (ROOT / "tests" / "quality" / name).read_text("utf-8").splitlines()
    return [_read(line.split("\t")) for line in lines if line and not line.startswith("#")]


def _read(columns: Sequence[str]) -> tuple[Pair, frozenset[str]]:
    japanese, english, rules = columns
    (expected,) = expectations([Sentence("s1", japanese)], [MATCHER.find(japanese)])
    return Pair(japanese, english, expected), frozenset(rules.split())
