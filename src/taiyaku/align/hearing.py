"""Hearing a recording: its words, and how every 10 ms of it sounds.

A transcript of something else is found out after the first minutes: before it is refused, a few moments from all over
the rest are heard too, since a recording may begin with what nobody transcribed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from taiyaku.align.heard import Heard, hear_sounds
from taiyaku.align.phones import FRAME_MS, Head, Sounding, load_head, silent_frames
from taiyaku.align.windows import Stretch, plan_windows
from taiyaku.errors import AlignError
from taiyaku.listen.speech import CHUNK_MS, speech_probability
from taiyaku.model import SAMPLE_RATE, Recognizer, Report, Samples, Window, Word, silent
from taiyaku.recording import Recording

FIRST_LOOK = 6  # windows, two minutes of speech, after which it is asked whether it is in the transcript
PROBES = 4  # windows from all over the rest that are heard before it is refused

Belongs = Callable[[Heard], bool]


@dataclass(frozen=True, slots=True)
class Listened:
    """The recording after hearing: the words, and how every 10 ms sounds where the recognizer's model has a head.

    Without one the windows are kept, still encoded, for attention to time the text in.
    """

    words: tuple[Word, ...]
    sounding: Sounding | None
    windows: tuple[tuple[Stretch, Window], ...]
    language: str


def always(heard: Heard) -> bool:
    """For someone who has no transcript yet."""
    return True


def listen(
    recording: Recording | Samples, recognizer: Recognizer, report: Report = silent, belongs: Belongs = always
) -> Listened:
    """Hear the whole recording, window by window; `report` counts them.

    `belongs` is asked of the first minutes whether they are in the transcript. Raises AlignError where they are not, or
    where there is no speech.
    """
    duration_ms = len(recording) * 1000 // SAMPLE_RATE
    plan = plan_windows(speech_probability(recording), CHUNK_MS, duration_ms)
    head = load_head(recognizer.name)
    sounding = silent_frames(duration_ms // FRAME_MS, len(head.phonemes)) if head else None
    windows: list[tuple[Stretch, Window]] = []
    words: list[Word] = []
    language = ""
    for number, stretch in enumerate(plan):
        window = _encode(recording, stretch, recognizer)
        if head is None or sounding is None or not _read(window, stretch, head, sounding):
            windows.append((stretch, window))
        words += window.hear()
        language = language or window.detect_language()[0]
        report(number + 1, len(plan))
        if number + 1 == FIRST_LOOK < len(plan) and not belongs(hear_sounds(words)):
            rest = plan[FIRST_LOOK :: max(1, (len(plan) - FIRST_LOOK) // PROBES)][:PROBES]
            probed = [word for part in rest for word in _encode(recording, part, recognizer).hear()]
            heard = hear_sounds([*words, *probed])
            if not belongs(heard):
                raise another_talk(heard, language)
    if not words:
        raise AlignError(
            "no speech was found in the recording",
            remedy="Check that it is the right file and audio track (`--track`), and that it is not silent",
        )
    return Listened(tuple(words), sounding, tuple(windows), language)


def _encode(recording: Recording | Samples, stretch: Stretch, recognizer: Recognizer) -> Window:
    part = recording[stretch.start_ms * SAMPLE_RATE // 1000 : stretch.end_ms * SAMPLE_RATE // 1000]
    return recognizer.encode(part, stretch.start_ms)


def _read(window: Window, stretch: Stretch, head: Head, sounding: Sounding) -> bool:
    """Write how a window sounds into its place; false for an engine that does not show its encoder's output."""
    features = window.features()
    if features is None:
        return False
    first = stretch.start_ms // FRAME_MS
    read = head.read(features)[: len(sounding) - first]
    sounding[first : first + len(read)] = read
    return True


def another_talk(heard: Heard, language: str) -> AlignError:
    """What a person needs in order to see which of the two files is the wrong one."""
    return AlignError(
        "what is said in the recording does not stand in the transcript "
        f"(its language seems to be {language!r}, and it begins with {heard.text[:40]!r})",
        remedy="Give the transcript of this recording",
    )
