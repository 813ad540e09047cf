"""The check of loops: a model that repeats itself until it is stopped."""

from __future__ import annotations

import re

from taiyaku.translate.fidelity.problem import Pair, Problem

RULE = "repetition"
_WORD = re.compile(r"[\w'’-]+")
_SENTENCE = re.compile(r"[^.!?]+[.!?]")
LONGEST_PHRASE = 12  # words; a longer phrase that comes twice in a row is found as a repeated sentence
SHORTEST_SENTENCE = 3  # words; shorter ones (Yes. Yes.) may come twice
# of a phrase of so many words, how many times in a row are too many
TOO_OFTEN = {1: 4, 2: 3} | dict.fromkeys(range(3, LONGEST_PHRASE + 1), 2)
_SAME_CHAR = re.compile(r"([^\W\d_]|[!?])\1{5,}")
_DOUBLED = re.compile(r"(.{2,})[、…]?\1")  # いやいや: the Japanese repeats a word as well


def repetition(pair: Pair) -> list[Problem]:
    """A problem where words, a phrase or a sentence come again and again."""
    again = _in_a_row(_WORD.findall(pair.english.lower()))
    if again and " " not in again and _DOUBLED.search(pair.japanese):
        again = ""
    run = _SAME_CHAR.search(pair.english)
    again = again or _twice(pair.english) or (run[0] if run else "")
    return [Problem(RULE, f"it repeats “{again}”")] if again else []


def _in_a_row(words: list[str]) -> str:
    """The first phrase that comes too many times in a row."""
    for size, times in TOO_OFTEN.items():
        for start in range(len(words) - size * times + 1):
            phrase = words[start : start + size]
            if words[start : start + size * times] == phrase * times:
                return " ".join(phrase)
    return ""


def _twice(english: str) -> str:
    """The first sentence that stands there twice."""
    seen: set[tuple[str, ...]] = set()
    for sentence in _SENTENCE.findall(english):
        words = tuple(_WORD.findall(sentence.lower()))
        if len(words) >= SHORTEST_SENTENCE and words in seen:
            return " ".join(words)
        seen.add(words)
    return ""
