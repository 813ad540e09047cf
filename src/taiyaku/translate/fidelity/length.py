"""The checks of length: neither much shorter nor much longer than the Japanese, nor in far more sentences."""

from __future__ import annotations

import re

from taiyaku.text.sentences import split_sentences
from taiyaku.translate.fidelity.problem import Pair, Problem

LENGTH, ADDED = "length", "sentence-added"
SHORTEST, LONGEST = 0.4, 4.5  # English characters to a Japanese one; good lines lie between 1 and 4
SHORT = 6  # Japanese characters; an English line for so few may be of any shortness
ALLOWANCE = 25  # English characters that even the shortest line may have on top
_END = re.compile(r"[.!?]+[\"'”’)]*(?=\s+[\"'“‘(]*[A-Z0-9]|\s*$)")
_SHORTENED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|Inc|Ltd|Co|Corp|[A-Z]|[ap]\.m|e\.g|i\.e|U\.S)\.")


def unfit_length(pair: Pair) -> list[Problem]:
    """A problem where the English is far shorter or longer than its Japanese."""
    japanese, english = len(pair.japanese.strip()), len(pair.english.strip())
    shortest = SHORTEST * japanese if japanese > SHORT else 0
    longest = LONGEST * japanese + ALLOWANCE
    if not any(map(str.isalnum, pair.english)) or shortest <= english <= longest:
        return []
    limit = f"at least {shortest:.0f}" if english < shortest else f"at most {longest:.0f}"
    return [Problem(LENGTH, f"its {english} characters do not fit {japanese} Japanese ones ({limit})")]


def added_sentences(pair: Pair) -> list[Problem]:
    """A problem where there are more English sentences than the Japanese could be parted into at its marks."""
    japanese = len(split_sentences(pair.japanese.strip()))
    limit = japanese + 1 + pair.japanese.count("、") // 2
    english = len(_END.findall(_SHORTENED.sub("", pair.english.strip())))
    if english <= limit:
        return []
    return [Problem(ADDED, f"it has {english} sentences, the Japanese {japanese}")]
