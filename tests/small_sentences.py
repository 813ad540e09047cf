"""Three sentences of two characters, expected and timed where a test wants them."""

import numpy as np

from taiyaku.align.force import Forced, Piece
from taiyaku.text.sounds import Sounds

TEXTS = ("かさ", "うみ", "そら")
READ = (Sounds("kasa", (0, 0, 1, 1)), Sounds("umi", (0, 1, 1)), Sounds("sora", (0, 0, 1, 1)))


def piece(number: int, start_ms: float, end_ms: float) -> Piece:
    """One of the sentences, expected from and to a moment."""
    return Piece(number, TEXTS[number], (True, True), (start_ms, end_ms), READ[number].phonemes, READ[number].at)


def timed(piece: Piece, start_ms: float, end_ms: float) -> Forced:
    """A piece whose characters share a stretch of time evenly, and fit."""
    edges = np.linspace(start_ms, end_ms, len(piece.text) + 1)
    return Forced(piece, edges[:-1], edges[1:], np.ones(len(piece.text)))
