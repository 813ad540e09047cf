"""Short answers: each on an utterance of its own, wherever a walk found its two or three sounds."""

from dataclasses import replace

import numpy as np

from sounding_scenes import heard, scene_of
from taiyaku.align.answers import answers, place_answers
from taiyaku.align.force import Forced, Piece, piece_of
from taiyaku.align.heard import Heard
from taiyaku.text.sounds import Sounds

TEXTS = ("かさ。", "ええ。", "うみ。", "ええ。")
READ = tuple(Sounds(phonemes, (0, 0, 1, 1)[: len(phonemes)]) for phonemes in ("kasa", "ee", "umi", "ee"))
LONG = Sounds("kasagaoide", (0,) * 10)


def found(number: int, start_ms: float, end_ms: float) -> Forced:
    piece = piece_of(number, TEXTS[number], READ[number], (start_ms,) * len(TEXTS[number]))
    edges = np.linspace(start_ms, end_ms, len(piece.text) + 1)
    return Forced(piece, edges[:-1], edges[1:], np.ones(len(piece.text)))


def asked(*numbers: int) -> list[Piece]:
    return [piece for piece in answers(TEXTS, READ) if piece.sentence in numbers]


def picture(timed: list[Forced], said: Heard, *numbers: int, sounds: Heard | None = None) -> list[str]:
    """Number and times of each sentence once the answers among them are placed, then what is left unwritten."""
    scene = scene_of(said, sounds)
    taken = np.zeros(len(scene.still), np.bool_)
    for item in timed:
        start, end = item.extent_ms
        taken[round(start / 10) : round(end / 10)] = True
    out, left = place_answers(timed, ~taken & ~scene.still, asked(*numbers), scene)
    lines = [f"{item.piece.sentence}: {item.extent_ms[0]:.0f}-{item.extent_ms[1]:.0f}" for item in out]
    return [*lines, f"unwritten: {left.sum() * 10} ms"]


UTTERANCES = heard(("kasa", 0, 800), ("ee", 1_500, 1_900), ("umi", 3_000, 3_600))


def test_only_short_sentences_are_answers() -> None:
    assert [piece.text for piece in answers(("かさが多いで。", "ええ。"), (LONG, READ[1]))] == ["ええ。"]


def test_an_answer_that_nothing_found_is_the_utterance_that_sounds_like_it() -> None:
    timed = [found(0, 0, 800), found(2, 3_000, 3_600)]
    assert picture(timed, UTTERANCES, 1) == ["0: 0-800", "1: 1500-1900", "2: 3000-3600", "unwritten: 0 ms"]


def test_an_answer_squeezed_into_its_neighbour_is_moved_to_its_own_utterance() -> None:
    timed = [found(0, 0, 720), found(1, 720, 800), found(2, 3_000, 3_600)]
    assert picture(timed, UTTERANCES, 1) == ["0: 0-720", "1: 1500-1900", "2: 3000-3600", "unwritten: 80 ms"]


def test_an_answer_found_in_a_filler_is_moved_to_its_own_utterance() -> None:
    said = heard(("kasa", 0, 800), ("eeto", 1_000, 1_600), ("ee", 2_000, 2_400), ("umi", 3_000, 3_600))
    timed = [found(0, 0, 800), found(1, 1_000, 1_300), found(2, 3_000, 3_600)]
    assert picture(timed, said, 1) == ["0: 0-800", "1: 2000-2400", "2: 3000-3600", "unwritten: 600 ms"]


def test_behind_noise_the_utterance_most_like_it_is_taken_for_one_that_was_found_elsewhere() -> None:
    blurred = heard(("kasa", 0, 800), ("iu", 1_500, 1_900), ("umi", 3_000, 3_600))
    timed = [found(0, 0, 720), found(1, 720, 800), found(2, 3_000, 3_600)]
    assert picture(timed, UTTERANCES, 1, sounds=blurred)[1] == "1: 1500-1900"


def test_what_does_not_sound_like_an_answer_is_not_given_to_one_that_was_not_found() -> None:
    said = heard(("kasa", 0, 800), ("nado", 1_500, 1_900), ("umi", 3_000, 3_600))
    timed = [found(0, 0, 800), found(2, 3_000, 3_600)]
    assert picture(timed, said, 1) == ["0: 0-800", "2: 3000-3600", "unwritten: 400 ms"]


def test_an_answer_that_runs_into_the_next_sentence_stays() -> None:
    said = heard(("kasa", 0, 800), ("eeumi", 1_500, 2_500), ("ee", 3_000, 3_400))
    timed = [found(0, 0, 800), found(1, 1_500, 1_900), found(2, 1_900, 2_500)]
    assert picture(timed, said, 1)[1:3] == ["1: 1500-1900", "2: 1900-2500"]


def test_an_answer_that_is_the_last_vowel_of_another_sentence_goes_where_somebody_says_it() -> None:
    timed = [found(0, 0, 600), replace(found(1, 600, 800), probability=np.full(3, 0.4)), found(2, 3_000, 3_600)]
    assert picture(timed, UTTERANCES, 1)[1] == "1: 1500-1900"
    assert picture([timed[0], found(1, 600, 800), timed[2]], UTTERANCES, 1)[1] == "1: 600-800"


def test_two_answers_alike_do_not_share_one_utterance() -> None:
    said = heard(("kasa", 0, 800), ("ee", 1_500, 1_900), ("umi", 3_000, 3_600), ("ee", 4_000, 4_400))
    timed = [found(0, 0, 800), found(1, 1_500, 1_750), found(3, 1_750, 1_900), found(2, 3_000, 3_600)]
    assert picture(timed, said, 1, 3) == [
        "0: 0-800", "1: 1500-1750", "2: 3000-3600", "3: 4000-4400", "unwritten: 150 ms"
    ]  # fmt: skip


def test_among_too_many_utterances_nobody_looks_for_an_answer() -> None:
    crowd = [("nado", 1_000.0 + 600 * n, 1_400.0 + 600 * n) for n in range(60)]
    said = heard(("kasa", 0, 800), *crowd, ("ee", 40_000, 40_400))
    assert picture([found(0, 0, 800)], said, 1)[0] == "0: 0-800"
    assert len(picture([found(0, 0, 800)], said, 1)) == 2
