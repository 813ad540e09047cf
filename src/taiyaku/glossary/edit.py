"""Changing, adding and removing terms in a CSV or TSV text, every other line of which stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from taiyaku.glossary.columns import COLUMNS, DEFAULTS, to_cells
from taiyaku.glossary.delimited import Line, compose_rows, find_delimiter, in_order, read_lines, unguard
from taiyaku.glossary.table import Row, directed, names_columns, read_header
from taiyaku.model import Term

EMPTY = "ja,en,reading,aliases,note\n"  # a glossary to begin with


def edit_delimited(
    text: str, name: str, changed: Mapping[int, Term], added: Sequence[Term], removed: Collection[int] = ()
) -> str:
    """The text with the terms of `changed` in place of those that end on its keys' lines, and `added` at its end.

    Terms that end on the lines of `removed` are left out. Columns that are needed are put behind those there are.
    Raises GlossaryError as `read_delimited` does.
    """
    text = text.lstrip("\ufeff") or EMPTY
    delimiter = find_delimiter(text, name)
    lines = list(read_lines(text, name, delimiter))
    table = [line for line in lines if line.holds_term]
    named = bool(table) and names_columns(table[0].cells)
    header = _header(table, named, name)
    new = _missing(header, [*changed.values(), *added])
    columns = [*header, *new]
    raw = text.split("\n")
    out = []
    for line in lines:
        if new and named and line is table[0]:
            out.append(compose_rows([[*map(str.strip, line.cells[: len(header)]), *new]], delimiter))
            continue
        if new and not named and line is (table or lines)[0]:
            out.append(compose_rows([columns], delimiter))
        if line.last in changed:
            out.append(compose_rows([in_order(to_cells(changed[line.last]), columns)], delimiter))
        elif line.last not in removed:
            out.append("\n".join(raw[line.first - 1 : line.last]) + "\n")
    return "".join(out) + compose_rows([in_order(to_cells(term), columns) for term in added], delimiter)


def _header(table: Sequence[Line], named: bool, name: str) -> tuple[str, ...]:
    rows = [Row([unguard(cell) for cell in line.cells], f"{name}:{line.last}") for line in table]
    if not rows:
        return ()
    return read_header(rows[0]) if named else directed(rows)


def _missing(header: Sequence[str], terms: Sequence[Term]) -> list[str]:
    """The columns that the terms need and the header lacks; what every entry is by default needs none."""
    needed = {column for term in terms for column, text in to_cells(term).items() if text != DEFAULTS.get(column)}
    return [column for column in COLUMNS if column in needed and column not in header]
