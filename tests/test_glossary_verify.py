"""Whether a line of English holds its terms: inflected yes, in another case or inside another word no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.glossary.expect import Expected
from taiyaku.glossary.verify import is_kept, is_met, missing, verdict


@pytest.mark.parametrize(
    ("form", "english", "kept"),
    [
        ("V-team", "The V-teams' plan", True),
        ("V-team", "the V-team’s plan", True),
        ("V-team", "the v-team's plan", False),
        ("V-team", "a V team", False),
        ("V-team", "the V-teamwork", False),
        ("AI", "He said it", False),
        ("AI", "an ai", False),
        ("port", "Port authorities", True),
        ("port", "We export it", False),
        ("port", "two ports", True),
        ("bus", "two buses", True),
        ("company", "two companies’ plans", True),
        ("company", "a company's plan", True),
        ("company", "a companion", False),
        ("day", "three days", True),
        ("performance review", "a performance\nreview", True),
        ("PSC (performance review)", "a PSC (performance review).", True),
        ("PSC", "PSC-based", True),
        ("C++", "in C++.", True),
        (".*", "anything", False),
        ("A&R", "A&R people", True),
    ],
)
def test_inflected_terms_are_kept_and_parts_of_words_are_not(form: str, english: str, kept: bool) -> None:
    assert is_kept(form, english) is kept


@given(st.text(st.characters(codec="ascii", exclude_categories=("Cc",)), min_size=1).map(str.strip).filter(bool))
def test_every_form_stands_in_itself(form: str) -> None:
    assert is_kept(form, f"so {form}, yes")


PORT = Expected("港", "port", ("port", "harbor"), ("haven", "port city"))


@pytest.mark.parametrize(
    ("english", "met"),
    [
        ("A port.", True),
        ("The harbors.", True),
        ("A haven.", False),
        ("A port, no haven.", False),
        ("", False),
    ],
)
def test_any_form_will_do_and_no_forbidden_one(english: str, met: bool) -> None:
    assert is_met(PORT, english) is met


def test_a_forbidden_form_inside_an_allowed_one_does_no_harm() -> None:
    review = Expected("評価", "performance review", ("performance review",), ("review",))
    assert is_met(review, "The performance review is over.")
    assert not is_met(review, "The performance review was a review.")


FIRM = Expected("対訳社", "Taiyaku Co.", ("Taiyaku Co.",), ("Fish Co.",), once=True)


@pytest.mark.parametrize(
    ("english", "named", "result"),
    [
        ("Taiyaku Co. is here.", False, "kept"),
        ("They are here.", True, "implied"),
        ("They are here.", False, "missed"),
        ("Somebody is here.", True, "missed"),
        ("Fish Co. and they are here.", True, "missed"),
    ],
)
def test_a_pronoun_stands_for_a_firm_that_was_named_a_moment_before(english: str, named: bool, result: str) -> None:
    found = verdict(FIRM, english, [FIRM] if named else [], "again")
    assert (found.ja, found.en, found.verdict, found.rung) == ("対訳社", "Taiyaku Co.", result, "again")
    assert bool(missing([FIRM], english, [FIRM] if named else [])) is (result == "missed")


def test_a_term_that_must_always_stand_there_is_not_implied() -> None:
    assert verdict(PORT, "It is here.", [PORT], "hint").verdict == "missed"
