"""The pieces as a chain of states that a recording walks through: one state a phoneme, and what may lie between.

Between two pieces there may be a pause, speech that nobody wrote down, and a pause again; so there may between two
phrases (bunsetsu) of a piece, where a speaker hesitates or an editor tidied. A pause may also stand, less likely,
between any two characters. A phoneme may be passed over at a price: it was written and not said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.force import Piece
from taiyaku.text.phrases import NUMBER, break_points

REACH = 5  # how many states back a state may follow on: over pause, speech and pause, and one more
FORBIDDEN = -1e9
PHRASES = ("sentence", "clause", "phrase")
BETWEEN, PAUSE_INSIDE, ASIDE = range(3)  # kinds of state beyond the head's classes; two are unwritten speech
DRAWN_OUT = "ー〜～"  # marks that make the sound before them longer: nobody pauses in it
NO_PHONEME = -1  # the place of states that belong to no character

# log probabilities, tuned on the tuned half of the alignment benchmark
PAUSE_AT_MARK = -1.0
PAUSE_ANYWHERE = -10.0
PASS_OVER = -5.0  # a phoneme that was written and not said
UNWRITTEN = -20.0  # entering speech that nobody wrote down


@dataclass(frozen=True, slots=True)
class Chain:
    """S states in order. `kind[s]` is a class of the head; then come unwritten speech between sentences, a pause
    inside one, and unwritten speech inside one.

    `arrive[k - 1, s]` is the price of coming to s from s - k. `piece[s]` and `char[s]` say which character of which
    piece a state sounds (NO_PHONEME: none); `guess_ms[s]` when it is expected.
    """

    kind: NDArray[np.int64]
    arrive: NDArray[np.float32]
    piece: NDArray[np.int64]
    char: NDArray[np.int64]
    guess_ms: NDArray[np.float64]


@dataclass(slots=True)
class _Links:
    """A chain under construction."""

    kind: list[int]
    arrive: list[dict[int, float]]
    piece: list[int]
    char: list[int]
    guess_ms: list[float]

    def add(self, kind: int, arrive: dict[int, float], piece: int, char: int, guess_ms: float) -> None:
        self.kind.append(kind)
        self.arrive.append(arrive)
        self.piece.append(piece)
        self.char.append(char)
        self.guess_ms.append(guess_ms)


def make_chain(pieces: Sequence[Piece], phonemes: str) -> Chain:
    """The chain of all scripted pieces; `phonemes` are the head's classes, the first of them silence."""
    classes = len(phonemes)
    links = _Links([], [], [], [], [])
    for number, piece in enumerate(pieces):
        first = piece.guess_ms[piece.at[0]] if piece.at else 0.0
        _between(links, classes, first)
        _inside(links, number, piece, phonemes)
    _between(links, classes, links.guess_ms[-1] if links.guess_ms else 0.0)
    arrive = np.full((REACH, len(links.kind)), FORBIDDEN, np.float32)
    for state, prices in enumerate(links.arrive):
        for back, price in prices.items():
            arrive[back - 1, state] = price
    guess = np.maximum.accumulate(np.array(links.guess_ms))
    return Chain(np.array(links.kind), arrive, np.array(links.piece), np.array(links.char), guess)


@cache
def phrase_starts(text: str) -> tuple[int, ...]:
    """The characters before which a phrase ends."""
    numbers = (match.start() for match in NUMBER.finditer(text))
    return tuple({*numbers, *(point.at for point in break_points(text) if point.kind in PHRASES)})


def _between(links: _Links, classes: int, guess_ms: float) -> None:
    """Pause, unwritten speech, pause; each may be left out."""
    links.add(0, {1: 0.0, 2: PASS_OVER}, NO_PHONEME, NO_PHONEME, guess_ms)
    links.add(classes + BETWEEN, {1: UNWRITTEN, 2: UNWRITTEN}, NO_PHONEME, NO_PHONEME, guess_ms)
    links.add(0, {1: 0.0}, NO_PHONEME, NO_PHONEME, guess_ms)


def _inside(links: _Links, number: int, piece: Piece, phonemes: str) -> None:
    """The phonemes of a piece, with a pause that may stand between two characters."""
    classes = len(phonemes)
    phrases = phrase_starts(piece.text)
    for place, (phoneme, char) in enumerate(zip(piece.phonemes, piece.at, strict=True)):
        guess = piece.guess_ms[char]
        if place == 0:
            arrive = {1: 0.0, 2: 0.0, 3: 0.0, 4: 0.0}
        elif char == piece.at[place - 1] or (piece.text[char] in DRAWN_OUT and phoneme == piece.phonemes[place - 1]):
            arrive = {1: 0.0, 2: PASS_OVER}
        else:
            at_mark = char > piece.at[place - 1] + 1
            pause = (0, PAUSE_AT_MARK) if at_mark else (classes + PAUSE_INSIDE, PAUSE_ANYWHERE)
            links.add(pause[0], {1: pause[1]}, NO_PHONEME, NO_PHONEME, guess)
            arrive = {1: 0.0, 2: 0.0, 3: PASS_OVER}
            if any(piece.at[place - 1] < at <= char for at in phrases):
                links.add(classes + ASIDE, {1: UNWRITTEN, 2: UNWRITTEN}, NO_PHONEME, NO_PHONEME, guess)
                links.add(classes + PAUSE_INSIDE, {1: 0.0}, NO_PHONEME, NO_PHONEME, guess)
                arrive = {1: 0.0, 2: 0.0, 3: 0.0, 4: 0.0, 5: PASS_OVER}
        links.add(phonemes.index(phoneme), arrive, number, char, guess)
