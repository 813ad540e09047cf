"""Excel workbooks, read by calamine and written by openpyxl: every cell is text; a formula that is one is not read."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from typing import IO, Any

from taiyaku.errors import GlossaryError, OutputError
from taiyaku.glossary.table import Row

LARGEST = 512 << 20  # bytes that a workbook may unpack to; one of 40,000 terms takes 30 MiB
PROLOG = 4096  # bytes of a part in which a DOCTYPE would stand
LONGEST = 32_767  # characters in a cell, Excel's own limit
AS_TEXT = "@"  # the number format that leaves what is typed as it is
SHEETS = "xl/worksheets/"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]+)(\d+)"')
_ALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what would be read as OOXML's way to write what XML cannot hold


def open_book(data: bytes, name: str) -> dict[str, tuple[list[Row], bool]]:
    """The rows of every sheet by its title, and whether a person sees it; blank rows are left out.

    Raises GlossaryError: no workbook, one that is too large when unpacked, a formula.
    """
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        size = sum(item.file_size for item in archive.infolist())
        if size > LARGEST:
            raise GlossaryError(f"this workbook unpacks to {size >> 20} MiB, more than terms need", where=name)
        if any(map(_declares, map(archive.open, archive.namelist()))):
            raise ValueError("a DOCTYPE is declared")
        for part in archive.namelist():
            if part.startswith(SHEETS):
                _refuse_formulas(archive.read(part), name)
        with load_workbook(io.BytesIO(data)) as book:
            return {
                sheet.name: (
                    _rows(book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False), name),
                    sheet.visible == SheetVisibleEnum.Visible,
                )
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            }
    except (zipfile.BadZipFile, zlib.error, CalamineError, RuntimeError, ValueError, OSError) as error:
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


def _refuse_formulas(sheet: bytes, name: str) -> None:
    """Raise GlossaryError for the first formula of a sheet's XML: what it comes to is for Excel to say."""
    if found := _FORMULA.search(sheet):
        cell = _CELL.findall(sheet, 0, found.start())
        column, row = (part.decode() for part in cell[-1]) if cell else ("", "")
        raise GlossaryError(
            f"the cell {column}{row} holds a formula",
            where=f"{name}:{row}",
            remedy="Copy the column and paste it over itself as values",
        )


def _rows(cells: Sequence[Sequence[object]], name: str) -> list[Row]:
    rows = (Row([_text(value) for value in row], f"{name}:{number}") for number, row in enumerate(cells, start=1))
    return [row for row in rows if any(text.strip() for text in row.cells)]


def _text(value: object) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
