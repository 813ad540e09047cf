"""Kinsoku: where a Japanese line may not begin or end (JIS X 4051, and the list in Netflix's Japanese guide)."""

from __future__ import annotations

import unicodedata

from taiyaku.text.width import SKIN_TONES, ZERO_WIDTH_JOINER

LINE_START_FORBIDDEN = frozenset(
    "、。，．・：；！？!?,.:;"
    "）」』】〉》〕］｝”’)]}｣､｡･"
    "％%‰℃…‥〜～ー―ｰﾞﾟ゛゜々〻ゝゞヽヾ"
    "っゃゅょぁぃぅぇぉゎッャュョァィゥェォヮヵヶｯｬｭｮｧｨｩｪｫ"
)
LINE_END_FORBIDDEN = frozenset("（「『【〈《〔［｛“‘([{｢￥¥＄$£€＃#")
UNSPLITTABLE = frozenset("…‥―—〜～")  # two of one kind in a row are one mark: …… ――


def can_break(text: str, at: int) -> bool:
    """Whether a line may end before `text[at]`: no kinsoku fault, no split mark, no split letter or emoji.

    The ends of the text are no break, and a break before a space is none either: the space stays on the line it ends.

    >>> can_break("そうです。はい", 4), can_break("そうです。はい", 5)
    (False, True)
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if after.isspace() or after in LINE_START_FORBIDDEN or before in LINE_END_FORBIDDEN:
        return False
    if before == after and before in UNSPLITTABLE:
        return False
    return not _inside_letter(text, at)


def _inside_letter(text: str, at: int) -> bool:
    """Whether `at` lies between a letter and its marks, inside a joined emoji, or inside a flag."""
    before, after = text[at - 1], text[at]
    if before == ZERO_WIDTH_JOINER or after in SKIN_TONES:
        return True
    if unicodedata.category(after) in ("Mn", "Mc", "Me", "Cf"):
        return True
    if _is_flag_half(before) and _is_flag_half(after):
        first = at - 1
        while first > 0 and _is_flag_half(text[first - 1]):
            first -= 1
        return (at - first) % 2 == 1
    return False


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
