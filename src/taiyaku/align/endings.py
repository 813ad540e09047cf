"""How long the last mora of a sentence lasts where noise hides its end.

The encoder knows the word, and behind noise it hears a last vowel that nobody holds, or misses a whispered one. There
the mora is given the length that it has as a rule; where it is louder than what follows, it is left as it was heard.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.force import Forced
from taiyaku.align.phones import FRAME_MS

LONG_MS, ORDINARY_MS = 220, 150  # a last mora that is longer was perhaps not held, and what it is then given
WHISPERED = "su"  # です and ます end in a whisper
HALF_HEARD_MS, WHISPERED_MS = 60, 95  # one that is shorter was heard in part, and what it is then given
SHORT_MS, MORE_MS = 30, 75  # one that is shorter was not heard, and what it is given beyond that
LOUDER_DB = 5.0  # than what follows, a vowel that is truly held
FADING = 0.4  # of the mora that is not looked at: a consonant, and the loudest of the vowel
AFTER_MS = (30, 200)  # where what follows is looked at
CLEAR_MS = 150  # from an end to the next sentence, or what follows is that one's beginning


def with_ordinary_ends(
    forced: Sequence[Forced], voice_db: NDArray[np.float32], quiet: NDArray[np.bool_]
) -> list[Forced]:
    """The pieces, in order of time, with the ends that their last morae can have.

    `voice_db` and `quiet` have a value for each 10 ms: how loud voices are there, and whether nobody speaks for sure.
    """
    starts = [item.extent_ms[0] for item in forced] + [float(len(quiet) * FRAME_MS)]
    return [_ended(item, after, voice_db, quiet) for item, after in zip(forced, starts[1:], strict=True)]


def _ended(item: Forced, after_ms: float, voice_db: NDArray[np.float32], quiet: NDArray[np.bool_]) -> Forced:
    spoken = [place for place in sorted(set(item.piece.at)) if not np.isnan(item.end_ms[place])]
    if not spoken:
        return item
    start, end = float(item.start_ms[spoken[-1]]), float(item.end_ms[spoken[-1]])
    if end - start > LONG_MS and after_ms - end >= CLEAR_MS and not _is_held(start, end, voice_db):
        return item.until(start + ORDINARY_MS)
    if end - start < HALF_HEARD_MS and item.piece.phonemes.endswith(WHISPERED):
        return item.until(max(end, min(start + WHISPERED_MS, after_ms)))
    first, last = round(end / FRAME_MS), round((end + MORE_MS) / FRAME_MS)
    if end - start < SHORT_MS and not quiet[first:last].any():
        return item.until(max(end, min(end + MORE_MS, after_ms)))
    return item


def _is_held(start: float, end: float, voice_db: NDArray[np.float32]) -> bool:
    """Whether a mora is louder towards its end than what follows."""
    fading = start + FADING * (end - start)
    held = voice_db[round(fading / FRAME_MS) : round(end / FRAME_MS)]
    behind = voice_db[round((end + AFTER_MS[0]) / FRAME_MS) : round((end + AFTER_MS[1]) / FRAME_MS)]
    return not len(behind) or float(np.median(held) - np.median(behind)) >= LOUDER_DB
