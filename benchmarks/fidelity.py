"""How well the checks of a translation see: faults found and false alarms on labelled lines, rule by rule.

The checks were tuned on one half of the lines; the other was written when they were done.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from taiyaku.glossary.expect import Expected, expectations
from taiyaku.glossary.files import read_glossary
from taiyaku.glossary.match import TermMatcher
from taiyaku.model import Sentence
from taiyaku.translate.fidelity import RULES, check_line

ROOT = Path(__file__).resolve().parent.parent
HALVES = {"tuned on": "fidelity.tsv", "held out": "fidelity.held-out.tsv"}
CONSOLE = Console(width=120, highlight=False)


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled line: what it should be found guilty of, and what the checks said."""

    japanese: str
    english: str
    expected: tuple[Expected, ...]
    planted: frozenset[str]
    found: frozenset[str]


def judge(path: Path, matcher: TermMatcher) -> list[Case]:
    """Every line of a quality file, checked."""
    cases = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        japanese, english, rules = line.split("\t")
        (expected,) = expectations([Sentence("s1", japanese)], [matcher.find(japanese)])
        found = frozenset(problem.rule for problem in check_line(japanese, english, expected))
        cases.append(Case(japanese, english, expected, frozenset(rules.split()), found))
    return cases


def show(half: str, cases: Sequence[Case]) -> None:
    """A row a rule: faults planted and found, good lines that it names all the same, faulty ones that it names too."""
    good = [case for case in cases if not case.planted]
    table = _table(f"{half}: {len(good)} good lines, {len(cases) - len(good)} at fault")
    for rule in (*RULES, "any"):
        planted = [case for case in cases if _names(case.planted, rule)]
        seen = sum(_names(case.found, rule) for case in planted)
        alarms = sum(_names(case.found, rule) for case in good)
        beside = sum(_names(case.found - case.planted, rule) for case in cases if case.planted)
        table.add_row(rule, str(len(planted)), str(seen), str(alarms), str(beside))
    CONSOLE.print(table)
    for case in cases:
        if case.planted != case.found:
            wanted, named = (", ".join(sorted(rules)) or "nothing" for rules in (case.planted, case.found))
            CONSOLE.print(f"  {case.japanese} “{case.english}”: {named}, not {wanted}")
    CONSOLE.print()


def _table(title: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, header_style="bold")
    for column in ("rule", "planted", "found", "false alarms on good lines", "named besides on faulty ones"):
        table.add_column(column, justify="left" if column == "rule" else "right")
    return table


def _names(rules: frozenset[str], rule: str) -> bool:
    return bool(rules) if rule == "any" else rule in rules


def main() -> None:
    """Print a table for each half, and the time that a line takes."""
    matcher = TermMatcher(read_glossary([ROOT / "glossary" / "terms.csv"]))
    halves = {half: judge(ROOT / "tests" / "quality" / name, matcher) for half, name in HALVES.items()}
    for half, cases in halves.items():
        show(half, cases)
    every = [case for cases in halves.values() for case in cases]
    began = time.perf_counter()
    for case in every:
        check_line(case.japanese, case.english, case.expected)
    CONSOLE.print(f"{1000 * (time.perf_counter() - began) / len(every):.2f} ms a line")


if __name__ == "__main__":
    main()
