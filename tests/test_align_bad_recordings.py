"""Recordings that something happened to: each ends in times that are right, or in one error that says what is wrong.

All of them are made from the sample. How its sentences fared is drawn as one mark each: `s` spoken and found where it
truly is, `~` found elsewhere, `p` spoken in part, `-` not spoken.
"""

import json
import re
import wave
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

from conftest import ROOT
from taiyaku.align import align
from taiyaku.commands import cli
from taiyaku.engine import EngineOptions, Recognizer
from taiyaku.listen import open_recognizer
from taiyaku.media import load_audio
from taiyaku.model import SAMPLE_RATE, Alignment, Samples, Turn

models = pytest.mark.models

EXCERPT_MS = 35_080  # the pause after the eighth sentence
FEW = 8  # sentences until then
SHORT_MS = 18_940  # the pause after the fourth: enough to be refused
MEDIAN_MS = 40  # of all starts and ends
FAR_MS = 250  # at 8 kHz the s of a whispered です is lost, and its sentence ends that much earlier
ELSEWHERE = (
    "記者: 港の古い倉庫は、去年の秋に図書館へ生まれ変わりました。壁の煉瓦はそのまま残してあります。\n\n"
    "館長: 窓ぎわの席からは、沖を通る船が見えますよ。雨の日ほど、なぜか混み合うのです。\n"
)
REMEDY = "Give the transcript of this recording."
ANOTHER_TALK = (
    r"taiyaku: \S+talk\.wav: what is said in the recording does not stand in the transcript "
    rf"\(its language seems to be '(ja', and it begins with '.+'|\w+')\)\. {re.escape(REMEDY)}"
)

Said = tuple[str, float, float]  # a sentence, its onset and offset in milliseconds
Build = Callable[..., tuple[Turn, ...]]
Align = Callable[[Path, Sequence[Said]], Alignment]


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return open_recognizer("faster-whisper", EngineOptions())


@pytest.fixture(scope="module")
def sample() -> Samples:
    """The sample's sound at 16 kHz."""
    return load_audio(ROOT / "media" / "interview.ogg")[:]


@pytest.fixture(scope="module")
def said() -> list[Said]:
    rows = json.loads((ROOT / "media" / "interview.times.json").read_text("utf-8"))["sentences"]
    return [(row["text"], row["onset_ms"], row["offset_ms"]) for row in rows]


@pytest.fixture
def aligned(interview: Build, recognizer: Recognizer) -> Align:
    """Aligns a recording with a turn for each sentence."""

    def run(place: Path, said: Sequence[Said]) -> Alignment:
        return align(interview(*(text for text, _, _ in said)), load_audio(place), recognizer)

    return run


def part(sample: Samples, start_ms: float, end_ms: float) -> Samples:
    return sample[round(start_ms * SAMPLE_RATE / 1000) : round(end_ms * SAMPLE_RATE / 1000)]


def write(folder: Path, samples: np.ndarray[Any, Any], rate: int = SAMPLE_RATE) -> Path:
    """A WAV file of 16 bits; samples of shape (n,), or (n, channels)."""
    place = folder / "talk.wav"
    with wave.open(str(place), "wb") as out:
        out.setnchannels(samples.shape[1] if samples.ndim > 1 else 1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((np.clip(samples, -1, 1) * 32_767).round().astype("<i2").tobytes())
    return place


def errors(found: Alignment, said: Sequence[Said]) -> list[tuple[float, float]]:
    """How far start and end of each sentence that was found lie from the true ones."""
    return [
        (abs(item.start_ms - start), abs(item.end_ms - end))
        for item, (_, start, end) in zip(found.sentences, said, strict=True)
        if item.status == "spoken" and item.start_ms is not None and item.end_ms is not None
    ]


def picture(found: Alignment, said: Sequence[Said]) -> str:
    """A mark for each sentence."""
    near = iter("s" if max(both) <= FAR_MS else "~" for both in errors(found, said))
    marks = {"partial": "p", "unspoken": "-"}
    return "".join(marks.get(item.status) or next(near) for item in found.sentences)


def median_ms(found: Alignment, said: Sequence[Said]) -> float:
    return float(np.median(errors(found, said)))


@models
def test_after_a_recording_broke_off_nothing_was_spoken(
    sample: Samples, said: list[Said], aligned: Align, tmp_path: Path
) -> None:
    within = said[7][1] + 0.3 * (said[7][2] - said[7][1])
    found = aligned(write(tmp_path, part(sample, 0, within)), said[:14])
    marks = picture(found, said[:14])
    assert marks in ("sssssssp------", "sssssss-------")
    assert median_ms(found, said[:14]) <= MEDIAN_MS
    assert found.sentences[7].confidence < 0.5
    assert all((item.end_ms or 0) <= within + 1 for item in found.sentences)


@models
def test_what_lies_in_a_gap_is_unspoken_and_the_times_after_it_stay_right(
    sample: Samples, said: list[Said], aligned: Align, tmp_path: Path
) -> None:
    start, end, last = 35_080, 65_080, 95_400  # in pauses: before the 9th sentence, after the 15th and the 23rd
    kept = np.concatenate([part(sample, 0, start), part(sample, end, last)])
    expected = [(text, a - (end - start), b - (end - start)) if a > end else (text, a, b) for text, a, b in said[:23]]
    found = aligned(write(tmp_path, kept), expected)
    assert picture(found, expected) == "ssssssss" + "-------" + "ssssssss"
    assert median_ms(found, expected) <= MEDIAN_MS


@models
def test_a_recording_played_4_percent_faster_has_its_own_times(
    sample: Samples, said: list[Said], aligned: Align, tmp_path: Path
) -> None:
    faster = 1.04
    place = write(tmp_path, part(sample, 0, EXCERPT_MS), round(SAMPLE_RATE * faster))
    expected = [(text, start / faster, end / faster) for text, start, end in said[:FEW]]
    found = aligned(place, expected)
    assert picture(found, expected) == "s" * FEW
    assert median_ms(found, expected) <= MEDIAN_MS


def as_of_a_telephone(samples: Samples) -> tuple[np.ndarray[Any, Any], int]:
    """8 kHz: the upper half of the spectrum is gone."""
    even = samples[: len(samples) // 2 * 2]
    return np.fft.irfft(np.fft.rfft(even)[: len(even) // 4 + 1], len(even) // 2) / 2, SAMPLE_RATE // 2


def with_a_dead_channel(samples: Samples) -> tuple[np.ndarray[Any, Any], int]:
    return np.stack([samples, np.zeros_like(samples)], axis=1), SAMPLE_RATE


def very_quiet(samples: Samples) -> tuple[np.ndarray[Any, Any], int]:
    """Its loudest sample lies 40 dB below full scale."""
    return samples / np.abs(samples).max() * 10 ** (-40 / 20), SAMPLE_RATE


def nearly_silent(samples: Samples) -> tuple[np.ndarray[Any, Any], int]:
    """Its loudest sample lies 56 dB below full scale: 52 steps of 16 bits are left."""
    return samples / np.abs(samples).max() * 10 ** (-56 / 20), SAMPLE_RATE


def with_an_offset(samples: Samples) -> tuple[np.ndarray[Any, Any], int]:
    """As a faulty sound card records: the middle of the wave lies far from zero."""
    return samples / np.abs(samples).max() * 0.4 + 0.4, SAMPLE_RATE


def wired_the_wrong_way_round(samples: Samples) -> tuple[np.ndarray[Any, Any], int]:
    """Two channels that cancel each other out."""
    return np.stack([samples, -samples], axis=1), SAMPLE_RATE


POOR = (
    as_of_a_telephone, with_a_dead_channel, very_quiet, nearly_silent, with_an_offset, wired_the_wrong_way_round,
)  # fmt: skip


@models
@pytest.mark.parametrize("change", POOR)
def test_a_poor_recording_is_aligned_like_a_good_one(
    change: Callable[[Samples], tuple[np.ndarray[Any, Any], int]],
    sample: Samples,
    said: list[Said],
    aligned: Align,
    tmp_path: Path,
) -> None:
    place = write(tmp_path, *change(part(sample, 0, EXCERPT_MS)))
    found = aligned(place, said[:FEW])
    assert picture(found, said[:FEW]) == "s" * FEW
    assert median_ms(found, said[:FEW]) <= MEDIAN_MS
    assert not found.unscripted


def refused(folder: Path, samples: np.ndarray[Any, Any], transcript: str, *options: str) -> Result:
    """What `taiyaku align` says; asserts that it is one line of error, and that nothing was written."""
    place = write(folder, samples)
    place.with_suffix(".txt").write_text(transcript, "utf-8")
    result = CliRunner().invoke(cli, ["align", str(place), *options])
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert [line[:8] for line in result.stderr.splitlines() if "taiyaku" in line] == ["taiyaku:"]
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == ["talk.txt", "talk.wav"]
    return result


def script(said: Sequence[Said]) -> str:
    return "Xia: " + "".join(text for text, _, _ in said) + "\n"


def test_a_third_of_a_second_is_too_short_for_its_transcript(sample: Samples, said: list[Said], tmp_path: Path) -> None:
    result = refused(tmp_path, part(sample, 700, 1_000), script(said[:FEW]))
    assert result.stderr.splitlines()[-1] == (
        f"taiyaku: {tmp_path / 'talk.wav'}: the recording lasts 0.3 s and its transcript takes 12 s at the very least. "
        "Give the whole recording, or say with --excerpt that it is a part of what was transcribed."
    )


@models
def test_a_third_of_a_second_in_which_nothing_can_be_recognized_is_refused(
    sample: Samples, said: list[Said], tmp_path: Path
) -> None:
    result = refused(tmp_path, part(sample, 700, 1_000), script(said[:FEW]), "--excerpt")
    assert result.stderr.splitlines()[-1] == (
        f"taiyaku: {tmp_path / 'talk.wav'}: the recording lasts 0.3 s, which is too short for speech to be recognized. "
        "Give the whole recording."
    )


@models
@pytest.mark.parametrize("level", [0.0, 0.001], ids=["digital silence", "a room at night"])
def test_silence_is_refused(level: float, said: list[Said], tmp_path: Path) -> None:
    noise = np.random.default_rng(7).normal(0, level, 20 * SAMPLE_RATE)
    result = refused(tmp_path, noise, script(said[:FEW]))
    assert result.stderr.splitlines()[-1] == (
        f"taiyaku: {tmp_path / 'talk.wav'}: no speech was found in the recording. "
        "Check that it is the right file and audio track (`--track`), and that it is not silent."
    )


@models
def test_the_transcript_of_another_talk_is_refused(sample: Samples, tmp_path: Path) -> None:
    result = refused(tmp_path, part(sample, 0, SHORT_MS), ELSEWHERE)
    message = result.stderr.splitlines()[-1]
    assert re.fullmatch(ANOTHER_TALK, message)
    assert "(its language seems to be 'ja', and it begins with '本日は" in message


@models
def test_speech_in_no_language_is_refused(sample: Samples, said: list[Said], tmp_path: Path) -> None:
    backwards = part(sample, 0, SHORT_MS)[::-1]
    result = refused(tmp_path, backwards, script(said[:4]))
    assert re.fullmatch(ANOTHER_TALK, result.stderr.splitlines()[-1])
