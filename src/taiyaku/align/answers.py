"""Short answers: whoever says ええ or いいえ and nothing else makes an utterance of it.

Two or three sounds can be found in any speech, a filler's or a neighbour's last word, and a walk takes them where they
cost least. So an answer that was found inside of something else, or nowhere, is looked for among the utterances between
the sentences beside it: one that sounds like it is it. Of an answer that was found where it cannot be, noise may leave
no more than a likeness; then the utterance most like it is taken, and a person has to listen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.beside import Run, utterances
from taiyaku.align.force import PHONEME_MS, Forced, Piece, fit, in_time, pieces_of, spread
from taiyaku.align.phones import FRAME_MS
from taiyaku.align.scene import Scene
from taiyaku.text.sounds import Sounds

SHORT = 9  # phonemes of a short answer: いいえ, そうですね
SPARE_MS = 700  # a short answer is drawn out
SHORTEST_MS = 150  # はい, said in a hurry
MOST = 0.6  # of an utterance that an answer takes, which is the whole of it
OWN = 0.55  # how well an answer fits that runs into another sentence, where all sounds are clear
LIKE, MORE = 0.3, 1.5  # how like an answer an utterance sounds, at least, that is it, and how many times any other
MANY = 40  # utterances, among which an answer is not looked for: half of the talk is missing there
ROUNDS = 2  # an answer that moves makes room for another

Found = Mapping[int, Forced]  # sentences that have a place, by their numbers


def answers(texts: Sequence[str], read: Sequence[Sounds]) -> tuple[Piece, ...]:
    """The sentences that are short answers, not expected anywhere."""
    return tuple(piece for piece in pieces_of(texts, read) if len(piece.phonemes) <= SHORT)


def place_answers(
    timed: Sequence[Forced], unwritten: NDArray[np.bool_], answers: Sequence[Piece], scene: Scene
) -> tuple[tuple[Forced, ...], NDArray[np.bool_]]:
    """The pieces in order of time, each answer on an utterance of its own where it has none and there is one.

    `unwritten` says of each frame whether somebody says there what no piece holds; it comes back as it then is.
    """
    said = [run for run in utterances(~scene.still) if run[1] - run[0] >= SHORTEST_MS] if answers else []
    out = {item.piece.sentence or 0: item for item in timed}
    left = unwritten.copy()
    for piece in chain.from_iterable(repeat(answers, ROUNDS)):
        number = piece.sentence or 0
        own = out.get(number)
        if own and _is_itself(own, out, said, scene):
            continue
        place = _utterance(piece, own, out, said, scene)
        if place is None:
            continue
        if own:
            _frames(left, own.extent_ms)[:] = ~_frames(scene.still, own.extent_ms)
        out[number] = place
        _frames(left, place.extent_ms)[:] = False
    return in_time(out.values()), left


def _is_itself(own: Forced, found: Found, said: Sequence[Run], scene: Scene) -> bool:
    """Whether an answer is an utterance or runs into another sentence's, and is no half of one that says it once.

    One that runs into another has to be clearly there, or it is no more than that one's last vowel, drawn out.
    """
    run = next((run for run in said if _shared_ms(own, run) > 0), None)
    if run is None:
        return False
    others = [item for item in found.values() if item is not own and _shared_ms(item, run) > 0]
    if any(item.piece.phonemes == own.piece.phonemes for item in others):
        return False
    start, end = own.extent_ms
    runs_on = bool(others) and end - start >= SHORTEST_MS and fit(own) >= OWN * scene.clearness(start, end)
    return runs_on or _shared_ms(own, run) >= MOST * (run[1] - run[0])


def _utterance(piece: Piece, own: Forced | None, found: Found, said: Sequence[Run], scene: Scene) -> Forced | None:
    """An answer on the utterance that it is, None where there is no such; `said` are all utterances.

    One that was found inside of something else is the one that sounds most like it, however little that is.
    """
    number = piece.sentence or 0
    rooms = _rooms(number, found)
    free = [run for run in said if any(start <= run[0] and run[1] <= end for start, end in rooms)]
    longest = len(piece.phonemes) * PHONEME_MS + SPARE_MS
    short = [run for run in free if run[1] - run[0] <= longest]
    if not 0 < len(short) <= MANY:
        return None
    likeness = {run: scene.likeness((piece.phonemes,), *run) for run in short}
    best = max(likeness, key=likeness.__getitem__)
    second = max((value for run, value in likeness.items() if run != best), default=0.0)
    beside = {number - 1, number + 1} <= found.keys() and len(rooms) == 1
    clearly = (own or beside) and likeness[best] >= max(LIKE, MORE * second)
    if clearly or scene.is_like((piece.phonemes,), *best):
        return spread(piece, *best, likeness[best])
    return spread(piece, *best, 0.0) if own else None


def _rooms(number: int, found: Found) -> set[Run]:
    """Where a sentence can be: behind the last one before it that was found, and ahead of the first one after it.

    That is one room, unless it stands where the order of telling changes.
    """
    others = in_time(item for n, item in found.items() if n != number)
    numbers = [item.piece.sentence or 0 for item in others]
    before = max((n for n in numbers if n < number), default=None)
    after = min((n for n in numbers if n > number), default=None)
    gaps = {
        0 if before is None else numbers.index(before) + 1,
        len(numbers) if after is None else numbers.index(after),
    }
    ends = [0.0, *(item.extent_ms[1] for item in others)]
    starts = [*(item.extent_ms[0] for item in others), np.inf]
    return {(ends[gap], starts[gap]) for gap in gaps}


def _shared_ms(item: Forced, run: Run) -> float:
    start, end = item.extent_ms
    return min(end, run[1]) - max(start, run[0])


def _frames(values: NDArray[np.bool_], extent: Run) -> NDArray[np.bool_]:
    return values[round(extent[0] / FRAME_MS) : round(extent[1] / FRAME_MS)]
