"""The main job on the sample, with real weights: what a new user's first command does."""

import json
import wave
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import srt
from click.testing import CliRunner

from conftest import ROOT
from taiyaku.commands import cli
from taiyaku.text.normalize import has_japanese

pytestmark = pytest.mark.models

MEAN_MS, WORST_MS = 30, 150  # what the sample must hold; the figures themselves are printed by `make figures`


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's workspace after one run of `taiyaku make`."""
    root = tmp_path_factory.mktemp("workspace")
    copytree(ROOT / "media", root / "media")
    copytree(ROOT / "glossary", root / "glossary")
    (root / "output").mkdir()
    result = CliRunner().invoke(cli, ["make", str(root / "media" / "interview.ogg"), "--translator", "auto"])
    assert result.exit_code == 0, result.output
    return root


@pytest.fixture(scope="module")
def job(workspace: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((workspace / "output" / "interview.taiyaku.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def sentences(job: dict[str, Any]) -> list[dict[str, Any]]:
    return [sentence for turn in job["turns"] for sentence in turn["sentences"]]


def test_every_spoken_sentence_is_found_and_the_heading_and_note_are_not(sentences: list[dict[str, Any]]) -> None:
    truth = json.loads((ROOT / "media" / "interview.times.json").read_text("utf-8"))["sentences"]
    spoken = [s["text"] for s in sentences if s["status"] == "spoken"]
    assert spoken == [row["text"] for row in truth]
    assert [s["text"][0] for s in sentences if s["status"] == "unspoken"] == ["#", "("]


def test_starts_and_ends_are_near_the_true_ones(sentences: list[dict[str, Any]]) -> None:
    truth = json.loads((ROOT / "media" / "interview.times.json").read_text("utf-8"))["sentences"]
    timed = [s for s in sentences if s["status"] == "spoken"]
    for key, true in (("start_ms", "onset_ms"), ("end_ms", "offset_ms")):
        errors = [abs(s[key] - row[true]) for s, row in zip(timed, truth, strict=True)]
        assert sum(errors) / len(errors) <= MEAN_MS
        assert max(errors) <= WORST_MS


def test_every_time_says_why_it_is_where_it_is(sentences: list[dict[str, Any]]) -> None:
    for sentence in sentences:
        why = sentence.get("why", {})
        assert [why.get(edge, {}).get("kind") for edge in ("start", "end")] == (
            ["pause", "pause"] if sentence["status"] == "spoken" else [None, None]
        )


def test_words_join_to_their_sentence_to_the_letter(sentences: list[dict[str, Any]]) -> None:
    for sentence in sentences:
        assert "".join(word["text"] for word in sentence["words"]) == sentence["text"]


def test_every_sentence_has_english_and_every_term_a_verdict(sentences: list[dict[str, Any]]) -> None:
    for sentence in sentences:
        assert sentence["translation"].strip()
        assert not has_japanese(sentence["translation"])
    found = {v["en"] for sentence in sentences for v in sentence["terms"]}
    assert {"PSC", "V-team", "Meta", "LLaMA", "GenAI", "GPT"} <= found


def test_the_job_file_names_engines_and_inputs(job: dict[str, Any]) -> None:
    assert job["version"] == 1
    assert job["media"]["path"] == "media/interview.ogg"
    assert job["engines"]["recognizer"] == "faster-whisper:base:int8"
    assert job["engines"]["translator"] == "openvino:qwen2.5-coder-1.5b"


@pytest.mark.parametrize("track", ["ja", "en", "ja-en"])
def test_the_srt_files_hold_what_was_spoken_in_order(
    workspace: Path, sentences: list[dict[str, Any]], track: str
) -> None:
    text = (workspace / "output" / f"interview.{track}.srt").read_text("utf-8")
    cues = list(srt.parse(text))
    for before, after in pairwise(cues):
        assert before.start < before.end <= after.start
    shown = "".join("".join(cue.content.split()) for cue in cues)
    for sentence in (s for s in sentences if s["status"] == "spoken"):
        if track == "ja":
            assert "".join(sentence["text"].split()) in shown
        if track == "en":
            assert "".join(sentence["translation"].split()) in shown


def test_a_second_run_does_nothing_again_and_writes_the_same(workspace: Path) -> None:
    output = workspace / "output"
    before = {path.name: path.read_bytes() for path in output.iterdir()}
    result = CliRunner().invoke(cli, ["make", str(workspace / "media" / "interview.ogg"), "--translator", "auto"])
    assert result.exit_code == 0
    assert "translating with" not in result.output
    assert {path.name: path.read_bytes() for path in output.iterdir()} == before


def test_export_writes_the_same_tracks_again(workspace: Path, tmp_path: Path) -> None:
    job = str(workspace / "output" / "interview.taiyaku.json")
    result = CliRunner().invoke(cli, ["export", job, "--output", str(tmp_path)])
    assert result.exit_code == 0
    for track in ("ja", "en", "ja-en"):
        name = f"interview.{track}.srt"
        assert (tmp_path / name).read_bytes() == (workspace / "output" / name).read_bytes()


def test_clip_cuts_one_sentence(workspace: Path, tmp_path: Path, sentences: list[dict[str, Any]]) -> None:
    sentence = next(s for s in sentences if s["status"] == "spoken")
    job = str(workspace / "output" / "interview.taiyaku.json")
    result = CliRunner().invoke(cli, ["clip", job, sentence["id"], "--pad", "0", "--output", str(tmp_path)])
    assert result.exit_code == 0, result.output
    with wave.open(str(tmp_path / f"interview.{sentence['id']}.wav")) as sound:
        length_ms = sound.getnframes() * 1000 / sound.getframerate()
    assert abs(length_ms - (sentence["end_ms"] - sentence["start_ms"])) < 20
