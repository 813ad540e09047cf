"""How wide text is on the screen, in full-width units: あ is 1, a is 0.5, a combining mark is 0.

The classes are those of Unicode Standard Annex 11 (East Asian Width); half-width counts half, as Japanese style guides
count. Characters of ambiguous class (… ― ① →) are wide in Japanese type and narrow in Latin type.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ZERO_WIDTH_JOINER = "\u200d"
EMOJI_PRESENTATION = "\ufe0f"  # variation selector 16: the character before it is drawn as an emoji
SKIN_TONES = frozenset(chr(code) for code in range(0x1F3FB, 0x1F400))


@lru_cache(maxsize=16_384)
def _alone(char: str, japanese: bool) -> float:
    """The width of a character that nothing before it changes."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    east_asian = unicodedata.east_asian_width(char)
    if east_asian in "WF":
        return 1.0
    # accented Latin letters are of ambiguous class, but no font of today draws them wide
    if east_asian == "A" and japanese and not unicodedata.name(char, "").startswith("LATIN"):
        return 1.0
    return 0.5


def char_widths(text: str, *, japanese: bool = True) -> list[float]:
    """The width that each character adds, in full-width units; an emoji sequence counts once, as one emoji."""
    widths: list[float] = []
    previous = ""
    for char in text:
        own = _alone(char, japanese)
        if previous == ZERO_WIDTH_JOINER or (char in SKIN_TONES and previous):
            own = 0.0
        elif char == EMOJI_PRESENTATION and widths and widths[-1] == 0.5:
            own = 0.5
        widths.append(own)
        previous = char
    return widths


def width(text: str, *, japanese: bool = True) -> float:
    """The width of a line in full-width units.

    With `japanese=False` ambiguous characters are narrow, so that twice the width of an English line is its
    number of characters.

    >>> width("2019年のPSC")
    5.5
    """
    return sum(char_widths(text, japanese=japanese))


def is_visible(text: str) -> bool:
    """Whether anything of the text would be seen: neither blank nor only control and format characters."""
    return any(not char.isspace() and unicodedata.category(char)[0] != "C" for char in text)
