"""A caption's text without what no format can hold, and the captions that no importer takes whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Caption, Line

# control characters and other line ends, which split or spoil a text; U+FEFF and non-characters, which no XML holds
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
WIDE_BRACES = str.maketrans("{}", "｛｝")  # of ASS's overrides, which readers of other formats take out too
_ESCAPE = re.compile(r"\\(?=[Nnh{}｛｝])")
_LONE = re.compile("[\ud800-\udfff]")  # half a character, which no encoding holds


def plain(text: str) -> str:
    """One line of text as every format can hold it: no control characters, no line ends, no space at its ends.

    What would show nothing, marks of direction say, is no text.

    >>> plain(" 港の\\u2028倉庫\\x00です。 ")
    '港の 倉庫です。'
    """
    text = _LONE.sub("\ufffd", _UNSEEN.sub("", _BREAKS.sub(" ", text))).strip()
    return text if any(unicodedata.category(char) not in ("Cf", "Zs") for char in text) else ""


def without_escapes(text: str) -> str:
    """Text without a backslash that readers take for the end of a line or for a space, as ASS has it.

    >>> without_escapes(r"C:\new, C:\temp")
    'C:＼new, C:\\temp'
    """
    return _ESCAPE.sub("＼", text)


def plain_name(speaker: str) -> str:
    """A speaker's name likewise; a run of spaces in it is one space."""
    return " ".join(plain(speaker).split())


def whole(captions: Sequence[Caption]) -> tuple[Caption, ...]:
    """Captions as writers take them: plain lines, none of them empty.

    Raises FormatError for captions that importers lose: empty, of no length, out of order or overlapping.
    """
    out: list[Caption] = []
    clock = 0
    for caption in captions:
        lines = tuple(Line(plain(x.text), plain_name(x.speaker), x.language) for x in caption.lines if plain(x.text))
        if not lines or caption.start_ms >= caption.end_ms or caption.start_ms < clock:
            raise FormatError(
                "this cue is empty, has no length, or begins before the one before it ends",
                where=f"cue {caption.id} at {caption.start_ms} ms",
                remedy="Make the cues again with `taiyaku make`",
            )
        clock = caption.end_ms
        out.append(replace(caption, lines=lines))
    return tuple(out)
