"""What a person sees while a job runs and when it ends: progress on stderr, results on stdout."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from taiyaku.job import Job
from taiyaku.model import Finding, Report

PIPE_COLUMNS = 1_000  # so wide that no path is folded
LISTED = 12  # findings shown in full at the end of a run; the job file holds them all
LEAST_SURE = 5  # lines of English, printed at the end of a run
VERBS = {
    "read": "reading",
    "shots": "finding shots",
    "align": "aligning",
    "translate": "translating",
    "english": "laying English",
    "cues": "shaping cues",
    "listen": "listening",
    "plot": "drawing",
    "burn": "drawing",
    "mux": "copying",
}


def stderr_console(quiet: bool = False) -> Console:
    """Where people are talked to. A log or a pipe gets whole lines, for whoever searches them."""
    console = Console(stderr=True, quiet=quiet, highlight=False)
    console.soft_wrap = not console.is_terminal
    return console


def stdout_console() -> Console:
    """Where tables go; a pipe gets them as wide as they are."""
    console = Console()
    return console if console.is_terminal else Console(width=PIPE_COLUMNS)


@contextmanager
def drawn(bar: Progress) -> Iterator[None]:
    """Show a bar where there is a terminal to draw it on; elsewhere rich would leave a blank line for it."""
    if not bar.console.is_interactive:
        yield
        return
    with bar:
        yield


class Terminal:
    """Watches a job: a bar a stage with the time left, and every stage's seconds."""

    def __init__(self, quiet: bool = False, verbose: bool = False) -> None:
        self.console = stderr_console(quiet)
        self.verbose = verbose
        self.seconds: dict[str, float] = {}
        self._stage = ""
        self._since = 0.0
        self._bar = Progress(
            TextColumn("{task.description:<14}"),
            BarColumn(bar_width=28),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self.console,
            transient=True,
        )
        self._drawn = drawn(self._bar)

    def __enter__(self) -> Terminal:
        self._drawn.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close_stage()
        self._drawn.__exit__(kind, error, trace)

    def stage(self, name: str) -> Report:
        """Begin a stage; the one before is over."""
        self._close_stage()
        self._stage, self._since = name, time.perf_counter()
        task = self._bar.add_task(VERBS.get(name, name), total=None)

        def report(done: int, total: int) -> None:
            self._bar.update(task, completed=done, total=total)

        return report

    def note(self, message: str) -> None:
        """Print a line above the bar."""
        self.console.print(message, markup=False)

    def warn(self, message: str) -> None:
        """Print a line above the bar, even where all else is quiet."""
        loud = self.console if not self.console.quiet else stderr_console()
        loud.print(message, markup=False)

    def _close_stage(self) -> None:
        if self._stage:
            self.seconds[self._stage] = time.perf_counter() - self._since
            self._stage = ""
        for task in self._bar.task_ids:
            self._bar.remove_task(task)


def show_result(terminal: Terminal, job: Job, written: Sequence[str]) -> None:
    """The end of a run: what was written, what a person should look at, and every stage's seconds."""
    console = terminal.console
    statuses = Counter(item.status for item in job.alignment.sentences)
    console.print(
        f"{statuses['spoken']} sentences spoken, {statuses['partial']} partly, {statuses['unspoken']} not; "
        f"{len(job.alignment.unscripted)} stretches of speech outside the transcript"
    )
    verdicts = Counter(v.verdict for t in job.translations for v in t.verdicts)
    if verdicts:
        implied = f", {verdicts['implied']} implied" if verdicts["implied"] else ""
        console.print(f"{verdicts['kept']} terms kept, {verdicts['missed']} missed{implied}")
    show_findings(console, job.findings, everything=terminal.verbose)
    if not terminal.verbose:
        _show_unsure(console, job)
    console.print(
        "seconds: " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in terminal.seconds.items()),
        style="dim",
    )
    if not console.quiet:
        for name in written:
            print(name)


def _show_unsure(console: Console, job: Job) -> None:
    """The lines of English that the translator was least sure of; --verbose lists them all among the findings."""
    unsure = {finding.sentence_id for finding in job.findings if finding.rule == "unsure"}
    ranked = sorted((t for t in job.translations if t.sentence_id in unsure), key=lambda t: t.estimate or 0.0)
    if ranked:
        console.print(f"{len(ranked)} lines whose English the translator is not sure of; the least sure:")
    for line in ranked[:LEAST_SURE]:
        console.print(f"  {line.estimate or 0.0:.2f}  {line.sentence_id}  {line.text}", markup=False)


def show_findings(console: Console, findings: Sequence[Finding], everything: bool = False) -> None:
    """A table of the findings, the gravest first; a line each where nobody looks at a terminal."""
    order = {"error": 0, "warning": 1, "info": 2}
    ranked = sorted((f for f in findings if everything or f.severity != "info"), key=lambda f: order[f.severity])
    if not ranked:
        return
    shown = ranked if everything else ranked[:LISTED]
    rows = [(f.severity, f.rule, _where(f), f.message) for f in shown]
    if console.is_terminal:
        table = Table(box=None, pad_edge=False, show_header=True, header_style="dim")
        for column in ("severity", "rule", "where", "what"):
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*map(escape, row))
        console.print(table)
    else:
        for row in rows:
            console.print("  ".join(filter(None, row)), markup=False)
    if len(shown) < len(ranked):
        console.print(f"and {len(ranked) - len(shown)} more: --verbose lists them, the job file holds them all")


def _where(finding: Finding) -> str:
    return finding.sentence_id or (f"{finding.track} {finding.cue}" if finding.cue else "")
