"""`taiyaku check` on files of every kind: what it prints, its reports for pipelines, and its exit codes."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from taiyaku.commands import cli

GOOD = "1\n00:00:00,000 --> 00:00:02,000\nThe port is quiet.\n\n2\n00:00:02,084 --> 00:00:04,000\nA ship comes in.\n\n"
OVERLAP = GOOD.replace("00:00:02,084", "00:00:01,900")


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments])


def rules(*arguments: str) -> list[str]:
    return [row["rule"] for row in json.loads(check(*arguments, "--json").output)]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("good.srt").write_text(GOOD, "utf-8")
    Path("bad.srt").write_text(OVERLAP, "utf-8")
    return tmp_path


def test_a_good_file_ends_well(here: Path) -> None:
    done = check("good.srt")
    assert (done.exit_code, done.output) == (0, "good.srt: 0 error, 0 warning, 0 info\n")


def test_an_error_is_shown_with_its_place_and_a_hint_and_ends_with_one(here: Path) -> None:
    done = check("good.srt", "bad.srt")
    assert done.exit_code == 1
    line = done.output.splitlines()[-1]
    assert [part for part in line.split("  ") if part] == [
        "error",
        "overlap",
        "#2 0:01.900",
        "begins 100 ms too early",
        "End the one before where this one begins",
    ]
    assert check("bad.srt", "--quiet").output.startswith("bad.srt: 1 error")
    assert check("good.srt", "--quiet").output == ""


def test_json_holds_every_fact(here: Path) -> None:
    (row,) = json.loads(check("bad.srt", "--json").output)
    assert row == {
        "file": "bad.srt",
        "rule": "overlap",
        "severity": "error",
        "cue": 2,
        "at_ms": 1900,
        "line": None,
        "value": -100,
        "limit": 0,
        "unit": "ms",
        "message": "begins 100 ms too early",
        "hint": "End the one before where this one begins",
    }


def test_rules_are_switched_off_raised_and_lowered(here: Path) -> None:
    assert check("bad.srt", "--off", "overlap").exit_code == 0
    assert check("bad.srt", "--level", "overlap=warning").exit_code == 0
    assert check("bad.srt", "--level", "overlap=warning", "--strict").exit_code == 1
    Path("late.srt").write_text(GOOD.replace("00:00:02,084", "00:00:02,040"), "utf-8")
    assert check("late.srt").exit_code == 0
    assert check("late.srt", "--level", "gap=error").exit_code == 1


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"\xef\xbb\xbf" + GOOD.encode(), "bom"),
        (GOOD.replace("\n", "\r\n").encode(), "crlf"),
        (GOOD.replace("2\n00", "3\n00").encode(), "index"),
        (GOOD.removeprefix("1\n").encode(), "index"),
        (GOOD.replace("\n\n2", "\n\n\n2").encode(), "blank-lines"),
        (GOOD.replace("The port", "The port\n\n").encode(), "blank-lines"),
        (GOOD.replace("00,000", "00.000").encode(), "dot-times"),
    ],
)
def test_the_faults_of_a_file_are_named_with_its_line(here: Path, data: bytes, rule: str) -> None:
    Path("odd.srt").write_bytes(data)
    rows = json.loads(check("odd.srt", "--json").output)
    assert {row["rule"] for row in rows} == {rule}
    assert all(row["line"] for row in rows)


def test_another_encoding_is_named_and_read(here: Path) -> None:
    Path("sjis.srt").write_bytes(GOOD.replace("The port is quiet.", "港はとても静かです。").encode("cp932"))
    (row,) = (row for row in json.loads(check("sjis.srt", "--json").output) if row["rule"] == "encoding")
    assert row["message"] == "the file is in cp932"


def test_a_track_is_known_by_its_text_unless_it_is_named(here: Path) -> None:
    fast = "1\n00:00:00,000 --> 00:00:01,600\n港の倉庫は、静かです。\n\n"
    Path("talk.srt").write_text(fast, "utf-8")
    assert rules("talk.srt") == []
    assert rules("talk.srt", "--role", "translation") == ["cps"]
    assert rules("talk.srt", "--lang", "en") == ["language-mix"]
    Path("both.srt").write_text(fast.replace("。\n", "。\nThe warehouse is quiet.\n"), "utf-8")
    assert rules("both.srt") == []


def test_reports_for_pipelines_say_the_same(here: Path) -> None:
    assert check("good.srt", "bad.srt", "--junit", "out.xml", "--sarif", "out.sarif").exit_code == 1
    suites = ElementTree.parse("out.xml").getroot()
    assert [(suite.get("name"), suite.get("failures")) for suite in suites] == [("good.srt", "0"), ("bad.srt", "1")]
    (failure,) = suites.iter("failure")
    assert (failure.text, failure.get("type")) == ("begins 100 ms too early", "error")
    (run,) = json.loads(Path("out.sarif").read_text("utf-8"))["runs"]
    (result,) = run["results"]
    assert (result["ruleId"], result["level"], result["properties"]["at_ms"]) == ("overlap", "error", 1900)
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} >= {"overlap", "cps", "kinsoku"}


def test_a_job_is_checked_track_by_track(shown: Path) -> None:
    job = "output/talk.taiyaku.json"
    assert rules(job, "--off", "out-of-speech") == ["gap", "gap"]
    assert rules(job, "--lang", "en", "--off", "out-of-speech") == ["gap"]
    assert check(job).output.splitlines()[0] == f"{job}: 0 error, 6 warning, 0 info"


def test_a_foreign_file_is_held_against_the_speech_of_a_job(shown: Path) -> None:
    text = "1\n00:00:03,000 --> 00:00:05,000\nA ship comes.\n\n2\n00:01:00,000 --> 00:01:02,000\nIt is far.\n"
    Path("theirs.srt").write_text(text, "utf-8")
    assert rules("theirs.srt") == []
    assert rules("theirs.srt", "--job", "talk") == ["out-of-speech"]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("gone.srt",), "taiyaku: gone.srt: this file cannot be read (No such file or directory). Check its path."),
        (("notes.doc",), "taiyaku: notes.doc: .doc is not checked. Give a job file, or one that ends in .srt or .vtt."),
        (("empty.srt",), "taiyaku: empty.srt: no cue was found. Give an SRT file: times as 00:00:01,000 --> "),
        (("good.srt", "--off", "speed"), "there is no rule 'speed'; the rules are cps, line-width, "),
        (("good.srt", "--level", "cps=bad"), "'bad' is none of error, warning and info."),
        (("good.srt", "--profile", "nobody"), "taiyaku: nobody: there is no profile called 'nobody'."),
    ],
)
def test_what_cannot_be_checked_is_said(here: Path, arguments: tuple[str, ...], problem: str) -> None:
    Path("notes.doc").write_text("x", "utf-8")
    Path("empty.srt").write_text("<html></html>", "utf-8")
    done = check(*arguments)
    assert done.exit_code == 2
    assert problem in done.stderr
