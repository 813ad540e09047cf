"""What a table of formats says of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from taiyaku.formats.caption import Read
from taiyaku.formats.options import WriteOptions


@dataclass(frozen=True, slots=True)
class Writer:
    """How a format is written: from captions, or from what `takes` names.

    `ending` is that of its files, `losses` what it cannot hold. `languages` are the only ones that it can, where it
    cannot hold all; `starts_at` is the timecode of its first frame where it is not zero.
    """

    write: Callable[[Sequence[Any], WriteOptions], str | bytes]
    ending: str
    what: str
    losses: tuple[str, ...] = ()
    takes: str = "captions"
    languages: frozenset[str] = frozenset()
    needs_rate: bool = False
    starts_at: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """How a format's text is read, and what stands near the beginning of its files and of no others."""

    read: Callable[[str, str], Read]
    mark: re.Pattern[str]
