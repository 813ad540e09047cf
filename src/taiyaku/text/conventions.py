"""How a profile wants text written on the screen, and Japanese written so; the text in the job file stays as it is.

Sources: Netflix's Japanese guide for punctuation, digits and thousands; ？！ and the space behind them are second-hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from taiyaku.text.spoken import without_fillers, without_sounds

Fillers: TypeAlias = Literal["keep", "drop"]
Sounds: TypeAlias = Literal["keep", "drop"]
Punctuation: TypeAlias = Literal["keep", "spaces"]
Digits: TypeAlias = Literal["keep", "one-wide"]
Quotes: TypeAlias = Literal["keep", "straight", "curly"]
Dots: TypeAlias = Literal["keep", "dots", "one"]
Dash: TypeAlias = Literal["keep", "em"]
Numbers: TypeAlias = Literal["keep", "words"]
REMEMBERED = 4096  # lines: where to break a text is tried with the same ones over and over
WIDE_SPACE = "\u3000"

_COMMA = re.compile(r"[、，､]+\s*")
_STOP = re.compile(r"[。｡][。｡\s]*")
_MARKS = re.compile(r"[?!？！]+\s*")
_INSIDE = re.compile(rf"[{WIDE_SPACE} ]+(?=[」』）)])")  # spaces before what closes
_JAPANESE = re.compile(r"[ぁ-んァ-ヶー一-鿿々」』）]")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[0-9０-９]+(?:[.．:：/][0-9０-９]+)*")
_WIDE = str.maketrans("0123456789?!", "０１２３４５６７８９？！")
_NARROW = str.maketrans("０１２３４５６７８９．：", "0123456789.:")


@dataclass(frozen=True, slots=True)
class Conventions:
    """`fillers` `drop`: えーと and um are left out; `sounds` `drop`: (笑), ♪ and [laughs] are.

    `punctuation` `spaces`: a half-width space for 、, a full-width one for 。, none at a line's end; wide ？ and ！.
    `digits` `one-wide`: one digit full-width, more half-width, no commas between thousands. The others are English:
    `quotes` straight (") or curly (“”), an `ellipsis` as three dots or one sign, a `dash` as — without spaces,
    `numbers` from 1 to 10 as words.
    """

    fillers: Fillers = "keep"
    sounds: Sounds = "keep"
    punctuation: Punctuation = "keep"
    digits: Digits = "keep"
    quotes: Quotes = "keep"
    ellipsis: Dots = "keep"
    dash: Dash = "keep"
    numbers: Numbers = "keep"


@lru_cache(maxsize=REMEMBERED)
def dress(line: str, conventions: Conventions) -> str:
    """A Japanese line as it is shown.

    >>> dress("はい、5人です。32人ではありません。", Conventions(punctuation="spaces", digits="one-wide"))
    'はい ５人です\u300032人ではありません'
    """
    line = spoken(line, conventions)
    if conventions.digits == "one-wide":
        line = _THOUSANDS.sub("", line)
    if conventions.punctuation == "spaces":
        line = _STOP.sub(WIDE_SPACE, _COMMA.sub(" ", line))
        line = _MARKS.sub(lambda found: _marks(line, found), line)
        line = _INSIDE.sub("", line)
    if conventions.digits == "one-wide":
        line = _NUMBER.sub(_digits, line)
    return line.strip()


def _digits(found: re.Match[str]) -> str:
    text = found[0].translate(_NARROW)
    around = found.string[: found.start()][-1:] + found.string[found.end() :][:1]
    in_latin = any(char.isascii() and not char.isspace() for char in around)  # GPT-4
    return text.translate(_WIDE) if len(text) == 1 and not in_latin else text


def _marks(line: str, found: re.Match[str]) -> str:
    """Marks behind Japanese are wide, with a wide space if a sentence follows; those of a Latin name stay."""
    if not _JAPANESE.match(line[found.start() - 1 : found.start()]):
        return found[0]
    follows = line[found.end() : found.end() + 1]
    return found[0].strip().translate(_WIDE) + (WIDE_SPACE if follows and follows not in "」』）)" else "")


def spoken(line: str, conventions: Conventions) -> str:
    """A line of either language without the fillers and sounds that are left out."""
    if conventions.sounds == "drop":
        line = without_sounds(line)
    return without_fillers(line) if conventions.fillers == "drop" else line
