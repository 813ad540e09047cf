"""Phonemes written as katakana, so that a person can read what was heard and not recognized."""

from __future__ import annotations

from taiyaku.text.sounds import KANA, SMALL, SMALL_Y

LONGEST = 3  # phonemes of one sound: kya
ALONE = {"t": "ト", "d": "ド", "S": "シ", "C": "チ", "c": "ツ", "h": "フ", "w": "ウ"}  # others are written with their u


def _table() -> dict[str, str]:
    """Every run of phonemes that has kana of its own."""
    plain = {sound: kana for kana, sound in reversed(KANA.items())}  # of two kana for one sound, the usual one
    consonants = {sound[0] for sound in plain if len(sound) == 2}
    out = {consonant: ALONE.get(consonant) or plain[consonant + "u"] for consonant in consonants}
    for consonant in consonants:
        row = plain.get(consonant + "i", out[consonant])
        for kana, vowel in SMALL_Y.items():
            out[f"{consonant}y{vowel}"] = row + kana
        for kana, vowel in SMALL.items():
            out.setdefault(consonant + vowel, out[consonant] + kana)
    for consonant in "SC":
        out |= {consonant + vowel: plain[consonant + "i"] + kana for kana, vowel in SMALL_Y.items()}
    return out | plain


SPELLED = _table()


def as_kana(phonemes: str) -> tuple[str, tuple[int, ...]]:
    """Katakana, and for each phoneme the place of the kana that writes it; a vowel that goes on is written long.

    >>> as_kana("kyooto")
    ('キョート', (0, 0, 0, 2, 3, 3))
    """
    text, at = "", []
    place = 0
    while place < len(phonemes):
        longest = min(LONGEST, len(phonemes) - place)
        size = next(n for n in range(longest, 0, -1) if phonemes[place : place + n] in SPELLED)
        goes_on = size == 1 and phonemes[place] in "aiueo" and phonemes[place - 1 : place] == phonemes[place]
        at += [len(text)] * size
        text += "ー" if goes_on else SPELLED[phonemes[place : place + size]]
        place += size
    return text, tuple(at)
