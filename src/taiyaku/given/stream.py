"""English captions as one text: its words, when each stood on the screen, and how well a line begins before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taiyaku.formats import Caption
from taiyaku.text.sentences import ABBREVIATIONS

# what it costs to begin the English of another sentence before a word, in the coin of `lay.py`
NEW_CAPTION, DASHED, BEHIND_SENTENCE = 0.0, 0.1, 0.2
BEHIND_CLAUSE, BEFORE_CLAUSE, INSIDE_PHRASE = 2.0, 3.0, 4.5
OPENING = 0.7  # of the costs inside a sentence, what is left where a caption begins
_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?♪][\"'”’)\]]*$")
_CLAUSE_END = re.compile(r"[,;:—–…][\"'”’)\]]*$|\.\.\.[\"'”’)\]]*$")
_DASH = re.compile(r"^[-–—‐]")
_OPENS_CLAUSE = frozenset("and but or so because when while if although though which who where then".split())


@dataclass(frozen=True, slots=True)
class Word:
    """Characters `start` to `end` of the text; `at_ms` is when its middle is reached, on the English file's clock.

    `caption` is the number of its caption from 0, `opens` says that it is that one's first word, and `cut` what it
    costs to begin the English of another sentence before it.
    """

    start: int
    end: int
    at_ms: int
    caption: int
    opens: bool
    cut: float

    @property
    def goes_on(self) -> bool:
        """Whether it stands inside a sentence."""
        return self.cut > BEHIND_SENTENCE


@dataclass(frozen=True, slots=True)
class Stream:
    """All captions one behind the other, a space for each end of a line."""

    text: str
    words: tuple[Word, ...]
    captions: tuple[Caption, ...]

    def piece(self, first: int, last: int) -> str:
        """The text from a word to another one, both with it, to the letter."""
        return self.text[self.words[first].start : self.words[last].end]


def stream_of(captions: Sequence[Caption]) -> Stream:
    """Captions in order of time as a stream."""
    texts = [" ".join(caption.texts) for caption in captions]
    words: list[Word] = []
    begin, before = 0, ""
    for number, (caption, text) in enumerate(zip(captions, texts, strict=True)):
        heads = set(_line_starts(caption))
        for match in _WORD.finditer(text):
            opens = not words or words[-1].caption != number
            dashed = match.start() in heads and bool(_DASH.match(match[0]))
            cut = _cut(before, match[0], opens=opens, dashed=dashed)
            middle = (match.start() + match.end()) / 2 / len(text)
            at_ms = caption.start_ms + round((caption.end_ms - caption.start_ms) * middle)
            words.append(Word(begin + match.start(), begin + match.end(), at_ms, number, opens, cut))
            before = match[0]
        begin += len(text) + 1
    return Stream(" ".join(texts), tuple(words), tuple(captions))


def _line_starts(caption: Caption) -> Iterator[int]:
    place = 0
    for line in caption.texts:
        yield place
        place += len(line) + 1


def _cut(before: str, word: str, *, opens: bool, dashed: bool) -> float:
    """What it costs to part two words."""
    ended = not before or (bool(_SENTENCE_END.search(before)) and not _is_short(before) and not before.endswith("..."))
    if opens and ended:
        return NEW_CAPTION
    for applies, cost in (
        (dashed, DASHED),
        (ended, BEHIND_SENTENCE),
        (bool(_CLAUSE_END.search(before)), BEHIND_CLAUSE),
        (word.casefold() in _OPENS_CLAUSE, BEFORE_CLAUSE),
    ):
        if applies:
            return cost * OPENING if opens and cost > BEHIND_SENTENCE else cost
    return INSIDE_PHRASE * OPENING if opens else INSIDE_PHRASE


def _is_short(word: str) -> bool:
    """Whether a full stop only shortens the word: Mr., J."""
    bare = word.strip("\"'“‘([").removesuffix(".")
    return bare.casefold() in ABBREVIATIONS or (len(bare) == 1 and bare.isupper() and bare != "I")
