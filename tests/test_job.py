"""The job file keeps everything, and a sentence keeps its id when the script around it changes."""

import json
from pathlib import Path

import pytest

from taiyaku.errors import JobError, OutputError
from taiyaku.job import Job, carry_ids, dump_job, load_job, read_job
from taiyaku.model import (
    Alignment,
    Cue,
    Finding,
    Sentence,
    Span,
    TermVerdict,
    TimedSentence,
    Translation,
    Turn,
    Unscripted,
    Word,
)
from taiyaku.storage import write_together
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
            TimedSentence("t1.s1", "spoken", 800, 1_900, 0.97, (Word("港です。", 800, 1_900, 0.5),), True),
            TimedSentence("t1.s2", "unspoken", None, None, 0.0, (Word("船。", None, None),)),
        ),
        (Unscripted(2_000, 3_000, "山"),),
    ),
    translations=(Translation("t1.s1", "A port.", (TermVerdict("港", "port", "kept"),)), Translation("t1.s2", "Ship.")),
    cues={"ja": (Cue(1, 800, 2_000, ("港です。",), (Span("t1.s1", 0, 4),), "first sound", "held", True),)},
    findings=(Finding("cps", "warning", "too fast", "ja", 1, "t1.s1"),),
)


def test_what_is_written_is_read_again() -> None:
    assert load_job(dump_job(FULL), "talk") == FULL


def test_the_file_has_the_promised_shape() -> None:
    data = json.loads(dump_job(FULL))
    sentence = data["turns"][0]["sentences"][0]
    assert (sentence["status"], sentence["start_ms"], sentence["out_of_order"]) == ("spoken", 800, True)
    assert sentence["terms"] == [{"ja": "港", "en": "port", "verdict": "kept"}]
    assert "start_ms" not in data["turns"][0]["sentences"][1]
    assert data["cues"]["ja"][0]["sentences"] == ["t1.s1"]
    assert data["findings"][0]["cue"] == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "this job file is damaged"),
        ('{"version": 9}', "this job file is of version 9"),
        ('{"version": 1}', "this job file is damaged"),
    ],
)
def test_a_damaged_job_file_is_named(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "talk.taiyaku.json"
    path.write_text(text, "utf-8")
    with pytest.raises(JobError, match=problem) as caught:
        read_job(path)
    assert caught.value.where == str(path)


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
