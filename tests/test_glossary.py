"""Terms are found whole and longest first; files' faults are named with their line."""

from pathlib import Path

import pytest

from taiyaku.errors import GlossaryError
from taiyaku.glossary.files import read_glossary, read_terms_csv
from taiyaku.glossary.match import TermMatcher, latin_names, latin_names_outside
from taiyaku.model import Term

TERMS = [
    Term("PSC(業績評価)", "PSC (performance review)"),
    Term("PSC", "PSC"),
    Term("Vチーム", "V-team", aliases=("ブイチーム",)),
    Term("メタ", "Meta"),
    Term("port", "PORT"),
    Term("業績", "results"),
]


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in TermMatcher(TERMS).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PSC(業績評価)とPSC", ["PSC(業績評価)", "PSC"]),
        ("ＰＳＣ（業績評価）です", ["ＰＳＣ（業績評価）"]),
        ("pscの話、ｖチームも", ["psc", "ｖチーム"]),
        ("メタはメタルではない", ["メタ"]),
        ("exportとport、PSCs", ["port"]),
        ("ブイチームの業績", ["ブイチーム", "業績"]),
        ("ﾒﾀの話", ["ﾒﾀ"]),
    ],
)
def test_the_longest_term_is_found_whole(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_latin_names_must_survive_and_units_need_not() -> None:
    assert latin_names("GenAIとＧＰＴ-4、LLaMAは5kmのhttps://a.example/Xで") == ("GenAI", "GPT-4", "LLaMA")


def test_a_name_that_a_term_covers_is_asked_for_once() -> None:
    text = "PSCとGenAIとPSC"
    assert latin_names_outside(text, TermMatcher(TERMS).find(text)) == ("GenAI",)


def test_a_file_is_read_with_its_odd_lines() -> None:
    text = '\ufeffen,ja,aliases\n# a note\n\n"Port, the","港",みなと|ミナト\nship,　船　,\n'
    assert read_terms_csv(text, "terms.csv") == (
        Term("港", "Port, the", aliases=("みなと", "ミナト"), where="terms.csv:4"),
        Term("船", "ship", where="terms.csv:5"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ja,en,colour\n", "terms.csv:1: unknown column 'colour'"),
        ("ja,note\n", "terms.csv:1: there is no column 'en'"),
        ("ja,en\n港,port,x\n", "terms.csv:2: this row has 3 fields, the header 2"),
        ("ja,en\n港,\n", "terms.csv:2: this entry has no en"),
    ],
)
def test_faults_are_named_with_file_and_line(text: str, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        read_terms_csv(text, "terms.csv")
    assert message in str(caught.value)


def test_two_translations_of_one_spelling_are_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("glossary")
    (folder / "a.csv").write_text("ja,en\n港,port\n", "utf-8")
    (folder / "b.csv").write_text("ja,en,aliases\n埠頭,wharf,港\n", "utf-8")
    with pytest.raises(GlossaryError, match="'港' is 'wharf' here and 'port' at"):
        read_glossary([folder / "a.csv", folder / "b.csv"])


def test_missing_unreadable_and_foreign_glossaries_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_bytes(b"ja,en\n\0\xff\xfe\n")
    (tmp_path / "long.csv").write_text('ja,en\n港,port\n船,"' + "x" * 140_000 + "\n", "utf-8")
    for name, problem in (
        ("gone.csv", "there is no such glossary. Put it back, or name another with --glossary."),
        (".", r"this glossary cannot be read \(Is a directory\)"),
        ("odd.csv", "this is no text in UTF-8.* Save it as CSV in UTF-8"),
        ("long.csv", r"long\.csv:3: the row that begins here cannot be read \(field larger than .* left open"),
    ):
        with pytest.raises(GlossaryError, match=problem):
            read_glossary([tmp_path / name])
