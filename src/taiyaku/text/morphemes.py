"""Japanese text as morphemes with their dictionary forms, by OpenJTalk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

PARTS = re.compile(r".{1,400}(?:[。、？！]|$)|.{1,400}")  # OpenJTalk refuses some thousands at once


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A word's part as it stands (in full width), its dictionary form, and its part of speech (名詞, 助動詞, …).

    `finer` is what kind of these it is, from coarse to fine (固有名詞,人名,姓).
    """

    surface: str
    lemma: str
    kind: str
    finer: str


def morphemes(text: str) -> tuple[Morpheme, ...]:
    """The morphemes of a text in order; digits come back as kanji numerals, line ends and spaces not at all.

    >>> [m.lemma for m in morphemes("見なかった。")]
    ['見る', 'ない', 'た', '。']
    """
    return tuple(
        Morpheme(each["string"], each["orig"], each["pos"], ",".join(each[f"pos_group{n}"] for n in (1, 2, 3)))
        for each in features(text)
    )


def features(text: str) -> Iterator[Mapping[str, Any]]:
    """All that OpenJTalk says of each morpheme, line by line."""
    import pyopenjtalk

    for line in text.splitlines():
        for part in PARTS.findall(line):
            yield from pyopenjtalk.run_frontend(part)
