"""Scenarist closed captions: CEA-608 pop-on captions for American television, two bytes a frame.

Codes after CTA-608-E. A caption is loaded out of sight while the one before still stands, and shown at its frame; where
its text takes longer to send than there is time, nobody could show it, and that is said.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Caption
from taiyaku.formats.latin import nearest, refuse, unheld
from taiyaku.formats.options import WriteOptions
from taiyaku.formats.plain import whole
from taiyaku.frames import Rate, frame_at, to_label

LOSSES = (
    "Japanese and all other scripts than Latin",
    "an end may be two frames off, while the next caption is being sent",
    "speakers and languages of lines; lines are broken anew at 32 characters; ’ reads as '",
)
RATE = "29.97"
COLUMNS, MOST_ROWS, LAST_ROW = 32, 4, 15
LOAD, ERASE_HIDDEN, SHOW, ERASE = (0x14, 0x20), (0x14, 0x2E), (0x14, 0x2F), (0x14, 0x2C)
ROWS = {1: (0x11, 0x40), 2: (0x11, 0x60), 3: (0x12, 0x40), 4: (0x12, 0x60), 12: (0x13, 0x40), 13: (0x13, 0x60),
        14: (0x14, 0x40), 15: (0x14, 0x60)}  # fmt: skip
# the basic set is ASCII but for these; the others take two bytes, and all but the first row a letter to fall back on
BASIC = {0x2A: "á", 0x5C: "é", 0x5E: "í", 0x5F: "ó", 0x60: "ú", 0x7B: "ç", 0x7C: "÷", 0x7D: "Ñ", 0x7E: "ñ"}
TWO_BYTES = {
    (0x11, 0x30): "®°½¿™¢£♪à\0èâêîôû",
    (0x12, 0x20): "ÁÉÓÚÜü‘¡*'—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»",
    (0x13, 0x20): "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤¦ÅåØø┌┐└┘",
}
Code = tuple[int, int]
ONE: dict[str, int] = {chr(code): code for code in range(0x20, 0x7F) if code not in BASIC} | {
    char: code for code, char in {**BASIC, 0x27: "’"}.items()
}
TWO: dict[str, Code] = {
    char: (first, second + place) for (first, second), chars in TWO_BYTES.items() for place, char in enumerate(chars)
}


def write_scc(captions: Sequence[Caption], options: WriteOptions | None = None) -> str:
    """SCC at 29.97 frames a second, with drop-frame labels or without.

    Raises FormatError for another rate, for text that the code does not have or that needs more than four rows, and for
    a caption that cannot be sent before it has to be shown.
    """
    rate, captions = _rate(options or WriteOptions()), whole(captions)
    out = ["Scenarist_SCC V1.0"]
    free, erase = 0, -1  # the first frame on which nothing is sent yet; where the caption before has to go
    for caption in captions:
        shown = frame_at(caption.start_ms, rate)
        words = _load(caption)
        start = shown - len(words)
        if 0 <= erase < shown and erase + 2 > start:  # while this one is being sent
            start -= 2
            place = min(max(0, erase - start), len(words))
            if 0 < place < len(words) and words[place - 1] == words[place]:  # a code that is sent twice stays together
                place += 1
            words[place:place] = [ERASE, ERASE]
        elif 0 <= erase < shown:
            out.append(_line(erase, [ERASE, ERASE], rate))
            free = max(free, erase + 2)
        if start < free:
            late = "two characters a frame are sent, and there are too few frames before it"
            raise refuse(caption, late, "Shorten it, or begin it later; a timeline from 01:00:00;00 leaves time")
        out.append(_line(start, [*words, SHOW, SHOW], rate))
        free, erase = shown + 2, frame_at(caption.end_ms, rate)
    if captions:
        out.append(_line(max(erase, free), [ERASE, ERASE], rate))
    return "\n\n".join(out) + "\n"


def _rate(options: WriteOptions) -> Rate:
    if options.rate is None or options.rate.name != RATE:
        raise FormatError(f"SCC counts {RATE} frames a second", where="--fps", remedy="Give --fps 29.97 or 29.97df")
    return options.rate


def _load(caption: Caption) -> list[Code]:
    """What is sent before a caption is shown: where each row begins, and its letters."""
    lines = textwrap.wrap(nearest(" ".join(caption.texts)), COLUMNS)
    if len(lines) > MOST_ROWS or any(len(line) > COLUMNS for line in lines):
        raise refuse(caption, f"this takes more than {MOST_ROWS} rows of {COLUMNS}", "Shorten it, or part it")
    if missing := [char for line in lines for char in line if char not in ONE and char not in TWO]:
        raise unheld(caption, missing, "SCC")
    words = [LOAD, LOAD, ERASE_HIDDEN, ERASE_HIDDEN]
    first = 1 if caption.raised else LAST_ROW + 1 - len(lines)
    for row, line in enumerate(lines, start=first):
        indent = (COLUMNS - len(line)) // 2
        high, low = ROWS[row]
        words += [(high, low + 0x10 + indent // 4 * 2)] * 2
        words += [(0x17, 0x20 + indent % 4)] * 2 if indent % 4 else []
        words += _letters(line)
    return words


def _letters(line: str) -> Iterator[Code]:
    """A row's letters, two a word; one of two bytes has a word, sent twice, and may overwrite a letter before it."""
    waiting = 0
    for char in line:
        if char in ONE:
            if waiting:
                yield waiting, ONE[char]
                waiting = 0
            else:
                waiting = ONE[char]
            continue
        overwrites = TWO[char][0] != 0x11
        if overwrites:
            if waiting:
                yield waiting, ONE["?"]
            else:
                yield ONE["?"], 0
        elif waiting:
            yield waiting, 0
        waiting = 0
        yield from (TWO[char], TWO[char])
    if waiting:
        yield waiting, 0


def _line(frame: int, words: Sequence[Code], rate: Rate) -> str:
    return f"{to_label(frame, rate)}\t{' '.join(f'{_odd(a):02x}{_odd(b):02x}' for a, b in words)}"


def _odd(byte: int) -> int:
    """Seven bits with the eighth that makes their number odd."""
    return byte | (0 if byte.bit_count() % 2 else 0x80)
