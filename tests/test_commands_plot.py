"""`taiyaku align --plot`: the page comes out beside the tracks, or the refusal comes before the work."""

import errno
import json
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from taiyaku.align import hearing
from taiyaku.commands import cli
from taiyaku.engine import Recognizer
from taiyaku.model import Samples
from test_commands import listing

ASK, ANSWER, NEVER = "新しい倉庫の準備は進んでいますか。", "はい、来月の中ごろには移せます。", "音楽が流れる。"
RECORDED = ["--recognizer", "recorded", "--model", "words.json"]
PAGE = "output/港 <1>.html"
TAKEN = (
    "this input would be overwritten by a result of the same name. "
    "Nothing was changed; choose another place with --plot."
)
REFUSALS = [
    (
        "talk.wav --plot out.png",
        "out.png: the alignment is drawn as an HTML page, not as .png. "
        "Give --plot out.html; a browser prints it to PDF.",
    ),
    (
        "talk.wav --plot pages/out",
        "pages/out: the alignment is drawn as an HTML page, not as a file without an ending. "
        "Give --plot pages/out.html; a browser prints it to PDF.",
    ),
    (
        "talk.wav talk.wav --plot out.html",
        "--plot: one page was named for several recordings. Run them one by one, each with a page of its own.",
    ),
    ("talk.wav --transcript script.html --plot script.html", f"script.html: {TAKEN}"),
    ("talk.wav --plot sound.html", f"sound.html: {TAKEN}"),
    ("talk.wav --plot job.html", f"job.html: {TAKEN}"),
    ("talk.wav --plot folder.html", "folder.html: this is a folder. Name the page to write with --plot."),
    (
        "talk.wav --plot talk.txt/out.html",
        "talk.txt: this is a file, and a folder is needed there. "
        "Nothing was changed; choose another place with --plot.",
    ),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tones: Callable[..., Samples]) -> Path:
    """A recording of two tones, its transcript with a sentence that is not in it, and the words that were heard."""

    def loud(samples: Samples) -> np.ndarray:
        blocks = np.pad(samples, (0, -len(samples) % 512)).reshape(-1, 512)
        return (np.abs(blocks).max(axis=1) > 0.1).astype(np.float32)

    monkeypatch.setattr(hearing, "speech_probability", loud)
    monkeypatch.setattr("taiyaku.listen.speech.speech_probability", loud)
    monkeypatch.chdir(tmp_path)
    samples = tones(9, (1_000, 3_500), (4_200, 7_000))
    with wave.open("talk.wav", "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes((samples * 32_767).astype("<i2").tobytes())
    Path("talk.txt").write_text(f"Xia: {ASK}\n\n（{NEVER}）\n\nDev437: {ANSWER}\n", "utf-8")
    Path("script.html").write_text(f"Xia: {ASK}\n", "utf-8")
    words = [(ASK, 900, 3_700), (ANSWER, 3_900, 7_200)]
    heard = [{"text": text, "start_ms": start, "end_ms": end} for text, start, end in words]
    Path("words.json").write_text(json.dumps({"words": heard}), "utf-8")
    Path("output").mkdir()
    Path("folder.html").mkdir()
    Path("sound.html").symlink_to("talk.wav")
    Path("job.html").symlink_to("output/talk.taiyaku.json")
    return tmp_path


def align(*more: str) -> tuple[int, list[str], list[str]]:
    """Exit code and lines of both streams."""
    result = CliRunner().invoke(cli, ["align", *more, *RECORDED])
    return result.exit_code, result.stdout.splitlines(), result.stderr.splitlines()


def test_the_page_is_written_beside_the_results_and_named_with_them(place: Path) -> None:
    code, written, said = align("talk.wav", "--plot", PAGE)
    assert code == 0, said
    assert [Path(line).name for line in written] == ["talk.ja.srt", "talk.taiyaku.json", "港 <1>.html"]
    assert ", plot " in said[-1]
    page = Path(PAGE).read_text("utf-8")
    assert all(text in page for text in (ASK, ANSWER, NEVER))
    assert '<audio controls preload="metadata" src="../talk.wav">' in page
    assert {path.name for path in Path("output").iterdir()} == {"talk.ja.srt", "talk.taiyaku.json", "港 <1>.html"}


def test_a_job_that_is_aligned_already_is_drawn_without_hearing_it_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deaf(*_: object) -> Recognizer:
        raise AssertionError("heard again")

    assert align("talk.wav")[0] == 0
    job = Path("output/talk.taiyaku.json").read_bytes()
    monkeypatch.setattr("taiyaku.stages.open_recognizer", deaf)
    assert align("talk.wav", "--plot", "output/talk.html")[0] == 0
    assert ASK in Path("output/talk.html").read_text("utf-8")
    assert Path("output/talk.taiyaku.json").read_bytes() == job


def test_the_recording_is_named_as_seen_from_the_page_s_folder_which_is_made(place: Path) -> None:
    Path("港 #1.wav").write_bytes(Path("talk.wav").read_bytes())
    assert align("港 #1.wav", "--transcript", "talk.txt", "--plot", "pages/new/talk.HTML")[0] == 0
    assert 'src="../../%E6%B8%AF%20%231.wav"' in Path("pages/new/talk.HTML").read_text("utf-8")


@pytest.mark.parametrize(("command", "message"), REFUSALS, ids=[command for command, _ in REFUSALS])
def test_what_cannot_be_drawn_is_refused_before_the_work(
    place: Path, command: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reached(*_: object) -> None:
        raise AssertionError("the work began")

    monkeypatch.setattr("taiyaku.pipeline.align_only", reached)
    before = listing(place)
    assert align(*command.split()) == (2, [], [f"taiyaku: {message}"])
    assert listing(place) == before


def test_a_disk_that_fills_up_leaves_the_job_and_no_page(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from taiyaku import storage

    write = storage._write_beside

    def full(place: Path, data: bytes) -> Path:
        if place.suffix == ".html":
            raise OSError(errno.EROFS, "Read-only file system")
        return write(place, data)

    monkeypatch.setattr("taiyaku.storage._write_beside", full)
    code, written, said = align("talk.wav", "--plot", "output/talk.html")
    assert (code, written) == (2, [])
    assert said[-1] == (
        "taiyaku: output/talk.html: this file cannot be written (Read-only file system). "
        "That disk is read-only; choose another place with --plot."
    )
    assert sorted(path.name for path in Path("output").iterdir()) == ["talk.ja.srt", "talk.taiyaku.json"]


def test_ctrl_c_while_drawing_leaves_the_job_and_no_page(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(samples: Samples) -> np.ndarray:
        raise KeyboardInterrupt

    monkeypatch.setattr("taiyaku.listen.speech.speech_probability", interrupted)
    code, _, said = align("talk.wav", "--plot", "new/talk.html")
    assert code == 130
    assert said[-1] == "taiyaku: stopped; nothing was left half-written."
    assert not Path("new").exists()
    assert sorted(path.name for path in Path("output").iterdir()) == ["talk.ja.srt", "talk.taiyaku.json"]


def test_json_stays_json(place: Path) -> None:
    code, written, said = align("talk.wav", "--plot", "talk.html", "--json")
    assert (code, said) == (0, [])
    assert json.loads("\n".join(written))["version"] == 1
    assert Path("talk.html").is_file()


def test_drawing_is_seen_to_go_on(place: Path) -> None:
    from taiyaku.commands.plot import align_and_plot
    from taiyaku.engine import EngineOptions
    from taiyaku.model import Report
    from taiyaku.options import Options, Unwatched
    from taiyaku.workspace import find_source

    seen: list[tuple[str, int, int]] = []

    class Watching(Unwatched):
        def stage(self, name: str) -> Report:
            return lambda done, total: seen.append((name, done, total))

    options = Options("recorded", EngineOptions("words.json"))
    align_and_plot(Path("talk.html"), find_source(Path("talk.wav")), options, Watching())
    assert [step for step in seen if step[0] == "plot"][-1] == ("plot", 9_000, 9_000)
