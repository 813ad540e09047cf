"""Cutting a recording into windows of under 30 s that begin and end where nobody speaks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.runs import true_runs

SHORTEST_MS = 12_000  # a window is not cut earlier than this, unless the speech ends
LONGEST_MS = 28_000  # Whisper sees 30 s; the attention's edges are its weakest part
PAUSE_MS = 300  # between two sentences; of such pauses the last ends a window
MARGIN_MS = 400  # quiet kept at the edges, so that an onset is never cut
NEARLY = 0.6  # as long as the longest pause, from which another may end a window as well
SKIP_MS = 3_000  # a pause longer than this is not listened to: a recognizer makes words up in it
SOUNDS_SKIP_MS = 8_000  # the same inside a window of which only sounds are read
DROWNED_MS = 12_000  # loud music may drown speech for as long; what is longer is music alone
LOUD = 0.05  # of the peaks of speech: -26 dB
LOUD_MS = 200  # between two pauses; a shorter noise is no word
SPEECH = 0.35  # Silero's probability above which a moment may be speech
SMOOTH_MS = 160


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the recording, half open, in milliseconds."""

    start_ms: int
    end_ms: int


def plan_windows(
    speech: NDArray[np.float32], step_ms: float, duration_ms: int, pause_ms: int = SKIP_MS
) -> tuple[Stretch, ...]:
    """Windows that cover all speech, in order, without overlap.

    `speech` holds one probability for every `step_ms`. A pause longer than `pause_ms` ends a window, or else the last
    good pause between 12 and 28 s after its start, or where there is none in the last that is nearly as long as
    the longest. Each window costs the same, however short it is.
    """
    width = max(1, round(SMOOTH_MS / step_ms))
    smooth = np.convolve(speech, np.full(width, 1 / width, np.float32), mode="same") if len(speech) else speech
    spoken = np.flatnonzero(speech >= SPEECH)
    windows: list[Stretch] = []
    position = 0
    while True:
        ahead = spoken[np.searchsorted(spoken, position) :]
        if not len(ahead):
            return tuple(windows)
        start = int(ahead[0]) - round(MARGIN_MS / step_ms)
        if start - position < SKIP_MS / step_ms:
            start = position  # a pause so short is listened to: under music, speech may look like one
        end = _end_of_window(smooth, ahead, start, step_ms, pause_ms)
        start_ms, end_ms = round(start * step_ms), min(duration_ms, round(end * step_ms))
        if end_ms > start_ms:
            windows.append(Stretch(start_ms, end_ms))
        position = end


def with_loud(
    speech: NDArray[np.float32],
    step_ms: float,
    quiet: NDArray[np.bool_],
    peaks: NDArray[np.float32],
    drowned_ms: int = 0,
) -> NDArray[np.float32]:
    """The probabilities, with what is too loud for a pause counted as speech where a pause would be passed over.

    A detector that knows voices passes over what is exclaimed, whispered or laughed, and over voices behind music.
    `quiet` says of each step whether nobody speaks in it, `peaks` how loud it is. Stretches that are loud for the most
    part may be music: they count where they lie beside speech and last no longer than `drowned_ms`.
    """
    out = speech.copy()
    if not (speech >= SPEECH).any():
        return out
    like_speech = ~quiet & (peaks > LOUD * np.median(peaks[speech >= SPEECH]))
    for start, end in true_runs(speech < SPEECH):
        length_ms = (end - start) * step_ms
        if length_ms <= SKIP_MS:
            continue
        if _is_loud(quiet[start:end]):
            loud = [(start, end)] if length_ms <= drowned_ms else []
        else:
            runs = start + true_runs(like_speech[start:end])
            loud = [(first, last) for first, last in runs.tolist() if (last - first) * step_ms >= LOUD_MS]
        for first, last in loud:
            out[first:last] = SPEECH
    return out


def plan_unheard(
    plan: Sequence[Stretch], gaps: Collection[Stretch], step_ms: float, quiet: NDArray[np.bool_]
) -> tuple[Stretch, ...]:
    """Windows for what `plan` passes over in the `gaps` and is no pause: music, and perhaps voices behind it."""
    edges = [0, *(at for stretch in plan for at in (stretch.start_ms, stretch.end_ms)), round(len(quiet) * step_ms)]
    passed = np.zeros(len(quiet), np.float32)
    for start_ms, end_ms in zip(edges[::2], edges[1::2], strict=True):
        start, end = round(start_ms / step_ms), round(end_ms / step_ms)
        is_loud = end_ms - start_ms > SKIP_MS and _is_loud(quiet[start:end])
        if is_loud and any(min(gap.end_ms, end_ms) - max(gap.start_ms, start_ms) > SKIP_MS for gap in gaps):
            passed[start:end] = SPEECH
    out: list[Stretch] = []
    for start, end in true_runs(passed > 0):
        inside = plan_windows(passed[start:end], step_ms, round((end - start) * step_ms))
        out += [Stretch(one.start_ms + round(start * step_ms), one.end_ms + round(start * step_ms)) for one in inside]
    return tuple(out)


def _is_loud(quiet: NDArray[np.bool_]) -> bool:
    """Whether a stretch is loud for the most part; one of no length is."""
    return 2 * int(quiet.sum()) <= len(quiet)


def _end_of_window(
    smooth: NDArray[np.float32], ahead: NDArray[np.intp], start: int, step_ms: float, pause_ms: int
) -> int:
    """The index at which a window from `start` should end; `ahead` are the indices of speech from there on."""
    longest = start + round(LONGEST_MS / step_ms)
    shortest = start + round(SHORTEST_MS / step_ms)
    inside = ahead[ahead < longest]
    gaps = np.diff(ahead[: len(inside) + 1]) * step_ms
    reaches_beyond = np.arange(len(gaps)) == len(inside) - 1
    pauses = np.flatnonzero(gaps > np.where(reaches_beyond, SKIP_MS, pause_ms))
    margin = round(MARGIN_MS / step_ms)
    if len(pauses):
        return int(inside[pauses[0]]) + 1 + margin
    if len(inside) == len(ahead):
        return int(inside[-1]) + 1 + margin
    options = smooth[shortest:longest]
    quiet = np.flatnonzero(options <= max(0.05, float(options.min()) + 1e-6))
    runs = np.split(quiet, np.flatnonzero(np.diff(quiet) > 1) + 1)
    enough = min(PAUSE_MS / step_ms, NEARLY * max(map(len, runs)))
    best = next(run for run in reversed(runs) if len(run) >= enough)
    return shortest + int(best[len(best) // 2])
