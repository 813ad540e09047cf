"""Walking a recording through the sounds of its transcript, on sounds written by hand."""

import numpy as np
import pytest

from sounding_scenes import HEAD, PHONEMES
from taiyaku.align.force import Forced, Piece
from taiyaku.align.heard import Heard
from taiyaku.align.match import Match
from taiyaku.align.phones import load_head
from taiyaku.align.scene import Scene
from taiyaku.align.trace import Tracer
from taiyaku.align.walk import blur

NOTHING = Heard("", "", (), (), ())


def sounding(*spans: tuple[str, int]) -> np.ndarray:
    """Frames that are nearly sure of one sound each: (phoneme, frames of 10 ms) in a row."""
    frames = [PHONEMES.index(phoneme) for phoneme, count in spans for _ in range(count)]
    out = np.full((len(frames), len(PHONEMES)), np.log(0.1 / (len(PHONEMES) - 1)), np.float32)
    out[np.arange(len(frames)), frames] = np.log(0.9)
    return out


def piece(number: int, text: str, phonemes: str, at: tuple[int, ...], guess_ms: float) -> Piece:
    voiced = tuple(i in at for i in range(len(text)))
    return Piece(number, text, voiced, tuple(guess_ms + 100.0 * i for i in range(len(text))), phonemes, at)


def traced(pieces: tuple[Piece, ...], sounds: np.ndarray, heard: Heard = NOTHING) -> tuple[Forced, ...]:
    matches = [Match(tuple((i, i) for i in range(len(p.phonemes))), 1.0) for p in pieces]
    tracer = Tracer(matches, Scene(sounds, np.zeros(len(sounds), np.bool_), LOUD[: len(sounds)], HEAD, heard))
    return tracer.trace([item.piece for item in tracer.as_said(pieces)], (), ())


def picture(forced: tuple[Forced, ...]) -> list[str]:
    """text: start of its first character - end of its last, in ms."""
    return [f"{f.piece.text}: {np.nanmin(f.start_ms):.0f}-{np.nanmax(f.end_ms):.0f}" for f in forced]


LOUD = np.zeros(10_000, np.float32)  # as loud everywhere


KASA = piece(0, "かさ。", "kasa", (0, 0, 1, 1), 200)
UMI = piece(1, "うみ。", "umi", (0, 1, 1), 1_000)
SPOKEN_KASA = (("k", 6), ("a", 9), ("s", 8), ("a", 12))
SPOKEN_UMI = (("u", 10), ("m", 7), ("i", 14))


def test_pieces_lie_where_their_sounds_are() -> None:
    heard = sounding(("_", 30), *SPOKEN_KASA, ("_", 40), *SPOKEN_UMI, ("_", 20))
    assert picture(traced((KASA, UMI), heard)) == ["かさ。: 300-650", "うみ。: 1050-1360"]


def test_pieces_that_run_together_are_parted_at_the_sound() -> None:
    heard = sounding(("_", 30), *SPOKEN_KASA, *SPOKEN_UMI, ("_", 20))
    assert picture(traced((KASA, UMI), heard)) == ["かさ。: 300-650", "うみ。: 650-960"]


def test_a_wrong_guess_of_seconds_does_no_harm() -> None:
    heard = sounding(("_", 400), *SPOKEN_KASA, ("_", 40), *SPOKEN_UMI, ("_", 20))
    assert picture(traced((KASA, UMI), heard)) == ["かさ。: 4000-4350", "うみ。: 4750-5060"]


def test_speech_that_nobody_wrote_down_becomes_a_piece_with_what_was_heard() -> None:
    other = (("h", 8), ("o", 30), ("N", 20), ("t", 8), ("o", 30))
    heard = Heard("ほんと", "hoNto", (0, 0, 1, 2, 2), (1_000, 1_080, 1_400, 1_600, 1_680), (1_080,) * 5)
    sounds = sounding(("_", 30), *SPOKEN_KASA, ("_", 35), *other, ("_", 30), *SPOKEN_UMI, ("_", 20))
    found = traced((KASA, UMI), sounds, heard)
    assert picture(found) == ["かさ。: 300-650", "ほんと: 1000-1960", "うみ。: 2260-2570"]
    assert found[1].piece.sentence is None


def test_a_sound_that_was_written_and_not_said_is_passed_over() -> None:
    longer = piece(0, "かさね。", "kasane", (0, 0, 1, 1, 2, 2), 200)
    heard = sounding(("_", 30), *SPOKEN_KASA, ("_", 40), *SPOKEN_UMI, ("_", 20))
    assert picture(traced((longer, UMI), heard))[1] == "うみ。: 1050-1360"


def test_a_long_vowel_is_not_parted_by_a_pause() -> None:
    """What is drawn out behind a pause is somebody's, and no end of わかったー."""
    long = piece(0, "かさー。", "kasaa", (0, 0, 1, 1, 2), 200)
    heard = sounding(("_", 30), *SPOKEN_KASA, ("_", 40), ("a", 14), ("_", 20))
    assert picture(traced((long,), heard))[0] == "かさー。: 300-650"


def test_a_geminate_is_as_long_as_its_closure() -> None:
    quiet = np.zeros(120, np.bool_)
    quiet[60:90] = True
    sounds = sounding(("_", 30), ("k", 6), ("a", 24), ("_", 30), ("t", 5), ("a", 15), ("_", 10))
    katta = piece(0, "かった。", "kaqta", (0, 0, 1, 2, 2), 200)
    scene = Scene(sounds, quiet, LOUD[: len(sounds)], HEAD, NOTHING)
    (found,) = Tracer([Match(((0, 0),), 1.0)], scene).trace((katta,), (), ())
    assert (found.start_ms[1], found.end_ms[1]) == (600, 900)


def test_characters_follow_each_other_inside_their_piece() -> None:
    heard = sounding(("_", 30), *SPOKEN_KASA, ("_", 20))
    found = traced((KASA,), heard)[0]
    assert found.start_ms[:2].tolist() == [300, 450]
    assert found.end_ms[:2].tolist() == [450, 650]
    assert np.isnan(found.start_ms[2])
    assert (found.probability[:2] > 0.85).all()


def test_the_head_of_the_default_model_knows_the_sounds_that_text_is_read_in() -> None:
    head = load_head("faster-whisper:base:int8")
    assert head is not None
    assert head.phonemes == PHONEMES
    features = np.zeros((50, head.first.shape[1]), np.float32)
    assert head.read(features).shape == (100, len(PHONEMES))
    assert np.allclose(np.exp(head.read(features)).sum(axis=1), 1, atol=1e-4)
    assert load_head("recorded:words.json") is None
    assert load_head("faster-whisper:large-v3:float16") is None


def test_a_sentence_that_was_only_offered_stays_where_its_sounds_are() -> None:
    sounds = sounding(("_", 30), *SPOKEN_KASA, ("_", 40), *SPOKEN_UMI, ("_", 20))
    matches = [Match(tuple((i, i) for i in range(4)), 1.0), None]
    scene = Scene(sounds, np.zeros(len(sounds), np.bool_), LOUD[: len(sounds)], HEAD, NOTHING)
    assert picture(Tracer(matches, scene).trace((KASA,), (UMI,), ())) == ["かさ。: 300-650", "うみ。: 1050-1360"]


def test_a_sentence_that_was_only_offered_goes_where_other_sounds_are() -> None:
    other = (("t", 6), ("e", 12), ("g", 6), ("o", 14))
    sounds = sounding(("_", 30), *SPOKEN_KASA, ("_", 40), *other, ("_", 20))
    matches = [Match(tuple((i, i) for i in range(4)), 1.0), None]
    scene = Scene(sounds, np.zeros(len(sounds), np.bool_), LOUD[: len(sounds)], HEAD, NOTHING)
    assert picture(Tracer(matches, scene).trace((KASA,), (UMI,), ())) == ["かさ。: 300-650"]


def test_a_sentence_is_not_looked_for_far_from_where_it_was_heard() -> None:
    once_more_much_later = (("_", 1_500), *SPOKEN_KASA, ("_", 20))
    badly = [(("t" if sound == "s" else sound), length) for sound, length in SPOKEN_KASA]
    sounds = sounding(("_", 30), *badly, *once_more_much_later)
    assert picture(traced((KASA,), sounds)) == ["かさ。: 300-650"]


def blurred(sounds: np.ndarray, sure: float) -> np.ndarray:
    """The same, heard through noise: each sound is `sure` and the rest is spread over all others."""
    out = np.full_like(sounds, np.log((1 - sure) / (sounds.shape[1] - 1)))
    out[np.arange(len(sounds)), sounds.argmax(axis=1)] = np.log(sure)
    return out


def test_noise_makes_every_sound_unsure_and_no_sentence_give_way_to_unwritten_speech() -> None:
    heard = sounding(("_", 30), *SPOKEN_KASA, ("_", 40), *SPOKEN_UMI, ("_", 20))
    assert blur(heard).max() < 0.7 < 1.9 < blur(blurred(heard, 0.4)).max()
    matches = [Match(tuple((i, i) for i in range(4)), 1.0), None]
    noisy = blurred(heard, 0.4)
    scene = Scene(noisy, np.zeros(len(noisy), np.bool_), LOUD[: len(noisy)], HEAD, NOTHING)
    assert scene.clearness(300, 650) == pytest.approx(0.4)
    assert picture(Tracer(matches, scene).trace((KASA,), (UMI,), ())) == ["かさ。: 300-650", "うみ。: 1050-1360"]
