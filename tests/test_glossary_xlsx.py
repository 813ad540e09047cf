"""Workbooks: text stays text whatever it looks like, and what cannot be read is said with its row."""

import datetime
import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from taiyaku.errors import GlossaryError, OutputError
from taiyaku.glossary import book
from taiyaku.glossary.entry import strict
from taiyaku.glossary.xlsx import read_xlsx, write_xlsx
from taiyaku.model import Term


def workbook(*rows: list[Any], title: str = "Sheet") -> Workbook:
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    return made


def saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_what_looks_like_a_formula_is_stored_as_text() -> None:
    data = write_xlsx([Term("=1+1", "=cmd|'/c calc'!A1", note="#N/A", by="007", aliases=("@x", "+1"))])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()
    cells = [cell for cell in load_workbook(io.BytesIO(data)).active[2] if cell.value]
    assert {(cell.data_type, cell.quotePrefix, cell.number_format) for cell in cells} == {("s", True, "@")}
    assert [cell.value for cell in cells][:2] == ["=1+1", "=cmd|'/c calc'!A1"]


def test_other_people_s_workbooks_are_read() -> None:
    made = workbook(
        [], [" English ", "日本語", "date", "note"], [None], ["port", "港", datetime.datetime(2026, 3, 31), 5.0]
    )
    made.active.append(["2019", "二〇一九", datetime.date(2026, 4, 1), "a_x000D_\nb"])
    first, second = strict(read_xlsx(saved(made), "t.xlsx"))
    assert first == Term("港", "port", note="5", date="2026-03-31", where="t.xlsx:4")
    assert (second.en, second.date, second.note) == ("2019", "2026-04-01", "a\nb")


def test_a_workbook_without_names_is_told_by_its_script() -> None:
    assert [t.ja for t in strict(read_xlsx(saved(workbook(["port", "港"], ["ship", "船"])), "t.xlsx"))] == ["港", "船"]


def test_the_first_sheet_that_a_person_sees_is_read_and_others_are_named() -> None:
    made = workbook(["ja", "en"], ["x", "y"])
    made.active.sheet_state = "hidden"
    for title, ja in (("Terms", "港"), ("More", "船")):
        made.create_sheet(title).append([ja, "z"])
    made.create_sheet("Empty")
    read = read_xlsx(saved(made), "t.xlsx")
    assert [entry.term.ja for entry in read.entries] == ["港"]
    assert [remark.problem for remark in read.remarks] == ["only the sheet 'Terms' was read, not 'More'"]


def test_a_formula_is_refused_with_its_cell() -> None:
    with pytest.raises(GlossaryError) as caught:
        read_xlsx(saved(workbook(["ja", "en"], ["港", "port"], ["船", "=B2"])), "t.xlsx")
    assert str(caught.value) == (
        "t.xlsx:3: the cell B3 holds a formula. Copy the column and paste it over itself as values."
    )


@pytest.mark.parametrize("damage", ["text", "zip", "cut", "doctype", "garbled", "locked"])
def test_what_is_no_workbook_is_said_so(damage: str) -> None:
    good = saved(workbook(["ja", "en"], ["港", "port"]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist() if damage == "doctype" else ["hello"]:
            content = source.read(name) if name != "hello" else b""
            target.writestr(name, content.replace(b"<workbook", b'<!DOCTYPE w [<!ENTITY a "b">]><workbook', 1))
    sheet = good.index(b"xl/worksheets/sheet1.xml") + 40  # inside of the packed sheet, behind its header
    garbled = good[:sheet] + bytes(byte ^ 0xFF for byte in good[sheet : sheet + 40]) + good[sheet + 40 :]
    locked = good.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    assert locked != good
    data = {
        "garbled": garbled,
        "locked": locked,
        "text": b"ja,en\n",
        "zip": out.getvalue(),
        "cut": good[:900],
        "doctype": out.getvalue(),
    }[damage]
    with pytest.raises(GlossaryError) as caught:
        read_xlsx(data, "t.xlsx")
    assert str(caught.value) == (
        "t.xlsx: this is no Excel workbook that can be read. Save it as an Excel workbook (.xlsx), without a password."
    )


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "LARGEST", 2_000)
    with pytest.raises(GlossaryError, match=r"t\.xlsx: this workbook unpacks to \d+ MiB, more than terms need"):
        read_xlsx(saved(workbook(["港", "port"])), "t.xlsx")


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut() -> None:
    with pytest.raises(OutputError, match=r"a text of 32768 characters is too long for a cell: “ああ.*…”\. Shorten it"):
        write_xlsx([Term("港", "port", note="あ" * 32_768)])


def test_an_empty_workbook_holds_nothing() -> None:
    assert strict(read_xlsx(saved(workbook()), "t.xlsx")) == ()


def test_what_excel_keeps_beside_a_text_is_no_part_of_it() -> None:
    """Japanese Excel stores a reading with what was typed, and bold letters make a text into several pieces."""
    kept = {
        "<t>m</t>": '<t>港</t><rPh sb="0" eb="1"><t>ミナト</t></rPh><phoneticPr fontId="1"/>',
        "<t>port</t>": '<r><t xml:space="preserve">new </t></r><r><rPr><b/></rPr><t>port</t></r>',
    }
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(workbook([], [], ["m", "port"])))) as source,
        zipfile.ZipFile(out, "w") as target,
    ):
        for part in source.namelist():
            content = source.read(part).decode()
            for plain, typed in kept.items():
                assert plain in content or "sheet1" not in part
                content = content.replace(plain, typed)
            target.writestr(part, content)
    ((rows, seen),) = book.open_book(out.getvalue(), "t.xlsx").values()
    assert ([(row.cells, row.where) for row in rows], seen) == ([(["港", "new port"], "t.xlsx:3")], True)
