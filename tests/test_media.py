"""Sound lands on the container's clock to the millisecond, whatever the container; each bad file has its own error."""

import unicodedata
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from conftest import ROOT
from taiyaku.errors import MediaError
from taiyaku.media import load_audio, probe
from taiyaku.model import SAMPLE_RATE
from taiyaku.render.clip import cut_clip
from taiyaku.workspace import find_transcript, job_path

CODECS = {
    ".wav": "pcm_s16le",
    ".flac": "flac",
    ".mkv": "libopus",
    ".mp4": "aac",
    ".mp3": "libmp3lame",
    ".ogg": "libopus",
}
BURST_MS = 700


def write(
    path: Path, rate: int = 48_000, layout: str = "mono", seconds: float = 2.0, offset_ms: int = 0, gap_ms: int = 0
) -> Path:
    """A recording with one tone from 700 to 1000 ms; `gap_ms` is left out of the timestamps at 400 ms."""
    channels = 2 if layout == "stereo" else 1
    sound = np.zeros(round(seconds * rate), np.float32)
    first, last = BURST_MS * rate // 1000, 1_000 * rate // 1000
    sound[first:last] = 0.5 * np.sin(2 * np.pi * 800 * np.arange(last - first) / rate)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(CODECS[path.suffix], rate=rate, layout=layout)
        stream.time_base = Fraction(1, rate)
        size = rate // 50
        for start in range(0, len(sound), size):
            block = (np.tile(sound[start : start + size], (channels, 1)).T * 32767).astype(np.int16).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block), format="s16", layout=layout)
            frame.rate, frame.time_base = rate, Fraction(1, rate)
            late = offset_ms + (gap_ms if start * 1000 // rate >= 400 else 0)
            frame.pts = start + late * rate // 1000
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def onset_ms(samples: np.ndarray) -> float:
    return float(np.flatnonzero(np.abs(samples) > 0.1)[0] * 1000 / SAMPLE_RATE)


@pytest.mark.parametrize("suffix", sorted(CODECS))
@pytest.mark.parametrize(("rate", "layout"), [(48_000, "stereo"), (44_100, "mono")])
def test_the_sound_is_where_it_was(tmp_path: Path, suffix: str, rate: int, layout: str) -> None:
    if CODECS[suffix] == "libopus" and rate == 44_100:
        rate = 24_000
    samples = load_audio(write(tmp_path / f"talk{suffix}", rate, layout))[:]
    assert samples.dtype == np.float32
    assert onset_ms(samples) == pytest.approx(BURST_MS, abs=6)
    assert np.abs(samples).max() == pytest.approx(0.5, abs=0.1)


def test_audio_that_starts_late_in_an_mkv_keeps_its_offset(tmp_path: Path) -> None:
    samples = load_audio(write(tmp_path / "late.mkv", offset_ms=1_457))[:]
    assert onset_ms(samples) == pytest.approx(BURST_MS + 1_457, abs=6)


def test_a_gap_in_the_timestamps_stays_a_gap(tmp_path: Path) -> None:
    samples = load_audio(write(tmp_path / "gap.mkv", gap_ms=900))[:]
    assert onset_ms(samples) == pytest.approx(BURST_MS + 900, abs=25)


def test_the_audio_track_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "two.mkv"
    with av.open(str(path), "w") as container:
        streams = [container.add_stream("pcm_s16le", rate=16_000, layout="mono") for _ in range(2)]
        for number, stream in enumerate(streams):
            block = np.tile(np.array([[1, 1, -1, -1]], np.int16) * 8_000 * number, 4_000).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
            frame.rate = 16_000
            container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    assert len(probe(path).tracks) == 2
    assert np.abs(load_audio(path, 0)[:]).max() == 0
    assert np.abs(load_audio(path, 1)[:]).max() > 0.2
    with pytest.raises(MediaError, match=r"no audio track 2\. Choose --track: 0 .*, 1 "):
        load_audio(path, 2)


def no_audio(path: Path) -> None:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for _ in range(5):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")))
        container.mux(stream.encode(None))


def half(path: Path) -> None:
    whole = write(path.with_name("whole" + path.suffix), seconds=8.0).read_bytes()
    path.write_bytes(whole[: len(whole) // 3])


BAD: list[tuple[str, str, Callable[[Path], object]]] = [
    ("gone.mp4", "there is no such recording", lambda path: None),
    ("folder.mp4", "this is a folder", lambda path: path.mkdir()),
    ("empty.wav", "this file is empty", lambda path: path.write_bytes(b"")),
    ("text.mp3", "this is a text file", lambda path: path.write_text("音声ではない。" * 90, "utf-8")),
    ("noise.mp4", "know no such format", lambda path: path.write_bytes(bytes(range(256)) * 20)),
    ("silent.mp4", "has no audio track", no_audio),
    ("cut.mp4", "is cut off: its index is missing", half),
    ("cut.wav", r"is cut off: it says 8\.0 s and holds 2\.\d s", half),
]


@pytest.mark.parametrize(("name", "problem", "make"), BAD, ids=[name for name, _, _ in BAD])
def test_each_bad_file_has_its_own_error(
    tmp_path: Path, name: str, problem: str, make: Callable[[Path], object]
) -> None:
    make(tmp_path / name)
    with pytest.raises(MediaError, match=problem) as caught:
        load_audio(tmp_path / name)
    assert caught.value.where == str(tmp_path / name)
    assert caught.value.remedy


@pytest.mark.parametrize(("media_form", "text_form"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_japanese_names_meet_in_either_unicode_form(tmp_path: Path, media_form: str, text_form: str) -> None:
    media = tmp_path / unicodedata.normalize(media_form, "ガイドの話.wav")  # type: ignore[arg-type]
    text = tmp_path / unicodedata.normalize(text_form, "ガイドの話.txt")  # type: ignore[arg-type]
    text.write_text("港。", "utf-8")
    write(media)
    found = find_transcript(media)
    assert found is not None
    assert found.samefile(text)


def test_two_recordings_of_one_stem_get_two_jobs(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    first, second = tmp_path / "media" / "talk.mp4", tmp_path / "media" / "talk.wav"
    assert job_path(first, output).name == "talk.taiyaku.json"
    job_path(first, output).write_text('{"media": {"path": "media/talk.mp4"}}', "utf-8")
    assert job_path(first, output).name == "talk.taiyaku.json"
    assert job_path(second, output).name == "talk-wav.taiyaku.json"


def test_a_clip_is_what_sounds_there(tmp_path: Path) -> None:
    media = write(tmp_path / "talk.mkv", offset_ms=1_457)
    cut_clip(media, 2_000, 2_400, tmp_path / "clip.wav")
    clip = load_audio(tmp_path / "clip.wav")[:]
    assert len(clip) == 400 * 16
    assert onset_ms(clip) == pytest.approx(157, abs=6)


def test_an_ogg_file_that_was_cut_off_has_no_end(tmp_path: Path) -> None:
    whole = (ROOT / "media" / "interview.ogg").read_bytes()
    cut = tmp_path / "cut.ogg"
    cut.write_bytes(whole[: len(whole) // 2])
    assert probe(ROOT / "media" / "interview.ogg").ends
    assert not probe(cut).ends
