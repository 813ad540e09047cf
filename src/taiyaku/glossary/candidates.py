"""Words of a Japanese text that may be terms: names in Latin letters, katakana words, compounds of kanji."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from taiyaku.glossary.match import TermHit, latin_names_outside
from taiyaku.text.morphemes import Morpheme, morphemes

Kind: TypeAlias = Literal["latin", "mixed", "compound", "katakana", "kanji", "noun"]
KINDS: tuple[str, ...] = get_args(Kind)
SHORTEST_KATAKANA = 3  # characters; メモ and ピザ are everyday words
LONG_KANJI = 4  # characters from which one entry of the dictionary is as good as a compound
FULL_WIDTH = 0xFEE0  # how far ＡＢＣ lie behind ABC
NOUNS = ("名詞", "接頭詞")

_LATIN = "A-Za-zＡ-Ｚａ-ｚ"
_MIXED = re.compile(rf"[{_LATIN}][{_LATIN}0-9０-９.+&'-]*[ァ-ヺー]{{2,}}|[ァ-ヺー]{{2,}}[{_LATIN}]+")  # Vチーム
_KATAKANA = re.compile(rf"[ァ-ヺー]{{{SHORTEST_KATAKANA},}}(?:・[ァ-ヺー]+)*|[ァ-ヺー]+(?:・[ァ-ヺー]+)+")
_KANJI = re.compile(r"(?=.*[一-鿿].*[一-鿿々])(?!.*[〇一二三四五六七八九十百千万億第])[一-鿿々ぁ-ゖ]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A word at characters `start` to `end` (half open) of its text. A `noun` is one that is only a plain word."""

    ja: str
    kind: Kind
    start: int
    end: int


def find_candidates(text: str, hits: Sequence[TermHit]) -> list[Found]:
    """The words of a text that no term covers (`hits`), in the order of their kinds; none overlaps another."""
    taken = [(hit.start, hit.end) for hit in hits]
    found: list[Found] = []
    for word in (*_by_script(text, "mixed", _MIXED), *_latin(text, hits), *_katakana(text), *_nouns(text)):
        if not any(word.start < end and start < word.end for start, end in taken):
            taken.append((word.start, word.end))
            found.append(word)
    return found


def _by_script(text: str, kind: Kind, pattern: re.Pattern[str]) -> Iterator[Found]:
    for match in pattern.finditer(text):
        yield Found(match[0], kind, match.start(), match.end())


def _latin(text: str, hits: Sequence[TermHit]) -> Iterator[Found]:
    """Each name at each of its places."""
    narrow = "".join(chr(ord(char) - FULL_WIDTH) if "！" <= char <= "～" else char for char in text)
    for name in latin_names_outside(text, hits):
        for match in re.finditer(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", narrow):
            yield Found(text[match.start() : match.end()], "latin", match.start(), match.end())


def _katakana(text: str) -> Iterator[Found]:
    for word in _by_script(text, "katakana", _KATAKANA):
        compound = "・" in word.ja or len(morphemes(word.ja)) > 1
        yield Found(word.ja, "compound" if compound else "katakana", word.start, word.end)


def _nouns(text: str) -> Iterator[Found]:
    """Runs of nouns with at least two kanji and no numeral, where the text writes them as the dictionary does."""
    place = 0
    for run in _runs(morphemes(text)):
        word = "".join(part.surface for part in run)
        start = text.find(word, place)
        if start < 0 or not _KANJI.fullmatch(word):
            continue
        place = start + len(word)
        yield Found(word, "kanji" if len(run) > 1 or len(word) >= LONG_KANJI else "noun", start, place)


def _runs(parts: Sequence[Morpheme]) -> Iterator[list[Morpheme]]:
    """Nouns that follow each other."""
    run: list[Morpheme] = []
    for part in parts:
        if part.kind in NOUNS:
            run.append(part)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run
