"""The command line: exit codes, whole messages, and that nothing is left behind."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from taiyaku.commands import cli
from taiyaku.model import Samples

REFUSALS = [
    ("there is no such recording", ["make", "gone.mp4"]),
    ("this recording has no transcript beside it", ["make", "alone.wav"]),
    ("this transcript is empty", ["make", "talk.wav", "--transcript", "empty.txt"]),
    ("this transcript cannot be read", ["make", "talk.wav", "--transcript", "gone.txt"]),
    ("this transcript is not in Japanese", ["make", "talk.wav", "--transcript", "english.txt"]),
    ("this is a text file, whatever its name says", ["make", "fake.mp3", "--transcript", "talk.txt"]),
    ("no recognizer is called 'parrot'", ["make", "talk.wav", "--recognizer", "parrot"]),
    ("there is no such model", ["make", "talk.wav", "--model", "no-such-model"]),
    ("unknown column 'colour'", ["make", "talk.wav", "--glossary", "odd.csv"]),
    ("no translator is called 'babel'", ["translate", "talk", "--translator", "babel"]),
    ("there is no such job file", ["export", "gone.taiyaku.json"]),
    ("there is a transcript already", ["draft", "talk.wav"]),
    ("no speech was found in the recording", ["align", "talk.wav"]),
    ("the recording lasts 2 s and its transcript takes", ["align", "talk.wav", "--transcript", "long.txt"]),
    ("there is no audio track 3", ["align", "talk.wav", "--track", "3"]),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of bad inputs, and a silent recording with a good transcript and a job."""
    import wave

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAIYAKU_MODELS", str(tmp_path / "models"))
    for name in ("talk.wav", "alone.wav"):
        with wave.open(name, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(16_000)
            out.writeframes(np.zeros(32_000, "<i2").tobytes())
    texts = {
        "talk.txt": "Xia: 港の倉庫について伺います。\n",
        "empty.txt": " \n\n",
        "long.txt": "Xia: 港の倉庫についてたっぷりと伺います。\n" * 40,
        "english.txt": "Xia: Tell us about the harbour. It is all in English.\n",
        "fake.mp3": "これは音声ではありません。" * 20,
        "odd.csv": "ja,en,colour\n港,port,blue\n",
    }
    for name, text in texts.items():
        Path(name).write_text(text, "utf-8")
    words = [{"text": "別の話", "start_ms": 1, "end_ms": 900}]
    Path("words.json").write_text(json.dumps({"words": words}), "utf-8")
    Path("output").mkdir()
    job = {
        "version": 1, "app": "", "media": {"path": "talk.wav"}, "transcript": {"path": "talk.txt"}, "settings": {},
        "fingerprints": {}, "engines": {}, "turns": [], "unscripted": [], "cues": {}, "findings": [],
    }  # fmt: skip
    Path("output/talk.taiyaku.json").write_text(json.dumps(job), "utf-8")
    return tmp_path


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(("problem", "command"), REFUSALS, ids=[problem for problem, _ in REFUSALS])
def test_bad_input_is_one_sentence_exit_code_2_and_nothing_changed(
    place: Path, problem: str, command: list[str]
) -> None:
    before = listing(place)
    if command[0] == "align" and "--track" not in command:
        command = [*command, "--recognizer", "recorded", "--model", "words.json"]
    result = CliRunner().invoke(cli, command)
    message = result.stderr.strip().splitlines()[-1] if result.stderr.strip() else ""
    assert problem in result.stderr, result.output
    assert message.startswith("taiyaku: ")
    assert "Traceback" not in result.output
    assert result.exit_code == 2
    assert listing(place) == before


def test_ctrl_c_is_130_and_leaves_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(path: Path, track: int = 0) -> Samples:
        raise KeyboardInterrupt

    monkeypatch.setattr("taiyaku.stages.load_audio", interrupted)
    before = listing(place)
    result = CliRunner().invoke(cli, ["align", "talk.wav"])
    assert result.exit_code == 130
    assert "stopped" in result.stderr
    assert listing(place) == before


def test_a_full_disk_is_named_and_the_old_outputs_stay(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    def full(place: Path, data: bytes) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("taiyaku.storage._write_beside", full)
    before = listing(place)
    result = CliRunner().invoke(cli, ["make", "talk.wav"])
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert "Free some space" in result.stderr
    assert listing(place) == before


def test_an_output_folder_that_cannot_be_written_is_named(place: Path) -> None:
    (place / "file").write_text("not a folder", "utf-8")
    result = CliRunner().invoke(cli, ["make", "talk.wav", "--output", "file/out"])
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert "--output" in result.stderr


def test_several_recordings_go_on_after_one_that_fails(place: Path) -> None:
    result = CliRunner().invoke(cli, ["make", "gone.mp4", "alone.wav"])
    assert result.exit_code == 2
    assert "there is no such recording" in result.stderr
    assert "no transcript beside it" in result.stderr
    assert "2 of 2 recordings failed" in result.stderr


def test_init_makes_a_workspace_and_never_overwrites(tmp_path: Path) -> None:
    first = CliRunner().invoke(cli, ["init", str(tmp_path / "new")])
    assert first.exit_code == 0
    terms = tmp_path / "new" / "glossary" / "terms.csv"
    terms.write_text("ja,en\n港,port\n", "utf-8")
    again = CliRunner().invoke(cli, ["init", str(tmp_path / "new")])
    assert again.exit_code == 0
    assert terms.read_text("utf-8") == "ja,en\n港,port\n"


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    result = CliRunner().invoke(cli, [command, "--help"])
    assert result.exit_code == 0
    assert f"taiyaku {command}" in result.output


def test_it_runs_as_a_program(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "taiyaku", "make", "gone.mp4"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert done.stderr == "taiyaku: gone.mp4: there is no such recording. Check the path.\n"
    assert done.stdout == ""


def test_doctor_says_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIYAKU_MODELS", str(tmp_path))
    result = CliRunner().invoke(cli, ["doctor", "--json"])
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report["weights"]["whisper-base"] == "missing: `taiyaku models pull whisper-base`"
    assert "missing" not in report["packages"].values()


def test_importing_taiyaku_loads_nothing_heavy() -> None:
    code = "import sys, taiyaku; print([m for m in ('numpy', 'torch', 'click', 'ctranslate2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
