"""Sentences that a speaker begins twice: 通信販売も、えーと、通信販売も話題になりました。

What is said again is written once. The recording has it as unwritten speech ahead of the sentence, with the sounds that
the sentence begins with; its words are being said, so that the sentence begins there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taiyaku.align.beside import Run
from taiyaku.align.force import Forced
from taiyaku.align.scene import ASIDES, Scene
from taiyaku.text.sounds import sounds

AGAIN = 0.8  # how like the sentence's beginning the sounds of a false start are
PAUSE_MS = 1_000  # behind a false start, or a filler behind it
LONGEST = 40  # sounds of a sentence that may be said twice


def take_restarts(forced: Sequence[Forced], runs: Sequence[Run], scene: Scene) -> tuple[list[Forced], list[Run]]:
    """The sentences, in order of time, from their first beginning on; and what is left of the unwritten speech."""
    out: list[Forced] = []
    left = [word for run in runs for word in _words(run, scene)]
    for item in forced:
        begin = _first_beginning(item, out[-1].extent_ms[1] if out else 0.0, left, scene)
        left = [run for run in left if not begin <= run[0] < item.extent_ms[0]]
        out.append(item.since(begin) if begin < item.extent_ms[0] else item)
    return out, left


def _first_beginning(item: Forced, after_ms: float, runs: Sequence[Run], scene: Scene) -> float:
    """Where the sentence is begun for the first time, behind the one before it."""
    at = begin = item.extent_ms[0]
    for run in reversed([run for run in runs if after_ms <= run[0] < at]):
        if at - run[1] > PAUSE_MS:
            break
        if _begins(item.piece.text, run, scene):
            begin = run[0]
        elif not scene.is_aside(*run):
            break
        at = run[0]
    return begin


def _words(run: Run, scene: Scene) -> Iterator[Run]:
    """What is said in a run between its pauses, the shortest of them too: 浮いた、えーと、"""
    start, end = run
    for pause in scene.pauses(start, end):
        if pause[0] > start:
            yield start, pause[0]
        start = pause[1]
    if start < end:
        yield start, end


def _begins(text: str, run: Run, scene: Scene) -> bool:
    """Whether what is said in a run is how a sentence begins, and no filler; noise tells nothing."""
    likeness = scene.likeness_of_beginning(sounds(text).phonemes[:LONGEST], *run)
    return likeness >= max(AGAIN, scene.likeness(ASIDES, *run)) and scene.is_clearly_said(*run)
