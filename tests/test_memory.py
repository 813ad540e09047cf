"""The memory keeps what it is given at once, is shared by several runs, and says what is wrong with its file."""

import multiprocessing
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from taiyaku import memory
from taiyaku.errors import MemoryFileError
from taiyaku.memory import VERSION, EngineCount, Memory


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Memory:
    """A memory that waits for nobody for long; nothing is in it, not even a file."""
    monkeypatch.setattr(memory, "BUSY_S", 0.05)
    return Memory(tmp_path / ".taiyaku" / "memory.sqlite3")


def test_nothing_is_begun_until_something_is_kept(here: Memory) -> None:
    assert here.answer("key") is None
    assert here.approved(["港です。"]) == {}
    assert here.engines() == ()
    assert here.forget() == 0
    assert not here.path.parent.exists()


def test_what_is_kept_is_there_for_the_next_run_and_out_of_git(here: Memory) -> None:
    here.keep("key", "llama:m", "first")
    here.keep("key", "llama:m", "second")
    assert Memory(here.path).answer("key") == "second"
    assert here.answer("other") is None
    assert (here.path.parent / ".gitignore").read_text("utf-8").splitlines()[-1] == "*"


def test_approved_lines_say_who_and_when_and_the_last_one_counts(here: Memory) -> None:
    here.approve({"港です。": "A port.", "船です。": "A ship."}, by="Xia")
    here.approve({" 港です。\n": "A harbour. "})
    found = here.approved(["港です。", "　港です。", "山です。"])
    assert {text: line.en for text, line in found.items()} == {"港です。": "A harbour.", "　港です。": "A harbour."}
    assert here.approved(["船です。"])["船です。"].by == "Xia"
    assert here.approved(["船です。"])["船です。"].date[:2] == "20"
    assert here.approved_count() == 2


def test_a_short_sentence_is_approved_in_its_talk_and_a_long_one_everywhere(here: Memory) -> None:
    long = "港の倉庫は、来年の春に建て替えます。"
    here.approve({"はい。": "Yes, I was.", long: "The warehouse will be rebuilt."}, talk="harbour")
    here.approve({"はい。": "Yes."}, talk="mountain")
    found = {talk: here.approved(["はい。", long], talk) for talk in ("harbour", "mountain", "sea")}
    assert {talk: [line.en for line in lines.values()] for talk, lines in found.items()} == {
        "harbour": ["Yes, I was.", "The warehouse will be rebuilt."],
        "mountain": ["Yes.", "The warehouse will be rebuilt."],
        "sea": ["The warehouse will be rebuilt."],
    }


def test_an_approval_can_be_taken_back(here: Memory) -> None:
    assert here.disapprove(["はい。"]) == 0
    assert not here.path.exists()
    here.approve({"はい。": "Yes."}, talk="harbour")
    assert here.disapprove(["はい。"], "mountain") == 0
    assert here.disapprove(["はい。"], "harbour") == 1
    assert here.approved(["はい。"], "harbour") == {}


def test_a_memory_of_the_first_version_is_brought_up_to_date(here: Memory) -> None:
    here.keep("key", "llama:m", "[]")
    with closing(sqlite3.connect(here.path, isolation_level=None)) as old:
        old.executescript(
            "DROP TABLE approved; CREATE TABLE approved (ja TEXT PRIMARY KEY, en TEXT, by TEXT, date TEXT);"
            "INSERT INTO approved VALUES ('はい。', 'Yes.', 'Xia', '2026-11-01'); PRAGMA user_version = 1;"
        )
    line = here.approved(["はい。"], "harbour")["はい。"]
    assert (line.en, line.by, line.date, here.answer("key")) == ("Yes.", "Xia", "2026-11-01", "[]")
    here.approve({"はい。": "Yes, I was."}, talk="harbour")
    assert here.approved(["はい。"], "harbour")["はい。"].en == "Yes, I was."


@pytest.mark.parametrize(
    ("engine", "before", "left"),
    [
        ("", "", []),
        ("llama", "", ["llamas:x", "openai:m"]),
        ("openai:m", "", ["llama:m", "llamas:x"]),
        ("m", "", ["llama:m", "llamas:x", "openai:m"]),
        ("", "1999", ["llama:m", "llamas:x", "openai:m"]),
        ("llama", "2999", ["llamas:x", "openai:m"]),
    ],
)
def test_what_is_forgotten_is_chosen_and_approved_lines_stay(
    here: Memory, engine: str, before: str, left: list[str]
) -> None:
    for name in ("llama:m", "llamas:x", "openai:m"):
        here.keep(name, name, "[]")
    here.approve({"港です。": "A port."})
    assert here.forget(engine, before) == 3 - len(left)
    assert [one.engine for one in here.engines()] == left
    assert here.approved_count() == 1


def test_no_text_stays_in_the_file_of_what_was_forgotten(here: Memory) -> None:
    here.keep("key", "llama:m", "a line that nobody may find")
    here.forget()
    assert b"nobody may find" not in b"".join(path.read_bytes() for path in here.path.parent.iterdir())


def _keep_fifty(path: Path, name: str) -> None:
    for number in range(50):
        Memory(path).keep(f"{name}{number}", "llama:m", "[]")


def test_several_runs_begin_and_fill_one_memory_at_once(tmp_path: Path) -> None:
    path = tmp_path / ".taiyaku" / "memory.sqlite3"
    context = multiprocessing.get_context("spawn")
    runs = [context.Process(target=_keep_fifty, args=(path, name)) for name in "abcd"]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0, 0, 0]
    assert [one.answers for one in Memory(path).engines()] == [200]


def test_what_was_kept_outlives_a_killed_run(here: Memory) -> None:
    code = f"""
import os, signal
from pathlib import Path
from taiyaku.memory import Memory
Memory(Path({str(here.path)!r})).keep("key", "llama:m", "[]")
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    assert here.answer("key") == "[]"


def test_a_locked_memory_is_read_and_says_who_hinders_writing(here: Memory) -> None:
    here.keep("key", "llama:m", "[]")
    with closing(sqlite3.connect(here.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert here.answer("key") == "[]"
        with pytest.raises(MemoryFileError, match=r"another program holds this memory\. Run again when"):
            here.keep("other", "llama:m", "[]")
        with pytest.raises(MemoryFileError, match="another program holds this memory"):
            here.approve({"港です。": "A port."})
    here.keep("other", "llama:m", "[]")


def test_a_memory_that_is_held_for_one_program_alone_is_an_error(here: Memory) -> None:
    here.keep("key", "llama:m", "[]")
    with closing(sqlite3.connect(here.path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("DELETE FROM approved")
        with pytest.raises(MemoryFileError, match="another program holds this memory"):
            here.answer("key")


def spoil(path: Path, kind: str) -> None:
    """Damage a memory in one of the ways in which files are damaged."""
    data = path.read_bytes()
    spoilt = {
        "text": "これはデータベースではありません。".encode() * 200,
        "empty": b"",
        "half": data[: len(data) // 2],
        "pages": data[:100] + b"\x5a" * (len(data) - 100),
    }
    if kind in spoilt:
        path.write_bytes(spoilt[kind])
        return
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            {"newer": f"PRAGMA user_version = {VERSION + 1}", "foreign": "PRAGMA application_id = 7"}[kind]
        )


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("text", "this memory is damaged"),
        ("empty", "this is no memory of taiyaku"),
        ("half", "this memory is damaged"),
        ("pages", "this memory is damaged"),
        ("newer", f"this memory is of version {VERSION + 1}, this program reads {VERSION}"),
        ("foreign", "this is no memory of taiyaku"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_left_as_it_is(here: Memory, kind: str, problem: str) -> None:
    for number in range(40):
        here.keep(f"key{number}", "llama:m", "[]" * 200)
    spoil(here.path, kind)
    before = here.path.read_bytes()
    for use in (lambda: here.answer("key1"), here.engines, lambda: here.keep("key", "llama:m", "[]"), here.forget):
        with pytest.raises(MemoryFileError, match=problem) as caught:
            use()
        assert caught.value.where == str(here.path)
        assert "away" in caught.value.remedy or "Restore" in caught.value.remedy
    assert here.path.read_bytes() == before


def test_a_folder_in_its_place_is_named(here: Memory) -> None:
    here.path.mkdir(parents=True)
    with pytest.raises(MemoryFileError, match="this memory cannot be opened"):
        here.answer("key")


def test_where_no_file_can_be_made_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(MemoryFileError, match=r"no memory can be begun here \(Not a directory|File exists"):
        Memory(tmp_path / "file" / "memory.sqlite3").keep("key", "llama:m", "[]")


def test_a_read_only_memory_is_read(here: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    here.keep("key", "llama:m", "[]")
    monkeypatch.setattr(
        memory, "WAYS", memory.WAYS[1:]
    )  # root may write everywhere, so that a mode would prove nothing
    assert here.answer("key") == "[]"
    assert here.engines()[0].answers == 1
    with pytest.raises(MemoryFileError, match="this memory is read-only"):
        here.keep("other", "llama:m", "[]")


def test_counts_are_by_engine(here: Memory) -> None:
    here.keep("a", "llama:m", "[]")
    here.keep("b", "llama:m", "[]")
    (one,) = here.engines()
    assert isinstance(one, EngineCount)
    assert (one.engine, one.answers) == ("llama:m", 2)
    assert one.since <= one.until
