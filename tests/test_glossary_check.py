"""What is odd about terms is said, with the lines that it concerns."""

import pytest

from taiyaku.glossary.check import doubts, duplicates
from taiyaku.model import Term


def term(ja: str, en: str = "port", *aliases: str, line: int = 1, scope: str = "house") -> Term:
    return Term(ja, en, aliases=aliases, where=f"t.csv:{line}", scope=scope)


@pytest.mark.parametrize(
    ("ja", "said"),
    [
        ("港", ["'港' is one character, and may be found inside other words"]),
        ("Ａ", ["'Ａ' is one character, and may be found inside other words"]),
        ("港.*", ["'港.*' looks like a pattern; it is searched letter by letter"]),
        (r"\d+年", [r"'\\d+年' looks like a pattern; it is searched letter by letter"]),
        ("[一二]+年", ["'[一二]+年' looks like a pattern; it is searched letter by letter"]),
        ("C++", []),
        (".NET", []),
        ("PSC(業績評価)", []),
        ("[注]と(笑)", []),
        ("何?", []),
    ],
)
def test_a_term_that_may_not_be_meant_is_named(ja: str, said: list[str]) -> None:
    assert [remark.problem for remark in doubts([term(ja)])] == said


def test_japanese_as_english_is_named() -> None:
    (remark,) = doubts([term("倉庫", "ソーコ store")])
    assert str(remark.to_error()) == "t.csv:1: the English 'ソーコ store' holds Japanese."


def test_a_cycle_of_aliases_names_both_lines() -> None:
    remarks = doubts([term("埠頭", "wharf", "波止場"), term("波止場", "wharf", "埠頭", line=2)])
    assert [(remark.grade, str(remark.to_error())) for remark in remarks] == [
        ("warning", "t.csv:1: the alias '波止場' stands at t.csv:2 already: each is the alias of the other, a cycle. "
         "Keep one entry, with all its aliases."),
        ("warning", "t.csv:2: the alias '埠頭' stands at t.csv:1 already: each is the alias of the other, a cycle. "
         "Keep one entry, with all its aliases."),
    ]  # fmt: skip


def test_a_longer_cycle_is_named_link_by_link() -> None:
    ring = [term("一番", "x", "二番"), term("二番", "x", "三番", line=2), term("三番", "x", "一番", line=3)]
    assert [remark.where for remark in doubts(ring)] == ["t.csv:1", "t.csv:2", "t.csv:3"]
    assert doubts(ring)[0].problem == "the alias '二番' stands at t.csv:2 already: it is an entry of its own"


def test_the_same_spelling_in_another_scope_is_no_cycle() -> None:
    assert doubts([term("埠頭", "wharf", "波止場"), term("波止場", "pier", "埠頭", line=2, scope="client")]) == []


def test_a_repeated_entry_names_the_first() -> None:
    found = duplicates(
        [term("ＰＳＣ"), term("psc", line=2), term("PSC", line=3, scope="job"), term("PSC", "P", line=4)]
    )
    assert [str(remark.to_error()) for remark in found] == [
        "t.csv:2: 'psc' as 'port' stands at t.csv:1 already. Only the first is used."
    ]
