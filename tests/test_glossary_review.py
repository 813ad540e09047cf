"""Deciding on terms: what is written, what is refused, and what then needs translating again."""

from pathlib import Path

import pytest

from glossary_place import TERMS, make_job, make_place
from taiyaku.errors import GlossaryError
from taiyaku.glossary.files import read_file, read_glossary
from taiyaku.glossary.merge import Stamp
from taiyaku.glossary.pending import pending
from taiyaku.glossary.review import Review, is_undecided
from taiyaku.glossary.sheet import read_sheet, write_sheet
from taiyaku.model import Term

STAMP = Stamp("Dev437", "2026-11-25")


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    return make_place(tmp_path)


def review_of(glossary: Path) -> Review:
    terms = [entry.term for entry in read_file(glossary).entries if is_undecided(entry.term)]
    return Review(terms, [glossary], STAMP)


def lines(glossary: Path) -> list[str]:
    return glossary.read_text("utf-8").splitlines()


def test_candidates_and_terms_without_a_date_are_undecided(glossary: Path) -> None:
    assert [term.ja for term in review_of(glossary).terms] == ["倉庫", "Kサーバー", "灯台"]


def test_each_decision_is_written_at_once_and_a_second_review_goes_on(glossary: Path) -> None:
    review = review_of(glossary)
    review.decide("approved")
    assert lines(glossary)[3] == "倉庫,store,,,,approved,2026-11-25,Dev437"
    review.skip()
    review.decide("approved", "lighthouse")
    assert lines(glossary)[5] == "灯台,lighthouse,,,,approved,2026-11-25,Dev437"
    assert review.current is None
    assert review.decided == {"approved": 2, "skipped": 1}
    assert [term.ja for term in review_of(glossary).terms] == ["Kサーバー"]
    assert lines(glossary)[2] == TERMS.splitlines()[2], "other lines stay, their columns too"


def test_undo_gives_back_what_was(glossary: Path) -> None:
    review = review_of(glossary)
    before = [entry.term for entry in read_file(glossary).entries]
    assert not review.undo()
    review.decide("rejected")
    review.skip()
    review.decide("rejected")
    assert [review.undo(), review.undo(), review.undo(), review.undo()] == [True, True, True, False]
    assert [entry.term for entry in read_file(glossary).entries] == before
    assert review.current == before[1]


def test_a_candidate_without_english_can_be_rejected_but_not_accepted(glossary: Path) -> None:
    review = review_of(glossary)
    review.skip()
    with pytest.raises(GlossaryError, match="'Kサーバー' has no English yet"):
        review.decide("approved")
    assert review.current is not None
    assert review.current.ja == "Kサーバー"
    review.decide("rejected")
    assert "Kサーバー,,,,,rejected,2026-11-25,Dev437" in lines(glossary)
    assert len(read_glossary([glossary])) == 2


def test_what_would_contradict_another_term_is_not_accepted(glossary: Path) -> None:
    glossary.write_text(TERMS + "倉庫,warehouse,,,,candidate,\n", "utf-8")
    review = Review([read_file(glossary).entries[-1].term], [glossary], STAMP)
    with pytest.raises(GlossaryError, match="'倉庫' is 'warehouse' here and 'store' at"):
        review.decide("approved")
    assert "倉庫,warehouse,,,,candidate," in lines(glossary)


def test_a_term_is_found_where_it_stands_by_now(glossary: Path) -> None:
    review = review_of(glossary)
    glossary.write_text(TERMS.replace("# a comment\n", "# a comment\n大橋,bridge,,,,,\n# another\n"), "utf-8")
    review.decide("rejected")
    assert "倉庫,store,,,,rejected,2026-11-25,Dev437" in lines(glossary)
    assert "大橋,bridge,,,,," in lines(glossary)


def test_a_term_that_was_changed_meanwhile_is_left_alone(glossary: Path) -> None:
    review = review_of(glossary)
    changed = TERMS.replace("倉庫,store", "倉庫,warehouse")
    glossary.write_text(changed, "utf-8")
    with pytest.raises(GlossaryError, match="'倉庫' was changed there meanwhile, and stays as it is now"):
        review.decide("rejected")
    assert glossary.read_text("utf-8") == changed


def test_a_table_without_a_header_gets_one_and_the_next_term_is_still_found(tmp_path: Path) -> None:
    plain = tmp_path / "plain.csv"
    plain.write_text("大橋,bridge\n倉庫,store\n", "utf-8")
    review = review_of(plain)
    review.decide("approved")
    review.decide("rejected")
    assert lines(plain) == [
        "ja,en,by,date,status",
        "大橋,bridge,Dev437,2026-11-25",
        "倉庫,store,Dev437,2026-11-25,rejected",
    ]
    assert review.undo()
    assert review.undo()
    assert [entry.term.date for entry in read_file(plain).entries] == ["", ""]


def why(*terms: Term) -> list[tuple[str, str]]:
    job = make_job()
    return [(one.sentence.id, one.why) for one in pending(job.turns, job.translations, terms)]


PORT, STORE = Term("港湾局", "port office"), Term("倉庫", "store")


def test_under_the_same_terms_nothing_needs_translating() -> None:
    assert why(PORT, STORE) == []


def test_only_the_sentences_that_a_change_concerns_need_translating() -> None:
    assert why(PORT, Term("倉庫", "warehouse")) == [("t1.s1", "lacks “warehouse”"), ("t1.s3", "lacks “warehouse”")]
    assert why(STORE) == [("t1.s1", "was asked for “port office”")]
    assert why(PORT, STORE, Term("灯台", "lighthouse")) == [], "its English stands there already"
    assert why(PORT, STORE, Term("灯台", "beacon")) == [("t1.s3", "lacks “beacon”")]
    assert why(PORT, Term("倉庫", "store", forbidden=("lighthouse",))) == [("t1.s3", "lacks “store”")]


def test_a_sentence_without_english_is_pending() -> None:
    job = make_job()
    found = pending(job.turns, job.translations[:2], (PORT, STORE))
    assert [(one.sentence.id, one.why) for one in found] == [("t1.s3", "is not translated yet")]


def test_a_sheet_comes_back_as_what_was_decided() -> None:
    terms = [
        Term("=橋", "=b", status="candidate"),
        Term("倉庫", "store"),
        Term("灯台", "", status="candidate"),
        Term("駅", "stop"),
    ]
    text = write_sheet(dict.fromkeys(terms, ('0:01 | 港, "a"', "0:02 | 橋")), "s.csv")
    assert read_sheet(text, "s.csv").entries == ()
    rows = (
        text.replace("'=橋,'=b,,", "'=橋,'=b,Accept,")
        .replace("倉庫,store,,", "倉庫,warehouse,,")
        .replace("駅,stop,,", "駅,stop,r,")
    )
    read = read_sheet(rows.replace("\n", "\r\n"), "s.csv")
    assert read.remarks == ()
    assert [(e.term.ja, e.term.en, e.term.status, e.base["en"]) for e in read.entries] == [
        ("=橋", "=b", "approved", "=b"),
        ("倉庫", "warehouse", "approved", "store"),
        ("駅", "stop", "rejected", "stop"),
    ]


def test_rows_that_decide_nothing_sensible_are_named() -> None:
    head = "ja,en,decision,was,status,scope\n"
    read = read_sheet(head + "橋,b,maybe,b,candidate,house\n灯台,,accept,,candidate,house\n", "s.csv")
    assert [str(remark.to_error()) for remark in read.remarks] == [
        "s.csv:2: 'maybe' is no decision. Write accept or reject, or leave it empty.",
        "s.csv:3: '灯台' is accepted without English. Fill in en.",
    ]
    with pytest.raises(GlossaryError, match="there is no column 'decision'"):
        read_sheet("ja,en\n橋,b\n", "s.csv")


def test_a_sheet_named_tsv_has_tabs() -> None:
    text = write_sheet({Term("倉庫", "store"): ("0:01, a",)}, "s.tsv")
    read = read_sheet(text.replace("store\t\t", "store\taccept\t"), "s.tsv")
    assert [entry.cells for entry in read.entries] == [{"en": "store", "status": "approved"}]
