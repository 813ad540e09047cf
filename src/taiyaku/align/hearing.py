"""Listening to a recording: how every 10 ms of it sounds, and the words of those windows that need them.

The recognizer's encoder is run once over every window. Where its model has a head, the sounds spell what was said,
and words are asked for only where that leaves doubt; elsewhere every window is recognized. A transcript of something
else is found out after the first minutes: before it is refused, a few moments from all over the rest are heard too,
since a recording may begin with what nobody transcribed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.heard import Heard, hear_sounds, joined
from taiyaku.align.level import Levels, measure_levels
from taiyaku.align.overheard import spell
from taiyaku.align.phones import FRAME_MS, SILENCE, load_head, silent_frames
from taiyaku.align.runs import true_runs
from taiyaku.align.windows import (
    DROWNED_MS,
    SKIP_MS,
    SOUNDS_SKIP_MS,
    Stretch,
    plan_unheard,
    plan_windows,
    with_loud,
)
from taiyaku.engine import Recognizer, Window
from taiyaku.errors import AlignError
from taiyaku.listen.speech import CHUNK_MS, speech_probability
from taiyaku.listen.tokens import LANGUAGE
from taiyaku.model import SAMPLE_RATE, Report, Samples, Word, silent
from taiyaku.recording import Recording

FIRST_LOOK = 6  # windows, two minutes of speech, after which it is asked whether it is in the transcript
PROBES = 4  # windows from all over the rest that are heard before it is refused
ENOUGH = 0.6  # of the sounds of a window, that its words must have
LONG_PAUSE_MS = 300  # more often between two sentences than in one
SHORTEST_MS = 1_000  # a recording in which a word can be recognized
KEPT = 48  # encoded windows that are kept (3 MB each, base); beyond a quarter of an hour doubtful ones are encoded anew

Belongs = Callable[[Heard], bool]


class Listener:
    """A recording that is listened to window by window.

    `levels` say how loud it is. `sounding` is None for a model without a head; its windows are all kept, still encoded,
    for attention to time the text in.
    """

    def __init__(self, recording: Recording | Samples, recognizer: Recognizer) -> None:
        """Find where there is speech. Raises AlignError where there is none."""
        self._recording, self._recognizer = recording, recognizer
        self.duration_ms = duration_ms = len(recording) * 1000 // SAMPLE_RATE
        self.levels = measure_levels(recording)
        self.head = load_head(recognizer.name)
        speech, self._quiet = _spoken(recording, self.levels, DROWNED_MS if self.head else 0)
        self.plan = plan_windows(speech, CHUNK_MS, duration_ms, SOUNDS_SKIP_MS if self.head else SKIP_MS)
        self.sounding = silent_frames(duration_ms // FRAME_MS, len(self.head.phonemes)) if self.head else None
        self._parts: list[Heard] = []
        self._spelled: dict[int, Heard] = {}  # what sounds spelled in windows that were recognized
        self._kept: dict[int, Window] = {}
        if not self.plan:
            raise no_speech(duration_ms)

    @property
    def heard(self) -> Heard:
        """All that was heard so far."""
        return joined(self._parts)

    @property
    def pauses_ms(self) -> list[float]:
        """The middles of the pauses that are long for one inside a sentence; none for a model without a head."""
        if self.sounding is None:
            return []
        still = true_runs(self.sounding[:, SILENCE] > np.log(0.5)) * float(FRAME_MS)
        return [(start + end) / 2 for start, end in still.tolist() if end - start >= LONG_PAUSE_MS]

    @property
    def windows(self) -> tuple[tuple[Stretch, Window], ...]:
        """The windows that were kept, each with its place."""
        return tuple((self.plan[number], window) for number, window in sorted(self._kept.items()))

    def listen(self, belongs: Belongs, report: Report = silent) -> None:
        """Take in every window; `report` counts them.

        `belongs` is asked of the first minutes whether they are in the transcript; AlignError where they are not.
        """
        for number, stretch in enumerate(self.plan):
            window = self._encode(stretch)
            self._parts.append(self._sound_out(window, stretch))
            if self.head is None or len(self._kept) < KEPT:
                self._kept[number] = window
            report(number + 1, len(self.plan))
            if number + 1 == FIRST_LOOK < len(self.plan) and not belongs(self.heard):
                self._look_closer(belongs)

    def listen_again(self, gaps: Collection[Stretch], report: Report = silent) -> bool:
        """Take in what was passed over in the `gaps` as music; whether there was any. Before words are recognized."""
        more = plan_unheard(self.plan, gaps, CHUNK_MS, self._quiet)
        heard = dict(zip(self.plan, self._parts, strict=True))
        kept = {self.plan[number]: window for number, window in self._kept.items()}
        for done, stretch in enumerate(more):
            window = self._encode(stretch)
            heard[stretch] = self._sound_out(window, stretch)
            if len(kept) < KEPT:
                kept[stretch] = window
            report(done + 1, len(more))
        self.plan = tuple(sorted(heard, key=lambda stretch: stretch.start_ms))
        self._parts = [heard[stretch] for stretch in self.plan]
        self._kept = {number: kept[stretch] for number, stretch in enumerate(self.plan) if stretch in kept}
        return bool(more)

    def recognize(self, numbers: Sequence[int], report: Report = silent) -> None:
        """Hear the words of some windows in place of what their sounds spelled.

        Of a sentence that is said over and over a recognizer may write one; the sounds know better then.
        """
        for done, number in enumerate(numbers):
            window = self._kept.get(number) or self._encode(self.plan[number])
            words = hear_sounds(window.hear())
            if not words.phonemes or len(words.phonemes) >= ENOUGH * len(self._parts[number].phonemes):
                self._spelled[number], self._parts[number] = self._parts[number], words
            report(done + 1, len(numbers))

    def spell(self, numbers: Iterable[int]) -> None:
        """Take back the words of some windows: what their sounds spelled counts again."""
        for number in numbers:
            self._parts[number] = self._spelled.get(number, self._parts[number])

    def another_talk(self) -> AlignError:
        """What a person needs in order to see which of the two files is the wrong one."""
        if self.duration_ms < SHORTEST_MS:
            return no_speech(self.duration_ms)
        language = self._encode(self.plan[0]).detect_language()[0]
        self.recognize([0])  # words say more to a person than sounds do
        seems = f", and it begins with {self._parts[0].text[:40]!r}" if language == LANGUAGE else ""
        return AlignError(
            "what is said in the recording does not stand in the transcript "
            f"(its language seems to be {language!r}{seems})",
            remedy="Give the transcript of this recording",
        )

    def _encode(self, stretch: Stretch) -> Window:
        return _encoded(self._recording, stretch, self._recognizer)

    def _sound_out(self, window: Window, stretch: Stretch) -> Heard:
        """What a window's sounds spell, also written into `sounding`; its words where the model has no head."""
        features = window.features() if self.head else None
        if self.head is None or self.sounding is None or features is None:
            return hear_sounds(window.hear())
        first = stretch.start_ms // FRAME_MS
        read = self.head.read(features)[: len(self.sounding) - first]
        self.sounding[first : first + len(read)] = read
        return spell(read, self.head.phonemes, first * FRAME_MS)

    def _look_closer(self, belongs: Belongs) -> None:
        """Raise AlignError if the first windows and some of the rest, well heard, are not in the transcript either."""
        self.recognize(range(len(self._parts)))
        rest = sorted(set(np.linspace(FIRST_LOOK, len(self.plan) - 1, PROBES).round().astype(int).tolist()))
        probed = [hear_sounds(self._encode(self.plan[number]).hear()) for number in rest]
        if not belongs(joined([*self._parts, *probed])):
            raise self.another_talk()


def transcribe(recording: Recording | Samples, recognizer: Recognizer, report: Report = silent) -> tuple[Word, ...]:
    """The words of a whole recording; `report` counts windows. Raises AlignError where there is no speech."""
    recording_ms = len(recording) * 1000 // SAMPLE_RATE
    speech, _ = _spoken(recording, measure_levels(recording))
    plan = plan_windows(speech, CHUNK_MS, recording_ms)
    words: list[Word] = []
    for number, stretch in enumerate(plan):
        words += _encoded(recording, stretch, recognizer).hear()
        report(number + 1, len(plan))
    if not words:
        raise no_speech(recording_ms)
    return tuple(words)


def _spoken(
    recording: Recording | Samples, levels: Levels, drowned_ms: int = 0
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """How likely somebody speaks, and whether it is quiet, in each 32 ms; shape (chunks,)."""
    speech = speech_probability(recording)
    quiet, peaks = levels.pauses(round(CHUNK_MS), len(speech)), levels.loudest(CHUNK_MS, len(speech))
    return with_loud(speech, CHUNK_MS, quiet, peaks, drowned_ms), quiet


def no_speech(duration_ms: int) -> AlignError:
    """Nobody speaks, or not for long enough."""
    if duration_ms < SHORTEST_MS:
        return AlignError(
            f"the recording lasts {duration_ms / 1000:.1f} s, which is too short for speech to be recognized",
            remedy="Give the whole recording",
        )
    return AlignError(
        "no speech was found in the recording",
        remedy="Check that it is the right file and audio track (`--track`), and that it is not silent",
    )


def _encoded(recording: Recording | Samples, stretch: Stretch, recognizer: Recognizer) -> Window:
    part = recording[stretch.start_ms * SAMPLE_RATE // 1000 : stretch.end_ms * SAMPLE_RATE // 1000]
    return recognizer.encode(part, stretch.start_ms)
