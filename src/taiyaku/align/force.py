"""Teacher forcing: the text of each window, scripted or not, timed by the recognizer's attention.

Speech that the transcript does not hold is forced with the words heard in it, so that attention has a text for every
sound and the sentences beside it keep their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.heard import Heard
from taiyaku.align.match import Match
from taiyaku.align.windows import Stretch
from taiyaku.engine import Window
from taiyaku.model import Report, silent
from taiyaku.text.sounds import Sounds

FASTEST_MS = 30.0  # a phoneme; hurried Japanese has 50
PHONEME_MS = 75  # how long a phoneme lasts where no neighbour was heard: 13 a second, ordinary speech


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that was spoken in one go: a sentence (its index), or unscripted words (None).

    `guess_ms[i]` is when its character i is expected, from what was heard. Its phoneme j is read from character
    `at[j]`.
    """

    sentence: int | None
    text: str
    voiced: tuple[bool, ...]
    guess_ms: tuple[float, ...]
    phonemes: str = ""
    at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Forced:
    """A piece with the times of its characters; shape (len(text),) each, NaN where forcing gave none.

    `own` is how sure it is, from 0 to 1, that what is said at its edges is its own.
    """

    piece: Piece
    start_ms: NDArray[np.float64]
    end_ms: NDArray[np.float64]
    probability: NDArray[np.float64]
    own: float = 1.0

    @property
    def extent_ms(self) -> tuple[float, float]:
        """When its first sound begins and its last ends; where nothing was timed, when they were expected."""
        starts, ends = self.start_ms[~np.isnan(self.start_ms)], self.end_ms[~np.isnan(self.end_ms)]
        if not len(starts):
            return self.piece.guess_ms[0], self.piece.guess_ms[-1]
        return float(starts.min()), float(ends.max())

    def until(self, end_ms: float) -> Forced:
        """The piece with its last sound ending at another time."""
        ends = self.end_ms.copy()
        ends[np.flatnonzero(~np.isnan(ends))[-1:]] = end_ms
        return replace(self, end_ms=ends)

    def since(self, start_ms: float) -> Forced:
        """The piece with its first sound beginning at another time."""
        starts = self.start_ms.copy()
        starts[np.flatnonzero(~np.isnan(starts))[:1]] = start_ms
        return replace(self, start_ms=starts)

    def within(self, start_ms: float, end_ms: float) -> Forced:
        """The piece held between two moments."""
        return replace(
            self, start_ms=np.clip(self.start_ms, start_ms, end_ms), end_ms=np.clip(self.end_ms, start_ms, end_ms)
        )


def piece_of(sentence: int, text: str, read: Sounds, guess_ms: tuple[float, ...]) -> Piece:
    """A sentence as a piece, expected when `guess_ms` says, character by character."""
    return Piece(sentence, text, _voiced(len(text), read.at), guess_ms, read.phonemes, read.at)


def pieces_of(texts: Sequence[str], read: Sequence[Sounds]) -> tuple[Piece, ...]:
    """The sentences that have sounds as pieces, not expected anywhere."""
    spoken = [number for number, each in enumerate(read) if each.phonemes]
    return tuple(piece_of(number, texts[number], read[number], (0.0,) * len(texts[number])) for number in spoken)


def make_pieces(
    texts: Sequence[str],
    read: Sequence[Sounds],
    matches: Sequence[Match | None],
    heard: Heard,
    free: Sequence[tuple[int, int]],
) -> tuple[Piece, ...]:
    """Everything that was spoken, in order of time."""
    pieces: list[tuple[int, Piece]] = []
    for index, match in enumerate(matches):
        if match is not None:
            guess = _guess(texts[index], read[index], match, heard)
            pieces.append((match.heard_from, piece_of(index, texts[index], read[index], guess)))
    for start, end in free:
        text = heard.text_of(start, end)
        at = [heard.at[j] - heard.at[start] for j in range(start, end)]
        guess = tuple(
            np.interp(np.arange(len(text)), at, [float(heard.start_ms[j]) for j in range(start, end)]).tolist()
        )
        pieces.append((start, Piece(None, text, _voiced(len(text), at), guess)))
    return tuple(piece for _, piece in sorted(pieces, key=lambda item: item[0]))


def force_pieces(
    pieces: Sequence[Piece],
    windows: Sequence[tuple[Stretch, Window]],
    report: Report = silent,
) -> tuple[Forced, ...]:
    """Time every piece. A piece that lies across two windows is cut where they meet."""
    forced = [untimed(piece) for piece in pieces]
    borders = [(before.end_ms + after.start_ms) / 2 for (before, _), (after, _) in pairwise(windows)]
    cuts = [np.searchsorted(borders, np.maximum.accumulate(piece.guess_ms)) for piece in pieces]
    for number, (_, window) in enumerate(windows):
        parts = [
            (index, int(np.searchsorted(cut, number)), int(np.searchsorted(cut, number, side="right")))
            for index, cut in enumerate(cuts)
        ]
        _force_window(window, [part for part in parts if part[2] > part[1]], forced)
        report(number + 1, len(windows))
    return tuple(forced)


def _force_window(window: Window, parts: Sequence[tuple[int, int, int]], forced: Sequence[Forced]) -> None:
    """Write the times of the parts (piece, from, to) of one window into `forced`."""
    text = "".join(forced[index].piece.text[start:end] for index, start, end in parts)
    slots = [(index, place) for index, start, end in parts for place in range(start, end)]
    at = 0
    for word in window.force(text) if text.strip() else ():
        if word.start_ms is not None and word.end_ms is not None:
            step = (word.end_ms - word.start_ms) / len(word.text)
            for nth, (index, place) in enumerate(slots[at : at + len(word.text)]):
                forced[index].start_ms[place] = word.start_ms + nth * step
                forced[index].end_ms[place] = word.start_ms + (nth + 1) * step
                forced[index].probability[place] = np.nan if word.probability is None else word.probability
        at += len(word.text)


def spread(piece: Piece, start_ms: float, end_ms: float, probability: float) -> Forced:
    """A piece whose characters share a stretch of time evenly."""
    edges = np.linspace(start_ms, end_ms, len(piece.text) + 1)
    return Forced(piece, edges[:-1], edges[1:], np.full(len(piece.text), probability))


def in_time(items: Iterable[Forced]) -> tuple[Forced, ...]:
    """The pieces in order of when they begin."""
    return tuple(sorted(items, key=lambda item: item.extent_ms[0]))


def untimed(piece: Piece) -> Forced:
    """A piece for which nothing has given times yet."""
    empty = np.full((3, len(piece.text)), np.nan)
    return Forced(piece, empty[0], empty[1], empty[2])


def fit(item: Forced) -> float:
    """0 to 1: how likely the sounds of a piece are where it was placed, on average over its characters.

    Where it was squeezed into less time than anybody needs to say it, that much less.
    """
    spoken = sorted(set(item.piece.at))
    if not spoken:
        return 0.0
    room = np.nansum(item.end_ms - item.start_ms) / (FASTEST_MS * len(item.piece.phonemes))
    return float(np.nan_to_num(item.probability[spoken]).mean() * min(1.0, room))


def _voiced(length: int, at: Sequence[int]) -> tuple[bool, ...]:
    spoken = set(at)
    return tuple(i in spoken for i in range(length))


def _guess(text: str, read: Sounds, match: Match, heard: Heard) -> tuple[float, ...]:
    """When each character is expected: between the sounds heard evenly, beyond them at an ordinary pace."""
    known = [i for i, _ in match.pairs]
    when = [float(heard.start_ms[j]) for _, j in match.pairs]
    phonemes = np.arange(len(read.phonemes))
    times = np.interp(phonemes, known, when)
    times = np.where(phonemes < known[0], when[0] - (known[0] - phonemes) * PHONEME_MS, times)
    times = np.where(phonemes > known[-1], when[-1] + (phonemes - known[-1]) * PHONEME_MS, times)
    first: dict[int, float] = {}
    for at, time in zip(read.at, times, strict=True):
        first.setdefault(at, float(time))
    chars = sorted(first)
    return tuple(np.interp(np.arange(len(text)), chars, [first[c] for c in chars]).tolist())
