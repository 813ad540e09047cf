"""A small workspace for the glossary's commands: a glossary, a job with times and English, a recording of tones."""

from pathlib import Path

import numpy as np
from click.testing import CliRunner

from taiyaku.commands import cli
from taiyaku.job import Job, dump_job
from taiyaku.model import Alignment, Sentence, TermVerdict, TimedSentence, Translation, Turn, Word
from taiyaku.render.clip import _wav

TERMS = (
    "ja,en,reading,aliases,note,status,date\n"
    "# a comment\n"
    "港湾局,port office,,,,approved,2026-01-05\n"
    "倉庫,store,,,,,\n"
    "Kサーバー,,,,,candidate,\n"
    "灯台,beacon,,,,candidate,\n"
)
TEXTS = ("港湾局の倉庫です。", "KサーバーはGenAIを使います。", "灯台と倉庫を見ました。")
ENGLISH = ("It is a store of the port office.", "The K server uses GenAI.", "I saw the lighthouse and the store.")


def make_place(folder: Path) -> Path:
    """Fill `folder`; returns its glossary."""
    for name in ("glossary", "media", "output"):
        (folder / name).mkdir()
    glossary = folder / "glossary" / "a.csv"
    glossary.write_text(TERMS, "utf-8")
    (folder / "media" / "talk.wav").write_bytes(_wav(np.full(64_000, 0.1, np.float32)))
    (folder / "media" / "talk.txt").write_text("Xia: " + "".join(TEXTS), "utf-8")
    (folder / "output" / "talk.taiyaku.json").write_text(dump_job(make_job()), "utf-8")
    return glossary


def make_job() -> Job:
    """Three sentences of a second each; the sounds of the third were hardly found."""
    ids = ("t1.s1", "t1.s2", "t1.s3")
    timed = tuple(
        TimedSentence(
            name, "spoken", n * 1000, n * 1000 + 900, 1.0, tuple(Word(c, n * 1000, n * 1000 + 900, sure) for c in text)
        )
        for n, (name, text, sure) in enumerate(zip(ids, TEXTS, (0.9, 0.9, 0.2), strict=True))
    )
    verdicts = (
        (TermVerdict("港湾局", "port office", "kept"), TermVerdict("倉庫", "store", "kept")),
        (TermVerdict("GenAI", "GenAI", "kept"),),
        (TermVerdict("倉庫", "store", "kept"),),
    )
    return Job(
        {"path": "media/talk.wav"},
        {"path": "media/talk.txt"},
        turns=(Turn("t1", "Xia", tuple(map(Sentence, ids, TEXTS)), 1),),
        alignment=Alignment(timed),
        translations=tuple(map(Translation, ids, ENGLISH, verdicts)),
    )


def run(*words: str, typed: str = "") -> tuple[int, list[str], list[str]]:
    """The exit code of `taiyaku glossary`, and the lines on stdout and stderr; `typed` is what comes through a pipe."""
    result = CliRunner().invoke(cli, ["glossary", *words], input=typed)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout.splitlines(), result.stderr.splitlines()
