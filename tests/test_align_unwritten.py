"""Speech that nobody wrote down, parted by pauses, and with the words that were heard in it."""

import numpy as np

from sounding_scenes import heard
from taiyaku.align.beside import BRIDGE_MS, SHORTEST_UNWRITTEN_MS, Run, unscripted, utterances
from taiyaku.align.heard import Heard

NOTHING = Heard("", "", (), (), ())


def frames(*runs: tuple[int, int], count: int = 100) -> np.ndarray:
    unwritten = np.zeros(count, np.bool_)
    for start, end in runs:
        unwritten[start:end] = True
    return unwritten


def test_utterances_are_parted_by_pauses() -> None:
    assert utterances(frames((0, 10), (30, 50), (90, 100))) == [(0, 100), (300, 500), (900, 1_000)]
    assert utterances(frames((10, 20), (24, 30))) == [(100, 300)]
    assert utterances(frames()) == []


def spoken(*runs: Run, said: Heard) -> list[str]:
    return [f"{f.start_ms[0]:.0f}-{f.end_ms[-1]:.0f} {f.piece.text}" for f in unscripted(runs, said)]


def test_unwritten_speech_comes_with_the_words_heard_in_it() -> None:
    said = heard(("asita", 1_000, 1_500), ("soodesune", 3_000, 3_900), ("mata", 5_000, 5_400))
    assert spoken((3_000, 3_900), said=said) == ["3000-3900 soodesune"]


def test_unwritten_speech_in_which_no_words_were_heard_is_noise() -> None:
    assert spoken((3_000, 3_900), said=NOTHING) == []
    assert spoken((3_000, 3_900), said=heard(("asita", 1_000, 1_500))) == []
    assert spoken((3_000, 5_000), said=heard(("asita", 3_900, 4_200))) == []
    assert spoken((3_000, 4_600), said=heard(("asita", 3_900, 4_200))) == ["3000-4600 asita"]


def test_a_short_stretch_is_no_speech() -> None:
    end = 3_000 + SHORTEST_UNWRITTEN_MS
    said = heard(("asita", 3_000, end))
    assert spoken((3_000, end - 10), said=said) == []
    assert spoken((3_000, end), said=said) == [f"3000-{end} asita"]


def test_a_pause_inside_unwritten_speech_is_bridged_and_a_long_one_is_not() -> None:
    said = heard(("asita", 1_000, 1_500), ("umimade", 2_000, 2_700))
    assert spoken((1_000, 1_500), (2_000, 2_700), said=said) == ["1000-2700 asitaumimade"]
    late = 1_500 + BRIDGE_MS
    said = heard(("asita", 1_000, 1_500), ("umimade", late + 10, 2_800))
    assert spoken((1_000, 1_500), (late, 2_800), said=said) == ["1000-2800 asitaumimade"]
    assert spoken((1_000, 1_500), (late + 10, 2_800), said=said) == ["1000-1500 asita", f"{late + 10}-2800 umimade"]


def test_the_characters_of_unwritten_speech_share_its_time_and_have_no_sentence() -> None:
    (found,) = unscripted([(3_000, 3_900)], heard(("soodesune", 3_000, 3_900)))
    assert found.piece.sentence is None
    assert found.piece.guess_ms == tuple(range(3_000, 3_900, 100))
    assert found.start_ms.tolist() == [*range(3_000, 3_900, 100)]
    assert found.end_ms.tolist() == [*range(3_100, 4_000, 100)]
    assert np.isnan(found.probability).all()
