"""EBU STL (Tech 3264): subtitles for European television, in blocks of 128 bytes; Latin letters only (ISO 6937)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Caption
from taiyaku.formats.latin import nearest, unheld
from taiyaku.formats.options import WriteOptions
from taiyaku.formats.plain import plain, whole
from taiyaku.frames import Rate, frame_at, to_label

LOSSES = ("Japanese and all other scripts than Latin", "speakers and languages of lines")
RATE, DISK_FORMAT = "25", "STL25.01"
NEW_LINE, UNUSED, LAST_BLOCK = 0x8A, 0x8F, 0xFF
TEXT = 112  # bytes of text in a block
MOST_ROWS, LAST_ROW = 23, 20  # rows of the picture; where the last line of a subtitle stands
CENTRED = 2
# ISO/IEC 6937:2001, in which $ and # stand where ASCII has them: what is not ASCII and has no accent
SIGNS = {
    "¡": 0xA1, "¢": 0xA2, "£": 0xA3, "¥": 0xA5, "§": 0xA7, "‘": 0xA9, "“": 0xAA, "«": 0xAB,
    "°": 0xB0, "±": 0xB1, "²": 0xB2, "³": 0xB3, "×": 0xB4, "µ": 0xB5, "¶": 0xB6, "·": 0xB7, "÷": 0xB8, "’": 0xB9,
    "”": 0xBA, "»": 0xBB, "¼": 0xBC, "½": 0xBD, "¾": 0xBE, "¿": 0xBF, "—": 0xD0, "®": 0xD2, "©": 0xD3, "™": 0xD4,
    "♪": 0xD5, "Æ": 0xE1, "Ø": 0xE9, "Œ": 0xEA, "æ": 0xF1, "ø": 0xF9, "œ": 0xFA, "ß": 0xFB,
}  # fmt: skip
ACCENTS = {  # combining character -> the byte before its letter, and the letters that may have it, in both cases
    "\u0300": (0xC1, "aeiou"), "\u0301": (0xC2, "aceilnorsuyz"), "\u0302": (0xC3, "aceghijosuwy"),
    "\u0303": (0xC4, "ainou"), "\u0304": (0xC5, "aeiou"), "\u0306": (0xC6, "agu"), "\u0307": (0xC7, "cegz"),
    "\u0308": (0xC8, "aeiouy"), "\u030a": (0xCA, "au"), "\u0327": (0xCB, "cklnrst"), "\u030b": (0xCD, "ou"),
    "\u0328": (0xCE, "aeiu"), "\u030c": (0xCF, "cdelnrstz"),
}  # fmt: skip


def write_stl(captions: Sequence[Caption], options: WriteOptions | None = None) -> bytes:
    """An STL file of open subtitles at 25 frames a second.

    Raises FormatError for another rate, and for text that the code does not have.
    """
    options, captions = options or WriteOptions(), whole(captions)
    rate = options.rate
    if rate is None or rate.name != RATE:
        raise FormatError("EBU STL counts 25 frames a second", where="--fps", remedy="Give --fps 25")
    blocks = [block for number, caption in enumerate(captions) for block in _blocks(number, caption, rate)]
    return _head(captions, len(blocks), options, rate) + b"".join(blocks)


def _head(captions: Sequence[Caption], blocks: int, options: WriteOptions, rate: Rate) -> bytes:
    """The general block (GSI): 1024 bytes in fields of fixed width."""
    title = plain(options.title).encode("ascii", "replace").decode()[:32]
    first = frame_at(captions[0].start_ms, rate) if captions else 0
    fields = [
        ("850", 3), (DISK_FORMAT, 8), ("0", 1), ("00", 2), ("09", 2),  # code page, format, open, Latin, English
        (title, 32), ("", 32), (title, 32), ("", 32), ("", 32), ("", 32), ("", 16), ("", 6), ("", 6), ("", 2),
        (f"{blocks:05}", 5), (f"{len(captions):05}", 5), ("001", 3), ("40", 2), (f"{MOST_ROWS}", 2), ("1", 1),
        (_digits(options.start_frame, rate), 8), (_digits(first, rate), 8), ("1", 1), ("1", 1),
    ]  # fmt: skip
    return "".join(text.ljust(size) for text, size in fields).ljust(1024).encode("ascii")


def _blocks(number: int, caption: Caption, rate: Rate) -> list[bytes]:
    """A caption's text blocks (TTI): as many as its text needs, the last of them marked so."""
    text = bytes([NEW_LINE]).join(_encoded(nearest(line), caption) for line in caption.texts)
    pieces = [text[at : at + TEXT] for at in range(0, len(text), TEXT)]
    row = 1 if caption.raised else max(1, LAST_ROW + 2 - 2 * len(caption.lines))
    times = b"".join(bytes(_fields(frame_at(ms, rate), rate)) for ms in (caption.start_ms, caption.end_ms))
    return [
        bytes([0])
        + number.to_bytes(2, "little")
        + bytes([LAST_BLOCK if piece is pieces[-1] else place, 0])
        + times
        + bytes([row, CENTRED, 0])
        + piece.ljust(TEXT, bytes([UNUSED]))
        for place, piece in enumerate(pieces)
    ]


def _encoded(line: str, caption: Caption) -> bytes:
    out, missing = bytearray(), []
    for char in line:
        base, *marks = list(unicodedata.normalize("NFD", char))
        if char in SIGNS:
            out.append(SIGNS[char])
        elif not marks and base.isascii() and base.isprintable():
            out.append(ord(base))
        elif len(marks) == 1 and marks[0] in ACCENTS and base.lower() in ACCENTS[marks[0]][1]:
            out += bytes([ACCENTS[marks[0]][0], ord(base)])
        else:
            missing.append(char)
    if missing:
        raise unheld(caption, missing, "STL")
    return bytes(out)


def _fields(frame: int, rate: Rate) -> list[int]:
    return [int(part) for part in to_label(frame, rate).split(":")]


def _digits(frame: int, rate: Rate) -> str:
    return "".join(f"{part:02}" for part in _fields(frame, rate))
