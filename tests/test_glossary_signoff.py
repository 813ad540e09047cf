"""A sheet for sign-off carries each place, and what a client changes in it comes back, row by row."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from taiyaku.errors import GlossaryError
from taiyaku.glossary.places import Place, find_places
from taiyaku.glossary.signoff import write_signoff
from taiyaku.glossary.xlsx import read_xlsx
from taiyaku.model import Alignment, Sentence, Term, TermVerdict, TimedSentence, Translation, Turn

PORT = Term("港", "port", note="two\nlines", where="g.csv:2")
STORE = Term("倉庫", "=store", status="candidate", where="g.csv:3", aliases=("蔵",))
TURNS = (
    Turn("t1", None, (Sentence("t1.s1", "港の倉庫と蔵"),), 1),
    Turn("t2", "Xia", (Sentence("t2.s1", "=倉庫です。\v"), Sentence("t2.s2", "何も。")), 2),
)
ALIGNMENT = Alignment(
    (
        TimedSentence("t1.s1", "unspoken", None, None, 0.0, ()),
        TimedSentence("t2.s1", "spoken", 3_723_004, 3_725_000, 1.0, ()),
    )
)
ENGLISH = (Translation("t2.s1", "It is a store.", (TermVerdict("倉庫", "=store", "missed"),)),)


def places(*terms: Term) -> dict[Term, list[Place]]:
    return find_places(terms, TURNS, ALIGNMENT, ENGLISH)


def test_each_place_is_found_once_with_time_texts_and_verdict() -> None:
    assert places(STORE, PORT) == {
        PORT: [Place("t1.s1", None, "", "港の倉庫と蔵", "", "")],
        STORE: [
            Place("t1.s1", None, "", "港の倉庫と蔵", "", ""),
            Place("t2.s1", 3_723_004, "Xia", "=倉庫です。", "It is a store.", "missed"),
        ],
    }


def test_terms_that_share_their_japanese_share_their_places() -> None:
    other = Term("倉庫", "warehouse", status="rejected")
    found = places(STORE, other)
    assert [place.sentence_id for place in found[other]] == ["t1.s1", "t2.s1"]


def sheet(*edits: tuple[str, Any], drop: str = "") -> bytes:
    """The workbook for both terms after a client's edits: (cell of the sheet of terms, new value)."""
    book = load_workbook(io.BytesIO(write_signoff(places(PORT, STORE))))
    for cell, value in edits:
        book["Terms"][cell] = value
    if drop:
        del book[drop]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken(data: bytes) -> list[dict[str, tuple[str, str]]]:
    """What of each entry differs from what the sheet was written with."""
    return [
        {c: (e.base.get(c, ""), text) for c, text in e.cells.items() if text != e.base.get(c, "")}
        for e in read_xlsx(data, "back.xlsx").entries
    ]


def said(data: bytes) -> list[str]:
    return [f"{remark.grade} {remark.to_error()}" for remark in read_xlsx(data, "back.xlsx").remarks]


def test_a_client_sees_terms_and_places_and_nothing_that_runs() -> None:
    book = load_workbook(io.BytesIO(sheet()))
    assert [(each.title, each.sheet_state) for each in book] == [
        ("Terms", "visible"), ("Places", "visible"), ("taiyaku", "hidden")
    ]  # fmt: skip
    assert [tuple(cell.value for cell in row) for row in book["Terms"]][1:] == [
        ("1", "港", "port", "approved", "two\nlines", None, None, "1", "not spoken", "港の倉庫と蔵", None),
        ("2", "倉庫", "=store", "candidate", None, None, None, "2", "not spoken", "港の倉庫と蔵", None),
    ]
    assert [tuple(cell.value for cell in row) for row in book["Places"]][3] == (
        "2", "倉庫", "=store", "1:02:03.004", "Xia", "=倉庫です。", "It is a store.", "missed", "t2.s1"
    )  # fmt: skip
    assert {cell.data_type for each in book for row in each for cell in row if cell.value} == {"s"}
    assert book["Places"].protection.sheet
    (choice,) = book["Terms"].data_validations.dataValidation
    assert choice.formula1 == '"candidate,approved,rejected"'


def test_an_untouched_sheet_changes_nothing() -> None:
    assert (taken(sheet()), said(sheet())) == ([{}, {}], [])


def test_status_english_and_note_are_taken() -> None:
    data = sheet(("C2", " harbour "), ("D3", "Approved"), ("E2", None), ("E3", "fine"), ("F3", "Dev437"))
    assert taken(data) == [
        {"en": ("port", "harbour"), "note": ("two\nlines", "")},
        {"status": ("candidate", "approved"), "note": ("", "fine"), "by": ("", "Dev437")},
    ]


def test_rows_may_be_sorted_columns_moved_and_a_status_left_empty() -> None:
    book = load_workbook(io.BytesIO(sheet(("D3", None))))
    terms = book["Terms"]
    rows = [[cell.value for cell in row] for row in terms]
    terms.delete_rows(1, 9)
    for row in [rows[0], rows[2], rows[1]]:
        terms.append([*row[1:5], row[0], *row[5:]])
    for cell in terms["B"]:
        cell.data_type = "s"  # a spreadsheet leaves =store the text that it was
    out = io.BytesIO()
    book.save(out)
    read = read_xlsx(out.getvalue(), "back.xlsx")
    assert [(e.term.ja, e.term.status, e.base["en"]) for e in read.entries] == [
        ("倉庫", "candidate", "=store"), ("港", "approved", "port")
    ]  # fmt: skip
    assert taken(out.getvalue()) == [{}, {}]


def test_a_term_that_a_client_adds_is_a_candidate_without_a_number() -> None:
    data = sheet(("B4", "船"), ("C4", "ship"), ("B5", "橋"), ("C5", "bridge"), ("D5", "approved"))
    assert [(e.term.ja, e.term.status, e.base) for e in read_xlsx(data, "back.xlsx").entries][2:] == [
        ("船", "candidate", {}), ("橋", "approved", {})
    ]  # fmt: skip


def test_what_went_wrong_in_a_sheet_is_named_with_its_row() -> None:
    data = sheet(("B2", "湊"), ("C3", None), ("A4", "2"), ("B4", "蔵"), ("A5", "9"), ("B5", "船"), ("C5", "ship"))
    assert said(data) == [
        "warning back.xlsx:2: the Japanese of '港' was changed; that is not taken. "
        "Add a row without a number for another term.",
        "error back.xlsx:3: this entry has no en. Fill it in or delete the line.",
        "error back.xlsx:4: the number 2 stands at back.xlsx:3 already. Clear it where the term is new.",
        "error back.xlsx:5: no term of this sheet has the number 9. Clear it.",
    ]


def test_rows_that_did_not_come_back_are_counted() -> None:
    assert said(sheet(*((f"{column}3", None) for column in "ABCDEFGHIJK"))) == [
        "warning back.xlsx: 1 of its terms did not come back; they stay as they are."
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (sheet(drop="Terms"), "back.xlsx: the sheet 'Terms' of this workbook for sign-off is gone. Ask for the file"),
        (
            sheet(("C1", "English")),
            "back.xlsx:1: the column 'en' of the sheet for sign-off is gone. Put #, ja, en, status",
        ),
    ],
)
def test_a_sheet_that_lost_what_it_needs_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        read_xlsx(data, "back.xlsx")
    assert str(caught.value).startswith(message)
