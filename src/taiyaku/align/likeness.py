"""How much two phonemes are alike: what a recognizer mistakes for each other counts less than what it does not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from taiyaku.text.sounds import ALPHABET

SAME = 1.0
ALIKE = -0.2  # commonly misheard, or read otherwise from other kanji
UNLIKE = -1.0
# voicing, place, and vowels that run into one another
PAIRS = "kg td sz sS SC Cc zS hp hb bp bm mn nN mN rd rn ie uo iy uw eo"

BORDER = "|"  # stands in no text: like nothing, not even itself


def _table() -> NDArray[np.float32]:
    count = len(ALPHABET)
    table = np.full((count + 1, count + 1), UNLIKE, np.float32)
    np.fill_diagonal(table[:count, :count], SAME)
    for pair in PAIRS.split():
        a, b = (ALPHABET.index(phoneme) for phoneme in pair)
        table[a, b] = table[b, a] = ALIKE
    return table


LIKENESS = _table()  # shape (phonemes + 1, phonemes + 1), by their place in ALPHABET; the last is BORDER
_NUMBER = {phoneme: number for number, phoneme in enumerate(ALPHABET)}


def numbered(phonemes: str) -> NDArray[np.intp]:
    """Each phoneme as its place in LIKENESS, shape (len(phonemes),)."""
    return np.array([_NUMBER.get(phoneme, len(ALPHABET)) for phoneme in phonemes], np.intp)
