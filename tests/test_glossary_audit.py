"""A glossary looked over: what is said about which terms."""

import pytest

from taiyaku.glossary.audit import audit
from taiyaku.model import Term


def said(*terms: Term) -> list[str]:
    return [f"{one.severity} {one.rule} {one.remark.problem}" for one in audit(terms)]


def term(ja: str, en: str, where: str = "a:1", **more: object) -> Term:
    return Term(ja, en, where=where, **more)  # type: ignore[arg-type]  # the names are Term's


@pytest.mark.parametrize(
    ("ja", "en", "problem"),
    [
        ("大橋", "?", "has no letter in it"),
        ("大橋", "the great bridge", "begins with an article, which must then stand there every time"),
        ("大橋", "bridge / viaduct", "names several, and all of them would have to stand there"),
        ("大橋", "great bridge.", "ends like a sentence"),
        ("大橋", "ｂｒｉｄｇｅ", "is written in full width"),
        ("大橋", "bridge " * 12, "is longer than 80 characters"),
        ("大橋", "bridge (great", "has a bracket that is not closed"),
        ("第2橋", "bridge 3", "has other numbers than '第2橋'"),
        ("IT部門", "computer section", "does not hold 'IT', which the Japanese does"),
    ],
)
def test_english_that_looks_wrong_is_named(ja: str, en: str, problem: str) -> None:
    assert said(term(ja, en)) == [f"warning target the English {en!r} {problem}"]


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("大橋社", "Ohashi Inc."),
        ("米国", "U.S."),
        ("PSC(業績評価)", "PSC (performance review)"),
        ("大橋", ""),
        ("2橋", "second bridge"),
    ],
)
def test_english_that_looks_odd_and_is_right_is_left_alone(ja: str, en: str) -> None:
    assert said(term(ja, en, status="candidate" if not en else "approved")) == []


def test_its_own_english_must_not_be_forbidden() -> None:
    assert said(term("大橋", "bridge", forbidden=("bridge",))) == [
        "warning target the English 'bridge' is forbidden by its own entry"
    ]


def test_a_term_inside_a_longer_one_counts_there_only_if_its_english_does() -> None:
    assert said(term("評価", "review"), term("業績評価", "performance review", "a:2")) == []
    assert said(term("評価", "rating"), term("業績評価", "performance review", "a:2")) == [
        "warning shadowed '評価' is 'rating', but not inside '業績評価' ('performance review', a:2)"
    ]
    assert said(term("リーム", "ream"), term("ドリーム", "dream", "a:2")) == [], "it is no word inside the other"


def test_a_wide_term_that_a_narrower_one_always_overrules_is_named() -> None:
    wide, client = term("大橋", "bridge"), term("大橋", "span", "a:2", scope="client")
    assert said(wide, client) == ["warning shadowed '大橋' of scope house is never used: a:2 says 'span' for client"]
    assert said(wide, term("大橋", "span", "a:2", scope="job:talk")) == [], "it counts in other jobs"


def test_conflicts_come_first_and_rejected_terms_are_left_alone() -> None:
    assert said(term("大橋", "the bridge"), term("大橋", "span", "a:2"))[0].startswith(
        "error conflict '大橋' is 'span'"
    )
    assert said(term("大橋", "?", status="rejected")) == []
