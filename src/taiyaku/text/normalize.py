"""Text folded for comparing, with the way back to the characters it came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# everyday characters, each of which folds by itself: no mark among them combines with the one before
_EVERYDAY = re.compile("[ -~、-〃々-〕ぁ-ゖァ-ヿ㐀-䶿一-鿿！-～]*")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is folded; its character i came from the original's characters `start[i]` to `end[i]`."""

    text: str
    start: tuple[int, ...]
    end: tuple[int, ...]


def normalize(text: str) -> str:
    """Width, case and compatibility forms folded (NFKC, case-folding).

    >>> normalize("ＰＳＣ（ｶﾞｲﾄﾞ）")
    'psc(ガイド)'
    """
    if _EVERYDAY.fullmatch(text):  # what most texts are; 40,000 terms go through here
        return unicodedata.normalize("NFKC", text).casefold()
    return fold(text).text


def fold(text: str) -> Folded:
    """`normalize` with the places; a base and the marks that combine with it are folded together."""
    out: list[str] = []
    start: list[int] = []
    end: list[int] = []
    for first, last in _clusters(text):
        folded = unicodedata.normalize("NFKC", text[first:last]).casefold()
        out.append(folded)
        start += [first] * len(folded)
        end += [last] * len(folded)
    return Folded("".join(out), tuple(start), tuple(end))


def _clusters(text: str) -> list[tuple[int, int]]:
    """(from, to) of each character with its combining marks; the half-width voicing marks count as such."""
    found: list[tuple[int, int]] = []
    for place, char in enumerate(text):
        if found and (unicodedata.combining(char) or char in "ﾞﾟ"):
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def is_kana_or_kanji(char: str) -> bool:
    """Whether a character is written in Japanese only (or Chinese)."""
    return "ぁ" <= char <= "ヿ" or "㐀" <= char <= "鿿" or "ｦ" <= char <= "ﾟ" or char in "々〆〇"


def has_japanese(text: str) -> bool:
    """Whether any kana or kanji stands in a text."""
    return any(map(is_kana_or_kanji, text))
