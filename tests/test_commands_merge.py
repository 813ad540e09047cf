"""`taiyaku merge`: a track comes back from an editor, is shown as a diff, and outlives every run."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from taiyaku import tracks
from taiyaku.commands import cli
from taiyaku.formats import read_subtitles
from taiyaku.job import Job, dump_job, read_job
from taiyaku.model import Sentence, Translation
from taiyaku.options import Options, Unwatched
from taiyaku.workspace import source_of

JOB = Path("output/talk.taiyaku.json")
SCC_EDIT = (b"20f1 75e9 e5f4", b"20f4 e967 68f4")  # " quiet" to " tight", as CEA-608 has them
ENGLISH = ("A ship comes.", "The harbour is quiet.", "The mountain is high.")


class Listening(Unwatched):
    """Keeps what a person must know."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def warn(self, message: str) -> None:
        self.warnings.append(message)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["merge", "talk", *arguments])


def shape(job: Job, options: Options | None = None) -> Listening:
    """The last stages, as every run does them."""
    watch, source = Listening(), source_of(JOB)
    tracks.write_outputs(tracks.shape_cues(job, source, options or Options(), watch), source, watch)
    return watch


@pytest.fixture
def made(workspace: Path) -> Path:
    """The workspace after a run: three sentences, translated, in three tracks."""
    lines = tuple(Translation(f"t{n}.s1", text) for n, text in enumerate(ENGLISH, start=1))
    shape(replace(read_job(JOB), translations=lines))
    return workspace


def rewrite(track: str, *pairs: tuple[str, str]) -> str:
    """A copy of a track, some of its text replaced; where it lies."""
    text = Path(f"output/talk.{track}.srt").read_text("utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    Path("back.srt").write_text(text, "utf-8")
    return "back.srt"


def texts(track: str) -> list[str]:
    return [line for line in Path(f"output/talk.{track}.srt").read_text("utf-8").splitlines() if line[:1].isalpha()]


def test_changes_are_shown_kept_and_approved(made: Path) -> None:
    path = rewrite("en", ("The harbour is quiet.", "The port is calm."), ("00:00:09,000", "00:00:09,400"))
    done = run(path, "--by", "the editor")
    assert done.exit_code == 0
    rows = done.stdout.splitlines()
    assert rows[1].split("  ")[0] == "0:06.000"
    assert "The harbour is quiet." in rows[1]
    assert "The port is calm." in rows[1]
    assert rows[2].startswith("0:09.400  times")
    assert done.stderr.splitlines()[0] == "2 changes kept, 1 lines of English approved"
    assert "“harbour” for 港 is gone" not in done.stderr  # nobody has judged the term yet
    for _ in range(2):
        assert texts("en") == ["A ship comes.", "The port is calm.", "The mountain is high."]
        assert "00:00:09,400 --> " in Path("output/talk.en.srt").read_text("utf-8")
        shape(read_job(JOB))
    assert texts("ja-en")[3] == "The port is calm."
    assert [line.en for line in source_of(JOB).memory.approved(["港は静かです。"], "talk").values()] == [
        "The port is calm."
    ]


def test_a_term_that_an_edit_writes_otherwise_is_named(made: Path) -> None:
    first = run(rewrite("en", ("quiet", "very quiet")))
    assert "is gone from" not in first.stderr
    done = run(rewrite("en", ("The harbour is", "The port is")))
    assert "“harbour” for 港 is gone from: The port is very quiet." in done.stderr
    assert 'taiyaku glossary add 港 "…" --force' in done.stderr


def test_japanese_times_move_the_sentence_in_every_track(made: Path) -> None:
    assert run(rewrite("ja", ("00:00:06,000", "00:00:06,500"))).exit_code == 0
    assert all("00:00:06,500 --> " in Path(f"output/talk.{track}.srt").read_text() for track in ("ja", "en", "ja-en"))


def test_a_dry_run_changes_nothing(made: Path) -> None:
    before = JOB.read_bytes(), Path("output/talk.en.srt").read_bytes()
    done = run(rewrite("en", ("quiet", "calm")), "--dry-run")
    assert "The harbour is calm." in done.stdout
    assert (JOB.read_bytes(), Path("output/talk.en.srt").read_bytes()) == before


def test_a_track_on_a_timeline_that_begins_at_one_hour_is_moved_back(made: Path) -> None:
    assert CliRunner().invoke(
        cli, ["export", "talk", "--fps", "25", "--start-tc", "01:00:00:00", "--layout", "en", "--output", "out"]
    ).exit_code == 0  # fmt: skip
    text = Path("out/talk.en.srt").read_text("utf-8").replace("quiet", "calm")
    Path("back.srt").write_text(text, "utf-8")
    done = run("back.srt")
    assert "back.srt is 1:00:00.000 later as a whole; taken off" in done.stderr
    assert "1 changes kept" in done.stderr
    assert texts("en")[1] == "The harbour is calm."


@pytest.mark.parametrize(
    ("form", "rate", "told"),
    [
        ("avid", "29.97df", ("--fps", "29.97df")),
        ("avid", "23.976", ("--fps", "23.976")),
        ("scc", "29.97", ()),
        ("stl", "25", ()),
        ("fcpxml", "50", ()),
    ],
)
def test_a_track_comes_back_in_a_format_that_counts_frames(
    made: Path, form: str, rate: str, told: tuple[str, ...]
) -> None:
    arguments = ["export", "talk", "--to", form, "--fps", rate, "--layout", "en", "--start-tc", "01:00:00:00"]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    (path,) = [path for path in Path("output").glob("talk.en.*") if path.suffix != ".srt"]
    same = run(str(path), *told, "--dry-run")
    assert (same.exit_code, same.stdout) == (0, "")
    path.write_bytes(path.read_bytes().replace(b"quiet", b"tight").replace(*SCC_EDIT))
    _, changed, *files = run(str(path), *told).stdout.splitlines()
    assert "The harbour is tight." in changed
    assert all(file.startswith("output/") for file in files)


@pytest.mark.parametrize(("form", "rate"), [("scc", "29.97"), ("stl", "25")])
def test_what_only_a_format_makes_of_a_text_is_no_edit(made: Path, form: str, rate: str) -> None:
    lines = ("A ship’s here… and it stays as long as it can.", "The harbour is quiet.", "That’s it.")
    job = read_job(JOB)
    shape(replace(job, translations=tuple(Translation(f"t{n}.s1", text) for n, text in enumerate(lines, start=1))))
    CliRunner().invoke(cli, ["export", "talk", "--to", form, "--fps", rate, "--layout", "en"])
    written = read_subtitles(Path(f"output/talk.en.{form}").read_bytes(), form)
    assert "A ship" in written.captions[0].lines[0].text
    assert "…" not in written.captions[0].lines[0].text
    done = run(f"output/talk.en.{form}", "--dry-run")
    assert (done.exit_code, done.stdout) == (0, "")


def test_a_file_that_does_not_say_its_rate_needs_one(made: Path) -> None:
    CliRunner().invoke(cli, ["export", "talk", "--to", "avid", "--fps", "25", "--layout", "en"])
    done = run("output/talk.en.avid.txt")
    assert done.exit_code == 2
    assert "does not say how many a second has. Say so, as `taiyaku merge JOB FILE --fps 25` does" in done.stderr
    assert "'26' is no frame rate" in run("output/talk.en.avid.txt", "--fps", "26").stderr


def test_edits_are_listed_and_given_back(made: Path) -> None:
    run(rewrite("ja", ("港は静かです。", "港は静か。")))
    listed = run("--list").stdout.splitlines()
    assert listed[1].split() == ["1", "ja", "0:06.000", "text", "t2.s1", "港は静か。"]
    assert "There is no edit 2" in run("--drop", "2").stderr
    assert run("--drop", "1").exit_code == 0
    assert texts("ja")[1] == "港は静かです。"
    assert run("--list").stderr == "nothing was edited by hand\n"


def test_an_edit_whose_sentence_was_rewritten_is_a_finding_and_is_not_lost(made: Path) -> None:
    run(rewrite("ja", ("港は静かです。", "港は静か。")))
    job = read_job(JOB)
    new = Sentence("t9.s1", "港は本当に静かです。")
    turns = [replace(turn, sentences=(new,)) if turn.id == "t2" else turn for turn in job.turns]
    shape(replace(job, turns=tuple(turns)))
    after = read_job(JOB)
    assert after.edits == job.edits
    (finding,) = [finding for finding in after.findings if finding.rule == "edit-lost"]
    assert finding.message == (
        "edited by hand, and no longer in the transcript: “港は静か。”, over “港は静かです。”; "
        "“港は本当に静かです。” is most like it"
    )


def test_a_track_changed_in_its_place_is_kept_by_the_next_run(made: Path) -> None:
    path = Path("output/talk.en.srt")
    edited = path.read_text("utf-8").replace("quiet", "calm")
    path.write_text(edited, "utf-8")
    watch = shape(read_job(JOB))
    kept = Path("output/talk.en.edited.srt")
    assert kept.read_text("utf-8") == edited
    assert watch.warnings == [
        f"{source_of(JOB).track('en').with_name(kept.name)} is what was changed by hand since the last run: "
        f"`taiyaku merge talk {source_of(JOB).track('en').with_name(kept.name)}` takes it in"
    ]
    assert texts("en")[1] == "The harbour is quiet."
    assert shape(read_job(JOB)).warnings == []
    assert run(str(kept)).exit_code == 0
    assert texts("en")[1] == "The harbour is calm."


def test_a_file_that_was_there_before_the_first_run_is_kept(workspace: Path) -> None:
    theirs = "1\n00:00:01,000 --> 00:00:02,000\n誰かの字幕です。\n"
    Path("output/talk.ja.srt").write_text(theirs, "utf-8")
    assert len(shape(read_job(JOB)).warnings) == 1
    assert Path("output/talk.ja.edited.srt").read_text("utf-8") == theirs
    assert texts("ja") == ["船が来ます。", "港は静かです。", "山は高いです。"]


def test_a_track_on_frames_is_no_hand_edit(made: Path) -> None:
    assert CliRunner().invoke(cli, ["export", "talk", "--fps", "23.976"]).exit_code == 0
    assert shape(read_job(JOB)).warnings == []


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((), "Give the file that was edited, or one of --list, --drop and --drop-all."),
        (("gone.srt",), "taiyaku: gone.srt: this file cannot be read (No such file or directory). Check its path."),
        (("media/talk.txt",), "taiyaku: media/talk.txt: no cue was found."),
    ],
)
def test_what_cannot_be_merged_is_said(made: Path, arguments: tuple[str, ...], problem: str) -> None:
    before = JOB.read_bytes()
    done = run(*arguments)
    assert done.exit_code == 2
    assert problem in done.stderr
    assert JOB.read_bytes() == before


def test_a_file_of_another_talk_is_refused(made: Path) -> None:
    job = read_job(JOB)
    cues = tuple(replace(job.cues["en"][0], id=n, start_ms=n * 3_000, end_ms=n * 3_000 + 900) for n in range(1, 9))
    JOB.write_text(dump_job(replace(job, cues={**job.cues, "en": cues})), "utf-8")
    Path("back.srt").write_text("1\n00:10:00,000 --> 00:10:02,000\nSomething else altogether.\n", "utf-8")
    done = run("back.srt")
    assert done.exit_code == 2
    assert (
        "8 of the job's 8 subtitles are not in this file. Check that it belongs to this talk, and --track."
        in done.stderr
    )
