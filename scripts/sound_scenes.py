"""Clips made into recordings: in random order, level and pace, with pauses, through rooms of every kind."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import count

import numpy as np
from scipy.signal import resample
from scripts.rooms import at_snr, babble, echo, microphone, music, pink, telephone
from scripts.sound_clips import STEP, Clip, Labels
from scripts.voices import SOUND, Sound

CUT_SHARE = 0.6  # of the clips; an abrupt end sounds to the encoder as if the vowel went on behind the noise
STRETCH = (0.85, 1.18)  # of a clip's length, its pitch and timbre with it: voices that are larger or smaller
WINDOW_S = 26.0
WORST_DB, BEST_DB = -4.0, 22.0  # of the noise below the speech
CROWD = 12  # clips that a babble is made of
SCENES = (  # (share, whether there is an echo, the noise)
    (4, False, "none"),
    (1, True, "none"),
    (3, False, "pink"),
    (3, False, "music"),
    (4, False, "babble"),
    (1, True, "pink"),
    (1, True, "music"),
    (1, True, "babble"),
    (1, False, "telephone"),
)
NOISES: dict[str, Callable[[int, int], Sound]] = {"pink": pink, "music": music}


def recordings(clips: Sequence[Clip], passes: int, rng: random.Random) -> Iterator[Clip]:
    """Windows of at most 26 s, in which every clip is heard `passes` times, each time in another room."""
    for _ in range(passes):
        for sound, labels in _tapes(clips, rng):
            yield _through_a_room(sound, clips, rng), labels


def _tapes(clips: Sequence[Clip], rng: random.Random) -> Iterator[Clip]:
    sound: list[Sound] = []
    labels: list[Labels] = []
    for clip in rng.sample(clips, len(clips)):
        samples, marks = _stretched(_cut(clip) if rng.random() < CUT_SHARE else clip, rng.uniform(*STRETCH))
        if sum(map(len, labels)) + len(marks) > WINDOW_S * 100 and sound:
            yield np.concatenate(sound), np.concatenate(labels)
            sound, labels = [], []
        pause = round(rng.choice((0.0, rng.uniform(0, 0.3), rng.uniform(0.2, 1.5))) * 100)
        sound += [np.zeros(pause * STEP, np.float32), samples * np.float32(rng.uniform(0.3, 1.2))]
        labels += [np.zeros(pause, np.int64), marks]
    yield np.concatenate(sound), np.concatenate(labels)


def _cut(clip: Clip) -> Clip:
    """A clip that is silent but for the sentence itself, as an editor cuts it: no breath, no fading."""
    samples, labels = clip
    loud = np.flatnonzero(np.abs(samples) > SOUND)
    out = np.zeros_like(samples)
    out[loud[0] : loud[-1] + 1] = samples[loud[0] : loud[-1] + 1]
    first, last = loud[0] // STEP, min(len(labels), loud[-1] // STEP + 1)
    return out[first * STEP : last * STEP], labels[first:last]


def _stretched(clip: Clip, factor: float) -> Clip:
    """A clip played slower or faster, whole frames of it."""
    samples, labels = clip
    frames = max(1, round(len(labels) * factor))
    moved = np.asarray(resample(samples[: len(labels) * STEP], frames * STEP), np.float32)
    return moved, labels[(np.arange(frames) * len(labels)) // frames]


def _through_a_room(sound: Sound, clips: Sequence[Clip], rng: random.Random) -> Sound:
    seeds = (rng.randrange(1 << 30) for _ in count())
    (_, has_echo, noise) = rng.choices(SCENES, [share for share, _, _ in SCENES])[0]
    snr_db = rng.uniform(WORST_DB, BEST_DB)
    sound = microphone(sound, next(seeds))
    if has_echo:
        sound = echo(sound, next(seeds))
    if noise == "telephone":
        return telephone(sound, next(seeds))
    if noise == "babble":
        crowd = [samples for samples, _ in rng.sample(clips, CROWD)]
        return at_snr(sound, babble(crowd, len(sound), next(seeds)), snr_db)
    return at_snr(sound, NOISES[noise](len(sound), next(seeds)), snr_db) if noise in NOISES else sound
