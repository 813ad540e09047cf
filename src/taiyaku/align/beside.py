"""Speech that nobody wrote down: whether it belongs to the sentence beside it, or stands on its own.

Where an editor tidied an ending or took off a connective, what was said runs on from the sentence without a pause.
There the sentence lasts as long as the voice does. A hesitation in front of it is not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.force import Forced, Piece
from taiyaku.align.heard import Heard
from taiyaku.align.phones import FRAME_MS

LONGER = 1.5  # times the rest of its sentence that an ending may last: それが、いるんですよ
TOUCHING_MS = 80  # a pause between two words that belong together; a closure lasts as long
UNHEARD_MS = 350  # of that, what a recognizer may have passed over
LONGEST_MS = 1_500  # an ending or a connective; longer is speech of its own
SHORTEST_MS = 60
BRIDGE_MS = 600  # a pause inside unwritten speech that does not end it
SHORTEST_UNWRITTEN_MS = 300
SLOWEST_HEARD = 3.0  # phonemes a second; with fewer heard in it, a stretch was noise rather than speech
FILLER = re.compile(r"(?:eq?t?|an|ma|son|u*N|a|o)*")  # phonemes of えー, えーっと, あの, まあ, その, うん

Run = tuple[float, float]  # of unwritten speech, in milliseconds


def utterances(unwritten: NDArray[np.bool_]) -> list[Run]:
    """The runs of frames in which somebody says what is not written, parted by pauses."""
    frames = np.flatnonzero(unwritten)
    if not len(frames):
        return []
    runs = np.split(frames, np.flatnonzero(np.diff(frames) > TOUCHING_MS // FRAME_MS) + 1)
    return [(float(run[0] * FRAME_MS), float((run[-1] + 1) * FRAME_MS)) for run in runs]


def join_beside(forced: Sequence[Forced], runs: Iterable[Run], heard: Heard) -> tuple[list[Forced], list[Run]]:
    """The sentences (in order of time) drawn out over what belongs to them, and the runs that belong to none."""
    out = list(forced)
    alone: list[Run] = []
    starts = np.array([item.extent_ms[0] for item in out])
    for run in runs:
        after = int(np.searchsorted(starts, run[0]))
        behind = after > 0 and run[0] - out[after - 1].extent_ms[1] <= TOUCHING_MS
        ahead = after < len(out) and out[after].extent_ms[0] - run[1] <= TOUCHING_MS
        if behind == ahead or not _is_part(run, out[after - 1 if behind else after], heard):
            alone.append(run)
        elif behind:
            out[after - 1] = out[after - 1].until(run[1])
        elif FILLER.fullmatch(_heard_in(run, heard)):
            alone.append(run)
        else:
            out[after] = _from(out[after], run[0])
    return out, alone


def _is_part(run: Run, sentence: Forced, heard: Heard) -> bool:
    """Whether a run can be an ending or a connective of a sentence: not much longer than the rest of it, and heard."""
    start, end = sentence.extent_ms
    length = run[1] - run[0]
    credible = length <= UNHEARD_MS or len(_heard_in(run, heard)) >= SLOWEST_HEARD * length / 1000
    return credible and SHORTEST_MS <= length <= min(LONGEST_MS, LONGER * (end - start))


def unscripted(runs: Sequence[Run], heard: Heard) -> list[Forced]:
    """The runs as pieces without a sentence, with what was heard in them; noise and chance are left out."""
    middle = (np.array(heard.start_ms) + np.array(heard.end_ms)) / 2
    found: list[Forced] = []
    for start, end in _bridged(runs):
        inside = np.flatnonzero((middle >= start - 200) & (middle <= end + 200))
        if end - start < SHORTEST_UNWRITTEN_MS or len(inside) < SLOWEST_HEARD * (end - start) / 1000:
            continue
        text = heard.text_of(int(inside[0]), int(inside[-1]) + 1)
        steps = np.linspace(start, end, len(text) + 1)
        piece = Piece(None, text, (True,) * len(text), tuple(steps[:-1].tolist()))
        found.append(Forced(piece, steps[:-1], steps[1:], np.full(len(text), np.nan)))
    return found


def _bridged(runs: Sequence[Run]) -> list[Run]:
    out: list[Run] = []
    for start, end in runs:
        if out and start - out[-1][1] <= BRIDGE_MS:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _heard_in(run: Run, heard: Heard) -> str:
    """The phonemes that were heard in a run."""
    times = zip(heard.phonemes, heard.start_ms, heard.end_ms, strict=True)
    return "".join(phoneme for phoneme, start, end in times if run[0] <= (start + end) / 2 <= run[1])


def _from(item: Forced, start: float) -> Forced:
    starts = item.start_ms.copy()
    known = np.flatnonzero(~np.isnan(starts))
    starts[known[:1]] = start
    return replace(item, start_ms=starts)
