"""Japanese text as phonemes, each knowing the characters it came from.

OpenJTalk reads the text (kanji and digits); two writings of the same speech then meet as the same sounds, whatever
kanji a recognizer chose. A glossary's readings go first, then those of Latin words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from taiyaku.text.latin import latin_readings
from taiyaku.text.morphemes import features

_ROWS = {  # consonant -> the five kana before a, i, u, e, o
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サ_スセソ", "z": "ザ_ズゼゾ",
    "t": "タ__テト", "d": "ダ__デド", "n": "ナニヌネノ", "h": "ハヒ_ヘホ", "b": "バビブベボ",
    "p": "パピプペポ", "m": "マミムメモ", "y": "ヤ_ユ_ヨ", "r": "ラリルレロ", "w": "ワ____",
}  # fmt: skip
_ODD = {
    "シ": "Si", "ジ": "zi", "チ": "Ci", "ツ": "cu", "フ": "hu", "ヂ": "zi", "ヅ": "zu", "ヲ": "o", "ヴ": "bu",
    "ン": "N", "ッ": "q", "ヰ": "i", "ヱ": "e",
}  # fmt: skip
KANA = {kana: row + "aiueo"[i] for row, five in _ROWS.items() for i, kana in enumerate(five) if kana != "_"}
KANA |= _ODD
ALPHABET = "".join(sorted(set("".join(KANA.values()))))  # every phoneme there is
SMALL_Y = {"ャ": "a", "ュ": "u", "ョ": "o"}
SMALL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ヮ": "a"}


Reading = tuple[int, int, str]  # from, to, kana


@dataclass(frozen=True, slots=True)
class Sounds:
    """Phonemes of a text: `phonemes[i]` (one character a phoneme) was read from `text[at[i]]`."""

    phonemes: str
    at: tuple[int, ...]


def kana_phonemes(kana: str) -> str:
    """Katakana as phonemes, one character each; a long vowel repeats its vowel, other marks are silent.

    >>> kana_phonemes("ギョーセキ")
    'gyooseki'
    """
    out = ""
    for mark in kana:
        if mark in KANA:
            out += KANA[mark]
        elif mark in SMALL_Y and out[-1:] == "i":
            out = out[:-1] + ("" if out[-2:-1] in "SCz" and len(out) > 1 else "y") + SMALL_Y[mark]
        elif mark in SMALL and out[-1:] in tuple("aiueo"):
            out = out[:-1] + SMALL[mark]
        elif mark in SMALL_Y or mark in SMALL:
            out += (SMALL_Y | SMALL)[mark]
        elif mark == "ー" and out[-1:] in tuple("aiueo"):
            out += out[-1]
    return out


def sounds(text: str, readings: Sequence[Reading] = ()) -> Sounds:
    """Read `text` aloud. `readings` are (start, end, kana) of spans whose reading is known, in order.

    Every phoneme points at a character of `text`; characters that nobody reads (marks, spaces) have none.
    """
    written, origin = _in_kana(text, [*readings, *latin_readings(text)])
    if not any(char.isalnum() for char in written):
        return Sounds("", ())
    surface, spoken = "", []
    for surface_word, pron in _morphemes(written):
        sound = kana_phonemes(pron)
        spoken.append((len(surface), len(surface_word), sound))
        surface += surface_word
    place = _place_of(surface, written)
    phonemes: list[str] = []
    at: list[int] = []
    for begin, length, sound in spoken:
        phonemes.append(sound)
        at += [origin[place[begin + i * length // len(sound)]] for i in range(len(sound))]
    return Sounds("".join(phonemes), tuple(at))


def _in_kana(text: str, readings: Sequence[Reading]) -> tuple[str, list[int]]:
    """The text with known readings in place of what they are readings of, and where each character comes from.

    The earlier of two readings that overlap counts. What stands beside them is then read as it is beside a word: the
    は behind a name is a particle.
    """
    chosen: list[Reading] = []
    for start, end, kana in readings:
        if all(end <= other_start or other_end <= start for other_start, other_end, _ in chosen):
            chosen.append((start, end, _katakana(kana)))
    out, origin, place = "", [], 0
    for start, end, kana in [*sorted(chosen), (len(text), len(text), "")]:
        out += text[place:start] + kana
        origin += [*range(place, start), *(start + i * (end - start) // len(kana) for i in range(len(kana)))]
        place = end
    return out, origin


def _morphemes(text: str) -> list[tuple[str, str]]:
    """(surface, katakana as pronounced) of each morpheme by OpenJTalk; the surface may differ in width."""
    return [(feature["string"], _katakana(feature["pron"])) for feature in features(text)]


def _place_of(surface: str, text: str) -> list[int]:
    """For each character of OpenJTalk's surface, the index in `text` (digits become kanji, half-width full)."""
    folded = unicodedata.normalize("NFKC", surface)
    if len(folded) != len(surface):
        folded = surface
    plain = "".join(unicodedata.normalize("NFKC", c) if c.isascii() or len(c) == 1 else c for c in text)
    if len(plain) != len(text):
        plain = text
    place = [0] * len(surface)
    for op in Levenshtein.opcodes(folded, plain):
        size = max(1, op.src_end - op.src_start)
        for i in range(op.src_start, op.src_end):
            share = (i - op.src_start) * (op.dest_end - op.dest_start) // size
            place[i] = min(op.dest_start + share, max(0, len(text) - 1))
    return place


def _katakana(text: str) -> str:
    """Hiragana to katakana, half-width to full; the accent mark of OpenJTalk goes."""
    text = unicodedata.normalize("NFKC", text).replace("’", "").replace("'", "")
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)
