"""What is written is read back without loss, in every kind of file."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from taiyaku.glossary.columns import STATUSES, tidy
from taiyaku.glossary.edit import edit_delimited
from taiyaku.glossary.entry import strict
from taiyaku.glossary.formats import WRITERS, read_bytes, write_bytes
from taiyaku.model import Term

ODD = [
    "=cmd",
    "'=cmd",
    "-",
    "#1",
    "a|b",
    "\\",
    "a\\|",
    '"',
    "<b>&amp;",
    "]]>",
    "_x000D_",
    "_x005F_x41_",
    "taiyaku:x",
    "１，２",
]
PIECES = st.one_of(st.sampled_from(ODD), st.text(min_size=1, max_size=8))
LINES = st.builds(lambda parts: tidy("en", "".join(parts)), st.lists(PIECES, min_size=1, max_size=3))
TEXTS = LINES.filter(bool)
NOTES = st.builds(lambda lines: tidy("note", "\n".join(lines)), st.lists(LINES, max_size=3))
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
DATES = st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat()))
SCOPES = st.one_of(st.sampled_from(["house", "client", "job"]), TEXTS.map(lambda name: f"job:{name}"))
TERMS = st.builds(
    Term, TEXTS, TEXTS, LINES, LISTS, NOTES, st.just(""), st.sampled_from(STATUSES), LINES, DATES, SCOPES, LISTS, LISTS
)


@pytest.mark.parametrize("ending", sorted(WRITERS))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(terms=st.lists(TERMS, max_size=4))
@example(terms=[Term("港", "port", note="taiyaku:x"), Term("橋", "a|b", allowed=("|", "\\"), note="taiyaku:note=\n=")])
@example(terms=[Term("港", "port", status="rejected", allowed=("haven",), forbidden=("dock",), aliases=("=x", "#1"))])
def test_terms_come_back_as_they_were(ending: str, terms: list[Term]) -> None:
    data = write_bytes(terms, f"terms{ending}")
    read = read_bytes(data, f"terms{ending}")
    assert [replace(term, where="") for term in strict(read)] == terms
    assert read.remarks == ()


@settings(deadline=None, max_examples=60)
@given(terms=st.lists(TERMS, min_size=2, max_size=5), other=TERMS)
def test_an_edited_table_holds_the_change_and_all_else(terms: list[Term], other: Term) -> None:
    data = write_bytes(terms[:-1], "t.csv")
    line = int(read_bytes(data, "t.csv").entries[0].term.where.rpartition(":")[2])
    edited = edit_delimited(data.decode(), "t.csv", {line: other}, terms[-1:])
    found = [replace(term, where="") for term in strict(read_bytes(edited.encode(), "t.csv"))]
    assert found == [other, *terms[1:]]
