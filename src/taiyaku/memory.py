"""A workspace's memory in SQLite: what a translator answered before, and the lines that a person approved.

Each call opens the file and closes it again, so that nothing is lost when a run is killed and several runs can share
it. It is begun, whole, when the first thing is to be kept; until then there is no file.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taiyaku.errors import MemoryFileError

APPLICATION = 0x7461_6979  # "taiy": what `PRAGMA application_id` says of our files
VERSION = 2  # of the tables below; `PRAGMA user_version`
SHORT = 12  # characters; はい。 means one thing here and another there, so that its English holds in its own talk only
BUSY_S = 5.0  # how long another program's lock is waited for
WAYS = ("mode=rw", "mode=ro&immutable=1")  # the second reads what lies in a folder where nothing can be written
IGNORED = "# a memory grows and changes with every run: git leaves it alone\n*\n"
APPROVED = """
CREATE TABLE approved (
  ja TEXT, talk TEXT, en TEXT NOT NULL, by TEXT NOT NULL, date TEXT NOT NULL, PRIMARY KEY (ja, talk)
);
"""
SCHEMA = f"""
PRAGMA journal_mode = WAL;
BEGIN;
CREATE TABLE answers (key TEXT PRIMARY KEY, engine TEXT NOT NULL, date TEXT NOT NULL, answer TEXT NOT NULL);
{APPROVED}
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
COMMIT;
"""
FROM_1 = f"""
BEGIN IMMEDIATE;
ALTER TABLE approved RENAME TO approved_1;
{APPROVED}
INSERT INTO approved SELECT ja, '', en, by, date FROM approved_1;
DROP TABLE approved_1;
PRAGMA user_version = {VERSION};
COMMIT;
"""
BUSY = ("another program holds this memory", "Run again when that has ended")
DAMAGED = ("this memory is damaged", "Restore it, or move it away with the files that begin like it and run again")
PROBLEMS = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_FULL: ("the disk is full", "Free some space on that disk"),
    sqlite3.SQLITE_READONLY: ("this memory is read-only", "Give yourself write permission there"),
    sqlite3.SQLITE_CANTOPEN: ("this memory cannot be opened", "Check that it is a file that you may read"),
}


@dataclass(frozen=True, slots=True)
class ApprovedLine:
    """English that a person stands for; `by` and `date` (ISO 8601) say who, and when."""

    en: str
    by: str
    date: str


@dataclass(frozen=True, slots=True)
class EngineCount:
    """How many answers of one engine are kept, and the dates of the oldest and the newest."""

    engine: str
    answers: int
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory at `path`. Every method raises MemoryFileError where the file cannot be used."""

    path: Path

    def answer(self, key: str) -> str | None:
        """What was kept under a key."""
        rows = self._read("SELECT answer FROM answers WHERE key = ?", [(key,)])
        return str(rows[0][0]) if rows else None

    def keep(self, key: str, engine: str, answer: str) -> None:
        """Keep an engine's answer at once; what stood under its key is written over."""
        self._write("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", [(key, engine, _now(), answer)])

    def approve(self, lines: Mapping[str, str], by: str = "", talk: str = "") -> None:
        """Keep the English of Japanese sentences as a person wants it; all of them, or none.

        Short sentences are approved in their talk, longer ones in the whole workspace.
        """
        rows = [(ja.strip(), _where(ja, talk), en.strip(), by, _now()) for ja, en in lines.items()]
        self._write("INSERT OR REPLACE INTO approved VALUES (?, ?, ?, ?, ?)", rows)

    def approved(self, sentences: Iterable[str], talk: str = "") -> dict[str, ApprovedLine]:
        """Those of a talk's sentences whose English is approved; spaces around a sentence do not count."""
        wanted = list(dict.fromkeys(sentences))
        query = "SELECT ja, en, by, date FROM approved WHERE ja = ? AND talk IN ('', ?) ORDER BY talk"
        rows = self._read(query, [(text.strip(), talk) for text in wanted])
        found = {ja: ApprovedLine(en, by, date) for ja, en, by, date in rows}
        return {text: found[text.strip()] for text in wanted if text.strip() in found}

    def disapprove(self, sentences: Iterable[str], talk: str = "") -> int:
        """Take approvals back, so that the engine is asked again; returns how many there were."""
        before = self.approved_count()
        if before:
            rows = [(ja.strip(), _where(ja, talk)) for ja in sentences]
            self._write("DELETE FROM approved WHERE ja = ? AND talk = ?", rows)
        return before - self.approved_count()

    def approved_count(self) -> int:
        """How many lines are approved."""
        rows = self._read("SELECT count(*) FROM approved")
        return int(rows[0][0]) if rows else 0

    def engines(self) -> tuple[EngineCount, ...]:
        """What is kept of each engine, by name."""
        rows = self._read("SELECT engine, count(*), min(date), max(date) FROM answers GROUP BY engine ORDER BY engine")
        return tuple(EngineCount(*row) for row in rows)

    def forget(self, engine: str = "", before: str = "") -> int:
        """Delete the answers of an engine (`llama`, or a whole name), or older than a date, or both; all without.

        Returns how many. The file's free pages are given back, so that no text stays in them. Approved lines stay.
        """
        if not self.path.exists():
            return 0
        chosen = "(? IN ('', engine) OR substr(engine, 1, length(?) + 1) = ? || ':') AND (? = '' OR date < ?)"
        with _opened(self.path) as connection:
            count = connection.execute(f"DELETE FROM answers WHERE {chosen}", (engine,) * 3 + (before,) * 2).rowcount
            connection.execute("VACUUM")
        return int(count)

    def _read(self, query: str, values: Sequence[Sequence[Any]] = ((),)) -> list[tuple[Any, ...]]:
        """The rows of a query, asked once for each of `values`; none where there is no memory yet."""
        if not self.path.exists():
            return []
        with _opened(self.path) as connection:
            return [row for each in values for row in connection.execute(query, each)]

    def _write(self, command: str, rows: Sequence[Sequence[Any]]) -> None:
        """One transaction."""
        if not self.path.exists():
            _begin(self.path)
        with _opened(self.path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(command, rows)
            connection.execute("COMMIT")


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A memory that is there, looked at first: whatever is wrong with it becomes one MemoryFileError."""
    try:
        with closing(_connect(path)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise _refusal(path, error) from error


def _connect(path: Path) -> sqlite3.Connection:
    failed: list[sqlite3.OperationalError] = []
    for way in WAYS:
        try:
            return _checked(sqlite3.connect(_address(path, way), timeout=BUSY_S, isolation_level=None, uri=True), path)
        except sqlite3.OperationalError as error:
            failed.append(error)
            if _code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                break
    raise failed[0]


def _where(ja: str, talk: str) -> str:
    return talk if len(ja.strip()) < SHORT else ""


def _address(path: Path, way: str) -> str:
    return f"{path.absolute().as_uri()}?{way}"


def _checked(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """The same connection. Raises MemoryFileError for another program's file and for another version."""
    try:
        marks = [connection.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version")]
    except BaseException:
        connection.close()
        raise
    if marks == [APPLICATION, 1]:
        connection.executescript(FROM_1)
        marks = [APPLICATION, VERSION]
    if marks == [APPLICATION, VERSION]:
        return connection
    connection.close()
    if marks[0] != APPLICATION:
        problem, remedy = "this is no memory of taiyaku", "Move it away and run again"
    else:
        problem = f"this memory is of version {marks[1]}, this program reads {VERSION}"
        remedy = "Update taiyaku, or move the file away and run again"
    raise MemoryFileError(problem, where=str(path), remedy=remedy)


def _begin(path: Path) -> None:
    """An empty memory, made beside its place and moved there whole; the first of several runs makes it."""
    from filelock import FileLock, Timeout

    temp = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / ".gitignore").write_text(IGNORED, "utf-8")
        with FileLock(path.with_suffix(".lock"), timeout=BUSY_S):
            if path.exists():
                return
            temp.unlink(missing_ok=True)
            with closing(sqlite3.connect(temp)) as connection:
                connection.executescript(SCHEMA)
            temp.replace(path)
    except Timeout as error:
        raise MemoryFileError(BUSY[0], where=str(path), remedy=BUSY[1]) from error
    except OSError as error:
        raise MemoryFileError(
            f"no memory can be begun here ({error.strerror or error})",
            where=str(path),
            remedy="Give yourself write permission there",
        ) from error
    except sqlite3.Error as error:
        raise _refusal(path, error) from error


def _refusal(path: Path, error: sqlite3.Error) -> MemoryFileError:
    # SQLite's own words can quote what is in the file; its name of the fault cannot
    unknown = (f"this memory cannot be used ({getattr(error, 'sqlite_errorname', type(error).__name__)})", DAMAGED[1])
    problem, remedy = PROBLEMS.get(_code(error), unknown)
    return MemoryFileError(problem, where=str(path), remedy=remedy)


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; the rest of an extended code says more than is needed."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
