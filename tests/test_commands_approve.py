"""`taiyaku approve`: one line, a sheet there and back, and what is refused."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from taiyaku.approvals import COLUMNS
from taiyaku.commands import cli
from taiyaku.job import dump_job, read_job
from taiyaku.memory import Memory
from taiyaku.model import Span
from taiyaku.workspace import find_job, source_of


def approve(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["approve", "talk", *arguments])


def approved() -> dict[str, str]:
    source = source_of(find_job(Path("talk")), ())
    sentences = [sentence.text for sentence in read_job(source.job).sentences]
    return {ja: line.en for ja, line in source.memory.approved(sentences, source.name).items()}


def rows(path: str) -> list[list[str]]:
    return list(csv.reader(Path(path).read_text("utf-8").splitlines()))


def rewrite(path: str, table: list[list[str]]) -> None:
    with Path(path).open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(table)


@pytest.fixture
def spoken(shown: Path) -> Path:
    """The workspace with its tracks, whose cues say which sentence they show."""
    job = source_of(find_job(Path("talk")), ()).job
    known = read_job(job)
    english = tuple(replace(cue, spans=(Span(f"t{cue.id}.s1", 0, 5),)) for cue in known.cues["en"])
    job.write_text(dump_job(replace(known, cues={"en": english})), "utf-8")
    return shown


def test_one_line_is_approved_and_taken_back(workspace: Path) -> None:
    done = approve("t1.s1", "A ship is coming.", "--by", "the editor")
    assert (done.exit_code, done.stderr) == (0, "1 lines approved; `taiyaku translate talk` writes the tracks again\n")
    assert approved() == {"船が来ます。": "A ship is coming."}
    assert approve("t1.s1", "--undo").stderr == "t1.s1: no longer approved\n"
    assert approve("t1.s1", "--undo").stderr == "t1.s1: was not approved\n"
    assert approved() == {}


def test_what_the_checks_say_is_told_and_nobody_is_kept_from_it(workspace: Path) -> None:
    done = approve("t1.s1", "船 is coming.")
    assert done.exit_code == 0
    assert done.stderr.startswith("approved all the same: Japanese is left in it: 船")
    assert approved() == {"船が来ます。": "船 is coming."}


def test_a_sheet_holds_all_lines_and_approves_what_was_changed(workspace: Path) -> None:
    assert approve("--csv", "talk.csv").output == "talk.csv\n"
    table = rows("talk.csv")
    assert table[0] == list(COLUMNS)
    assert [row[3] for row in table[1:]] == ["船が来ます。", "港は静かです。", "山は高いです。"]
    table[2][4] = " The harbour  is quiet. "
    rewrite("talk.csv", table)
    done = approve("--csv", "talk.csv", "--apply")
    assert (done.exit_code, approved()) == (0, {"港は静かです。": "The harbour is quiet."})


def test_a_line_that_looks_like_a_formula_comes_back_as_it_was(workspace: Path) -> None:
    approve("t1.s1", "=cmd()")
    job = source_of(find_job(Path("talk")), ()).job
    text = job.read_text("utf-8")
    approve("--csv", "talk.csv")
    assert job.read_text("utf-8") == text
    assert not any(cell.startswith("=") for row in rows("talk.csv") for cell in row)
    assert approve("--csv", "talk.csv", "--apply").stderr.startswith("0 lines approved")


def test_rows_that_cannot_be_taken_are_named_and_the_others_hold(workspace: Path) -> None:
    approve("--csv", "talk.csv")
    table = rows("talk.csv")
    table[1][3], table[1][4] = "海は広いです。", "The sea is wide."
    table[2][4], table[2][5] = "", "The port is quiet."
    table[3][4] = "The mountain is high."
    rewrite("talk.csv", table)
    done = approve("--csv", "talk.csv", "--apply")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[:2] == [
        "talk.csv:2: this sentence is no longer in the talk: “海は広いです。”. Write the sheet again.",
        "talk.csv:3: this line was emptied: “港は静かです。”. Write what it should say.",
    ]
    assert approved() == {"山は高いです。": "The mountain is high."}


SUBTITLES = """1
00:00:00,000 --> 00:00:00,600
A ship

2
00:00:00,600 --> 00:00:01,200
is coming in.

3
00:00:01,240 --> 00:00:02,700
The harbour is quiet.
"""


def test_subtitles_that_come_back_from_an_editor_approve_what_differs(spoken: Path) -> None:
    Path("edited.srt").write_bytes(b"\xef\xbb\xbf" + SUBTITLES.replace("\n", "\r\n").encode())
    done = approve("--srt", "edited.srt", "--by", "the editor")
    assert (done.exit_code, approved()) == (0, {"船が来ます。": "A ship is coming in."})


def test_what_cannot_be_told_in_them_is_named_and_left_as_it_was(spoken: Path) -> None:
    one = "1\n00:00:00,000 --> 00:00:02,700\nA ship comes and the harbour is quiet.\n"
    Path("edited.srt").write_text(one + "\n4\n00:01:00,000 --> 00:01:02,000\nThe end.\n", "utf-8")
    done = approve("--srt", "edited.srt")
    assert (done.exit_code, approved()) == (1, {})
    assert done.stderr.splitlines()[:2] == [
        "edited.srt, 0.000 s: this subtitle is over several sentences: “A ship comes and the harbour is quiet.”. "
        "Part it where the second sentence begins, or use --csv.",
        "edited.srt, 60.000 s: this subtitle is in no sentence's time: “The end.”.",
    ]
    Path("edited.srt").write_text(SUBTITLES.split("\n3\n")[0], "utf-8")
    assert "this sentence has no subtitle any more: “The harbour is quiet.”" in approve("--srt", "edited.srt").stderr


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        ((), 2, "Name a sentence, a sheet with --csv"),
        (("t1.s1",), 2, "Say the English of that sentence, or --undo."),
        (("t1.s1", "A ship.", "--undo"), 2, "Say the English of that sentence, or --undo."),
        (("t9.s1", "A ship."), 2, "there is no sentence 't9.s1'. Ids are as t3.s2; --csv lists them all."),
        (("--csv", "gone.csv", "--apply"), 2, "gone.csv: there is no such sheet. Check its path."),
        (("--srt", "ja.srt"), 2, "ja.srt: this is a track in ja, not in en. Give the other file."),
        (("--csv", "media/talk.txt"), 2, "media/talk.txt: there is a file already. Choose another, or give --force."),
        (("--csv", "media/talk.txt", "--apply"), 2, "media/talk.txt:1: there is no column 'sentence'."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(
    workspace: Path, arguments: tuple[str, ...], code: int, problem: str
) -> None:
    Path("media/talk.txt").write_text("Xia: 船が来ます。\n", "utf-8")
    Path("ja.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\n船です。\n", "utf-8")
    done = approve(*arguments)
    assert done.exit_code == code
    assert problem in done.stderr
    assert approved() == {}
    assert not Memory(Path(".taiyaku/memory.sqlite3")).path.exists()
