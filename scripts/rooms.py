"""What a recording goes through between the speaker and the file: noise, music, echo, telephones, levels.

All of it is made from a seed, at the voices' rate; nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.signal import butter, fftconvolve, resample_poly, sosfilt
from scripts.voices import RATE, Sound

SPEECH = 0.01  # of full scale; quieter samples do not count for the level of speech
ECHO_S = 0.5  # until an echo is 60 dB down: a meeting room
ECHO_DB = -9.0  # of the echo's energy beside the direct sound
TELEPHONE_HZ = (300.0, 3400.0)  # ITU-T G.712
NOTES_HZ = (220.0, 261.6, 293.7, 329.6, 392.0, 440.0, 523.3)
BEAT_S = 0.45
OCTAVES, UNEVEN_DB = 8, 4.0  # how unevenly a microphone hears


def at_snr(speech: Sound, noise: Sound, snr_db: float) -> Sound:
    """Speech with the noise below it by `snr_db`, by the energy of what is loud enough to be speech."""
    loud = speech[np.abs(speech) > SPEECH]
    wanted = np.sqrt(np.mean(loud**2)) * 10 ** (-snr_db / 20)
    noise = np.resize(noise, len(speech))
    return speech + noise * np.float32(wanted / np.sqrt(np.mean(noise**2)))


def pink(length: int, seed: int) -> Sound:
    """Noise with as much energy in every octave."""
    white = np.fft.rfft(np.random.default_rng(seed).standard_normal(length))
    shaped = np.fft.irfft(white / np.sqrt(np.maximum(np.arange(len(white)), 1.0)), length)
    return np.asarray((shaped / np.abs(shaped).max()), np.float32)


def music(length: int, seed: int) -> Sound:
    """Chords of plucked notes over a bass and a soft beat, as under a programme's talk."""
    rng = np.random.default_rng(seed)
    out = np.zeros(length + 2 * RATE, np.float32)
    time = np.arange(2 * RATE) / RATE
    for beat, start in enumerate(range(0, length, round(BEAT_S * RATE))):
        for pitch in rng.choice(NOTES_HZ, 3 if beat % 4 == 0 else 1, replace=False):
            tone = sum(np.sin(2 * np.pi * pitch * h * time) / h**1.5 for h in (1, 2, 3, 4))
            out[start : start + 2 * RATE] += (tone * np.exp(-2.5 * time)).astype(np.float32)
        if beat % 4 == 0:
            out[start : start + 2 * RATE] += (2 * np.sin(2 * np.pi * 82.4 * time) * np.exp(-1.5 * time)).astype(
                np.float32
            )
        if beat % 2:
            hit = rng.standard_normal(RATE // 10) * np.exp(-60 * time[: RATE // 10])
            out[start : start + RATE // 10] += 0.5 * hit.astype(np.float32)
    return np.asarray(out[:length] / np.abs(out).max(), np.float32)


def babble(voices: Sequence[Sound], length: int, seed: int) -> Sound:
    """Six people who talk at once, none of whom is in the transcript."""
    rng = np.random.default_rng(seed)
    said = np.concatenate(voices)
    crowd = [np.roll(np.resize(said, length), int(rng.integers(len(said)))) for _ in range(6)]
    return np.asarray(np.sum(crowd, axis=0, dtype=np.float32), np.float32)


def echo(speech: Sound, seed: int) -> Sound:
    """A room's reverberation behind the direct sound, which keeps its place."""
    time = np.arange(round(ECHO_S * RATE)) / RATE
    tail = np.random.default_rng(seed).standard_normal(len(time)) * np.exp(-6.9 * time / ECHO_S)
    tail[: RATE // 100] = 0.0
    tail *= np.sqrt(10 ** (ECHO_DB / 10) / np.sum(tail**2))
    return np.asarray((speech + fftconvolve(speech, tail)[: len(speech)]), np.float32)


def telephone(speech: Sound, seed: int) -> Sound:
    """A telephone's band at 8 kHz with its own hiss."""
    narrow = resample_poly(sosfilt(butter(4, TELEPHONE_HZ, "bandpass", fs=RATE, output="sos"), speech), 1, 3)
    narrow = narrow + np.random.default_rng(seed).normal(0, 0.002, len(narrow))
    return np.asarray(resample_poly(narrow, 3, 1)[: len(speech)], np.float32)


def microphone(speech: Sound, seed: int) -> Sound:
    """A microphone and a mouth of their own: some octaves louder, some softer."""
    rng = np.random.default_rng(seed)
    known_hz = np.geomspace(60, RATE / 2, OCTAVES)
    gains_db = UNEVEN_DB * rng.standard_normal(OCTAVES)
    hz = np.fft.rfftfreq(len(speech), 1 / RATE)
    gain = 10 ** (np.interp(np.log(np.maximum(hz, 1.0)), np.log(known_hz), gains_db) / 20)
    heard = np.fft.irfft(np.fft.rfft(speech) * gain, len(speech))
    return np.asarray(heard * (np.abs(speech).max() / np.abs(heard).max()), np.float32)


def jingle(length: int, seed: int) -> Sound:
    """Music alone, at the level of speech."""
    return 0.5 * music(length, seed)
