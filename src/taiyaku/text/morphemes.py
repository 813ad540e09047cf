"""Japanese text as morphemes with their dictionary forms, by OpenJTalk."""

from __future__ import annotations

from dataclasses import dataclass

from taiyaku.text.sounds import PARTS


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A word's part as it stands (in full width), its dictionary form, and its part of speech (名詞, 助動詞, …)."""

    surface: str
    lemma: str
    kind: str


def morphemes(text: str) -> tuple[Morpheme, ...]:
    """The morphemes of a text in order; digits come back as kanji numerals, line ends and spaces not at all.

    >>> [m.lemma for m in morphemes("見なかった。")]
    ['見る', 'ない', 'た', '。']
    """
    import pyopenjtalk

    return tuple(
        Morpheme(feature["string"], feature["orig"], feature["pos"])
        for line in text.splitlines()
        for part in PARTS.findall(line)
        for feature in pyopenjtalk.run_frontend(part)
    )
