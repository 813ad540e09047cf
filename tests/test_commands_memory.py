"""The memory as a person meets it: runs that go on, servers that fail, `taiyaku memory`, and bad files."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playing_server import Fault, good, playing
from taiyaku.commands import cli
from taiyaku.memory import Memory

MEMORY = Path(".taiyaku/memory.sqlite3")


def invoke(*command: str) -> Result:
    return CliRunner().invoke(cli, command)


def translate(url: str, *more: str) -> Result:
    return invoke("translate", "talk", "--server", url, "--translator-model", "m", *more)


def english(folder: Path = Path()) -> list[str]:
    job = json.loads((folder / "output/talk.taiyaku.json").read_text("utf-8"))
    return [sentence.get("translation", "") for turn in job["turns"] for sentence in turn["sentences"]]


def program(workspace: Path, url: str) -> "subprocess.Popen[str]":
    """The same command as a process of its own."""
    command = [sys.executable, "-m", "taiyaku", "translate", "talk", "--server", url, "--translator-model", "m"]
    return subprocess.Popen(command, cwd=workspace, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def wait_for(condition: object) -> None:
    until = time.monotonic() + 60
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.05)


def plain(question: str) -> Fault:
    """A good answer to one question, as the server gives it by itself."""
    return Fault(text=good(question))


ONE = plain("1. a")  # the sample's turns are of one sentence each


def test_a_run_that_is_killed_goes_on_where_it_was(workspace: Path) -> None:
    with playing([ONE, Fault(hangs=True)]) as server:
        run = program(workspace, server.url)
        wait_for(lambda: len(server.requests) == 2)
        os.kill(run.pid, signal.SIGKILL)
        run.communicate()
        assert english() == ["", "", ""]
        server.requests.clear()
        result = translate(server.url)
        assert result.exit_code == 0, result.output
        asked = [text.splitlines()[-1] for text in server.asked]
    assert "1. 船が来ます。" not in asked
    assert re.search(r"^1 of \d+ answers were remembered$", result.stderr, re.MULTILINE)
    assert all(english())


def test_ctrl_c_while_a_server_is_waited_for_stops_at_once(workspace: Path) -> None:
    with playing([ONE], every=None) as server:
        server.faults.append(Fault(429, headers={"Retry-After": "50"}))
        run = program(workspace, server.url)
        wait_for(lambda: len(server.requests) == 2)
        time.sleep(0.5)  # the answer is read, and the wait begun
        since = time.monotonic()
        run.send_signal(signal.SIGINT)
        _, error = run.communicate(timeout=30)
        assert time.monotonic() - since < 20
    assert run.returncode == 130
    assert error.endswith("taiyaku: stopped; nothing was left half-written.\n")
    assert Memory(workspace / MEMORY).engines()[0].answers == 1


def test_a_server_that_fails_is_one_sentence_and_the_next_run_goes_on(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("taiyaku.translate.patience.FIRST_WAIT_S", 0.0)
    before = Path("output/talk.taiyaku.json").read_bytes()
    with playing([ONE, *[Fault(503)] * 5]) as server:
        result = translate(server.url)
        assert result.exit_code == 2
        assert result.stderr.splitlines()[-1] == (
            f"taiyaku: {server.url}: the server answered 503, 5 times. Run again later: what was translated is kept."
        )
        assert "Traceback" not in result.output
        assert Path("output/talk.taiyaku.json").read_bytes() == before
        server.requests.clear()
        assert translate(server.url).exit_code == 0
        assert not [text for text in server.asked if text.endswith("1. 船が来ます。")]


def test_another_server_s_answers_are_not_taken(workspace: Path) -> None:
    with playing() as one, playing() as other:
        translate(one.url)
        translate(other.url)
        assert len(other.requests) == len(one.requests) > 0


def test_an_approved_line_is_in_the_tracks_of_the_next_run(workspace: Path) -> None:
    with playing() as server:
        translate(server.url)
        Memory(MEMORY).approve({"山は高いです。": "The mountains are high here."}, by="Xia")
        asked = len(server.requests)
        assert translate(server.url).exit_code == 0
        assert len(server.requests) == asked
    assert english()[2] == "The mountains are high here."
    assert "The mountains are high here." in Path("output/talk.en.srt").read_text("utf-8")


def test_stats_and_forget(workspace: Path) -> None:
    empty = invoke("memory", "stats")
    assert (empty.exit_code, empty.stdout, empty.stderr) == (0, "", "Nothing is remembered here yet.\n")
    with playing() as server:
        translate(server.url)
    Memory(MEMORY).approve({"山は高いです。": "High mountains."})
    count = Memory(MEMORY).engines()[0].answers
    report = json.loads(invoke("memory", "stats", "--json").stdout)
    assert report["approved"] == 1
    assert [(one["engine"], one["answers"]) for one in report["engines"]] == [("openai:m", count)]
    shown = invoke("memory", "stats").stdout
    assert "openai:m" in shown
    assert "1 approved lines; .taiyaku/memory.sqlite3" in shown
    assert invoke("memory", "forget", "--older-than", "1").stdout == "0 answers forgotten\n"
    assert invoke("memory", "forget", "--engine", "llama").stdout == "0 answers forgotten\n"
    assert invoke("memory", "forget", "--engine", "openai").stdout == f"{count} answers forgotten\n"
    assert invoke("memory", "forget", "--all").stdout == "0 answers forgotten\n"
    assert Memory(MEMORY).approved_count() == 1


@pytest.mark.parametrize("options", [[], ["--all", "--engine", "llama"], ["--all", "--older-than", "3"]], ids=" ".join)
def test_forget_wants_to_know_what(workspace: Path, options: list[str]) -> None:
    result = invoke("memory", "forget", *options)
    assert result.exit_code == 2
    assert "Say what to forget: --all, or --engine, --older-than or both." in result.stderr


@pytest.mark.parametrize(
    "command", [["memory", "stats"], ["memory", "forget", "--all"], ["translate", "talk"]], ids=str
)
@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"spoilt" * 900, "this memory is damaged. Restore it"), (b"", "this is no memory of taiyaku. Move it away")],
)
def test_a_spoilt_memory_is_one_sentence_and_stays_as_it_is(
    workspace: Path, command: list[str], data: bytes, problem: str
) -> None:
    MEMORY.parent.mkdir()
    MEMORY.write_bytes(data)
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    server = ["--server", "http://127.0.0.1:9/v1", "--translator-model", "m"] if command[0] == "translate" else []
    result = invoke(*command, *server)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("taiyaku: ")
    assert f"memory.sqlite3: {problem}" in result.stderr
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before


def test_a_locked_memory_is_a_warning_and_the_tracks_are_written(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("taiyaku.memory.BUSY_S", 0.05)
    Memory(MEMORY).keep("key", "x:1", "[]")
    with closing(sqlite3.connect(MEMORY, isolation_level=None)) as other, playing() as server:
        other.execute("BEGIN IMMEDIATE")
        result = translate(server.url, "--quiet")
    assert result.exit_code == 0, result.output
    assert result.stderr.count("another program holds this memory") == 1
    assert "Translations go on, and are not remembered." in result.stderr
    assert all(english())


def test_a_place_where_no_memory_can_be_is_a_warning(workspace: Path) -> None:
    Path(".taiyaku").write_text("a file is in the way", "utf-8")
    with playing() as server:
        result = translate(server.url)
    assert result.exit_code == 0, result.output
    assert "no memory can be begun here" in result.stderr
    assert all(english())
