"""Windows hold the place where a sentence truly is, never move back, and are small where a transcript is long."""

import random
from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taiyaku.align import seeds
from taiyaku.align.seeds import MARGIN, SMALL, look_windows
from taiyaku.text.sounds import ALPHABET

MISHEARD = 0.1  # share of the phonemes of a noisy copy


def sentences_of(count: int, rng: random.Random) -> list[str]:
    return ["".join(rng.choices(ALPHABET, k=rng.randint(15, 45))) for _ in range(count)]


def noisy(text: str, rng: random.Random) -> str:
    """A copy in which sounds are missing, mistaken for others, or followed by others."""
    return "".join(
        rng.choice(["", rng.choice(ALPHABET), sound + rng.choice(ALPHABET)]) if rng.random() < MISHEARD else sound
        for sound in text
    )


def places_of(copies: Sequence[str]) -> list[tuple[int, int]]:
    """Where each of the copies stands when they are said one after another."""
    return list(pairwise([0, *accumulate(map(len, copies))]))


def wrong(windows: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]]) -> list[str]:
    """A line for each sentence whose place is not in its window."""
    return [
        f"sentence {n}: window {window} does not hold {place}"
        for n, (window, place) in enumerate(zip(windows, places, strict=True))
        if not window[0] <= place[0] <= place[1] <= window[1]
    ]


def widest(windows: Sequence[tuple[int, int]]) -> int:
    return max(high - low for low, high in windows)


@pytest.fixture
def rng() -> random.Random:
    return random.Random(11)


def test_small_problems_look_everywhere(rng: random.Random) -> None:
    assert look_windows(["kasanomise", "umimadeikimasita"], "umimadekasano") == [(0, 13), (0, 13)]
    assert look_windows([], "kasa") == []
    sentences = sentences_of(60, rng)
    heard = "".join(sentences)
    assert 4 * MARGIN < len(heard) < SMALL**0.5
    assert look_windows(sentences, heard) == [(0, len(heard))] * 60


def test_long_texts_that_have_nothing_in_common_look_everywhere(rng: random.Random) -> None:
    sentences, heard = sentences_of(100, rng), "".join(sentences_of(100, rng))
    assert len("".join(sentences)) * len(heard) > SMALL
    assert look_windows(sentences, heard) == [(0, len(heard))] * 100


def test_windows_of_a_long_transcript_are_small_and_hold_each_true_place(rng: random.Random) -> None:
    sentences = sentences_of(300, rng)
    copies = [noisy(sentence, rng) for sentence in sentences]
    windows = look_windows(sentences, "".join(copies))
    assert wrong(windows, places_of(copies)) == []
    assert widest(windows) < 4 * MARGIN < len("".join(copies)) / 5


def test_speech_that_nobody_wrote_does_not_move_the_windows_off(rng: random.Random) -> None:
    sentences = sentences_of(200, rng)
    copies = [noisy(sentence, rng) for sentence in sentences]
    aside = "".join(sentences_of(30, rng))
    copies[100] = aside + copies[100]
    windows = look_windows(sentences, "".join(copies))
    assert wrong(windows, places_of(copies)) == []
    assert widest(windows[:90]) < 4 * MARGIN
    assert widest(windows[110:]) < 4 * MARGIN


def test_a_passage_told_out_of_order_does_not_break_the_others(rng: random.Random) -> None:
    sentences = sentences_of(200, rng)
    copies = [noisy(sentence, rng) for sentence in sentences]
    told = [*range(60, 70), *range(60), *range(70, 200)]  # ten sentences from the middle open the recording
    spots = dict(zip(told, places_of([copies[n] for n in told]), strict=True))
    windows = look_windows(sentences, "".join(copies[n] for n in told))
    in_order = [*range(60), *range(70, 200)]
    assert wrong([windows[n] for n in in_order], [spots[n] for n in in_order]) == []
    assert widest(windows) < 4 * MARGIN


def test_the_same_sentence_forty_times_still_gets_windows_that_hold_its_place(rng: random.Random) -> None:
    sentences = sentences_of(200, rng)
    sentences[80:120] = [sentences[80]] * 40
    copies = [noisy(sentence, rng) for sentence in sentences]
    windows = look_windows(sentences, "".join(copies))
    assert wrong(windows, places_of(copies)) == []
    assert widest([*windows[:70], *windows[130:]]) < 4 * MARGIN


def test_an_answer_that_comes_again_and_again_gets_windows_that_hold_its_place(rng: random.Random) -> None:
    sentences = sentences_of(200, rng)
    sentences[::5] = ["soodesune"] * 40
    copies = [noisy(sentence, rng) for sentence in sentences]
    windows = look_windows(sentences, "".join(copies))
    assert wrong(windows, places_of(copies)) == []
    assert widest(windows) < 4 * MARGIN


def test_a_phrase_that_was_said_early_by_chance_does_not_pull_its_sentence_away(rng: random.Random) -> None:
    sentences = sentences_of(200, rng)
    copies = [noisy(sentence, rng) for sentence in sentences]
    phrase = sentences[150][:14]
    copies[150] = "".join(rng.choices(ALPHABET, k=len(sentences[150])))  # where it belongs, nothing of it was heard
    copies[20] += phrase
    assert wrong(look_windows(sentences, "".join(copies)), places_of(copies)) == []


@settings(deadline=None)
@given(st.data())
def test_windows_never_move_back(data: st.DataObject) -> None:
    sentences = data.draw(st.lists(st.text(ALPHABET, max_size=12), max_size=12))
    parts = st.lists(st.sampled_from(sentences or [""]) | st.text(ALPHABET, max_size=8), max_size=12)
    heard = "".join(data.draw(st.permutations(sentences)) + data.draw(parts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seeds, "SMALL", 0)
        patch.setattr(seeds, "SEED", 3)
        patch.setattr(seeds, "MARGIN", data.draw(st.integers(0, 5)))
        windows = look_windows(sentences, heard)
    assert len(windows) == len(sentences)
    assert all(0 <= low <= high <= len(heard) for low, high in windows)
    for before, after in pairwise(windows):
        assert before[0] <= after[0]
        assert before[1] <= after[1]
