"""What a Japanese sentence and its English should share, whoever translated it: numbers, Latin names, terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from taiyaku.text.normalize import normalize

Clue = frozenset[str]  # words of which one should stand in the English

LEAST = 4  # letters of a term's word that says something: not "of", "the"
WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TOKEN = re.compile(r"[a-z][a-z0-9]+|[0-9]+")
_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")


def tokens_of(text: str) -> tuple[str, ...]:
    """Latin words and numbers of a text, folded, without the s of a plural."""
    found = _TOKEN.findall(_COMMA.sub("", normalize(text)))
    return tuple(word.removesuffix("s") if len(word) >= LEAST else word for word in found)


def clues_of(text: str, terms: Iterable[Sequence[str]] = ()) -> frozenset[Clue]:
    """The clues in a Japanese sentence; each of `terms` is a term found there, as the forms its English may have."""
    clues = {_clue(token) for token in tokens_of(text)}
    for forms in terms:
        words = frozenset(word for form in forms for word in tokens_of(form) if len(word) >= LEAST or len(forms) == 1)
        clues |= {words} if words else set()
    return frozenset(clues)


def _clue(token: str) -> Clue:
    number = int(token) if token.isdecimal() and len(token) < 3 else None
    return frozenset((token, WORDS[number])) if number is not None and number < len(WORDS) else frozenset((token,))
