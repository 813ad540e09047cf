"""The same script as a Word document, for people who correct with a pen or with tracked changes."""

from __future__ import annotations

import io

from taiyaku.formats.options import WriteOptions
from taiyaku.formats.plain import plain
from taiyaku.formats.rows import Row, timecode

LOSSES = ("the ends of sentences' times",)
COLUMNS = (("at", 2.4), ("Japanese", 7.0), ("English", 7.6))  # widths in centimetres of an A4 page


def write_docx(rows: tuple[Row, ...], options: WriteOptions | None = None) -> bytes:
    """A table with a row a sentence, its first row repeated on every page."""
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    options = options or WriteOptions()
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    document.styles["Normal"].font.size = Pt(10)
    document.add_heading(plain(options.title) or "Script", level=1)
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    for cell, (name, _) in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(timecode(row.start_ms, options) or "not spoken")
        if row.speaker:
            cells[0].add_paragraph().add_run(plain(row.speaker)).bold = True
        cells[1].paragraphs[0].add_run(plain(row.japanese))
        cells[2].paragraphs[0].add_run(plain(row.english))
        for note in row.notes:
            cells[2].add_paragraph().add_run(f"{note.severity}: {plain(note.text)}").italic = True
    for line in table.rows:
        for cell, (_, width) in zip(line.cells, COLUMNS, strict=True):
            cell.width = Cm(width)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
