"""Rows of cells to terms, with or without a line that names the columns; CSV, TSV and XLSX share this."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from taiyaku.errors import GlossaryError
from taiyaku.glossary.columns import COLUMNS, NEEDED, read_entry
from taiyaku.glossary.entry import Entry, Read, Remark
from taiyaku.text.normalize import has_japanese

HEADINGS = {column: column for column in COLUMNS} | {
    "japanese": "ja",
    "日本語": "ja",
    "和文": "ja",
    "english": "en",
    "英語": "en",
    "英文": "en",
}
NAME_THEM = f"The first line names the columns: {','.join(COLUMNS)}"


class Row(NamedTuple):
    """The cells of one row, and its file and line."""

    cells: Sequence[str]
    where: str


def read_table(rows: Sequence[Row]) -> Read:
    """The entries of a table. A first row with ja or en in it names the columns; else there are two, told by script.

    Faults of single rows are remarks. Raises GlossaryError for what spoils the whole: unknown or missing columns, or
    two columns of which it cannot be told which is the Japanese one.
    """
    if not rows:
        return Read()
    named = names_columns(rows[0].cells)
    header = read_header(rows[0]) if named else directed(rows)
    entries: list[Entry] = []
    remarks: list[Remark] = []
    for row in rows[1:] if named else rows:
        entry, said = _read_row(row, header)
        entries += [entry] if entry else []
        remarks += said
    return Read(tuple(entries), tuple(remarks))


def names_columns(cells: Sequence[str]) -> bool:
    """Whether a row names columns: ja, en or both stand in it, in one of their names, once."""
    names = [HEADINGS.get(cell.strip().casefold()) for cell in cells]
    return 1 in map(names.count, NEEDED) and all(names.count(column) < 2 for column in NEEDED)


def read_header(row: Row) -> tuple[str, ...]:
    """The columns that a row names. Raises GlossaryError for an unknown, a missing and a repeated one."""
    names = [cell.strip().casefold() for cell in _trimmed(row.cells)]
    header = tuple(HEADINGS.get(name, "") for name in names)
    unknown = [name for name, column in zip(names, header, strict=True) if not column]
    missing = [column for column in NEEDED if column not in header]
    twice = [name for name, column in zip(names, header, strict=True) if header.count(column) > 1]
    if unknown:
        raise GlossaryError(f"unknown column {unknown[0]!r}", where=row.where, remedy=NAME_THEM)
    if missing:
        raise GlossaryError(f"there is no column {missing[0]!r}", where=row.where, remedy=NAME_THEM)
    if twice:
        raise GlossaryError(f"the column {twice[0]!r} stands there twice", where=row.where, remedy=NAME_THEM)
    return header


def directed(rows: Sequence[Row]) -> tuple[str, ...]:
    """ja and en in the order in which a table without names has them. Raises GlossaryError where that is in doubt."""
    for row in rows:
        if len(_trimmed(row.cells)) > 2:
            problem = f"this row has {len(_trimmed(row.cells))} fields, and no line names them"
            raise GlossaryError(problem, where=row.where, remedy=NAME_THEM)
    first, second = (sum(has_japanese(row.cells[i]) for row in rows if len(row.cells) > i) for i in (0, 1))
    header = ("ja", "en") if first > second else ("en", "ja")
    opening = dict(zip(header, rows[0].cells, strict=False))
    ja, en = opening.get("ja", ""), opening.get("en", "")
    is_term = ja.casefold() == en.casefold() or (has_japanese(ja) and not has_japanese(en))
    if first == second or not is_term:
        raise GlossaryError(
            "this line may be a term or name the columns" if first != second else "neither column is the Japanese one",
            where=rows[0].where,
            remedy=NAME_THEM,
        )
    return header


def _read_row(row: Row, header: Sequence[str]) -> tuple[Entry | None, list[Remark]]:
    cells = _trimmed(row.cells)
    size = f"this row has {len(cells)} fields, the header {len(header)}"
    if len(cells) > len(header):
        return None, [Remark("error", size, row.where, 'Put text that holds a comma in "double quotes"')]
    entry, said = read_entry(dict(zip(header, cells, strict=False)), row.where)
    if entry and len(row.cells) < len(header):
        said.append(Remark("warning", f"{size}; the others were taken as empty", row.where))
    return entry, said


def _trimmed(cells: Sequence[str]) -> Sequence[str]:
    """The cells up to the last that is not blank."""
    filled = len(cells)
    while filled and not cells[filled - 1].strip():
        filled -= 1
    return cells[:filled]
