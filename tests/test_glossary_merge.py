"""Terms come into a glossary without overruling what a person wrote there, unless they are told to."""

import pytest

from taiyaku.glossary.columns import read_entry, to_cells
from taiyaku.glossary.entry import Entry
from taiyaku.glossary.merge import Merged, Stamp, merge
from taiyaku.model import Term

TODAY = Stamp("", "2026-04-01")
KNOWN = [
    Term("港", "port", note="ours", where="g.csv:2"),
    Term("倉庫", "store", where="g.csv:3", status="candidate"),
    Term("橋", "bridge", where="g.csv:4", by="Xia", date="2026-01-02"),
]


def plain(line: int = 1, **cells: str) -> Entry:
    entry, _ = read_entry(cells, f"new.csv:{line}")
    assert entry is not None
    return entry


def signed(known: Term, **changes: str) -> Entry:
    """What a client's sheet gives for a term that it was written with."""
    base = {**dict.fromkeys(("en", "status", "note", "by", "date"), ""), **to_cells(known)}
    cells = {column: base[column] for column in ("en", "status", "note", "by", "date")} | changes
    entry, _ = read_entry({**base, **cells}, "back.xlsx:2")
    assert entry is not None
    return Entry(entry.term, cells, base)


def said(merged: Merged) -> list[str]:
    return [f"{remark.grade} {remark.to_error()}" for remark in merged.remarks]


def changes(merged: Merged) -> list[tuple[str, str, str]]:
    return [(change.column, change.before, change.after) for change in merged.changes]


def test_new_terms_are_added_and_known_ones_stay() -> None:
    merged = merge(KNOWN, [plain(ja="船", en="ship"), plain(2, ja="港", en="port")], TODAY)
    assert ([term.ja for term in merged.added], merged.same, merged.changed, said(merged)) == (["船"], 1, {}, [])


def test_an_empty_cell_is_filled_and_a_full_one_is_not_overruled() -> None:
    merged = merge(KNOWN, [plain(ja="港", en="port", note="theirs", reading="みなと")], TODAY)
    assert changes(merged) == [("reading", "", "みなと")]
    assert said(merged) == [
        "error new.csv:1: note of '港' is 'theirs' here and 'ours' at g.csv:2. "
        "Give --force to take the new one, or mend either."
    ]
    forced = merge(KNOWN, [plain(ja="港", en="port", note="theirs")], TODAY, force=True)
    assert (changes(forced), said(forced)) == ([("note", "ours", "theirs")], [])
    assert forced.changed["g.csv:2"].note == "theirs"


def test_another_translation_is_a_conflict_that_force_decides() -> None:
    entries = [plain(ja="橋", en="viaduct")]
    assert said(merge(KNOWN, entries, TODAY)) == [
        "error new.csv:1: en of '橋' is 'viaduct' here and 'bridge' at g.csv:4. "
        "Give --force to take the new one, or mend either."
    ]
    forced = merge(KNOWN, entries, Stamp("Dev437", "2026-04-01"), force=True)
    assert sorted(changes(forced)) == [
        ("by", "Xia", "Dev437"), ("date", "2026-01-02", "2026-04-01"), ("en", "bridge", "viaduct")
    ]  # fmt: skip


def test_a_decision_without_a_name_takes_the_old_name_away() -> None:
    merged = merge(KNOWN, [signed(KNOWN[2], status="rejected")], TODAY)
    assert merged.changed["g.csv:4"] == Term(
        "橋", "bridge", where="g.csv:4", status="rejected", by="", date="2026-04-01"
    )


def test_a_note_is_no_decision() -> None:
    merged = merge(KNOWN, [signed(KNOWN[0], note="")], TODAY)
    assert changes(merged) == [("note", "ours", "")]


@pytest.mark.parametrize(
    ("now", "expected", "errors"),
    [
        (Term("港", "port", note="ours", where="g.csv:2"), "harbour", 0),
        (Term("港", "harbour", note="ours", where="g.csv:2"), None, 0),
        (Term("港", "haven", note="ours", where="g.csv:2"), None, 1),
    ],
)
def test_a_client_s_change_meets_what_the_house_changed_since(now: Term, expected: str | None, errors: int) -> None:
    merged = merge([now], [signed(KNOWN[0], en="harbour")], TODAY)
    assert (merged.changed["g.csv:2"].en if merged.changed else None) == expected
    assert sum(remark.grade == "error" for remark in merged.remarks) == errors


def test_a_note_that_the_house_emptied_is_not_filled_again_unasked() -> None:
    merged = merge([Term("港", "port", where="g.csv:2")], [signed(KNOWN[0], note="theirs")], TODAY)
    assert merged.changed == {}
    assert said(merged) == [
        "error back.xlsx:2: note of '港' is 'theirs' here and empty at g.csv:2. "
        "Give --force to take the new one, or mend either."
    ]


def test_what_the_client_left_alone_does_not_undo_what_the_house_changed() -> None:
    now = Term("港", "haven", note="newer", where="g.csv:2")
    merged = merge([now], [signed(KNOWN[0])], TODAY)
    assert (merged.changed, merged.same, said(merged)) == ({}, 1, [])


def test_a_signed_term_that_is_gone_is_named() -> None:
    merged = merge([], [signed(KNOWN[0], en="harbour")], TODAY)
    assert merged.added == ()
    assert said(merged) == [
        "warning back.xlsx:2: '港' is no longer in the glossary; it was left out. "
        "Clear its number to add it as a new term."
    ]


def test_a_candidate_stays_one_and_another_stands_beside_it() -> None:
    merged = merge(
        KNOWN, [plain(ja="倉庫", en="store"), plain(2, ja="倉庫", en="warehouse", status="candidate")], TODAY
    )
    assert [term.en for term in merged.added] == ["warehouse"]
    assert said(merged) == [
        "warning new.csv:1: '倉庫' is candidate at g.csv:3, and stays so. "
        "A column `status` with --force says otherwise."
    ]


def test_conflicts_and_repetitions_inside_a_file_name_both_lines_once() -> None:
    entries = [plain(ja="船", en="ship"), plain(2, ja="船", en="boat"), plain(3, ja="船", en="ship")]
    assert said(merge([], entries, TODAY)) == [
        "warning new.csv:3: '船' as 'ship' stands at new.csv:1 already. Only the first is used.",
        "error new.csv:2: '船' is 'boat' here and 'ship' at new.csv:1. Keep one of them.",
    ]


def test_an_alias_that_is_somebody_else_s_term_is_a_conflict() -> None:
    assert said(merge(KNOWN, [plain(ja="埠頭", en="wharf", aliases="港")], TODAY)) == [
        "error new.csv:1: '港' is 'wharf' here and 'port' at g.csv:2. Keep one of them."
    ]


def test_the_narrower_scope_is_a_term_of_its_own() -> None:
    merged = merge(KNOWN, [plain(ja="港", en="harbour", scope="client")], Stamp("Dev437", "2026-04-01"))
    assert [(term.en, term.by, term.date) for term in merged.added] == [("harbour", "Dev437", "2026-04-01")]
    assert said(merged) == []
