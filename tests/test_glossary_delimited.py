"""CSV that no spreadsheet runs, in every encoding; edits that leave every other line alone."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.glossary.delimited import guard, read_delimited, unguard, write_delimited
from taiyaku.glossary.edit import edit_delimited
from taiyaku.glossary.entry import strict
from taiyaku.glossary.formats import read_bytes
from taiyaku.model import Term

RISKY = ["=cmd|'/c calc'!A1", "+81", "-ism", "@SUM(A1)", "＝1+1", "#REF!", "'=x", "''-y"]


@given(st.text(st.sampled_from("'=+-@#＝港a")))
def test_a_guarded_cell_comes_back_and_is_no_formula(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert guard(cell)[:1] not in tuple("=+-@#＝")


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_no_cell_of_a_written_table_begins_like_a_formula(delimiter: str) -> None:
    terms = [Term(risky, risky, note=risky, aliases=(risky,)) for risky in RISKY]
    text = write_delimited(terms, delimiter)
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=delimiter) for cell in row]
    assert [cell for cell in cells if cell[:1] in tuple("=+-@#＝")] == []
    assert [term.ja for term in strict(read_delimited(text, "t.csv"))] == RISKY


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp932", "euc_jp"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    data = "港の倉庫,harbour store\r\nメタ,Meta\r\n".encode(encoding)
    assert [term.ja for term in strict(read_bytes(data, "t.csv"))] == ["港の倉庫", "メタ"]


def test_only_the_columns_that_are_needed_are_written() -> None:
    assert write_delimited([Term("港", "port", status="candidate")]) == "ja,en,status,scope\n港,port,candidate,house\n"


def test_an_edit_leaves_every_other_line_as_it_is() -> None:
    text = '\ufeff# ours\n"en" , ja,note\n\nport,港,"a ""b""\nc"\n ship ,船\nbell,鐘,x\n'
    edited = edit_delimited(text, "t.csv", {6: Term("船", "vessel", status="rejected")}, [Term("橋", "=bridge")])
    assert edited == (
        '# ours\nen,ja,note,status\n\nport,港,"a ""b""\nc"\nvessel,船,,rejected\nbell,鐘,x\n\'=bridge,橋,,approved\n'
    )


@pytest.mark.parametrize(
    ("text", "line", "edited"),
    [
        ("港,port\n船,ship", 1, "ja,en,status\n港,port,rejected\n船,ship\n"),
        ("# ours\nport,港\n", 2, "# ours\nen,ja,status\nport,港,rejected\n"),
        ("船,ship\n", 0, "ja,en,status\n船,ship\n港,port,rejected\n"),
        ("", 0, "ja,en,reading,aliases,note,status\n港,port,,,,rejected\n"),
        ("# ours\n", 0, "ja,en,status\n# ours\n港,port,rejected\n"),
    ],
)
def test_columns_that_are_new_get_names(text: str, line: int, edited: str) -> None:
    term = Term("港", "port", status="rejected")
    changed, added = ({line: term}, []) if line else ({}, [term])
    assert edit_delimited(text, "t.csv", changed, added) == edited


def test_what_needs_no_new_column_gets_none() -> None:
    assert edit_delimited("port,港\n", "t.csv", {}, [Term("船", "ship")]) == "port,港\nship,船\n"
