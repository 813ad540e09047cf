"""Excel workbooks through openpyxl: every cell is text, and a formula that is one is not read."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from taiyaku.errors import GlossaryError, OutputError
from taiyaku.glossary.table import Row

LARGEST = 512 << 20  # bytes that a workbook may unpack to; one of 40,000 terms takes 30 MiB
PROLOG = 4096  # bytes of a part in which a DOCTYPE would stand
LONGEST = 32_767  # characters in a cell, Excel's own limit
AS_TEXT = "@"  # the number format that leaves what is typed as it is
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how OOXML writes what XML cannot hold
_ALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def open_book(data: bytes, name: str) -> dict[str, tuple[list[Row], bool]]:
    """The rows of every sheet by its title, and whether a person sees it; blank rows are left out.

    Raises GlossaryError: no workbook, one that is too large when unpacked, a formula.
    """
    from defusedxml.common import DefusedXmlException
    from openpyxl import load_workbook

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        size = sum(item.file_size for item in archive.infolist())
        if size > LARGEST:
            raise GlossaryError(f"this workbook unpacks to {size >> 20} MiB, more than terms need", where=name)
        if any(map(_declares, map(archive.open, archive.namelist()))):
            raise ValueError("a DOCTYPE is declared")  # openpyxl refuses it too, but not where lxml is installed
        book = load_workbook(io.BytesIO(data), read_only=True)
        return {sheet.title: (_rows(sheet, name), sheet.sheet_state == "visible") for sheet in book.worksheets}
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, KeyError, ValueError, TypeError, OSError) as error:
        raise GlossaryError(
            "this is no Excel workbook that can be read",
            where=name,
            remedy="Save it as an Excel workbook (.xlsx), without a password",
        ) from error


def _declares(member: IO[bytes]) -> bool:
    with member:
        return b"<!DOCTYPE" in member.read(PROLOG)


def new_book() -> Any:
    """A workbook without sheets."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "taiyaku"
    return book


def add_sheet(book: Any, title: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Any:
    """A sheet of texts whose first row is a heading that stays in sight; `widths` are in characters.

    Raises OutputError for a text that no cell can hold.
    """
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    wrapped, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.number_format, cell.alignment = AS_TEXT, wrapped
            _write(cell, text)
            if number == 1:
                cell.font = bold
    return sheet


def save_book(book: Any) -> bytes:
    """A workbook as a file's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(cell: Any, text: str) -> None:
    """Text as text, whatever it begins with; `quotePrefix` keeps it so when a person edits the cell."""
    escaped = _ALIKE.sub("_x005F_", text)
    if len(escaped) > LONGEST:
        raise OutputError(
            f"a text of {len(text)} characters is too long for a cell: “{text[:20]}…”",
            remedy="Shorten it, or export to .csv or .tbx",
        )
    cell.value = escaped or None
    if escaped:
        cell.data_type = "s"
        cell.quotePrefix = True


def _rows(sheet: Any, name: str) -> list[Row]:
    sheet.reset_dimensions()  # what some programs write there is wrong
    rows = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        where = f"{name}:{number}"
        row = Row([_text(cell, where) for cell in cells], where)
        rows += [row] if any(text.strip() for text in row.cells) else []
    width = max((len(row.cells) for row in rows), default=0)
    return [Row([*row.cells, *[""] * (width - len(row.cells))], row.where) for row in rows]


def _text(cell: Any, where: str) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise GlossaryError(
            f"the cell {cell.coordinate} holds a formula",
            where=where,
            remedy="Copy the column and paste it over itself as values",
        )
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n")
