"""How well lines are broken: labelled breaks of both languages, beside BudouX filled greedily and textwrap.

A text of the quality files needs one break. What is chosen counts as right where an editor would break. F1 is the
harmonic mean of the share of chosen breaks that are right and the share of texts that are broken rightly; a way that
breaks each text once has both alike, and one that needs three lines is wrong twice.
"""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from taiyaku.cues.lines import Room, english_lines, japanese_lines
from taiyaku.profiles import load_profile
from taiyaku.text.kinsoku import LINE_END_FORBIDDEN, LINE_START_FORBIDDEN
from taiyaku.text.phrases import load_bunsetsu_parser
from taiyaku.text.width import width

QUALITY = Path(__file__).resolve().parent.parent / "tests" / "quality"
BEST, ALSO = "／", "＼"
RULES = load_profile()

Break = Callable[[str], Sequence[str]]  # a text -> its lines


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the places (before a character) where it may be broken well."""

    text: str
    good: frozenset[int]


def read_cases(language: str) -> list[Case]:
    """The labelled texts of a language."""
    lines = (QUALITY / f"breaks.{language}.tsv").read_text("utf-8").splitlines()
    between = " " if language == "en" else ""  # a mark stands for the space there
    return [_case(line.split("\t")[0], between) for line in lines if not line.startswith("#")]


def _case(marked: str, between: str) -> Case:
    places, text = set(), ""
    for char in marked:
        text += between if char in (BEST, ALSO) else char
        if char in (BEST, ALSO):
            places.add(len(text))
    return Case(text, frozenset(places))


def chosen(case: Case, lines: Sequence[str]) -> list[int]:
    """Where lines break a text, whatever became of the spaces there."""
    places, at = [], 0
    for line in lines[:-1]:
        at = case.text.index(line.strip(), at) + len(line.strip())
        places.append(at + len(case.text[at:]) - len(case.text[at:].lstrip()))
    return places


def score(cases: Sequence[Case], way: Break) -> tuple[float, int, float]:
    """F1, breaks that kinsoku forbids, and seconds."""
    since = time.perf_counter()
    found = [chosen(case, way(case.text)) for case in cases]
    seconds = time.perf_counter() - since
    right = sum(place in case.good for case, places in zip(cases, found, strict=True) for place in places[:1])
    precision, recall = right / max(1, sum(map(len, found))), right / len(cases)
    forbidden = sum(
        case.text[place] in LINE_START_FORBIDDEN or case.text[place - 1] in LINE_END_FORBIDDEN
        for case, places in zip(cases, found, strict=True)
        for place in places
    )
    return 2 * precision * recall / max(1e-9, precision + recall), forbidden, seconds


def greedy(text: str) -> list[str]:
    """BudouX's phrases, each line filled as far as it goes."""
    lines = [""]
    for phrase in load_bunsetsu_parser().parse(text):
        if lines[-1] and width(lines[-1] + phrase) > RULES.ja.line_width:
            lines.append("")
        lines[-1] += phrase
    return lines


WAYS: dict[str, dict[str, Break]] = {
    "ja": {
        "taiyaku": lambda text: japanese_lines(text, Room(RULES.ja.line_width, 2)),
        "BudouX, greedy": greedy,
        "textwrap": lambda text: textwrap.wrap(text, int(RULES.ja.line_width)),
    },
    "en": {
        "taiyaku": lambda text: english_lines(text, Room(RULES.en.line_width, 2)),
        "textwrap": lambda text: textwrap.wrap(text, int(RULES.en.line_width)),
    },
}


def main() -> None:
    """Print the table."""
    table = Table(box=None, pad_edge=False)
    for column in ("language", "way", "texts", "F1", "forbidden", "ms a text"):
        table.add_column(column, justify="left" if column in ("language", "way") else "right")
    for language, ways in WAYS.items():
        cases = read_cases(language)
        for name, way in ways.items():
            way(cases[0].text)  # models load at the first call
            f1, forbidden, seconds = score(cases, way)
            each = f"{1000 * seconds / len(cases):.2f}"
            table.add_row(language, name, str(len(cases)), f"{f1:.3f}", str(forbidden), each)
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
