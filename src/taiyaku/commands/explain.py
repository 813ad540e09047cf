"""Why each sentence lies where it does, in plain words: the table of `taiyaku align --explain`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from rich.table import Table
from rich.text import Text

from taiyaku.commands.console import Terminal, stdout_console
from taiyaku.job import Job
from taiyaku.model import Reason, TimedSentence, Why
from taiyaku.text.clock import clock

SHOWN = 20  # characters of a sentence: enough to know it by
LEAST_TEXT = 9  # columns that are kept for it on a narrow terminal
WHY = 38  # columns, there; the few reasons that are longer are folded
WIDE = 170  # columns from which a sentence's start and end stand beside each other

Side = Literal["start", "end"]
WORDS: dict[Why, tuple[str, str]] = {  # of a start, of an end
    "softest": ("no pause: softest moment", "no pause: softest moment"),
    "traced": ("sounds begin here, no quiet pause near", "sounds end here, no quiet pause near"),
    "forced": ("where the recognizer timed it", "where the recognizer timed it"),
    "expected": ("expected from the words heard", "expected from the words heard"),
    "order": ("held behind the sentence before", "held behind its own start"),
    "recording": ("held inside the recording", "held inside the recording"),
    "edited": ("where the edit list puts it", "where the edit list puts it"),
}


class _Row(NamedTuple):
    """A sentence as the table shows it."""

    id: str
    status: str
    sure: str
    start: str
    why_start: str
    end: str
    why_end: str
    text: str


def in_words(reason: Reason, side: Side) -> str:
    """A reason as a person would give it, such as `pause of 420 ms, moved 30 ms earlier`."""
    if reason.kind != "pause":
        words = WORDS[reason.kind][side == "end"]
    elif reason.pause_ms:
        words = f"pause of {reason.pause_ms} ms"
    else:
        words = f"{side} of the recording"
    if not reason.moved_ms:
        return words
    return f"{words}, moved {abs(reason.moved_ms)} ms {'later' if reason.moved_ms > 0 else 'earlier'}"


def show_reasons(terminal: Terminal, job: Job) -> None:
    """A table of all sentences on stdout; where the job does not know why, a line that says so and what to do."""
    items = job.alignment.sentences
    if any(item.start_ms is not None and item.start_reason is None for item in items):
        terminal.warn("this job was aligned before reasons were kept: --fresh aligns it again")
        return
    texts = {sentence.id: sentence.text for sentence in job.sentences}
    rows = [_row(item, texts[item.sentence_id]) for item in items]
    console = stdout_console()
    console.print(_wide(rows) if console.width >= WIDE else _narrow(rows))


def _row(item: TimedSentence, text: str) -> _Row:
    spoken = item.start_ms is not None
    return _Row(
        item.sentence_id,
        item.status,
        f"{item.confidence:.2f}" if spoken else "",
        _at(item.start_ms),
        in_words(item.start_reason, "start") if item.start_reason else "not heard",
        _at(item.end_ms),
        in_words(item.end_reason, "end") if item.end_reason else "",
        _shortened(text),
    )


def _wide(rows: Sequence[_Row]) -> Table:
    """A line a sentence."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("sentence", "status", "sure", "start", "why it starts there", "end", "why it ends there", "text"):
        table.add_column(name, no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _narrow(rows: Sequence[_Row]) -> Table:
    """Two lines a sentence, its start and its end.

    The text gives way, and is the last column, so that characters of doubtful width push nothing aside.
    """
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("sentence", "sure", "time"):
        table.add_column(name, no_wrap=True)
    table.add_column("why it lies there", width=WHY)
    table.add_column("text", min_width=LEAST_TEXT)
    for row in rows:
        text = Text(row.text, no_wrap=True, overflow="ellipsis")
        table.add_row(*map(Text, (row.id, row.sure, row.start, row.why_start)), text)
        table.add_row(*map(Text, (row.status, "", row.end, row.why_end)))
    return table


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[:SHOWN] + "…"


def _at(time_ms: int | None) -> str:
    """1:02:03.456, the hours left out where there are none; empty for no time."""
    return "" if time_ms is None else clock(time_ms, 3)
