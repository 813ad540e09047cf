"""`taiyaku onscreen`: titles and straps live in the job, survive runs, and subtitles make room for them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from taiyaku import tracks
from taiyaku.commands import cli
from taiyaku.formats import read_subtitles
from taiyaku.job import read_job
from taiyaku.options import Options, Unwatched
from taiyaku.workspace import source_of

STRAPS = "1\n00:00:00,500 --> 00:00:01,200\n山田 太郎\n開発部長\n\n2\n00:00:05,000 --> 00:00:08,000\n三年後\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["onscreen", "talk", *arguments])


def test_straps_come_from_a_file_and_have_a_track_of_their_own(shown: Path) -> None:
    Path("straps.srt").write_text(STRAPS, "utf-8")
    done = run("straps.srt")
    assert (done.exit_code, done.output) == (0, "output/talk.onscreen.srt\n")
    assert Path("output/talk.onscreen.srt").read_text("utf-8") == STRAPS + "\n"
    cues = read_job(Path("output/talk.taiyaku.json")).cues["onscreen"]
    assert [(cue.lines, cue.locked) for cue in cues] == [(("山田 太郎", "開発部長"), True), (("三年後",), True)]
    assert run().output.splitlines() == [
        "0:00.500  0:01.200  山田 太郎 / 開発部長",
        "0:05.000  0:08.000  三年後",
    ]


def test_one_is_added_by_hand_in_its_place(shown: Path) -> None:
    assert run("--add", "0:05", "8", "三年後").exit_code == 0
    assert run("--add", "0.5", "1.2", "山田 太郎/開発部長").exit_code == 0
    assert run().output.splitlines()[0] == "0:00.500  0:01.200  山田 太郎 / 開発部長"


def test_a_run_keeps_them_and_clear_takes_them_out(shown: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("straps.srt").write_text(STRAPS, "utf-8")
    run("straps.srt")
    source = source_of(Path("output/talk.taiyaku.json"))
    job = tracks.shape_cues(read_job(source.job), source, Options(), Unwatched())
    assert [cue.lines[0] for cue in job.cues["onscreen"]] == ["山田 太郎", "三年後"]
    assert not [finding for finding in job.findings if finding.track == "onscreen"]
    assert run("--clear").exit_code == 0
    assert not Path("output/talk.onscreen.srt").exists()
    assert "onscreen" not in read_job(source.job).cues


@pytest.mark.parametrize("form", ["vtt", "ass", "ttml", "json"])
def test_subtitles_that_would_cover_one_are_raised_in_formats_that_can(shown: Path, form: str) -> None:
    Path("straps.srt").write_text(STRAPS, "utf-8")
    run("straps.srt")
    assert CliRunner().invoke(cli, ["export", "talk", "--to", f"{form},srt"]).exit_code == 0
    read = read_subtitles(Path(f"output/talk.en.{form}").read_bytes(), form)
    assert [caption.raised for caption in read.captions] == [True, False]
    assert read_subtitles(Path("output/talk.en.srt").read_bytes(), "srt").captions[0].raised is False
    own = read_subtitles(Path(f"output/talk.onscreen.{form}").read_bytes(), form).captions
    assert [caption.texts for caption in own] == [("山田 太郎", "開発部長"), ("三年後",)]
    assert not any(caption.raised for caption in own)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--add", "5", "3", "x"), "give two times as 1:02.5, the later one second, and a text"),
        (("--add", "5", "1:99", "x"), "give two times as 1:02.5, the later one second, and a text"),
        (("--add", "1", "2", " / "), "give two times as 1:02.5, the later one second, and a text"),
        (("--add", "0:01", "0:02", "x", "--clear"), "Give a file, --add or --clear, one of them."),
        (("gone.srt",), "taiyaku: gone.srt: this file cannot be read (No such file or directory). Check its path."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(shown: Path, arguments: tuple[str, ...], problem: str) -> None:
    before = Path("output/talk.taiyaku.json").read_bytes()
    done = run(*arguments)
    assert done.exit_code == 2
    assert problem in done.stderr
    assert Path("output/talk.taiyaku.json").read_bytes() == before


def test_two_at_once_are_refused_by_their_texts(shown: Path) -> None:
    run("--add", "1", "3", "東京")
    done = run("--add", "2", "4", "大阪")
    assert done.exit_code == 2
    assert done.stderr == (
        "taiyaku: 0:02.000: “大阪” begins before “東京” ends at 0:03.000."
        " Write both as lines of one, or move one of them.\n"
    )
