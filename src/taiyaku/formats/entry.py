"""What a table of formats says of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from taiyaku.formats.caption import Caption, Read
from taiyaku.formats.options import WriteOptions


@dataclass(frozen=True, slots=True)
class Writer:
    """How a format is written; `ending` is that of its files, `losses` what it cannot hold."""

    write: Callable[[Sequence[Caption], WriteOptions], str]
    ending: str
    what: str
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """How a format's text is read, and what stands near the beginning of its files and of no others."""

    read: Callable[[str, str], Read]
    mark: re.Pattern[str]
