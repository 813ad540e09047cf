"""Tables with and without a line that names the columns; what is wrong with single rows is named, row by row."""

import pytest

from taiyaku.errors import GlossaryError
from taiyaku.glossary.delimited import read_delimited
from taiyaku.model import Term


def terms(text: str, name: str = "t.csv") -> list[tuple[str, str]]:
    return [(entry.term.ja, entry.term.en) for entry in read_delimited(text, name).entries]


def remarks(text: str) -> list[str]:
    return [f"{remark.grade} {remark.to_error()}" for remark in read_delimited(text, "t.csv").remarks]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.csv", "港,port\nPSC,PSC\n船,ship\n"),
        ("t.csv", "port,港\nPSC,PSC\nship,船\n"),
        ("t.csv", "PSC,PSC\nship,船\nport,港\n"),
        ("t.csv", "english,Japanese,Note\nport,港,\nPSC,PSC,\nship,船,\n"),
        ("t.csv", "日本語,英語\n港,port\nPSC,PSC\n船,ship\n"),
        ("t.csv", "\ufeff# ours\n\n　港　, port\nPSC,PSC,,\n船,ship\n"),
        ("t.csv", "港;port\nPSC;PSC\n船;ship\n"),
        ("t.csv", "港\tport\nPSC\tPSC\n船\tship\n"),
        ("t.TSV", "港\tport\nPSC\tPSC\n船\tship"),
    ],
)
def test_a_table_is_read_in_either_direction_with_and_without_names(name: str, text: str) -> None:
    assert sorted(terms(text, name)) == [("PSC", "PSC"), ("港", "port"), ("船", "ship")]


def test_every_column_is_read() -> None:
    text = (
        "ja,en,reading,aliases,note,status,by,date,scope,allowed,forbidden\n"
        '港,port,みなと,みなと | a\\|b,"one,\ntwo",Candidate,Xia,2026-03-31,job:Talk,harbour|haven,dock\n'
    )
    (entry,) = read_delimited(text, "t.csv").entries
    assert entry.term == Term(
        "港", "port", "みなと", ("みなと", "a|b"), "one,\ntwo", "t.csv:3",
        "candidate", "Xia", "2026-03-31", "job:Talk", ("harbour", "haven"), ("dock",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("source,target\n港,port\n", "t.csv:1: this line may be a term or name the columns. The first line names the"),
        ("原語,訳語\n港,port\n船,ship\n", "t.csv:1: this line may be a term or name the columns"),
        ("PSC,PSC\nAI,AI\n", "t.csv:1: neither column is the Japanese one"),
        ("港,port\n船,ship,a note\n", "t.csv:2: this row has 3 fields, and no line names them"),
        ("ja,en,colour\n", "t.csv:1: unknown column 'colour'"),
        ("ja,en,note,note\n", "t.csv:1: the column 'note' stands there twice"),
        ("en,reading\n", "t.csv:1: there is no column 'ja'"),
    ],
)
def test_a_table_that_cannot_be_told_is_refused_as_a_whole(text: str, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        read_delimited(text, "t.csv")
    assert message in str(caught.value)


def test_each_faulty_row_is_named_and_the_others_are_read() -> None:
    text = (
        "ja,en,status,date,scope\n港,port\n船,,,,\n,wharf,,,\n鐘,bell,maybe,,\n倉庫,store,,31.3.2026,\n"
        "橋,bridge,,,world\n塔,tower,,,,x\n道,road,,,\n"
    )
    assert terms(text) == [("港", "port"), ("道", "road")]
    assert remarks(text) == [
        "warning t.csv:2: this row has 2 fields, the header 5; the others were taken as empty.",
        "error t.csv:3: this entry has no en. Fill it in or delete the line.",
        "error t.csv:4: this entry has no ja. Fill it in or delete the line.",
        "error t.csv:5: 'maybe' is no status. Write candidate or approved or rejected.",
        "error t.csv:6: '31.3.2026' is no date. Write it as 2026-03-31.",
        "error t.csv:7: 'world' is no scope. Write house, client, job or job:NAME.",
        'error t.csv:8: this row has 6 fields, the header 5. Put text that holds a comma in "double quotes".',
    ]


def test_what_nobody_sees_is_taken_out_and_said() -> None:
    text = 'ja,en,note\n\u200b港\a,"po\nrt",a\v\tb\n'
    (entry,) = read_delimited(text, "t.csv").entries
    assert (entry.term.ja, entry.term.en, entry.term.note) == ("港", "po rt", "a b")
    assert remarks(text) == [
        "warning t.csv:3: the control character U+200B in ja was taken out.",
        'warning t.csv:3: a tab or line break in en became a space. Look whether a "double quote" was left open.',
        "warning t.csv:3: the control character U+000B in note was taken out.",
    ]
