"""EBU STL (Tech 3264) as captions: its text blocks put together, its letters told from the code page of its head."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Line, Read, Remark
from taiyaku.formats.latin import nearest
from taiyaku.formats.mend import Found, settle
from taiyaku.formats.stl import ACCENTS, NEW_LINE, SIGNS, TEXT, UNUSED
from taiyaku.frames import FrameError, Rate, from_label, ms_of, parse_rate

MARK = re.compile(rb"\A[\x20-\x7e]{3}STL(\d\d)\.01")
HEAD, BLOCK = 1024, 128  # bytes
RATES = {b"23": "23.976", b"24": "24", b"25": "25", b"29": "29.97", b"30": "30", b"50": "50"}
TABLES = {b"01": "iso8859_5", b"02": "iso8859_6", b"03": "iso8859_7", b"04": "iso8859_8"}  # 00 is Latin
BEGIN = slice(256, 264)  # of the head: the timecode at which the programme begins
EXTENSION, TIMES, ROW, REMARK = 3, (5, 9), 13, 15  # of a block
USER_DATA, COMMENT = 0xFE, 1  # above the first is only a subtitle's last block
RAISED = 7  # rows from the top
CONTROLS = bytes([*range(0x0A), *range(0x0B, 0x20), 0x7F, *range(0x80, 0x8A), *range(0x8B, 0xA0)])
LETTERS = {byte: char for char, byte in SIGNS.items()} | {0xA4: "$", 0xA6: "#", 0xA8: "¤"}
MARKS = {byte: mark for mark, (byte, _) in ACCENTS.items()}

CUT = "the file ends in the middle of a subtitle; the rest of it is missing"
UNKNOWN = "a letter that its table does not have; it is shown as �"
GARBLED = "a time that is none; the subtitle is left out"


def read_stl(data: bytes, name: str = "this file") -> Read:
    """Captions of an STL file; times count from the timecode at which its head says that the programme begins.

    Remarks count its subtitles, as it has no lines. Raises FormatError: no STL, a rate or a table of letters that is
    not known, no subtitle.
    """
    match = MARK.match(data)
    if not match or match[1] not in RATES:
        raise FormatError("this is no EBU STL file", where=name, remedy="Give a file whose head says STL25.01, say")
    rate, table = parse_rate(RATES[match[1]]), data[12:14]
    if table not in (b"00", *TABLES):
        raise FormatError(f"its table of letters, {table!r}, is not known", where=name, remedy="Export it as SRT")
    cues: list[_Cue] = []
    remarks: list[Remark] = []
    text, number = b"", 0
    for at in range(HEAD, len(data) - BLOCK + 1, BLOCK):
        block = data[at : at + BLOCK]
        if block[EXTENSION] == USER_DATA or block[REMARK] == COMMENT:
            continue
        text += block[-TEXT:].rstrip(bytes([UNUSED]))
        if block[EXTENSION] < USER_DATA:
            continue
        number += 1
        start, end = (_frame(list(block[place : place + 4]), rate) for place in TIMES)
        shown, text = _decoded(text, table), b""
        if start is None or end is None:
            remarks.append(Remark(number, GARBLED))
            continue
        remarks += [Remark(number, UNKNOWN)] if "\ufffd" in shown else []
        cues.append(_Cue(number, start, end, shown, block[ROW] <= RAISED))
    if text or (len(data) - HEAD) % BLOCK:
        remarks.append(Remark(number + 1, CUT))
    begins = _programme(data[BEGIN], rate)
    zero = begins if all(begins <= cue.start for cue in cues) else 0
    return replace(settle([cue.found(zero, rate) for cue in cues], remarks, name), held=held_by_stl)


def held_by_stl(lines: Sequence[str]) -> tuple[str, ...]:
    """What STL holds of lines: some marks in the nearest way."""
    return tuple(map(nearest, lines))


@dataclass(frozen=True, slots=True)
class _Cue:
    """A subtitle as it stands in the file, in frames of its timecode."""

    number: int
    start: int
    end: int
    text: str
    raised: bool

    def found(self, zero: int, rate: Rate) -> Found:
        """With times from frame `zero` on, in milliseconds."""
        lines = tuple(Line(line) for line in map(str.strip, self.text.split("\n")) if line)
        start, end = (ms_of(frame - zero, rate) for frame in (self.start, max(zero, self.end)))
        return Found(self.number, start, end, lines, self.raised)


def _programme(label: bytes, rate: Rate) -> int:
    """The frame at which the head says that the programme begins, or 0."""
    fields = [int(label[at : at + 2]) for at in range(0, 8, 2)] if label.isdigit() and len(label) == 8 else []
    return _frame(fields, rate) or 0


def _frame(fields: Sequence[int], rate: Rate) -> int | None:
    """The frame of four numbers, or None where they are no timecode."""
    try:
        return from_label("{:02}:{:02}:{:02}:{:02}".format(*fields), rate) if fields else None
    except FrameError:
        return None


def _decoded(data: bytes, table: bytes) -> str:
    """A subtitle's text: lines parted, colours and boxes left out, an accent joined with the letter behind it."""
    if table in TABLES:
        letters = data.replace(bytes([NEW_LINE]), b"\n").translate(None, CONTROLS)
        return letters.decode(TABLES[table], "replace")
    out: list[str] = []
    accent = ""
    for byte in data:
        if byte in MARKS:
            accent = MARKS[byte]
        elif byte == NEW_LINE:
            out.append("\n")
        elif byte not in CONTROLS:
            out.append((chr(byte) if byte < 0x7F else LETTERS.get(byte, "\ufffd")) + accent)
            accent = ""
    return unicodedata.normalize("NFC", "".join(out))
