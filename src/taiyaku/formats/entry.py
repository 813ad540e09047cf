"""What a table of formats says of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from taiyaku.formats.caption import Caption, Read
from taiyaku.formats.options import WriteOptions
from taiyaku.formats.rows import Row


@dataclass(frozen=True, slots=True)
class Writer:
    """How a format is written; `ending` is that of its files, `losses` what it cannot hold.

    One that counts in frames `needs_rate`. `layouts` are those that it can hold, all if it names none.
    """

    write: Callable[[Sequence[Caption], WriteOptions], str | bytes]
    ending: str
    what: str
    losses: tuple[str, ...] = ()
    needs_rate: bool = False
    layouts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """How a format is written that holds a whole talk, sentence by sentence, and not one track; likewise."""

    write: Callable[[tuple[Row, ...], WriteOptions], str | bytes]
    ending: str
    what: str
    losses: tuple[str, ...] = ()
    needs_rate: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """How a format's text is read, and what stands near the beginning of its files and of no others."""

    read: Callable[[str, str], Read]
    mark: re.Pattern[str]
