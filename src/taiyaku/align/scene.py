"""What a recording is like: its sounds, where nobody speaks, how loud voices are, the words heard, those said aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.heard import Heard
from taiyaku.align.phones import FRAME_MS, SILENCE, Head, Sounding
from taiyaku.align.runs import true_runs

# えーと, えっと, えー, あのー, まあ, そのー, うーん, あー, なんか
HESITATIONS = ("eeto", "eqto", "ee", "ano", "maa", "sono", "uuN", "aa", "naNka")
# はい, はいはい, うんうん, へえ, なるほど, そうですか, そうですね, そうですよね, そうなんです (か, ね), そうなんだ
RESPONSES = ("hai", "haihai", "uNuN", "hee", "naruhodo", "soodesuka", "soodesune", "soodesuyone",
    "soonaNdesuka", "soonaNdesune", "soonaNda")  # fmt: skip
# each sound for two frames or more, and そう drawn out: ですね is an ending, そうですね is none
SAID_OUT = tuple("".join(2 * phoneme for phoneme in word.replace("soo", "sooo")) for word in RESPONSES)
ASIDES = HESITATIONS + RESPONSES
# それで, そして, でも, だから, しかし, ただ, また, つまり, では, じゃあ, そこで, それから, ところが, なので,
# だって, すると, たとえば, もちろん, ちなみに, さらに, けれど, けれども, ですから
CONNECTIVES = (
    "sorede", "soSite", "demo", "dakara", "SikaSi", "tada", "mata", "cumari", "dewa", "zaa", "sokode", "sorekara",
    "tokoroga", "nanode", "daqte", "suruto", "tatoeba", "moCiroN", "Cinamini", "sarani",
    "keredo", "keredomo", "desukara",
)  # fmt: skip
# how like a word sounds are that are it: where all is clear other words stay below 0.45, and come nearer where not
ASKED = (0.75, 0.92), (0.65, 0.52)  # clearness, and what is asked there
CLEAR = 0.8  # of sounds that are no noise
CONNECTING = 0.85  # how like a connective; others stay below 0.7
RESPONDING = 0.8  # how like a response; all but そうですよ stay below 0.75, at 10 dB too
SHORTEST_MS, LONGEST_MS = 230, 1_500  # a hesitation or a connective; of a shorter sound nothing can be said
SHORTEST_PAUSE_MS = 50
GLIDE_MS = 60  # at each end of a hesitation, in which a voice sets in or fades
STOPS = "kqtpcC"  # sounds that begin with a silent closure; c and C are ツ's and チ's
STOP_MS = 50  # in most of which a stop is heard that begins there
SOUNDS = 3  # of a beginning; with fewer, any sound is one
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
        part = self._said(start_ms, end_ms)
        return float(np.exp(part.max(axis=1)).mean()) if len(part) else 1.0

    def is_clearly_said(self, start_ms: float, end_ms: float) -> bool:
        """Whether the sounds between two moments are speech for sure, wherever a recognizer put its words."""
        said_ms = len(self._said(start_ms, end_ms)) * FRAME_MS
        return said_ms > (end_ms - start_ms) / 2 and self.clearness(start_ms, end_ms) >= CLEAR

    def is_hesitation(self, start_ms: float, end_ms: float) -> bool:
        """Whether all that is said between two moments is one filler.

        Recognizers spell fillers at random, so that it is asked of the sounds, frame by frame; where a voice sets in or
        fades, these may be others.
        """
        inner = start_ms + GLIDE_MS, max(start_ms + GLIDE_MS, end_ms - GLIDE_MS)
        return self.is_like(HESITATIONS, start_ms, end_ms) or self.is_like(HESITATIONS, *inner)

    def begins_with_stop(self, start_ms: float) -> bool:
        """Whether a word that begins at a moment has a silent closure before it, however near it follows on another."""
        first = round(start_ms / FRAME_MS)
        stops = [self.head.phonemes.index(phoneme) for phoneme in STOPS]
        return float(np.isin(self.sounding[first : first + STOP_MS // FRAME_MS].argmax(axis=1), stops).mean()) > 0.5

    def is_response(self, start_ms: float, end_ms: float) -> bool:
        """Whether all that is said between two moments is one word that a listener says while another speaks."""
        return self.likeness(SAID_OUT, start_ms, end_ms) >= RESPONDING

    def is_aside(self, start_ms: float, end_ms: float) -> bool:
        """Whether it is a filler or a response, which are part of no sentence that is not written with them."""
        return self.is_hesitation(start_ms, end_ms) or self.is_response(start_ms, end_ms)

    def is_like(self, words: Sequence[str], start_ms: float, end_ms: float) -> bool:
        """Whether all that is said between two moments sounds like one of some words."""
        asked = float(np.interp(self.clearness(start_ms, end_ms), *ASKED))
        return self.likeness(words, start_ms, end_ms) >= asked

    def is_connective(self, start_ms: float, end_ms: float) -> bool:
        """Whether all that is said between two moments is one word that ties a sentence to what was said before it."""
        likeness = self.likeness(CONNECTIVES, start_ms, end_ms)
        return likeness >= CONNECTING and likeness > self.likeness(HESITATIONS, start_ms, end_ms)

    def _said(self, start_ms: float, end_ms: float) -> Sounding:
        """The frames between two moments that are not silent."""
        span = slice(round(start_ms / FRAME_MS), round(end_ms / FRAME_MS))
        return self.sounding[span][~self.still[span]]

    def likeness(self, words: Sequence[str], start_ms: float, end_ms: float) -> float:
        """0 to 1: how likely the sounds of one of the words are, beside the likeliest of each frame."""
        ends = np.cumsum([len(word) for word in words]) - 1
        return float(self._in_turn(words, start_ms, end_ms)[ends].max())

    def likeness_of_beginning(self, word: str, start_ms: float, end_ms: float) -> float:
        """The same of the first sounds of a long word, three or more of them."""
        return float(self._in_turn([word], start_ms, end_ms)[SOUNDS - 1 :].max(initial=0.0))

    def _in_turn(self, words: Sequence[str], start_ms: float, end_ms: float) -> NDArray[np.float64]:
        """For each sound of each word, 0 to 1: how likely those up to it are, in turn, beside the likeliest of a frame.

        0 where what is not silent between the two moments is no hesitation's or connective's.
        """
        part = np.maximum(self._said(start_ms, end_ms), LEAST)
        spelled = "".join(words)
        if end_ms - start_ms > LONGEST_MS or len(part) * FRAME_MS < SHORTEST_MS:
            return np.zeros(len(spelled))
        begins = np.zeros(len(spelled), np.bool_)
        begins[np.cumsum([0, *map(len, words[:-1])])] = True
        best = _in_turn(part[:, [self.head.phonemes.index(phoneme) for phoneme in spelled]], begins)
        return np.asarray(np.exp((best - float(part.max(axis=1).sum())) / len(part)))


def _in_turn(part: NDArray[np.float32], begins: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The best log likelihood of a word's sounds up to each, in turn, each for a frame or more; shape (sounds,).

    `part` has shape (frames, sounds); `begins` says of each sound whether a word begins with it.
    """
    score = np.where(begins, part[0], -np.inf)
    border = np.where(begins[1:], -np.inf, 0.0)
    for frame in part[1:]:
        score[1:] = np.maximum(score[1:], score[:-1] + border)
        score += frame
    return score
