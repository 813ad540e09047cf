"""The sounds head: convolutions over an encoder's frames, and the head that comes with Whisper base."""

import numpy as np
import pytest

from taiyaku.align.phones import SILENCE, Head, load_head
from taiyaku.text.sounds import ALPHABET


def head(inner: list[list[float]], dilations: tuple[int, ...]) -> Head:
    """One channel in and through, two classes, of which the first scores 0 and the second what comes through."""
    through = np.array([[[0.0, 1.0, 0.0]]], np.float32)
    second = np.zeros((4, 1, 3), np.float32)
    second[[1, 3], 0, 1] = 1.0
    kernels = np.array(inner, np.float32).reshape(-1, 1, 1, 3)
    zero = np.zeros(1, np.float32)
    return Head("_a", through, zero, kernels, np.zeros((len(inner), 1), np.float32), dilations, second, np.zeros(4))


def odds(sounding: np.ndarray) -> list[float]:
    """How much more the second class scores than the first, in each frame."""
    return (sounding[:, 1] - sounding[:, 0]).round(4).tolist()


PULSE = np.array([[0], [0], [0], [2], [0], [0], [0]], np.float32)


def test_each_frame_of_the_encoder_gives_two() -> None:
    assert odds(head([], ()).read(PULSE)) == [0.0] * 6 + [2.0] * 2 + [0.0] * 6


def test_a_layer_between_adds_what_it_sees_as_far_off_as_its_dilation() -> None:
    assert odds(head([[0.5, 0.0, 0.25]], (2,)).read(PULSE))[::2] == [0.0, 0.5, 0.0, 2.0, 0.0, 1.0, 0.0]


def test_a_layer_between_that_sees_less_than_nothing_adds_nothing() -> None:
    assert odds(head([[-1.0, -1.0, -1.0]], (1,)).read(PULSE))[::2] == [0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0]


def test_what_it_gives_are_log_probabilities() -> None:
    sounding = head([[1.0, 0.0, 1.0]], (1,)).read(PULSE)
    assert np.exp(sounding).sum(axis=1) == pytest.approx(1.0)


def test_the_head_of_whisper_base_knows_every_sound_that_text_is_read_as() -> None:
    known = load_head("faster-whisper:base:int8")
    assert known is not None
    assert known.phonemes[SILENCE] == "_"
    assert set(known.phonemes[1:]) == set(ALPHABET)
    assert len(known.inner) == len(known.inner_bias) == len(known.dilations)


def test_other_models_have_none() -> None:
    assert load_head("faster-whisper:small:int8") is None
    assert load_head("recorded") is None
