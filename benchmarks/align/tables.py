"""The tables of the benchmark: case by case and side by side, against the targets, and what confidence is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from benchmarks.align.score import Scores, pooled
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

CONSOLE = Console(width=200, highlight=False)
COLUMNS = (
    "case", "aligner", "start mean", "median", "p95", "worst", "end mean", "median", "p95", "worst", "in 50/100/200",
    "lost", "unspoken p/r", "unscripted p/r", "s", "MB",
)  # fmt: skip
WITHIN_MS = (50, 100, 200)
FAR_MS = 1_000  # no sentence may be further off than this
STEPS = (0.9, 0.7, 0.5, 0.0)  # lower ends of the confidence table's rows
TARGETS = (  # group, mean, 95th percentile, worst; milliseconds
    ("clean", 20, 50, 250),
    ("together", 35, 120, None),
    ("20 dB", 45, 150, None),
    ("10 dB", 45, 150, None),
    ("0 dB", 120, 350, None),
)
WORDS_MS = 45
RIGHT = 0.98  # precision and recall of unspoken and unscripted
SURE, SURE_RIGHT, SURE_SHARE = 0.9, 0.99, 0.85
REAL_TIME = 12
OVER_ENCODER = 1.6  # times what the encoder alone takes, where nothing has to be recognized


def show_cases(title: str, results: Mapping[str, Sequence[tuple[str, Scores]]]) -> None:
    """A row a case and aligner."""
    table = _table(title, *COLUMNS)
    names = [case for case, _ in next(iter(results.values()))]
    for number, name in enumerate(names):
        for engine, rows in results.items():
            table.add_row(*_case_row(name, engine, rows[number][1]))
    for engine, rows in results.items():
        table.add_row(*_case_row("all", engine, pooled(s for _, s in rows)))
    CONSOLE.print(table)


def _case_row(name: str, engine: str, s: Scores) -> tuple[str, ...]:
    within = "/".join(f"{100 * np.mean(s.edges <= ms):.0f}" for ms in WITHIN_MS) if s.rows else ""
    return (
        name, engine, *_spread(s.starts), *_spread(s.ends), within, str(s.lost),
        f"{s.unspoken.precision:.2f} {s.unspoken.recall:.2f}",
        f"{s.unscripted.precision:.2f} {s.unscripted.recall:.2f}",
        f"{s.seconds:.1f}", f"{s.peak_mb:.0f}",
    )  # fmt: skip


def _spread(errors: NDArray[np.float64]) -> tuple[str, ...]:
    if not len(errors):
        return ("",) * 4
    return tuple(f"{v:.0f}" for v in (errors.mean(), np.median(errors), np.percentile(errors, 95), errors.max()))


def show_targets(title: str, groups: Sequence[tuple[str, Scores]]) -> None:
    """What was asked, what was measured."""
    table = _table(f"targets: {title}", "what", "asked", "measured", "met")
    for group, mean, p95, worst in TARGETS:
        errors = pooled(s for name, s in groups if name == group).edges
        if not len(errors):
            continue
        _judge(table, f"{group}: mean, ms", mean, float(errors.mean()))
        _judge(table, f"{group}: 95th percentile, ms", p95, float(np.percentile(errors, 95)))
        if worst:
            _judge(table, f"{group}: worst, ms", worst, float(errors.max()))
    clean, faults = (pooled(s for name, s in groups if name == wanted) for wanted in ("clean", "faults"))
    if clean.words:
        _judge(table, "clean: words' starts, mean, ms", WORDS_MS, float(np.mean(clean.words)))
    if clean.rows and faults.rows:
        _judge(table, "faults cost, mean, ms", 10, float(faults.edges.mean() - clean.edges.mean()))
    whole = pooled(s for _, s in groups)
    for name, tally in (("unspoken", whole.unspoken), ("unscripted", whole.unscripted)):
        _judge(table, f"{name}: precision", RIGHT, tally.precision, least=True)
        _judge(table, f"{name}: recall", RIGHT, tally.recall, least=True)
    _judge(table, "sentences over 1 s off", 0, float(np.sum(np.maximum(whole.starts, whole.ends) > FAR_MS)))
    _judge(table, "times real time", REAL_TIME, whole.audio_seconds / whole.seconds, least=True)
    if clean.encoder_seconds:
        _judge(table, "clean: times the encoder alone", OVER_ENCODER, clean.seconds / clean.encoder_seconds, digits=2)
    CONSOLE.print(table)


def _judge(
    table: Table, name: str, asked: float, measured: float, least: bool = False, digits: int | None = None
) -> None:
    met = measured >= asked if least else measured <= asked
    if digits is None:
        digits = 3 if 0 < asked < 1 else 1 if least else 0
    table.add_row(name, f"{'≥' if least else '≤'} {asked:g}", f"{measured:.{digits}f}", "yes" if met else "no")


def show_confidence(title: str, groups: Sequence[tuple[str, Scores]]) -> None:
    """How often a sentence is within 200 ms, by how sure the aligner was of it."""
    rows = np.array(pooled(s for _, s in groups).rows)
    if not len(rows):
        return
    table = _table(f"confidence: {title}", "confidence", "sentences", "within 200 ms")
    above = 1.01
    for step in STEPS:
        inside = rows[(rows[:, 2] >= step) & (rows[:, 2] < above)]
        right = f"{100 * np.mean(inside[:, :2].max(axis=1) <= 200):.1f} %" if len(inside) else ""
        table.add_row(f"{step:g} to {min(above, 1):g}", str(len(inside)), right)
        above = step
    clean = np.array([row for name, s in groups if name == "clean" for row in s.rows])
    if len(clean):
        table.add_row("clean above 0.9", f"{np.sum(clean[:, 2] >= SURE)} of {len(clean)}",
                      f"{100 * np.mean(clean[:, 2] >= SURE):.1f} % of all")  # fmt: skip
    CONSOLE.print(table)


def show_rows(title: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Rows that share their columns."""
    table = _table(title, *rows[0])
    for row in rows:
        table.add_row(*row.values())
    CONSOLE.print(table)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number < 2 else "right")
    return table
