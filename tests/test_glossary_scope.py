"""Only approved terms count, where their scope takes the job in; of one spelling the narrower wins."""

from collections.abc import Callable
from pathlib import Path

import pytest

from taiyaku.errors import GlossaryError
from taiyaku.glossary.files import read_glossary
from taiyaku.glossary.match import TermMatcher
from taiyaku.stages import known_readings

English = Callable[..., list[str]]
HEADER = "ja,en,aliases,status,scope\n"


@pytest.fixture
def english(tmp_path: Path) -> English:
    """The English that a glossary gives for 港 and みなと in a job."""

    def find(rows: str, job: str = "") -> list[str]:
        (tmp_path / "t.csv").write_text(HEADER + rows, "utf-8")
        matcher = TermMatcher(read_glossary([tmp_path / "t.csv"], job))
        return [hit.term.en for hit in matcher.find("港とみなと")]

    return find


@pytest.mark.parametrize(
    ("rows", "job", "expected"),
    [
        ("港,port\nみなと,quay,,candidate\n", "", ["port"]),
        ("港,port,,rejected\nみなと,quay\n", "", ["quay"]),
        ("港,port,,APPROVED\n港,harbour,,candidate\n", "", ["port"]),
        ("港,port,,,house\n港,harbour,,,client\n", "", ["harbour"]),
        ("港,harbour,,,client\n港,port,,,house\n", "", ["harbour"]),
        ("港,harbour,,,client\n港,quay,,,job\n", "", ["quay"]),
        ("港,port\n港,berth,,,job:talk\n", "talk", ["berth"]),
        ("港,port\n港,berth,,,job:talk\n", "other", ["port"]),
        ("港,port\n港,berth,,,job:talk\n", "", ["port"]),
        ("港,quay,,,job\n港,berth,,,job:がく\n", "か\u3099く", ["berth"]),
        ("港,port,みなと,,house\nみなと,quay,,,client\n", "", ["port", "quay"]),
        ("港,port,みなと,,house\n港,harbour,,,client\n", "", ["harbour"]),
        ("港,port,,,house\n港,harbour,,rejected,client\n", "", ["port"]),
    ],
)
def test_the_terms_that_count(english: English, rows: str, job: str, expected: list[str]) -> None:
    assert english(rows, job) == expected


def test_a_job_s_own_reading_is_heard_in_that_job_only(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("ja,en,reading,scope\n港,port,コー,job:talk\n", "utf-8")
    assert known_readings([tmp_path / "t.csv"], "talk")("港") == [(0, 1, "コー")]
    assert known_readings([tmp_path / "t.csv"], "other")("港") == []


def test_two_translations_in_one_scope_are_refused(english: English) -> None:
    with pytest.raises(GlossaryError, match=r"'港' is 'harbour' here and 'port' at .*t\.csv:2\. Keep one of them"):
        english("港,port,,,client\n橋,bridge\n埠頭,harbour,港,,client\n")


def test_names_that_begin_alike_are_found_longest_first(english: English, tmp_path: Path) -> None:
    english("株式会社港,Minato\n株式会社港湾,Kowan\n株式会社,Inc.\n")
    matcher = TermMatcher(read_glossary([tmp_path / "t.csv"]))
    hits = matcher.find("株式会社港湾と株式会社港と株式会社")
    assert [hit.term.en for hit in hits] == ["Kowan", "Minato", "Inc."]
