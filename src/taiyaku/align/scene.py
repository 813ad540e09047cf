"""What a recording is like: its sounds, where nobody speaks, how loud voices are, the words heard, the hesitations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.heard import Heard
from taiyaku.align.phones import FRAME_MS, SILENCE, Head, Sounding
from taiyaku.align.runs import true_runs

# えーと, えっと, えー, あのー, まあ, そのー, うーん, あー, なんか, こう
HESITATIONS = ("eeto", "eqto", "ee", "ano", "maa", "sono", "uuN", "aa", "naNka", "koo")
HESITATING = 0.65  # how likely, beside the likeliest sounds of each frame; other words stay below 0.6
SHORTEST_MS = 230  # a hesitation; of a shorter sound nothing can be said
SHORTEST_PAUSE_MS = 50
LEAST = -3.5  # log probability of a sound, below which none is thought


Span = tuple[float, float]  # milliseconds


@dataclass(frozen=True)
class Scene:
    """`sounding` of shape (frames, classes), 10 ms a frame, the head it was read by, and the words that were heard.

    `quiet` says of each frame whether nobody speaks in it, `voice_db` how loud voices are.
    """

    sounding: Sounding
    quiet: NDArray[np.bool_]
    voice_db: NDArray[np.float32]
    head: Head
    heard: Heard

    @cached_property
    def still(self) -> NDArray[np.bool_]:
        """Which frames are rather silent than not."""
        return np.asarray(self.quiet | (self.sounding[:, SILENCE] > np.log(0.5)), np.bool_)

    def pauses(self, start_ms: float, end_ms: float) -> list[Span]:
        """Where nobody speaks between two moments, in order of time."""
        first, last = round(start_ms / FRAME_MS), round(end_ms / FRAME_MS)
        runs = (first + true_runs(self.still[first:last])) * float(FRAME_MS)
        return [(start, end) for start, end in runs.tolist() if end - start >= SHORTEST_PAUSE_MS]

    def clearness(self, start_ms: float, end_ms: float) -> float:
        """0 to 1: how sure it is between two moments what is said, whatever that may be. Noise blurs every sound."""
        span = slice(round(start_ms / FRAME_MS), round(end_ms / FRAME_MS))
        part = self.sounding[span][~self.still[span]]
        return float(np.exp(part.max(axis=1)).mean()) if len(part) else 1.0

    def is_hesitation(self, start_ms: float, end_ms: float) -> bool:
        """Whether all that is said between two moments is one filler.

        Recognizers spell fillers at random, so that it is asked of the sounds, frame by frame.
        """
        span = slice(round(start_ms / FRAME_MS), round(end_ms / FRAME_MS))
        part = np.maximum(self.sounding[span][~self.still[span]], LEAST)
        if len(part) * FRAME_MS < SHORTEST_MS:
            return False
        likeliest = float(part.max(axis=1).sum())
        kinds = ([self.head.phonemes.index(phoneme) for phoneme in filler] for filler in HESITATIONS)
        return any(_in_turn(part[:, kind]) - likeliest >= np.log(HESITATING) * len(part) for kind in kinds)


def _in_turn(part: NDArray[np.float32]) -> float:
    """The best log likelihood of some sounds in turn, each for a frame or more; `part` has shape (frames, sounds)."""
    score = np.full(part.shape[1], -np.inf)
    score[0] = part[0, 0]
    for frame in part[1:]:
        score[1:] = np.maximum(score[1:], score[:-1])
        score += frame
    return float(score[-1])
