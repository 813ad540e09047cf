"""XLSX: terms as the first sheet of a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from taiyaku.glossary.book import add_sheet, new_book, open_book, save_book
from taiyaku.glossary.columns import COLUMNS, to_cells
from taiyaku.glossary.entry import Read, Remark
from taiyaku.glossary.signoff import MARK, read_signoff
from taiyaku.glossary.table import read_table
from taiyaku.model import Term

WIDTHS = (24, 28, 24, 24, 36, 11, 14, 12, 10, 20, 20)  # of COLUMNS


def read_xlsx(data: bytes, name: str) -> Read:
    """The entries of a workbook's first visible sheet that is not empty, or of a sheet for sign-off that came back.

    Other sheets that a person sees are named in a warning. Raises GlossaryError as `open_book` and `read_table` do.
    """
    sheets = open_book(data, name)
    if MARK in sheets:
        return read_signoff({title: rows for title, (rows, _) in sheets.items()}, name)
    filled = {title: rows for title, (rows, visible) in sheets.items() if rows and visible}
    if not filled:
        return Read()
    first, *others = filled
    read = read_table(filled[first])
    said = [Remark("warning", f"only the sheet {first!r} was read, not {title!r}", name) for title in others]
    return Read(read.entries, (*said, *read.remarks))


def write_xlsx(terms: Sequence[Term]) -> bytes:
    """Terms as a workbook, one a row under the names of all columns. Raises OutputError for a text too long."""
    book = new_book()
    rows = [to_cells(term) for term in terms]
    table = [COLUMNS, *([row.get(column, "") for column in COLUMNS] for row in rows)]
    add_sheet(book, "Terms", table, WIDTHS)
    return save_book(book)
