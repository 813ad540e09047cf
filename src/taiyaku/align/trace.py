"""The pieces timed by their sounds: a walk through their chain, read back as the times of characters.

Speech that nobody wrote down comes out as pieces of its own, with what was heard in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.chain import NO_PHONEME, Chain, make_chain
from taiyaku.align.force import Forced, Piece
from taiyaku.align.heard import Heard
from taiyaku.align.match import Match
from taiyaku.align.phones import FRAME_MS, Head, Sounding
from taiyaku.align.said import as_said
from taiyaku.align.walk import emissions, walk

CLEARLY = 0.08  # by how much a sentence must fit better as heard than as written
BY_CHANCE = 0.45  # a sentence that fits worse was not said here
WELL = 0.55  # how well a sentence must fit that no recognizer heard
BRIDGE_MS = 600  # a pause inside unwritten speech that does not end it
SHORTEST_UNWRITTEN_MS = 300
SLOWEST_HEARD = 3.0  # phonemes a second; with fewer heard in it, a stretch was noise rather than speech


@dataclass(frozen=True, slots=True)
class Scene:
    """What a recording is like: `sounding` of shape (frames, classes), the head it was read by, the words heard.

    `quiet` says of each frame whether nobody speaks in it.
    """

    sounding: Sounding
    quiet: NDArray[np.bool_]
    head: Head
    heard: Heard


def trace(
    pieces: Sequence[Piece], matches: Sequence[Match | None], offered: Sequence[Piece], scene: Scene
) -> tuple[Forced, ...]:
    """Every sentence that is truly there, and the unwritten speech between them, in order of time.

    `pieces` are the sentences that were heard, `offered` those that were not. Where a sentence fits better as it was
    heard than as it was written, it is timed as heard. One that was found and fits nowhere was matched by chance, and
    is left out; one that was only offered has to fit well.
    """
    emitted = emissions(scene.sounding, scene.quiet, scene.head.phonemes)
    written: Sequence[Piece] = pieces
    found = _walked(written, emitted, scene)
    changed = as_said(written, matches, scene.heard)
    if any(new is not old for new, old in zip(changed, written, strict=True)):
        fits, better = _fits(found), _fits(_walked(changed, emitted, scene))
        written = [
            new if better.get(new.sentence, 0.0) > fits.get(old.sentence, 0.0) + CLEARLY else old
            for new, old in zip(changed, written, strict=True)
        ]
        found = _walked(written, emitted, scene)
    if offered:
        written = sorted([*written, *offered], key=lambda piece: piece.guess_ms[0])
        found = _walked(written, emitted, scene)
    fits = _fits(found)
    asked = {piece.sentence: WELL for piece in offered}
    kept = [p for p in written if fits.get(p.sentence, 0.0) >= asked.get(p.sentence, BY_CHANCE)]
    return found if len(kept) == len(written) else _walked(kept, emitted, scene)


def fit(item: Forced) -> float:
    """0 to 1: how likely the sounds of a piece are where it was placed, on average over its characters."""
    spoken = sorted(set(item.piece.at))
    return float(np.nan_to_num(item.probability[spoken]).mean()) if spoken else 0.0


def _fits(found: Sequence[Forced]) -> dict[int | None, float]:
    return {item.piece.sentence: fit(item) for item in found}


def _walked(written: Sequence[Piece], emitted: NDArray[np.float32], scene: Scene) -> tuple[Forced, ...]:
    if not written:
        return ()
    phonemes = scene.head.phonemes
    chain = make_chain(written, phonemes)
    path = walk(chain, emitted)
    likely = np.take_along_axis(emitted, chain.kind[path][:, None], 1)[:, 0]
    forced = [*_timed(written, chain, path, likely), *_unwritten(chain, path, len(phonemes), scene.heard)]
    return tuple(sorted(forced, key=_first_ms))


def _timed(
    pieces: Sequence[Piece], chain: Chain, path: NDArray[np.int64], likely: NDArray[np.float32]
) -> Iterator[Forced]:
    """Start, end and probability of each character of each piece."""
    borders = np.searchsorted(path, np.arange(len(chain.kind) + 1))
    states_of: list[list[int]] = [[] for _ in pieces]
    for state, number in enumerate(chain.piece):
        if number != NO_PHONEME:
            states_of[number].append(state)
    for piece, states in zip(pieces, states_of, strict=True):
        times = np.full((3, len(piece.text)), np.nan)
        sums = np.zeros((2, len(piece.text)))
        for state in states:
            start, end = int(borders[state]), int(borders[state + 1])
            if start == end:
                continue
            char = int(chain.char[state])
            if np.isnan(times[0, char]):
                times[0, char] = start * FRAME_MS
            times[1, char] = end * FRAME_MS
            sums[:, char] += (float(likely[start:end].sum()), end - start)
        known = sums[1] > 0
        times[2, known] = np.exp(sums[0, known] / sums[1, known])
        yield Forced(piece, times[0], times[1], times[2])


def _unwritten(chain: Chain, path: NDArray[np.int64], classes: int, heard: Heard) -> Iterator[Forced]:
    """Stretches of the state for unwritten speech in which words were heard."""
    frames = np.flatnonzero(chain.kind[path] == classes)
    if not len(frames):
        return
    middle = (np.array(heard.start_ms) + np.array(heard.end_ms)) / 2
    for run in np.split(frames, np.flatnonzero(np.diff(frames) > BRIDGE_MS // FRAME_MS) + 1):
        start, end = float(run[0] * FRAME_MS), float((run[-1] + 1) * FRAME_MS)
        inside = np.flatnonzero((middle >= start - 200) & (middle <= end + 200))
        if end - start < SHORTEST_UNWRITTEN_MS or len(inside) < SLOWEST_HEARD * (end - start) / 1000:
            continue
        text = heard.text_of(int(inside[0]), int(inside[-1]) + 1)
        steps = np.linspace(start, end, len(text) + 1)
        piece = Piece(None, text, (True,) * len(text), tuple(steps[:-1].tolist()))
        yield Forced(piece, steps[:-1], steps[1:], np.full(len(text), np.nan))


def _first_ms(item: Forced) -> float:
    known = item.start_ms[~np.isnan(item.start_ms)]
    return float(known[0]) if len(known) else item.piece.guess_ms[0]
