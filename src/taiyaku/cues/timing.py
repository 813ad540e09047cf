"""When cues come and go: after the first sound, held for reading, apart from each other, drawn to changes of shot.

Each move leaves its reason in the cue.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from taiyaku.model import Cue
from taiyaku.profiles import TrackRules

SHORTEST_MS = 100  # where speakers overlap, what is left of a cue
NUDGE_MS = 100  # how far a border inside a sentence may move: nobody hears where exactly it lies
FIRST_SOUND, LAST_SOUND, INSIDE = "first sound", "last sound", "break in the sentence"
LED, HELD, LENGTHENED, CLOSED = "before the first sound", "held for reading", "least duration", "gap closed"
NEXT, SHOT, NUDGED = "next cue", "shot change", "least duration of the part before"


def time_cues(cues: Sequence[Cue], rules: TrackRules, shots: Sequence[int] = ()) -> tuple[Cue, ...]:
    """Cues that last as long as their sound, in order of it, timed by a track's rules; `shots` in order."""
    sounding = _evened(_apart(cues), rules)
    timed = _held(_led(sounding, rules), rules)
    return _on_shots(timed, [cue.end_ms for cue in sounding], rules, shots) if shots and rules.shot_ms else timed


def _apart(cues: Sequence[Cue]) -> list[Cue]:
    """Cues without overlap: the later one waits a little for the one before, which ends where the later begins."""
    out: list[Cue] = []
    for cue in cues:
        start = cue.start_ms
        if out and start < out[-1].start_ms + SHORTEST_MS:
            start = out[-1].start_ms + SHORTEST_MS
        if out and out[-1].end_ms > start:
            out[-1] = replace(out[-1], end_ms=start, end_reason=NEXT)
        out.append(replace(cue, start_ms=start, end_ms=max(cue.end_ms, start + SHORTEST_MS)))
    return out


def _evened(cues: Sequence[Cue], rules: TrackRules) -> list[Cue]:
    """Cues of one sentence, the border between two a little later where the first would be too short to be read."""
    out = list(cues)
    for place, (cue, following) in enumerate(pairwise(cues)):
        lacks = rules.min_ms - (following.start_ms - rules.gap_ms - out[place].start_ms)
        left = following.end_ms - following.start_ms - lacks
        if following.start_reason == INSIDE and 0 < lacks <= NUDGE_MS and left >= rules.min_ms:
            border = following.start_ms + lacks
            out[place] = replace(out[place], end_ms=min(max(cue.end_ms, border), border), end_reason=NUDGED)
            out[place + 1] = replace(following, start_ms=border, start_reason=NUDGED)
    return out


def _led(cues: Sequence[Cue], rules: TrackRules) -> list[Cue]:
    """Cues that begin the profile's lead before their first sound, where the pause before it is that long."""
    out: list[Cue] = []
    for before, cue in zip([None, *cues], cues, strict=False):
        earliest = before.end_ms + rules.gap_ms if before else 0
        start = min(cue.start_ms, max(earliest, cue.start_ms - rules.lead_ms))
        leads = start < cue.start_ms and cue.start_reason == FIRST_SOUND
        out.append(replace(cue, start_ms=start, start_reason=LED) if leads else cue)
    return out


def _held(cues: Sequence[Cue], rules: TrackRules) -> tuple[Cue, ...]:
    """Each cue held after its last sound for reading, as far as the pause and the profile let it.

    Between two cues there is the profile's gap, also where the speech goes on: the earlier one ends that much earlier.
    What is left of a pause is closed where it is shorter than the profile's chain.
    """
    out: list[Cue] = []
    for cue, following in zip_longest(cues, cues[1:]):
        longest = cue.start_ms + max(rules.max_ms, cue.end_ms - cue.start_ms)
        end, reason = min(cue.end_ms + rules.hang_ms, longest), HELD
        if end < cue.start_ms + rules.min_ms:
            end, reason = cue.start_ms + rules.min_ms, LENGTHENED
        if following:
            last = following.start_ms - rules.gap_ms
            if end < last and following.start_ms - end < rules.chain_ms and last <= longest:
                end, reason = last, CLOSED
            elif end > last:
                end = max(last, min(following.start_ms, cue.start_ms + SHORTEST_MS))
                reason = HELD if end > cue.end_ms else NEXT
        out.append(replace(cue, end_ms=end, end_reason=reason if end != cue.end_ms else cue.end_reason))
    return tuple(out)


def _on_shots(cues: Sequence[Cue], sounds: Sequence[int], rules: TrackRules, shots: Sequence[int]) -> tuple[Cue, ...]:
    """Cues that end the gap before a change of shot near their end, and begin on one that is shortly before them.

    `sounds` are the ends of their last sounds: no end goes more than the gap before them.
    """
    out: list[Cue] = []
    for cue, sound, following in zip_longest(cues, sounds, cues[1:]):
        latest = following.start_ms if following else cue.end_ms + rules.shot_ms + rules.gap_ms
        for shot in _within(shots, cue.end_ms - rules.shot_ms, cue.end_ms + rules.shot_ms + rules.gap_ms):
            end = shot - rules.gap_ms
            if sound - rules.gap_ms <= end <= latest - rules.gap_ms and end - cue.start_ms >= rules.min_ms:
                cue = replace(cue, end_ms=end, end_reason=SHOT)
                break
        earliest = out[-1].end_ms + rules.gap_ms if out else 0
        for shot in _within(shots, max(earliest, cue.start_ms - rules.shot_ms), cue.start_ms):
            cue = replace(cue, start_ms=shot, start_reason=SHOT)
        out.append(cue)
    return tuple(out)


def _within(shots: Sequence[int], first: int, last: int) -> Sequence[int]:
    return shots[bisect_left(shots, first) : bisect_right(shots, last)]
