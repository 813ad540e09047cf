"""People whom a text names, and their names in Latin letters, by OpenJTalk's dictionary."""

from __future__ import annotations

import re
import unicodedata

from taiyaku.text.morphemes import features
from taiyaku.text.romaji import kana_romaji

PERSON = "人名"  # a part of a name, or, as a suffix, an honorific
NAMES = ("姓", "名")
_KATAKANA = re.compile(r"[ァ-ヺー・]+")
_KANJI = re.compile(r"[一-鿿々]")


def people(text: str) -> tuple[tuple[str, str], ...]:
    """Each surname and given name, as it is written, and in Latin letters.

    Names in kanji are known by the dictionary, others by the honorific behind them; before one the name of a place is a
    person's too (宮崎さん). Those in katakana are left out: most come from other languages, and are spelled as there. A
    name can have other readings than the dictionary's; a glossary knows better.

    >>> people("長谷川さんに、弊社の佐藤健が、お客さんの話を伺います。")
    (('長谷川', 'Hasegawa'), ('佐藤', 'Sato'), ('健', 'Ken'))
    """
    found: dict[str, str] = {}
    names: dict[str, str] = {}  # in a row, up to where the text has been read
    people: dict[str, str] = {}  # those of them that are names of people for sure
    for each in features(text):
        word, kind, person = each["string"], each["pos_group1"], each["pos_group2"] == PERSON
        if kind == "固有名詞" and not _KATAKANA.fullmatch(word):
            names[word] = _latin(each["read"])
            people |= {word: names[word]} if person else {}
            if person and each["pos_group3"] in NAMES and _KANJI.search(word):
                found[word] = names[word]
            continue
        if kind == "接尾" and person:
            found |= people or names
        names, people = {}, {}
    return tuple(found.items())


def _latin(kana: str) -> str:
    """A reading as people sign with it, without macrons: 大野 Ono, 優子 Yuko."""
    bare = unicodedata.normalize("NFD", kana_romaji(kana.replace("’", "")))
    return "".join(char for char in bare if char.isascii()).title()
