"""The walk through a chain against a plain one that looks at every state in every frame."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from taiyaku.align import walk as walking
from taiyaku.align.chain import FORBIDDEN, REACH, Chain, make_chain
from taiyaku.align.force import Piece
from taiyaku.align.phones import FRAME_MS
from taiyaku.align.walk import LEAST, emissions, walk

PHONEMES = "_aiueokgsztdnhbpmyrwSCcNq"
EVERYWHERE_MS = 10_000_000
STARTS = (0.0, -1.0, 0.0, 0.0)  # pause, unwritten speech, pause, the first phoneme


def piece(number: int, phonemes: str, guess_ms: tuple[float, ...]) -> Piece:
    """Two phonemes a character, each character expected at its own time."""
    at = tuple(i // 2 for i in range(len(phonemes)))
    count = at[-1] + 1
    return Piece(number, "か" * count, (True,) * count, guess_ms[:count], phonemes, at)


def score_of(path: NDArray[np.int64], chain: Chain, emitted: NDArray[np.float32]) -> float:
    """What a walk is worth; FORBIDDEN or less if it takes a step that there is not."""
    total = STARTS[path[0]] + float(emitted[0, chain.kind[path[0]]]) if path[0] < 4 else FORBIDDEN
    for frame in range(1, len(path)):
        state, moved = path[frame], path[frame] - path[frame - 1]
        step = 0.0 if not moved else float(chain.arrive[moved - 1, state]) if 0 < moved <= REACH else FORBIDDEN
        total += step + float(emitted[frame, chain.kind[state]])
    return total if path[-1] >= len(chain.kind) - 4 else FORBIDDEN


def plain_walk(chain: Chain, emitted: NDArray[np.float32]) -> NDArray[np.int64]:
    """Viterbi in a whole table, in float64: nothing is left out, nothing is settled early."""
    frames, states = len(emitted), len(chain.kind)
    sounds = emitted[:, chain.kind].astype(np.float64)
    score = np.full(states, FORBIDDEN)
    score[:4] = sounds[0, :4] + STARTS
    came = np.zeros((frames, states), np.int64)
    for frame in range(1, frames):
        options = np.full((REACH + 1, states), 2 * FORBIDDEN)
        options[0] = score
        for step in range(1, REACH + 1):
            options[step, step:] = score[:-step] + chain.arrive[step - 1, step:]
        came[frame] = options.argmax(axis=0)
        score = options.max(axis=0) + sounds[frame]
    path = np.empty(frames, np.int64)
    path[-1] = states - 4 + score[-4:].argmax()
    for frame in range(frames - 1, 0, -1):
        path[frame - 1] = path[frame] - came[frame, path[frame]]
    return path


def random_pieces(rng: np.random.Generator, count: int, phoneme_ms: float) -> list[Piece]:
    """Pieces that follow each other, each phoneme expected `phoneme_ms` after the last."""
    pieces, clock = [], 0.0
    for number in range(count):
        phonemes = "".join(rng.choice(list(PHONEMES[1:]), rng.integers(1, 13)))
        guess = tuple(clock + 2 * phoneme_ms * i for i in range(len(phonemes)))
        pieces.append(piece(number, phonemes, guess))
        clock += phoneme_ms * len(phonemes)
    return pieces


def sounding_of(pieces: list[Piece], rng: np.random.Generator, pause: int) -> NDArray[np.float32]:
    """Log probabilities of pieces that are said one after another, with pauses and misheard frames."""
    classes = [0] * pause
    for said in pieces:
        for phoneme in said.phonemes:
            classes += [PHONEMES.index(phoneme)] * int(rng.integers(4, 12))
        classes += [0] * int(rng.integers(0, pause + 1))
    likely = rng.normal(0.0, 1.0, (len(classes), len(PHONEMES)))
    likely[np.arange(len(classes)), classes] += 4.0
    misheard = np.flatnonzero(rng.random(len(classes)) < 0.15)
    likely[misheard, rng.integers(0, len(PHONEMES), len(misheard))] += 5.0
    return np.asarray(likely - np.log(np.exp(likely).sum(axis=1, keepdims=True)), np.float32)


@pytest.mark.parametrize("settle", [100, 3_000, 1_000_000])
def test_the_walk_of_a_long_recording_is_the_one_of_a_whole_table(settle: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "SETTLE", settle)
    rng = np.random.default_rng(4)
    pieces = random_pieces(rng, 90, 80.0)
    sounding = sounding_of(pieces, rng, 12)
    emitted = emissions(sounding, np.zeros(len(sounding), np.bool_), PHONEMES)
    chain = make_chain(pieces, PHONEMES)
    assert len(emitted) * FRAME_MS > 4 * walking.BAND_MS
    found = walk(chain, emitted)
    assert found.tolist() == plain_walk(chain, emitted).tolist()
    assert (np.diff(found) >= 0).all()
    said = np.unique(chain.piece[found])
    assert len(said) > 80  # the walk goes through the pieces, and not past them


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.integers(5, 60))
def test_the_walk_of_any_chain_is_the_likeliest_there_is(seed: int, count: int, settle: int) -> None:
    rng = np.random.default_rng(seed)
    chain = make_chain(random_pieces(rng, count, 80.0), PHONEMES)
    emitted = np.maximum(rng.normal(-3.0, 2.5, (len(chain.kind) + 20, len(PHONEMES) + 3)), LEAST).astype(np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walking, "SETTLE", settle)
        patch.setattr(walking, "BAND_MS", EVERYWHERE_MS)
        found = walk(chain, emitted)
    best = score_of(plain_walk(chain, emitted), chain, emitted)
    assert best > FORBIDDEN / 2
    assert score_of(found, chain, emitted) == pytest.approx(best, abs=0.01)
    assert (np.diff(found) >= 0).all()


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.integers(20, 60), st.integers(1_000, 3_000))
def test_in_a_narrow_band_the_state_never_goes_back_and_steps_are_those_of_the_chain(
    seed: int, count: int, settle: int, band_ms: int
) -> None:
    rng = np.random.default_rng(seed)
    pieces = random_pieces(rng, count, 80.0)
    chain = make_chain(pieces, PHONEMES)
    sounding = sounding_of(pieces, rng, 8)
    emitted = emissions(sounding, np.zeros(len(sounding), np.bool_), PHONEMES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walking, "SETTLE", settle)
        patch.setattr(walking, "BAND_MS", EVERYWHERE_MS)
        whole = walk(chain, emitted)
        patch.setattr(walking, "BAND_MS", band_ms)
        found = walk(chain, emitted)
    assert (np.diff(found) >= 0).all()
    worth = score_of(found, chain, emitted)
    assert FORBIDDEN / 2 < worth <= score_of(whole, chain, emitted) + 0.01


@pytest.mark.parametrize("settle", [2, 3, 5])
def test_what_is_settled_does_not_change_with_what_comes(settle: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two readings of the same beginning stay open until the last sounds decide between them."""
    monkeypatch.setattr(walking, "SETTLE", settle)
    chain = make_chain([piece(0, "aa", (0.0,)), piece(1, "aa", (0.0,))], PHONEMES)
    emitted = np.full((24, len(PHONEMES) + 3), LEAST, np.float32)
    emitted[:, PHONEMES.index("a")] = -0.1
    emitted[20:, 0] = 0.0
    found = walk(chain, emitted)
    assert score_of(found, chain, emitted) == pytest.approx(score_of(plain_walk(chain, emitted), chain, emitted))
    assert found[0] == 3
    assert found[-1] >= len(chain.kind) - 3


def test_a_sentence_that_the_recording_cuts_off_is_walked_as_far_as_it_goes() -> None:
    count = 100  # expected until 10 s after the end of five seconds of sound
    long = piece(0, "ka" * count, tuple(150.0 * i for i in range(count)))
    emitted = np.full((500, len(PHONEMES) + 3), -3.0, np.float32)
    path = walk(make_chain([long], PHONEMES), emitted)
    assert len(path) == 500
    assert (np.diff(path) >= 0).all()
