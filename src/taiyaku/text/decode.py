"""Bytes to text: UTF-8 and UTF-16 by their marks, ISO-2022-JP by its escapes, Shift_JIS, EUC-JP and UTF-16 without a
mark by which of them reads as Japanese."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

from taiyaku.errors import TranscriptError

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
JAPANESE = ("cp932", "euc_jp")  # cp932 is Shift_JIS as Windows writes it
UNMARKED = ("utf-16-le", "utf-16-be")
MAIL = ("iso2022_jp", "iso2022_jp_ext")  # the second has half-width kana
ESCAPE = b"\x1b"  # ISO-2022-JP's; it stands in no other text
READABLE = 0.8  # share of kana, kanji, everyday marks and ASCII below which UTF-16 was a wrong guess


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with line ends as \\n, and the encoding it was read from."""

    text: str
    encoding: str


def decode(data: bytes, where: str) -> Decoded:
    """Text of a file. Raises TranscriptError for data that is no text in any of these encodings."""
    candidates = _candidates(data)
    for name in candidates:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), name)
    raise _no_text(where)


def _candidates(data: bytes) -> list[str]:
    """The encodings to try, likeliest first."""
    marked = [name for mark, name in MARKS if data.startswith(mark)]
    if marked:
        return marked
    if b"\0" in data:  # a zero byte is half a character of UTF-16, or no text at all
        shares = {name: _plain(data, name) for name in UNMARKED}
        return sorted((name for name in UNMARKED if shares[name] >= READABLE), key=lambda name: -shares[name])
    if ESCAPE in data and data.isascii():
        return list(MAIL)
    return ["utf-8", *sorted(JAPANESE, key=lambda name: -_japanese(data, name))]


def _plain(data: bytes, encoding: str) -> float:
    """How much of the text is everyday Japanese and ASCII when read in this encoding; 0 if any of it is no text."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    if any(unicodedata.category(char) in ("Cc", "Cn", "Co") and char not in "\t\n\f\r" for char in text):
        return 0.0
    plain = sum(
        char.isascii() or "\u3000" <= char <= "ヿ" or "一" <= char <= "鿿" or "！" <= char <= "ﾟ" for char in text
    )
    return plain / len(text)


def _japanese(data: bytes, encoding: str) -> float:
    """How much of the text is kana and everyday marks when read in this encoding; the wrong one gives rare kanji."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return -1.0
    foreign = [char for char in text if ord(char) > 127]
    common = sum("ぁ" <= char <= "ヺ" or char in "ー、。「」！？：（）　" for char in foreign)
    odd = sum("｡" <= char <= "ﾟ" for char in foreign)
    return (common - 2 * odd) / max(1, len(foreign))


def _no_text(where: str) -> TranscriptError:
    return TranscriptError(
        "this is no text in UTF-8, UTF-16, Shift_JIS, EUC-JP or ISO-2022-JP",
        where=where,
        remedy="Save it as UTF-8 text",
    )
