"""Bytes to text: UTF-8 and UTF-16 by their marks, Shift_JIS and EUC-JP by which of them reads as Japanese."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from taiyaku.errors import TranscriptError

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
JAPANESE = ("cp932", "euc_jp")  # cp932 is Shift_JIS as Windows writes it


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with line ends as \\n, and the encoding it was read from."""

    text: str
    encoding: str


def decode(data: bytes, where: str) -> Decoded:
    """Text of a file. Raises TranscriptError for data that is no text in any of these encodings."""
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), None)
    if encoding is None and b"\0" in data:
        raise _no_text(where)
    candidates = [encoding] if encoding else ["utf-8", *sorted(JAPANESE, key=lambda name: -_japanese(data, name))]
    for name in candidates:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), name)
    raise _no_text(where)


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
        "this is no text in UTF-8, UTF-16, Shift_JIS or EUC-JP", where=where, remedy="Save it as UTF-8 text"
    )
