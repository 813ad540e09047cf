"""A candidate may be without English, in every kind of file; a term that is used may not."""

import pytest

from taiyaku.glossary.formats import WRITERS, read_bytes, write_bytes
from taiyaku.model import Term

OPEN = (
    Term("大橋", "", status="candidate", note="suggested"),
    Term("灯台", "", status="rejected", by="Dev437", date="2026-11-25"),
    Term("倉庫", "store"),
)


@pytest.mark.parametrize("ending", WRITERS)
def test_terms_without_english_come_back_from_every_kind_of_file(ending: str) -> None:
    read = read_bytes(write_bytes(OPEN, f"t{ending}"), f"t{ending}")
    assert [remark.problem for remark in read.remarks] == []
    assert [(e.term.ja, e.term.en, e.term.status, e.term.note) for e in read.entries] == [
        (term.ja, term.en, term.status, term.note) for term in OPEN
    ]


def test_a_term_that_is_used_needs_english() -> None:
    (remark,) = read_bytes("ja,en,status\n橋,,approved\n".encode(), "t.csv").remarks
    assert str(remark.to_error()) == "t.csv:2: this entry has no en. Fill it in or delete the line."
