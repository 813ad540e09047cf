"""The command line: exit codes, whole messages, and that nothing is left behind."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from taiyaku.commands import cli, main
from taiyaku.commands.console import Terminal
from taiyaku.errors import AlignError
from taiyaku.job import Job, dump_job
from taiyaku.model import Alignment, Cue, Finding, Samples, Sentence, Span, TimedSentence, Turn, Word
from taiyaku.options import Options
from taiyaku.workspace import Source

LOCAL = ["--translator", "openai", "--server", "http://localhost:9/v1", "--translator-model", "m"]
RECORDED = ["--recognizer", "recorded", "--model", "words.json"]
REFUSALS = [
    ("gone.mp4: there is no such recording", ["make", "gone.mp4"]),
    ("media: this is a folder", ["align", "media"]),
    ("talk.txt: this is a text, not a recording", ["align", "talk.txt"]),
    ("this recording has no transcript beside it", ["make", "alone.wav"]),
    ("this transcript is empty", ["align", "talk.wav", "--transcript", "empty.txt"]),
    ("this transcript cannot be read", ["align", "talk.wav", "--transcript", "gone.txt"]),
    ("this transcript is not in Japanese", ["align", "talk.wav", "--transcript", "english.txt"]),
    ("this is a text file, whatever its name says", ["align", "fake.mp3", "--transcript", "talk.txt"]),
    ("no recognizer is called 'parrot'", ["align", "talk.wav", "--recognizer", "parrot"]),
    ("there is no such model", ["align", "talk.wav", "--model", "no-such-model"]),
    ("talk.txt: this is no Whisper model for faster-whisper", ["align", "talk.wav", "--model", "talk.txt"]),
    ("odd.json: these are no recorded words", ["align", "talk.wav", "--recognizer", "recorded", "--model", "odd.json"]),
    ("unknown column 'colour'", ["align", "talk.wav", "--glossary", "odd.csv"]),
    ("no translator is called 'babel'", ["translate", "talk", "--translator", "babel"]),
    ("--server: this is no http or https address", ["translate", "talk", "--server", "foo", "--translator-model", "m"]),
    ("--server: no server was named", ["make", "talk.wav", "--translator", "openai"]),
    (
        "a server was named, and llama runs on this",
        ["translate", "talk", "--server", "http://x", "--translator", "llama"],
    ),
    ("gone.csv: there is no such glossary", ["translate", "talk", "--glossary", "gone.csv", *LOCAL]),
    ("there is no such job file", ["export", "gone.taiyaku.json"]),
    ("this job file is damaged (media is missing)", ["export", "damaged"]),
    ("there is a transcript already", ["draft", "talk.wav"]),
    ("talk.wav: this input would be overwritten", ["draft", "talk.wav", "--force", "--output", "talk.wav"]),
    ("media: this is a folder", ["draft", "talk.wav", "--output", "media"]),
    ("s2/talk.ja.srt: this input would", ["align", "talk.wav", "--transcript", "s2/talk.ja.srt", "--output", "s2"]),
    ("no speech was found in the recording", ["align", "talk.wav", *RECORDED]),
    ("s and its transcript takes", ["align", "talk.wav", "--transcript", "long.txt", *RECORDED]),
    ("there is no audio track 3", ["align", "talk.wav", "--track", "3"]),
    ("talk.txt: this is a file, and a folder is needed there", ["align", "talk.wav", "--output", "talk.txt"]),
    ("talk.txt: this is a file, and a folder is needed there", ["clip", "talk", "t2.s1", "--output", "talk.txt"]),
    ("there is no sentence or turn 't99.s1'", ["clip", "talk", "t2.s1", "t99.s1", "--output", "clipz"]),
    ("there is no sentence or turn ''", ["clip", "talk", ""]),
    ("/dev/null: this is a file, and a folder is needed there. Nothing was changed; name", ["init", "/dev/null"]),
]
WRONG_NUMBERS = [
    ["clip", "talk", "t2.s1", "--pad", "-4000"],
    ["align", "talk.wav", "--threads", "-3"],
    ["make", "talk.wav", "--track", "-1"],
    ["draft", "alone.wav", "--track", "-1"],
    ["draft", "alone.wav", "--threads", "-1"],
    ["translate", "talk", "--threads", "-3"],
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
        "odd.json": '{"words": [{"text": "港", "start_ms": "x", "end_ms": 9}]}',
        "s2/talk.ja.srt": "1\n00:00:00,100 --> 00:00:01,000\n港の倉庫です。\n",
        "media/README.md": "",
        "output/damaged.taiyaku.json": '{"version": 1}',
    }
    for name, text in texts.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, "utf-8")
    words = [{"text": "別の話", "start_ms": 1, "end_ms": 900}]
    Path("words.json").write_text(json.dumps({"words": words}), "utf-8")
    sentence = Sentence("t2.s1", "港の倉庫です。")
    timed = TimedSentence("t2.s1", "spoken", 100, 900, 1.0, (Word("港の倉庫です。", 100, 900),))
    job = Job(
        {"path": "talk.wav"},
        {"path": "talk.txt"},
        turns=(Turn("t2", "Xia", (sentence,), 1),),
        alignment=Alignment((timed,)),
        cues={"ja": (Cue(1, 100, 1_000, ("港の倉庫です。",), (Span("t2.s1", 0, 7),)),)},
    )
    Path("output/talk.taiyaku.json").write_text(dump_job(job), "utf-8")
    return tmp_path


def listing(folder: Path) -> dict[str, bytes | None]:
    """Every file's bytes, and every folder."""
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize(("problem", "command"), REFUSALS, ids=[" ".join(command) for _, command in REFUSALS])
def test_bad_input_is_one_sentence_exit_code_2_and_nothing_changed(
    place: Path, problem: str, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    before = listing(place)
    result = CliRunner().invoke(cli, command)
    assert problem in result.stderr, result.output
    assert result.stderr.splitlines()[-1].startswith("taiyaku: ")
    assert "Traceback" not in result.output
    assert result.exit_code == 2
    assert listing(place) == before


@pytest.mark.parametrize("command", WRONG_NUMBERS, ids=" ".join)
def test_a_number_below_its_range_is_refused(place: Path, command: list[str]) -> None:
    before = listing(place)
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 2
    assert f"Invalid value for '{command[-2]}'" in result.stderr
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
    result = CliRunner().invoke(cli, ["align", "talk.wav"])
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert "Free some space" in result.stderr
    assert listing(place) == before


def test_several_recordings_go_on_after_one_that_fails(place: Path) -> None:
    result = CliRunner().invoke(cli, ["make", "gone.mp4", "alone.wav"])
    assert result.exit_code == 2
    assert "there is no such recording" in result.stderr
    assert "no transcript beside it" in result.stderr
    assert "2 of 2 recordings failed" in result.stderr


def test_a_message_without_a_place_gets_its_recording_s(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def silence(*_: object) -> Job:
        raise AlignError("no speech was found in the recording")

    monkeypatch.setattr("taiyaku.pipeline.align_only", silence)
    result = CliRunner().invoke(cli, ["align", "talk.wav", "gone.wav"])
    assert result.stderr.splitlines() == [
        "taiyaku: talk.wav: no speech was found in the recording.",
        "taiyaku: gone.wav: there is no such recording. Check the path.",
        "taiyaku: 2 of 2 recordings failed. The reasons stand above.",
    ]


@pytest.mark.parametrize(
    ("recordings", "kind", "length"),
    [(["talk.wav"], dict, 11), (["talk.wav", "gone.wav"], list, 1), (["gone.wav", "gone2.wav"], list, 0)],
)
def test_json_is_a_list_when_several_recordings_were_given(
    place: Path, monkeypatch: pytest.MonkeyPatch, recordings: list[str], kind: type, length: int
) -> None:
    monkeypatch.setattr("taiyaku.pipeline.align_only", lambda *_: Job())
    result = CliRunner().invoke(cli, ["align", *recordings, "--json"])
    data = json.loads(result.stdout)
    assert isinstance(data, kind)
    assert len(data) == length


def test_a_server_means_openai_and_a_glossary_is_heeded(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Any, ...]] = []

    def translated(source: Source, options: Options, _: object) -> Job:
        seen.append((options.translator, options.translator_options.extra, source.glossaries))
        return Job()

    monkeypatch.setattr("taiyaku.pipeline.translate_only", translated)
    command = ["translate", "talk", "--server", "http://x/v1", "--glossary", "a.csv", "--glossary", "b.csv"]
    for more in ([], ["--translator", "openai"]):
        result = CliRunner().invoke(cli, [*command, *more])
        assert result.exit_code == 0, result.output
    assert seen == [("openai", {"base_url": "http://x/v1"}, (Path("a.csv"), Path("b.csv")))] * 2


def test_a_log_gets_findings_and_notes_as_whole_lines(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    what = "とても長い文です。" * 20

    def aligned(source: Source, options: Options, watch: Terminal) -> Job:
        watch.stage("read")
        watch.note("a note " + what)
        return Job(findings=(Finding("unspoken", "warning", f"not heard: [red]{what}", sentence_id="t1.s1"),))

    monkeypatch.setattr("taiyaku.pipeline.align_only", aligned)
    lines = CliRunner().invoke(cli, ["align", "talk.wav"]).stderr.splitlines()
    assert lines[0] == "a note " + what
    assert f"warning  unspoken  t1.s1  not heard: [red]{what}" in lines
    assert "" not in lines


def test_jobs_are_found_by_name_by_every_command(place: Path) -> None:
    result = CliRunner().invoke(cli, ["export", "talk", "--output", "delivery"])
    assert result.exit_code == 0, result.output
    assert [path.name for path in Path("delivery").iterdir()] == ["talk.ja.srt"]
    result = CliRunner().invoke(cli, ["clip", "talk", "t2", "t2.s1", "--output", "clips"])
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in Path("clips").iterdir()) == ["talk.t2.s1.wav", "talk.t2.wav"]


def test_export_writes_over_no_transcript(place: Path) -> None:
    path = Path("output/talk.taiyaku.json")
    path.write_text(path.read_text("utf-8").replace('"talk.txt"', '"s2/talk.ja.srt"'), "utf-8")
    before = listing(place)
    result = CliRunner().invoke(cli, ["export", "talk", "--output", "s2"])
    assert result.exit_code == 2
    assert "this input would be overwritten" in result.stderr
    assert listing(place) == before


def test_what_the_system_refuses_is_one_sentence(place: Path) -> None:
    before = listing(place)
    result = CliRunner().invoke(cli, ["align", "港" * 300 + ".wav"])
    assert result.exit_code == 2
    assert "File name too long" in result.stderr
    assert listing(place) == before


def test_ctrl_c_while_the_commands_are_imported_is_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupting:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "taiyaku.commands.group":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "taiyaku.commands.group")
    monkeypatch.setattr(sys, "meta_path", [Interrupting(), *sys.meta_path])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 130
    assert capsys.readouterr().err == "taiyaku: stopped; nothing was left half-written.\n"


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
