"""Subtitles in the picture stand on their frames, and in the container under their languages."""

import json
import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from click.testing import CliRunner, Result

from taiyaku.commands import cli
from taiyaku.errors import EngineError, MediaError
from taiyaku.formats import Caption, Line
from taiyaku.frames import Rate, ms_of, parse_rate
from taiyaku.render.burn import Look, Stretch, burn
from taiyaku.render.ffmpeg import find_ffmpeg, run_ffmpeg
from taiyaku.render.fonts import find_font


def drawing() -> str:
    """Why nothing can be drawn here; empty where it can."""
    try:
        find_ffmpeg(needs="ass")
        find_font()
    except EngineError as error:
        return str(error)
    return ""


needs_drawing = pytest.mark.skipif(bool(drawing()), reason=drawing())
needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="there is no ffmpeg here")
SECONDS = 4


def film(path: Path, rate: Rate | None) -> Path:
    """Four seconds of black with silence; without a rate, silence alone."""
    with av.open(str(path), "w") as out:
        sound = out.add_stream("aac", rate=16_000)
        video = out.add_stream("mpeg4", rate=rate.exact) if rate else None
        if video:
            video.width, video.height, video.pix_fmt = 320, 180, "yuv420p"
        for number in range(SECONDS * 16_000 // 1024):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 16_000, number * 1024
            out.mux(sound.encode(frame))
        out.mux(sound.encode())
        if video and rate:
            for number in range(int(SECONDS * rate.exact)):
                image = av.VideoFrame.from_ndarray(np.zeros((180, 320, 3), np.uint8), format="rgb24")
                image.pts, image.time_base = number, 1 / Fraction(rate.exact)
                out.mux(video.encode(image))
            out.mux(video.encode())
    return path


def lit(path: Path) -> Iterator[tuple[bool, bool]]:
    """Whether anything bright stands in the upper, and the lower third of each frame."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            grey = frame.to_ndarray(format="gray")
            third = grey.shape[0] // 3
            yield bool(grey[:third].max() > 128), bool(grey[-third:].max() > 128)


def captions(rate: Rate, *frames: tuple[int, int]) -> list[Caption]:
    lines = (Line("港です。", "Xia", "ja"), Line("It is a port.", "Xia", "en"))
    return [Caption(n, ms_of(a, rate), ms_of(b, rate), lines) for n, (a, b) in enumerate(frames, start=1)]


@needs_drawing
@pytest.mark.parametrize("name", ["23.976", "25", "29.97", "59.94"])
def test_each_subtitle_stands_from_its_first_frame_to_its_last(tmp_path: Path, name: str) -> None:
    rate = parse_rate(name)
    frames = [(10, 23), (23, 31), (47, 48)]
    seen: list[tuple[int, int]] = []
    out = tmp_path / "it's, [burned] 対談.mp4"
    media = film(tmp_path / "film.mp4", rate)
    burn(media, captions(rate, *frames), out, Look(), report=lambda done, whole: seen.append((done, whole)))
    shown = [number for number, (_, lower) in enumerate(lit(out)) if lower]
    assert shown == [number for start, end in frames for number in range(start, end)]
    assert seen
    assert set(tmp_path.iterdir()) == {media, out}


@needs_drawing
def test_a_raised_one_stands_at_the_top_and_sound_alone_gets_a_picture(tmp_path: Path) -> None:
    rate = parse_rate("25")
    (caption,) = captions(rate, (10, 50))
    raised = Caption(1, caption.start_ms, caption.end_ms, caption.lines, raised=True)
    burn(film(tmp_path / "sound.mp4", None), [raised], tmp_path / "out.mp4", Look())
    assert set(lit(tmp_path / "out.mp4")) == {(False, False), (True, False)}


@needs_drawing
def test_a_stretch_and_a_still_show_what_is_there(tmp_path: Path) -> None:
    rate = parse_rate("25")
    media, track = film(tmp_path / "film.mp4", rate), captions(rate, (25, 50))
    burn(media, track, tmp_path / "clip.mp4", Look(), Stretch(500, 1_000))
    frames = [lower for _, lower in lit(tmp_path / "clip.mp4")]
    assert len(frames) in (25, 26)  # it begins between two frames
    assert frames.index(True) in (12, 13)
    burn(media, track, tmp_path / "still.png", Look(), Stretch(1_500, 200))
    assert [lower for _, lower in lit(tmp_path / "still.png")] == [True]
    burn(media, track, tmp_path / "dark.png", Look(), Stretch(200, 200))
    assert [lower for _, lower in lit(tmp_path / "dark.png")] == [False]


def in_folder(folder: Path, *lines: str) -> str:
    """A program that says such lines whatever it is asked."""
    program = folder / "ffmpeg"
    program.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n", "utf-8")
    program.chmod(0o755)
    return str(program)


def test_without_ffmpeg_or_libass_it_is_said_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="there is no /nowhere/ffmpeg here"):
        find_ffmpeg("/nowhere/ffmpeg")
    with pytest.raises(EngineError, match=r"built without libass \(it has no filter called ass\)"):
        find_ffmpeg(in_folder(tmp_path, "echo ' ... crop V->V'"), "ass")


def test_what_ffmpeg_complains_of_is_told_and_nothing_is_left_behind(tmp_path: Path) -> None:
    program = in_folder(tmp_path, "echo half > /dev/null; echo 'no space left' >&2; exit 1")
    out = tmp_path / "out.mp4"
    with pytest.raises(MediaError, match="ffmpeg could not do it: no space left"):
        run_ffmpeg(program, [], out, 1_000, lambda *_: None, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["ffmpeg"]


def test_without_a_japanese_font_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taiyaku.render.fonts._ask", lambda *_: [])
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(EngineError, match="there is no font here that has Japanese"):
        find_font()
    with pytest.raises(EngineError, match="no font that has Japanese is called 'Comic'"):
        find_font("Comic")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@needs_ffmpeg
def test_tracks_go_into_the_container_under_their_languages(shown: Path) -> None:
    film(Path("media/talk.mp4"), parse_rate("25")).replace("media/talk.wav")
    for name, codecs in (("out.mkv", {"srt", "subrip"}), ("out.mp4", {"mov_text"})):
        done = run("mux", "talk", "--output", name)
        assert (done.exit_code, done.output) == (0, f"{name}\n")
        with av.open(name) as container:
            assert [s.metadata["language"] for s in container.streams.subtitles] == ["jpn", "eng"]
            assert {s.codec_context.name for s in container.streams.subtitles} <= codecs
            assert container.streams.video[0].codec_context.name == "mpeg4"
    with av.open("out.mkv") as container:
        english = container.streams.subtitles[1]
        packets = list(container.demux(english, container.streams.video[0]))
    first = min(float(p.pts * p.time_base) for p in packets if p.stream != english and p.pts is not None)
    said = [(float(p.pts * p.time_base) - first, bytes(p)) for p in packets if p.stream == english and p.size]
    assert [(round(at * 1000), text) for at, text in said] == [(0, b"A ship comes."), (1_215, b"The harbour is quiet.")]


@needs_drawing
def test_the_commands_write_beside_the_job_and_keep_what_is_there(shown: Path) -> None:
    film(Path("media/talk.mp4"), parse_rate("25")).replace("media/talk.wav")
    done = run("preview", "talk", "--at", "0.5", "--layout", "ja")
    assert (done.exit_code, done.output) == (0, "output/talk.preview-0-00.mp4\n")
    assert any(lower for _, lower in lit(Path("output/talk.preview-0-00.mp4")))
    assert run("burn", "talk", "--layout", "en").exit_code == 0
    again = run("burn", "talk", "--layout", "en")
    assert again.exit_code == 2
    assert "there is a file already. Choose another, or give --force." in again.stderr
    assert run("burn", "talk", "--layout", "en", "--force").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("preview", "talk"), "Say the time to look at, as --at 1:23.5."),
        (("preview", "talk", "--at", "1:99"), "Say the time to look at, as --at 1:23.5."),
        (("mux", "talk", "--output", "talk.avi"), "it must end in .mp4, .m4v, .mov, .mkv"),
        (("mux", "talk", "--layout", "ja-en"), "this job has no ja-en. Run `taiyaku make` on its recording."),
        (("burn", "talk", "--output", "media/talk.wav"), "it must end in .mp4, .mkv, .mov"),
    ],
)
def test_what_cannot_be_is_said(shown: Path, arguments: tuple[str, ...], problem: str) -> None:
    film(Path("media/talk.mp4"), None).replace("media/talk.wav")
    done = run(*arguments)
    assert done.exit_code == 2
    assert problem in done.stderr


def test_doctor_says_what_subtitles_would_be_drawn_with(monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.loads(run("doctor", "--json").output)["only for some"]
    assert told["--shots"].startswith("scenedetect ")
    monkeypatch.setattr("shutil.which", lambda *_: None)
    missing = json.loads(run("doctor", "--json").output)["only for some"]["burn, mux, preview"]
    assert missing.startswith("missing: --ffmpeg: there is no ffmpeg here. Install it")
