"""Which files belong together: jobs by their names, glossaries anew, and no result over an input."""

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from taiyaku.errors import MediaError, OutputError
from taiyaku.job import Job, dump_job, read_job
from taiyaku.workspace import as_before, find_job, find_source, source_of


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a recording, its transcript, one glossary and a job that was made with it."""
    monkeypatch.chdir(tmp_path)
    for name in ("media/talk.wav", "media/talk.txt", "glossary/a.csv", "other/mine.csv"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("", "utf-8")
    make_job("glossary/a.csv")
    return tmp_path


def make_job(*glossaries: str, transcript: str = "media/talk.txt") -> None:
    job = Job({"path": "media/talk.wav"}, {"path": transcript}, {"glossaries": list(glossaries)})
    Path("output").mkdir(exist_ok=True)
    Path("output/talk.taiyaku.json").write_text(dump_job(job), "utf-8")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("stored", ["NFC", "NFD"])
@pytest.mark.parametrize("named", ["{}", "{}.taiyaku.json", "output/{}", "output/{}.taiyaku.json"])
def test_a_job_is_met_under_its_name_in_either_form(place: Path, form: str, stored: str, named: str) -> None:
    path = Path("output") / f"{unicodedata.normalize(stored, 'インタビューが')}.taiyaku.json"
    path.write_text("{}", "utf-8")
    assert find_job(Path(named.format(unicodedata.normalize(form, "インタビューが")))) == path


def test_a_job_that_is_not_there_has_the_place_where_it_was_expected(place: Path) -> None:
    assert find_job(Path("gone")) == Path("output/gone.taiyaku.json")
    assert find_job(Path("gone.taiyaku.json")) == Path("gone.taiyaku.json")
    assert find_job(Path()).name == ".taiyaku.json"


def glossaries(*given: str) -> list[str]:
    return [
        path.name for path in source_of(Path("output/talk.taiyaku.json"), [Path(name) for name in given]).glossaries
    ]


def test_a_job_s_glossaries_are_the_workspace_s_as_they_are_now(place: Path) -> None:
    assert glossaries() == ["a.csv"]
    Path("glossary/b.csv").write_text("", "utf-8")
    assert glossaries() == ["a.csv", "b.csv"]
    Path("glossary/a.csv").unlink()
    assert glossaries() == ["b.csv"]


def test_a_glossary_from_elsewhere_stays_until_another_is_given(place: Path) -> None:
    make_job("other/mine.csv")
    assert glossaries() == ["mine.csv"]
    assert glossaries("x.csv", "y.csv") == ["x.csv", "y.csv"]


def test_a_link_in_the_glossary_folder_is_the_workspace_s_own(place: Path) -> None:
    Path("glossary/link.csv").symlink_to(place / "other" / "mine.csv")
    make_job("glossary/a.csv", "other/mine.csv")
    Path("glossary/z.csv").write_text("", "utf-8")
    assert glossaries() == ["a.csv", "link.csv", "z.csv"]


@pytest.mark.parametrize("name", ["talk.ja.srt", "talk.en.srt", "talk.ja-en.srt", "talk.taiyaku.json"])
def test_no_result_is_written_over_the_transcript(place: Path, name: str) -> None:
    Path("s2").mkdir()
    transcript = Path("s2") / name
    transcript.write_text(json.dumps({"media": {"path": "media/talk.wav"}}), "utf-8")
    link = Path("link")
    link.symlink_to("s2")
    for output in (Path("s2"), link):
        with pytest.raises(OutputError, match=r"this input would be overwritten .*--output") as caught:
            find_source(Path("media/talk.wav"), transcript, output=output)
        assert caught.value.where == str(output / name)


def test_no_result_is_written_over_a_stored_job_s_transcript(place: Path) -> None:
    make_job(transcript="output/talk.ja.srt")
    with pytest.raises(OutputError, match="overwritten"):
        source_of(Path("output/talk.taiyaku.json"))


@pytest.mark.parametrize(("name", "problem"), [("media", "this is a folder"), ("media/talk.txt", "this is a text")])
def test_what_is_no_recording_is_said_so(place: Path, name: str, problem: str) -> None:
    with pytest.raises(MediaError, match=problem) as caught:
        find_source(Path(name))
    assert caught.value.where == name
    assert "Put it at" not in str(caught.value)


@pytest.mark.parametrize("text", ["[]", '{"media": 5}', '{"media": {"path": 5}}'])
def test_a_damaged_job_of_the_same_name_is_met_not_passed_by(place: Path, text: str) -> None:
    Path("output/talk.taiyaku.json").write_text(text, "utf-8")
    assert find_source(Path("media/talk.wav")).job == place / "output" / "talk.taiyaku.json"


def test_timing_a_job_anew_keeps_the_english_file_that_it_was_made_with(workspace: Path) -> None:
    path = Path("output/talk.taiyaku.json")
    source = find_source(Path("media/talk.wav"))
    assert as_before(source).english is None
    job = read_job(path)
    path.write_text(dump_job(replace(job, settings={**job.settings, "english": "media/talk.en.srt"})), "utf-8")
    assert as_before(source).english == Path("media/talk.en.srt").resolve()
    assert as_before(replace(source, english=Path("other.srt"))).english == Path("other.srt")
