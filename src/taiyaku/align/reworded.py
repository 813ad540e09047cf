"""Unscripted speech that is a sentence after all, or the rest of one: told in other words, or in another order.

An editor rewords a sentence until hardly a sound is left of it, or puts its last clause first. Where it should stand,
unscripted speech of its length is taken for it, and speech beside it for what it lacks; a person has to listen.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations, groupby, pairwise

import numpy as np
from rapidfuzz import fuzz

from taiyaku.align.answers import SHORT, SPARE_MS
from taiyaku.align.beside import TOUCHING_MS
from taiyaku.align.force import PHONEME_MS, Forced, Piece, fit, in_time, spread
from taiyaku.align.offer import AT_MOST, ENOUGH
from taiyaku.align.scene import Scene
from taiyaku.align.trace import SURELY
from taiyaku.text.sounds import sounds

# of 100, from so many sounds on: other speech stays below in 19 of 20 cases, a reworded clause in one of 12
LIKE = {12: 60.0, 8: 80.0}
SAME = 50.0  # of 100: another sentence stays below in 98 of 100 cases, a reworded one in three
MOST = 6  # stretches between two sentences, among which a missing one is looked for
LACKING = 0.9  # of the time that a sentence takes; one that is said in less lacks something
AT_LONGEST = 1.5  # of that time, with what it lacks
BREATH_MS = 1_000  # between two parts of a sentence, at most


def take_reworded(found: Sequence[Forced], pieces: Iterable[Piece], told: Collection[int]) -> tuple[Forced, ...]:
    """Pieces in order of time, with sentences in place of the unscripted speech that they can be.

    Those are the ones of `pieces` that were not found; a longer one than a short answer has to be `told` by a speaker.
    Between the sentences around them there have to be as many stretches of speech as are missing, each as long as its
    sentence; for a single one, those of more are taken that hold its words. What is taken so has a probability of 0.
    """
    out = list(found)
    for missing, (start, end) in _gaps(found, pieces, told):
        between = [item for item in out if start <= item.extent_ms[0] and item.extent_ms[1] <= end]
        if any(item.piece.sentence is not None for item in between):
            continue
        if len(missing) == len(between):
            spans = [between[n : n + 1] for n in range(len(between))]
        else:
            spans = [_likeliest(missing[0], between)] if len(missing) == 1 else []
        laid = [_over(piece, span) for piece, span in zip(missing, spans, strict=False) if span]
        if laid and all(map(_can_be, laid)):
            taken = [item for span in spans for item in span]
            out = [item for item in out if item not in taken] + laid
    return in_time(out)


def _over(piece: Piece, span: Sequence[Forced]) -> Forced:
    return spread(piece, span[0].extent_ms[0], span[-1].extent_ms[1], 0.0)


def _likeliest(piece: Piece, between: list[Forced]) -> list[Forced]:
    """The stretches in a row, with no long pause among them, that hold a sentence's words and little else; or none.

    The longest, since an editor leaves out a whole sentence more seldom than some words.
    """
    said = [sounds(item.piece.text).phonemes for item in between]
    pauses = [after.extent_ms[0] - before.extent_ms[1] for before, after in pairwise(between)]
    spans = [
        slice(first, last)
        for first, last in combinations(range(min(MOST, len(between)) + 1), 2)
        if all(pause <= BREATH_MS for pause in pauses[first : last - 1]) and _can_be(_over(piece, between[first:last]))
    ]
    likeness = [fuzz.ratio("".join(said[span]), piece.phonemes) for span in spans]
    like = [(len(between[span]), each, span) for span, each in zip(spans, likeness, strict=True) if each >= SAME]
    return between[max(like, key=lambda each: each[:2])[2]] if like else []


def _gaps(
    found: Sequence[Forced], pieces: Iterable[Piece], told: Collection[int]
) -> Iterator[tuple[list[Piece], tuple[float, float]]]:
    """What is missing between two sentences that were found, and the time between these.

    A sentence that stands twice in a row was said once.
    """
    placed = {item.piece.sentence: item for item in found if item.piece.sentence is not None}
    numbers = sorted(placed)
    ends = [0.0, *(placed[number].extent_ms[1] for number in numbers)]
    starts = [*(placed[number].extent_ms[0] for number in numbers), np.inf]
    lost = {
        piece.sentence: piece
        for piece in pieces
        if piece.sentence is not None and (len(piece.phonemes) <= SHORT or piece.sentence in told)
    }
    for gap, run in groupby(sorted(lost.keys() - placed.keys()), lambda number: bisect(numbers, number)):
        beside = {placed[number].piece.text for number in numbers[max(0, gap - 1) : gap + 1]}
        yield [lost[number] for number in run if lost[number].text not in beside], (ends[gap], starts[gap])


def _can_be(item: Forced) -> bool:
    """Whether a sentence is about as long as it takes to say it."""
    start, end = item.extent_ms
    needed = len(item.piece.phonemes) * PHONEME_MS
    return ENOUGH * needed <= end - start <= AT_MOST * needed + SPARE_MS


def take_rest(found: Sequence[Forced], told: Collection[int], scene: Scene) -> tuple[Forced, ...]:
    """Pieces in order of time, with unscripted speech given to the sentence beside it that has its words elsewhere.

    That is one that a speaker is `told` to say, in less time than it takes at the pace of the others. A listener's
    response is no part of it.
    """
    pace = _pace_ms(found)
    out = list(found)
    for item in [item for item in found if item.piece.sentence is None and not scene.is_response(*item.extent_ms)]:
        at = out.index(item)
        beside = [n for n in (at - 1, at + 1) if 0 <= n < len(out) and out[n].piece.sentence in told]
        likeness, n = max(((_likeness(out[n], item, pace), n) for n in beside), default=(0.0, 0))
        if likeness:
            start, end = item.extent_ms
            out[n] = out[n].until(end) if n < at else out[n].since(start)
            del out[at]
    return tuple(out)


def _pace_ms(found: Sequence[Forced]) -> float:
    """How long a sound takes in the sentences that surely are where they were found."""
    sure = [item for item in found if item.piece.sentence is not None and fit(item) >= SURELY]
    paces = [(end - start) / len(item.piece.phonemes) for item in sure for start, end in [item.extent_ms]]
    return float(np.median(paces)) if paces else PHONEME_MS


def _likeness(sentence: Forced, rest: Forced, pace: float) -> float:
    """How much of what was said beside a sentence stands in it, to 100; 0 where that is not its own.

    What runs on from it without a pause needs no likeness; ahead of it there may be a filler.
    """
    written, said = sounds(sentence.piece.text).phonemes, sounds(rest.piece.text).phonemes
    needed = pace * len(written)
    (start, end), (first, last) = sentence.extent_ms, rest.extent_ms
    whole = max(end, last) - min(start, first)
    pause = whole - (end - start) - (last - first)
    asked = next((like for fewest, like in LIKE.items() if fewest <= len(said) <= len(written)), 100.0)
    lacks = end - start <= LACKING * needed and whole <= AT_LONGEST * needed
    if not lacks or pause > BREATH_MS:
        return 0.0
    runs_on = last > end and pause <= TOUCHING_MS
    return max(float(runs_on), fuzz.partial_ratio(said, written, score_cutoff=asked))
