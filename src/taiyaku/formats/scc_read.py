"""Scenarist closed captions as captions: what a CEA-608 decoder would show of the first channel, frame by frame.

Pop-on captions only, which are all that subtitlers make; those that roll up or are painted on were sent live.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Line, Read, Remark
from taiyaku.formats.latin import nearest
from taiyaku.formats.mend import Found, settle, split_lines
from taiyaku.formats.scc import BASIC, ERASE, ERASE_HIDDEN, LOAD, RATE, SHOW, TWO_BYTES, Code
from taiyaku.frames import FrameError, Rate, from_label, ms_of, parse_rate

MARK = re.compile(r"\A\s*Scenarist_SCC")
LINE = re.compile(r"(\S+)\s+((?:[0-9a-f]{4}\s*)+)", re.IGNORECASE)
LIVE = frozenset({(0x14, 0x25), (0x14, 0x26), (0x14, 0x27), (0x14, 0x29)})  # rolling up by 2, 3, 4 rows; painting on
BACK = (0x14, 0x21)
ROWS = {0x11: 1, 0x12: 3, 0x15: 5, 0x16: 7, 0x17: 9, 0x10: 11, 0x13: 12, 0x14: 14}  # the second of two is one further
RAISED = 4  # rows from the top
ATTRIBUTE = range(0x20, 0x30)  # a colour or italics, which take a space
STAYS_MS = 4_000  # a caption that nothing takes away

GARBLED = "this is no line of codes; it is left out"
UNSHOWN = "a caption that is never shown; it is left out"


def read_scc(text: str, name: str = "this text") -> Read:
    """Captions of an SCC text at 29.97 frames a second; its labels tell whether frame numbers are dropped.

    Raises FormatError: no SCC, captions that roll up or are painted on, no caption.
    """
    if not MARK.search(text.removeprefix("\ufeff")):
        raise FormatError("this is no SCC", where=name, remedy="Give a file whose first line is Scenarist_SCC V1.0")
    rate = parse_rate(f"{RATE}df" if ";" in text else RATE)
    screen, remarks = _Screen(rate), []
    for number, line in enumerate(split_lines(text, name), start=1):
        if not line.strip() or MARK.match(line):
            continue
        match = LINE.fullmatch(line.strip())
        try:
            frame = from_label(match[1], rate) if match else -1
        except FrameError:
            frame = -1
        if match is None or frame < 0:
            remarks.append(Remark(number, GARBLED))
            continue
        codes = [(int(word[:2], 16) & 0x7F, int(word[2:], 16) & 0x7F) for word in match[2].split()]
        if LIVE & set(codes):
            raise FormatError(
                "these captions roll up or are painted on, as live ones are; only pop-on captions are read",
                where=f"{name}:{number}",
                remedy="Export them as pop-on captions",
            )
        for at, code in _once(codes):
            screen.take(code, frame + at, number)
    screen.clear(None)
    if any(row.strip() for _, row in screen.hidden):
        remarks.append(Remark(screen.loaded_at, UNSHOWN))
    return replace(settle(screen.found, remarks, name), held=held_by_scc)


def held_by_scc(lines: Sequence[str]) -> str:
    """What SCC holds of lines: it breaks them itself, and knows one apostrophe.

    >>> held_by_scc(["That’s", "so…"])
    "That's so..."
    """
    return " ".join(nearest(" ".join(lines)).replace("’", "'").split())


def _once(codes: list[Code]) -> Iterator[tuple[int, Code]]:
    """The codes of the first channel with their places; a control code that is sent twice counts once."""
    last, ours = (0, 0), True
    for at, code in enumerate(codes):
        control = 0x10 <= code[0] < 0x20
        if control and code == last:
            last = (0, 0)
            continue
        last = code
        ours = code[0] < 0x18 if control else ours
        if ours:
            yield at, code


@dataclass(slots=True)
class _Screen:
    """What is being loaded, row by row in the order of sending, and what stands on the screen since when."""

    rate: Rate
    found: list[Found] = field(default_factory=list)
    hidden: list[tuple[int, str]] = field(default_factory=list)
    loaded_at: int = 0
    _shown: tuple[int, int, list[tuple[int, str]]] | None = None  # its line, its frame, its rows

    def take(self, code: Code, frame: int, line: int) -> None:
        """Act on a code that arrives in a frame."""
        if code == SHOW:
            self.clear(frame)
            self._shown, self.hidden = (line, frame, self.hidden), []
        elif code == ERASE:
            self.clear(frame)
        elif code in (ERASE_HIDDEN, LOAD):
            self.hidden = [] if code == ERASE_HIDDEN else self.hidden
            self.loaded_at = line
        elif code == BACK:
            self._overwrite("")
        elif code[0] in ROWS and code[1] >= 0x40:
            self.hidden.append((ROWS[code[0]] + (code[1] >= 0x60), ""))
        elif code[0] >= 0x20:
            self._write("".join(BASIC.get(byte, chr(byte)) for byte in code if byte >= 0x20))
        elif code[0] == 0x11 and code[1] in ATTRIBUTE:
            self._write(" ")
        elif code[0] in (0x11, 0x12, 0x13) and code[1] >= 0x20:
            self._special(code)

    def clear(self, frame: int | None) -> None:
        """Take away what stands on the screen; without a frame, where the file ends."""
        if self._shown is None:
            return
        line, since, rows = self._shown
        self._shown = None
        lines = tuple(Line(" ".join(text.split())) for _, text in sorted(rows, key=lambda row: row[0]) if text.strip())
        start = ms_of(since, self.rate)
        end = start + STAYS_MS if frame is None else ms_of(frame, self.rate)
        if lines:
            self.found.append(Found(line, start, end, lines, max(row for row, _ in rows) <= RAISED))

    def _special(self, code: Code) -> None:
        """A sign of two bytes; one of the later sets stands in place of the letter before it."""
        base = (code[0], 0x30 if code[0] == 0x11 else 0x20)
        char = TWO_BYTES[base][code[1] - base[1]]
        if code[0] == 0x11:
            self._write(" " if char == "\0" else char)
        else:
            self._overwrite(char)

    def _write(self, text: str) -> None:
        row, before = self.hidden.pop() if self.hidden else (15, "")
        self.hidden.append((row, before + text))

    def _overwrite(self, text: str) -> None:
        row, before = self.hidden.pop() if self.hidden else (15, "")
        self.hidden.append((row, before[:-1] + text))
