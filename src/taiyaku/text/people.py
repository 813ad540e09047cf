"""People whom a text names, and their names in Latin letters, by OpenJTalk's dictionary."""

from __future__ import annotations

import re
import unicodedata

from taiyaku.text.morphemes import features
from taiyaku.text.romaji import kana_romaji

TITLES = frozenset("先生 教授 博士 監督 選手 社長 会長 部長 課長 店長 校長 議員 市長 町長 村長".split())
PERSON = "人名"  # a part of a name, or, as a suffix, an honorific
_KATAKANA = re.compile(r"[ァ-ヺー・]+")


def people(text: str) -> tuple[tuple[str, str], ...]:
    """Each surname and given name before an honorific or a title, as it is written, and in Latin letters.

    Those in katakana are left out: most come from other languages, and are spelled as there. Before an honorific the
    name of a place is a person's too (宮崎さん). A name can have other readings than the dictionary's; a glossary knows
    better.

    >>> people("長谷川さんと佐藤健氏に、お客さんの話を伺います。")
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
            continue
        if kind == "接尾" and person:
            found |= people or names
        elif word in TITLES:
            found |= people
        names, people = {}, {}
    return tuple(found.items())


def _latin(kana: str) -> str:
    """A reading as people sign with it, without macrons: 大野 Ono, 優子 Yuko."""
    bare = unicodedata.normalize("NFD", kana_romaji(kana.replace("’", "")))
    return "".join(char for char in bare if char.isascii()).title()
