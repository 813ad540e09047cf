"""CSV and TSV: terms as lines of cells that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from taiyaku.errors import GlossaryError
from taiyaku.glossary.columns import COLUMNS, NEEDED, to_cells
from taiyaku.glossary.entry import Read
from taiyaku.glossary.table import Row, read_table
from taiyaku.model import Term

DELIMITERS = ("\t", ",", ";")  # the first of these that the first line holds parts the cells
# what makes a spreadsheet run a cell (OWASP, "CSV Injection"), full-width forms too; # begins a comment of ours
_RISKY = re.compile(r"'*[=+\-@#＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@#＝＋－＠]")


class Line(NamedTuple):
    """The cells of one record as they stand in the file, and its first and last line there."""

    cells: list[str]
    first: int
    last: int

    @property
    def holds_term(self) -> bool:
        """Whether it is neither blank nor a comment."""
        return any(map(str.strip, self.cells)) and not self.cells[0].strip().startswith("#")


def read_delimited(text: str, name: str) -> Read:
    """The entries of a CSV or TSV text; blank lines and lines that begin with # are passed over.

    Raises GlossaryError as `read_table` does, and for a field too long to be one.
    """
    lines = read_lines(text, name, find_delimiter(text, name))
    return read_table(
        [Row([unguard(c) for c in line.cells], f"{name}:{line.last}") for line in lines if line.holds_term]
    )


def write_delimited(terms: Sequence[Term], delimiter: str = ",") -> str:
    """Terms as CSV or TSV, with a line that names the columns that any of them needs."""
    rows = [to_cells(term) for term in terms]
    header = [column for column in COLUMNS if column in NEEDED or any(column in row for row in rows)]
    return compose_rows([header], delimiter) + compose_rows([in_order(row, header) for row in rows], delimiter)


def in_order(cells: Mapping[str, str], header: Iterable[str]) -> list[str]:
    """A row's cells under a header, guarded."""
    return [guard(cells.get(column, "")) for column in header]


def compose_rows(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    """Rows of cells as lines, quoted where they must be."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def find_delimiter(text: str, name: str) -> str:
    """What parts the cells: a tab in a file named .tsv, else what the first line holds."""
    if name.lower().endswith(".tsv"):
        return "\t"
    opening = next((line for line in text.split("\n") if line.strip() and not line.startswith("#")), "")
    return next((mark for mark in DELIMITERS if mark in opening), ",")


def guard(cell: str) -> str:
    """A cell that begins like a formula or a comment, behind an apostrophe, as spreadsheets mark plain text.

    >>> guard("=cmd"), guard("'=cmd"), guard("港")
    ("'=cmd", "''=cmd", '港')
    """
    return f"'{cell}" if _RISKY.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell that `guard` was given."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def read_lines(text: str, name: str, delimiter: str) -> Iterator[Line]:
    """Each record of a text. Raises GlossaryError for a field over csv's limit of 128 KiB."""
    records = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter)
    while True:
        first = records.line_num + 1
        try:
            record = next(records, None)
        except csv.Error as error:
            raise GlossaryError(
                f"the row that begins here cannot be read ({error})",
                where=f"{name}:{first}",
                remedy='Close a "double quote" that was left open, or shorten the field',
            ) from error
        if record is None:
            return
        yield Line(record, first, records.line_num)
