"""The job file keeps everything, and a sentence keeps its id when the script around it changes."""

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.errors import JobError, OutputError
from taiyaku.job import Job, carry_ids, dump_job, load_job, read_job
from taiyaku.model import (
    Alignment,
    Anchor,
    Cue,
    Finding,
    Reason,
    Sentence,
    Span,
    TermVerdict,
    TimedSentence,
    Translation,
    Turn,
    Unscripted,
    Why,
    Word,
)
from taiyaku.storage import check_writable, write_together
from taiyaku.transcript import parse_transcript

FULL = Job(
    media={"path": "media/talk.mp4", "sha256": "ab", "duration_ms": 9_000},
    transcript={"path": "media/talk.txt", "sha256": "cd"},
    settings={"track": 0},
    fingerprints={"align": "ef"},
    engines={"recognizer": "recorded:x"},
    turns=(Turn("t1", "Xia", (Sentence("t1.s1", "港です。"), Sentence("t1.s2", "船。")), 3),),
    alignment=Alignment(
        (
            TimedSentence(
                "t1.s1",
                "spoken",
                800,
                1_900,
                0.97,
                (Word("港です。", 800, 1_900, 0.5),),
                True,
                Reason("pause", 420, -30),
                Reason("traced"),
            ),
            TimedSentence("t1.s2", "unspoken", None, None, 0.0, (Word("船。", None, None),)),
        ),
        (Unscripted(2_000, 3_000, "山"),),
    ),
    translations=(
        Translation("t1.s1", "A port.", (TermVerdict("港", "port", "kept"),)),
        Translation("t1.s2", "A ship is here.", (), "A ship.", (Anchor(2, 2),), 0.7),
    ),
    cues={"ja": (Cue(1, 800, 2_000, ("港です。",), (Span("t1.s1", 0, 4),), "first sound", "held", True),)},
    findings=(Finding("cps", "warning", "too fast", "ja", 1, "t1.s1"),),
)


def test_what_is_written_is_read_again() -> None:
    assert load_job(dump_job(FULL), "talk") == FULL


REASONS = st.builds(
    lambda kind, pause_ms, moved_ms: Reason(kind, pause_ms if kind == "pause" else None, moved_ms),
    st.sampled_from(get_args(Why)),
    st.integers(0, 10**7),
    st.none() | st.integers(-(10**5), 10**5),
)


@given(REASONS, REASONS)
def test_every_reason_is_read_as_it_was_written(start: Reason, end: Reason) -> None:
    first, *others = FULL.alignment.sentences
    timed = replace(first, start_reason=start, end_reason=end)
    job = replace(FULL, alignment=Alignment((timed, *others)))
    assert load_job(dump_job(job), "talk") == job


def test_a_job_file_of_before_the_reasons_were_kept_is_read() -> None:
    data = json.loads(dump_job(FULL))
    del data["turns"][0]["sentences"][0]["why"]
    timed = load_job(json.dumps(data), "talk").alignment.sentences[0]
    assert timed == replace(FULL.alignment.sentences[0], start_reason=None, end_reason=None)


def test_the_file_has_the_promised_shape() -> None:
    data = json.loads(dump_job(FULL))
    sentence = data["turns"][0]["sentences"][0]
    assert (sentence["status"], sentence["start_ms"], sentence["out_of_order"]) == ("spoken", 800, True)
    assert sentence["terms"] == [{"ja": "港", "en": "port", "verdict": "kept"}]
    assert sentence["why"] == {"start": {"kind": "pause", "pause_ms": 420, "moved_ms": -30}, "end": {"kind": "traced"}}
    assert not {"start_ms", "why"} & data["turns"][0]["sentences"][1].keys()
    assert data["cues"]["ja"][0]["sentences"] == ["t1.s1"]
    assert data["findings"][0]["cue"] == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "this job file is damaged"),
        ('{"version": 9}', "this job file is of version 9"),
        ('{"version": 1}', r"this job file is damaged \(media is missing\)"),
        ("[]", "this job file is damaged"),
        ("[" * 100_000, "this job file is damaged"),
    ],
)
def test_a_damaged_job_file_is_named(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "talk.taiyaku.json"
    path.write_text(text, "utf-8")
    with pytest.raises(JobError, match=problem) as caught:
        read_job(path)
    assert caught.value.where == str(path)


def test_job_files_that_cannot_be_read_are_told_apart(tmp_path: Path) -> None:
    bad = tmp_path / "bad.taiyaku.json"
    bad.write_bytes(b"\xff\xfe")
    for path, problem in (
        (bad, "this job file is damaged .*Restore it"),
        (tmp_path, r"cannot be read \(Is a directory\)\. Check that it is a file"),
        (tmp_path / "gone", "there is no such job file. Make the job first"),
        (bad / "under", "there is no such job file"),
    ):
        with pytest.raises(JobError, match=problem):
            read_job(path)


@pytest.mark.parametrize(
    ("keys", "value", "problem"),
    [
        (("media", "path"), 5, "media.path is 5, not text"),
        (("fingerprints",), None, "fingerprints is None, not an object"),
        (("fingerprints", "align"), 1, "fingerprints.align is 1, not text"),
        (("settings", "track"), "0", "settings.track is '0', not a whole number"),
        (("turns", 0, "sentences", 0, "id"), 5, "turns[0].sentences[0].id is 5, not text"),
        (("turns", 0, "sentences", 0, "start_ms"), "abc", "turns[0].sentences[0].start_ms is 'abc'"),
        (("turns", 0, "sentences", 0, "start_ms"), None, "t1.s1 is spoken and has no times"),
        (("turns", 0, "sentences", 0, "status"), "sung", "is 'sung', not one of partial, spoken, unspoken"),
        (("turns", 0, "sentences", 0, "confidence"), True, "confidence is True, not a number"),
        (("turns", 0, "sentences", 0, "why"), [], "turns[0].sentences[0].why is [], not an object"),
        (("turns", 0, "sentences", 0, "why", "end"), None, "turns[0].sentences[0].why.end is None, not an object"),
        (
            ("turns", 0, "sentences", 0, "why", "end", "kind"),
            "guess",
            "why.end.kind is 'guess', not one of edited, expected, forced, order, pause",
        ),
        (
            ("turns", 0, "sentences", 0, "why", "start", "moved_ms"),
            0.5,
            "why.start.moved_ms is 0.5, not a whole number",
        ),
        (("turns", 0, "sentences", 0, "why", "start", "pause_ms"), None, "t1.s1 lies at a pause that has no length"),
        (("turns", 0, "sentences"), {}, "turns[0].sentences is {}, not a list"),
        (("cues", "ja", 0, "start_ms"), "x", "cues.ja[0].start_ms is 'x', not a whole number"),
        (("cues", "ja", 0, "spans", 0), ["t1.s1", 0], "cues.ja[0].spans[0] is ['t1.s1', 0], not a list of 3"),
        (("cues", "fr"), [], "cues's key is 'fr', not one of en, ja, ja-en"),
    ],
)
def test_a_wrong_type_is_named_with_its_place(keys: tuple[str | int, ...], value: object, problem: str) -> None:
    data = json.loads(dump_job(FULL))
    inside = data
    for key in keys[:-1]:
        inside = inside[key]
    inside[keys[-1]] = value
    with pytest.raises(JobError, match="this job file is damaged") as caught:
        load_job(json.dumps(data), "talk")
    assert problem in caught.value.problem


def ids(turns: tuple[Turn, ...]) -> list[str]:
    return [f"{s.id} {s.text}" for turn in turns for s in turn.sentences]


def test_sentences_keep_their_ids_when_the_script_changes() -> None:
    before = parse_transcript("Xia: 港です。船です。\n\nDev437: はい。")
    after = parse_transcript("Xia: 新しい話。\n\nXia: 港です。山です。船です。\n\nDev437: はい。")
    assert ids(carry_ids(after, before)) == [
        "t3.s1 新しい話。",
        "t1.s1 港です。",
        "t1.s3 山です。",
        "t1.s2 船です。",
        "t2.s1 はい。",
    ]


def test_equal_sentences_keep_their_ids_in_order() -> None:
    before = parse_transcript("Xia: はい。\n\nDev437: はい。")
    assert ids(carry_ids(before, before)) == ["t1.s1 はい。", "t2.s1 はい。"]


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    old = tmp_path / "a.srt"
    old.write_text("old", "utf-8")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OutputError):
        write_together({old: b"new", tmp_path / "file" / "b.srt": b"new"})
    assert old.read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.srt", "file"]
    write_together({old: b"new", tmp_path / "deep" / "b.srt": b"new"})
    assert old.read_text("utf-8") == "new"


def test_a_folder_in_a_files_place_changes_nothing_and_leaves_no_new_folder(tmp_path: Path) -> None:
    (tmp_path / "b.srt").mkdir()
    with pytest.raises(OutputError, match="Is a directory"):
        write_together({tmp_path / "new" / "deep" / "a.srt": b"new", tmp_path / "b.srt": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["b.srt"]


def test_a_folder_is_proved_and_not_left(tmp_path: Path) -> None:
    check_writable(tmp_path / "new" / "deep")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OutputError, match=r"this is a file, and a folder is needed there\. .*--output") as caught:
        check_writable(tmp_path / "file" / "deep")
    assert caught.value.where == str(tmp_path / "file")
