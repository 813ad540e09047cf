"""How a Japanese speaker reads Latin words: as a word (Slack, スラック) or letter by letter (PSC, ピーエスシー).

OpenJTalk's dictionary has the well-known ones (Excel, NASA) and spells all others out, which is right for an
abbreviation. A word, or each part of one that is joined from several, is read by a model for English in Japan.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from taiyaku.text.morphemes import features

WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
ABBREVIATION = re.compile(r"[A-Z]{2,5}|[^aeiouyAEIOUY]+|[A-Z][a-z][A-Z]")  # PSC, kg, IoT
LONGEST = 30  # letters of a word; the model takes minutes for what is longer, and that is no word
SHORTEST_PART = 3  # letters, of those that are not all capitals: LLaMA is one word
NAMES = """
エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム エヌ オー ピー キュー アール エス ティー ユー
ブイ ダブリュー エックス ワイ ゼット
"""
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", NAMES.split(), strict=True))
_SAME = str.maketrans("イ", "ー")  # OpenJTalk writes ケイ for ケー


def latin_readings(text: str) -> list[tuple[int, int, str]]:
    """(start, end, katakana) of each Latin word of two letters or more.

    >>> latin_readings("GitHubとPSC")
    [(0, 6, 'ギットハブ'), (7, 10, 'ピーエスシー')]
    """
    plain = unicodedata.normalize("NFKC", text)
    words = WORD.finditer(plain if len(plain) == len(text) else text)
    return [(match.start(), match.end(), read_latin(match[0])) for match in words if len(match[0]) > 1]


@cache
def read_latin(word: str) -> str:
    """The katakana of a word in Latin letters.

    >>> read_latin("Excel"), read_latin("LLaMA"), read_latin("V-team")
    ('エクセル', 'ラマ', 'ブイティーム')
    """
    spelled = "".join(LETTERS.get(letter, "") for letter in word.lower())
    known = [feature["pron"].replace("’", "") for feature in features(word)]
    if len(known) == 1 and known[0].translate(_SAME) != spelled.translate(_SAME):
        return str(known[0])
    if "-" in word:
        return "".join(map(read_latin, word.split("-")))
    if len(word) == 1 or len(word) > LONGEST or ABBREVIATION.fullmatch(word):
        return spelled
    parts = PARTS.findall(word)
    if len(parts) > 1 and all(len(part) >= SHORTEST_PART or (part.isupper() and len(part) > 1) for part in parts):
        return "".join(map(read_latin, parts))
    return _as_english(word)


def _as_english(word: str) -> str:
    from kanalizer import convert

    return convert(word.lower(), on_incomplete="ignore")
