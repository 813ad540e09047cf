"""Finding terms in Japanese text: the longest match on folded text, never inside another word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taiyaku.model import Term
from taiyaku.text.normalize import fold, normalize

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-&+.'][A-Za-z0-9]+)*\+*")
_URL = re.compile(r"https?://\S+|\S+@\S+\.\S+")
UNITS = frozenset(
    ["km", "cm", "mm", "kg", "mg", "ml", "kb", "mb", "gb", "tb", "hz", "khz", "mhz", "ghz", "am", "pm", "ok"]
)


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term found at characters `start` to `end` (half open) of the original text."""

    term: Term
    start: int
    end: int


class TermMatcher:
    """Finds the terms of a glossary in texts; built once, then each text costs its length."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms: dict[str, Term] = {}
        lengths: dict[str, set[int]] = {}
        for term in terms:
            for spelling in (term.ja, *term.aliases):
                folded = normalize(spelling)
                if folded:
                    self._terms.setdefault(folded, term)
                    lengths.setdefault(folded[:2], set()).add(len(folded))
        # thousands of names may share their first characters (株式会社…), but they have few lengths
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}

    def find(self, text: str) -> tuple[TermHit, ...]:
        """Hits in order, none overlapping; at each place the longest wins."""
        folded = fold(text)
        hits: list[TermHit] = []
        place = 0
        while place < len(folded.text):
            found = self._longest(folded.text, place)
            if found is None:
                place += 1
                continue
            spelling, term = found
            after = place + len(spelling)
            hits.append(TermHit(term, folded.start[place], folded.end[after - 1]))
            place = after
        return tuple(hits)

    def _longest(self, text: str, place: int) -> tuple[str, Term] | None:
        for head in (text[place : place + 2], text[place : place + 1]):
            for length in self._lengths.get(head, ()):
                spelling = text[place : place + length]
                term = self._terms.get(spelling)
                if term is not None and is_whole(text, place, place + len(spelling)):
                    return spelling, term
        return None


def latin_names_outside(text: str, hits: Sequence[TermHit]) -> tuple[str, ...]:
    """Names in Latin letters that no term covers; each once."""
    covered = [(hit.start, hit.end) for hit in hits]
    names = [name for name, start, end in _latin(text) if not any(a < end and start < b for a, b in covered)]
    return tuple(dict.fromkeys(names))


def latin_names(text: str) -> tuple[str, ...]:
    """Names in Latin letters that must survive a translation as they are: GenAI, GPT-4, LLaMA; units do not count."""
    return tuple(dict.fromkeys(name for name, _, _ in _latin(text)))


def _latin(text: str) -> list[tuple[str, int, int]]:
    hidden = _URL.sub(lambda match: " " * len(match[0]), text)
    cased = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in hidden)
    return [
        (match[0], match.start(), match.end())
        for match in _NAME.finditer(cased)
        if match[0].casefold() not in UNITS and len(match[0]) > 1
    ]


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether nothing of the same script goes on at either edge; kanji and hiragana words have no such edges."""
    return not _goes_on(text[start - 1 : start], text[start]) and not _goes_on(text[end - 1], text[end : end + 1])


def _goes_on(before: str, after: str) -> bool:
    if not before or not after:
        return False
    if before.isascii() and after.isascii():
        return before.isalnum() and after.isalnum()
    return all("ァ" <= char <= "ヺ" or char == "ー" for char in (before, after))
