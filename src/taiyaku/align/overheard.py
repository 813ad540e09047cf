"""The phonemes that a recording's sounds spell by themselves: what was said, without a recognizer's guess at words."""

from __future__ import annotations

import numpy as np

from taiyaku.align.heard import Heard
from taiyaku.align.phones import FRAME_MS, SILENCE, Sounding
from taiyaku.text.spelling import as_kana

SHORTEST_FRAMES = 2  # a shorter run is a transition between two sounds
LONG_VOWEL_MS = 170  # a vowel that lasts longer is written twice
VOWELS = "aiueo"


def spell(sounding: Sounding, phonemes: str, at_ms: int = 0) -> Heard:
    """The likeliest sound of each frame, runs of one made one phoneme; the first frame sounds at `at_ms`.

    `phonemes[c]` is class c. The text of what comes out is katakana.
    """
    likeliest = sounding.argmax(axis=1)
    edges = np.flatnonzero(np.diff(likeliest, prepend=-1, append=-1))
    out: list[tuple[str, int, int]] = []
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        kind = int(likeliest[start])
        if kind == SILENCE or end - start < SHORTEST_FRAMES:
            continue
        first, last = at_ms + start * FRAME_MS, at_ms + end * FRAME_MS
        if phonemes[kind] in VOWELS and last - first > LONG_VOWEL_MS:
            middle = (first + last) // 2
            out += [(phonemes[kind], first, middle), (phonemes[kind], middle, last)]
        else:
            out.append((phonemes[kind], first, last))
    spelled = "".join(phoneme for phoneme, _, _ in out)
    text, at = as_kana(spelled)
    return Heard(text, spelled, at, tuple(start for _, start, _ in out), tuple(end for _, _, end in out))
