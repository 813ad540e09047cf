"""The check of writing: there is a line, and it is written in Latin letters."""

from __future__ import annotations

import unicodedata

from taiyaku.text.normalize import is_kana_or_kanji
from taiyaku.translate.fidelity.problem import Pair, Problem

EMPTY, LEFT = "empty", "not-english"
_JAPANESE_MARKS = frozenset("。、「」『』【】〈〉《》・〜！？：；（）　")
_SCRIPTS = ("LATIN", "GREEK", "MICRO", "FEMININE", "MASCULINE", "MODIFIER")  # the first words of their letters' names


def nothing_there(pair: Pair) -> list[Problem]:
    """A problem where no letter and no digit stands."""
    if any(map(str.isalnum, pair.english)) or not any(map(str.isalnum, pair.japanese)):
        return []
    return [Problem(EMPTY, "the line is empty")]


def other_script(pair: Pair) -> list[Problem]:
    """A problem for what is written in Japanese still, or in letters that are not Latin and not in the Japanese."""
    left = "".join(dict.fromkeys(c for c in pair.english if is_kana_or_kanji(c) or c in _JAPANESE_MARKS))
    if left:
        return [Problem(LEFT, f"Japanese is left in it: {left}")]
    foreign = "".join(dict.fromkeys(c for c in pair.english if _is_foreign(c) and c not in pair.japanese))
    return [Problem(LEFT, f"letters that are not English: {foreign}")] if foreign else []


def _is_foreign(char: str) -> bool:
    return char.isalpha() and not unicodedata.name(char, "").startswith(_SCRIPTS)
