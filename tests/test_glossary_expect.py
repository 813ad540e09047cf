"""What the English of each sentence should hold, told by the Japanese alone."""

from collections.abc import Sequence

from taiyaku.glossary.expect import Expected, expectations
from taiyaku.glossary.match import TermMatcher
from taiyaku.model import Sentence, Term

PSC = Term("業績評価", "PSC (performance review)", aliases=("PSC",))
TERMS = (
    PSC,
    Term("港", "port", allowed=("harbor",), forbidden=("haven",)),
    Term("対訳社", "Taiyaku Co.", strictness="once"),
)


def expected(*texts: str, terms: Sequence[Term] = TERMS) -> list[list[Expected]]:
    matcher = TermMatcher(terms)
    sentences = [Sentence(f"t1.s{n}", text) for n, text in enumerate(texts, start=1)]
    return [list(found) for found in expectations(sentences, [matcher.find(text) for text in texts])]


def test_a_term_is_asked_for_as_its_entry_says_and_other_allowed_forms_count() -> None:
    assert expected("港です。") == [[Expected("港", "port", ("port", "harbor"), ("haven",))]]


def test_a_term_is_spelled_out_once_and_short_from_then_on() -> None:
    first, second, third = expected("PSCは業績評価です。", "船です。", "PSCです。")
    assert [one.forms for one in first] == [("PSC (performance review)",)]
    assert second == []
    assert [one.forms for one in third] == [("PSC", "PSC (performance review)")]


def test_a_note_in_brackets_alone_is_no_short_form() -> None:
    assert expected("印です。", "印です。", terms=[Term("印", "(sic)")])[1][0].forms == ("(sic)",)


def test_names_that_no_term_covers_are_expected_as_they_are() -> None:
    assert expected("PSCとGPTとGPT") == [[Expected("PSC", PSC.en, (PSC.en,)), Expected("GPT", "GPT", ("GPT",))]]


def test_of_a_term_that_is_named_once_a_turn_the_sentence_knows() -> None:
    assert expected("対訳社です。")[0][0].once
