"""`taiyaku align --explain` says in plain words why each sentence lies where it does, in columns that hold."""

import json
import re
import wave
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from taiyaku.commands import cli
from taiyaku.commands.explain import in_words
from taiyaku.job import Job
from taiyaku.model import Alignment, Reason, Sentence, TimedSentence, Turn, Why, Word

TEXTS = ("# 港の話", "新しい倉庫の準備は、[来月の]はじめまでに進んでいますか。", "はい、移せます。")
REASONS = (
    (None, None),
    (Reason("pause", 420, -30), Reason("pause", 1_050, 0)),
    (Reason("order", moved_ms=40), Reason("traced")),
)
TIMES = ((None, None), (1_000, 3_500), (3_723_456, 3_725_000))

Explain = Callable[..., Result]

AT_80 = """\
sentence  sure  time         why it lies there                       text
t1.s1                        not heard                               # 港の話
unspoken
t2.s1     0.87  0:01.000     pause of 420 ms, moved 30 ms earlier    新しい倉庫…
spoken          0:03.500     pause of 1050 ms
t3.s1     0.87  1:02:03.456  held behind the sentence before, moved  はい、移せ…
                             40 ms later
spoken          1:02:05.000  sounds end here, no quiet pause near
"""
AT_120 = """\
sentence  sure  time         why it lies there                       text
t1.s1                        not heard                               # 港の話
unspoken
t2.s1     0.87  0:01.000     pause of 420 ms, moved 30 ms earlier    新しい倉庫の準備は、[来月の]はじめまで…
spoken          0:03.500     pause of 1050 ms
t3.s1     0.87  1:02:03.456  held behind the sentence before, moved  はい、移せます。
                             40 ms later
spoken          1:02:05.000  sounds end here, no quiet pause near
"""


def job(*reasons: tuple[Reason | None, Reason | None]) -> Job:
    sentences = tuple(Sentence(f"t{i}.s1", text) for i, text in enumerate(TEXTS, start=1))
    timed = tuple(
        TimedSentence(
            s.id, "spoken" if start else "unspoken", start, end, 0.874 if start else 0.0, (Word(s.text, start, end),),
            False, *why,
        )
        for s, (start, end), why in zip(sentences, TIMES, reasons, strict=True)
    )  # fmt: skip
    turns = tuple(Turn(s.id[:2], "Xia", (s,), 1) for s in sentences)
    return Job({"path": "talk.wav"}, {"path": "talk.txt"}, turns=turns, alignment=Alignment(timed))


@pytest.fixture
def explain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Explain:
    """Runs the command on a job with these reasons, on a terminal of so many columns, or into a pipe."""
    monkeypatch.chdir(tmp_path)
    with wave.open("talk.wav", "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(bytes(32_000))
    Path("talk.txt").write_text("Xia: 港の倉庫です。\n", "utf-8")

    def run(*options: str, columns: int | None = None, reasons: object = REASONS) -> Result:
        monkeypatch.setattr("taiyaku.pipeline.align_only", lambda *_: job(*reasons))  # type: ignore[misc]
        terminal = {"FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": str(columns)} if columns else {}
        return CliRunner().invoke(cli, ["align", "talk.wav", *options], env=terminal)

    return run


def lines(shown: str) -> list[str]:
    """What a terminal shows, without colours and without the blanks at the ends of lines."""
    return [line.rstrip() for line in click.unstyle(shown).splitlines()]


@pytest.mark.parametrize(("columns", "table"), [(80, AT_80), (120, AT_120)])
def test_a_terminal_shows_two_lines_a_sentence(explain: Explain, columns: int, table: str) -> None:
    result = explain("--explain", "--quiet", columns=columns)
    assert result.exit_code == 0, result.output
    assert lines(result.stdout) == table.splitlines()
    assert all(cell_len(line) <= columns for line in lines(result.stdout))


def test_a_pipe_gets_a_line_a_sentence_after_the_files(explain: Explain) -> None:
    result = explain("--explain")
    written, head, *rows = lines(result.stdout)
    assert written.endswith("talk.taiyaku.json")
    assert head.split("  ")[0] == "sentence"
    assert [re.split(" {2,}", row) for row in rows] == [
        ["t1.s1", "unspoken", "not heard", "# 港の話"],
        ["t2.s1", "spoken", "0.87", "0:01.000", "pause of 420 ms, moved 30 ms earlier", "0:03.500", "pause of 1050 ms",
         "新しい倉庫の準備は、[来月の]はじめまで…"],
        ["t3.s1", "spoken", "0.87", "1:02:03.456", "held behind the sentence before, moved 40 ms later", "1:02:05.000",
         "sounds end here, no quiet pause near", "はい、移せます。"],
    ]  # fmt: skip
    text_at = {cell_len(row[: row.index(text[0])]) for row, text in zip(rows, TEXTS, strict=True)}
    assert len(text_at) == 1


def test_a_job_without_reasons_says_so_and_what_to_do(explain: Explain) -> None:
    result = explain("--explain", "--quiet", reasons=((None, None),) * 3)
    assert result.exit_code == 0
    assert result.stderr == "this job was aligned before reasons were kept: --fresh aligns it again\n"
    assert result.stdout == ""


def test_json_holds_the_reasons_and_no_table(explain: Explain) -> None:
    result = explain("--explain", "--json")
    sentences = [s for turn in json.loads(result.stdout)["turns"] for s in turn["sentences"]]
    assert [s.get("why", {}).get("end") for s in sentences] == [
        None,
        {"kind": "pause", "pause_ms": 1_050, "moved_ms": 0},
        {"kind": "traced"},
    ]


def test_nothing_is_explained_unasked(explain: Explain) -> None:
    result = explain()
    assert len(lines(result.stdout)) == 1


def test_every_kind_of_reason_has_words() -> None:
    said = {kind: (in_words(Reason(kind, 90), "start"), in_words(Reason(kind, 90), "end")) for kind in get_args(Why)}
    assert said == {
        "pause": ("pause of 90 ms", "pause of 90 ms"),
        "softest": ("no pause: softest moment", "no pause: softest moment"),
        "traced": ("sounds begin here, no quiet pause near", "sounds end here, no quiet pause near"),
        "forced": ("where the recognizer timed it", "where the recognizer timed it"),
        "expected": ("expected from the words heard", "expected from the words heard"),
        "order": ("held behind the sentence before", "held behind its own start"),
        "recording": ("held inside the recording", "held inside the recording"),
        "edited": ("where the edit list puts it", "where the edit list puts it"),
    }
    assert in_words(Reason("pause", 0, -5), "start") == "start of the recording, moved 5 ms earlier"
    assert in_words(Reason("pause", 0, 5), "end") == "end of the recording, moved 5 ms later"
