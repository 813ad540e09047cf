"""How long a large glossary takes: 40,000 terms read from each kind of file, and matched against an hour of transcript.

The terms are made up of kanji and katakana by a fixed seed. In one list they all begin alike, as company names do.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from taiyaku.glossary.files import read_glossary
from taiyaku.glossary.formats import write_bytes
from taiyaku.glossary.match import TermMatcher
from taiyaku.model import Term

TERMS = 40_000
HOUR = 20_000  # characters of an hour's transcript
TARGET_S = 2.0  # for CSV: read, and matched once
KANJI = [chr(code) for code in range(0x4E00, 0x4E00 + 1_500)]
KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
FILLING = ("では、", "について、", "お話しください。", "でした。", "ということです。", "私たちは、")


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds to read a file, to build the matcher, to go through the transcript; and the terms it found there."""

    read: float
    build: float
    match: float
    hits: int

    @property
    def whole(self) -> float:
        return self.read + self.build + self.match


def make_terms(prefix: str = "", full: bool = False) -> list[Term]:
    """TERMS different terms; `full` ones have a reading, an alias and a note as well."""
    dice = random.Random(4)
    words: dict[str, None] = {}
    while len(words) < TERMS:
        words[prefix + "".join(dice.choices(KANJI if dice.random() < 0.5 else KATAKANA, k=dice.randint(3, 8)))] = None
    return [
        Term(ja, f"term {i}", f"ヨミ{i}", (f"{ja}（略）",), f"note {i}") if full else Term(ja, f"term {i}")
        for i, ja in enumerate(words)
    ]


def make_sentences(terms: Sequence[Term]) -> list[str]:
    """An hour's sentences, a term in every second one."""
    dice = random.Random(9)
    sentences: list[str] = []
    while sum(map(len, sentences)) < HOUR:
        term = dice.choice(terms).ja if dice.random() < 0.5 else "港の倉庫"
        sentences.append(term + "".join(dice.choices(FILLING, k=3)))
    return sentences


def measure(path: Path, sentences: Sequence[str]) -> Times:
    """Read a glossary as a job does, and find its terms."""
    began = time.perf_counter()
    terms = read_glossary([path])
    read = time.perf_counter()
    matcher = TermMatcher(terms)
    built = time.perf_counter()
    hits = sum(len(matcher.find(sentence)) for sentence in sentences)
    return Times(read - began, built - read, time.perf_counter() - built, hits)


def main() -> None:
    """Print the table."""
    lists = {
        "two columns": make_terms(),
        "all of 株式会社…": make_terms("株式会社"),
        "reading, alias, note": make_terms(full=True),
    }
    kinds = [(name, ".csv") for name in lists] + [("reading, alias, note", ".tsv")]
    kinds += [(name, kind) for kind in (".tbx", ".xlsx") for name in ("two columns", "reading, alias, note")]
    table = Table(title=f"{TERMS:,} terms, {HOUR:,} characters", title_justify="left", box=None, header_style="bold")
    for column in ("terms", "file", "MB", "read s", "build s", "match s", "whole s", "hits", f"under {TARGET_S:g} s"):
        table.add_column(column, justify="left" if column in ("terms", "file") else "right")
    with tempfile.TemporaryDirectory() as folder:
        for name, kind in kinds:
            path = Path(folder) / f"terms{kind}"
            path.write_bytes(write_bytes(lists[name], path.name))
            times = measure(path, make_sentences(lists[name]))
            seconds = [f"{value:.2f}" for value in (times.read, times.build, times.match, times.whole)]
            met = "yes" if times.whole < TARGET_S else "no"
            table.add_row(name, kind, f"{path.stat().st_size / 1e6:.1f}", *seconds, str(times.hits), met)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
