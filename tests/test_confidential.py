"""Confidential work: nothing is sent and nothing fetched, whoever forbids it; keys are found nowhere."""

import json
import traceback
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playing_server import Fault, playing
from taiyaku import weights
from taiyaku.commands import cli
from taiyaku.confidential import forbidden_by
from taiyaku.engine import Candidate, EngineOptions, TranslationRequest
from taiyaku.errors import ConfidentialError
from taiyaku.options import Options
from taiyaku.pipeline import make_subtitles, translate_only
from taiyaku.workspace import find_source, source_of

KEY = "planted-key-0123456789"
AWAY = ["--server", "http://api.example.com/v1", "--translator-model", "m"]
BY_FILE = "taiyaku: taiyaku.toml, local_only = true: "
BY_OPTION = "taiyaku: --local-only: "
NOT_SENT = "Nothing was sent; choose an engine or a server on this machine.\n"


@dataclass
class Elsewhere:
    """A third party's translator that sends text; it must never get to."""

    name: str = "elsewhere:1"
    sends_text_to: str = "mt.example.com"

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        raise AssertionError("text was sent")

    def close(self) -> None:
        """Nothing is held."""


class Entry:
    """An entry point of one third party's engine."""

    def load(self) -> object:
        return lambda options: Elsewhere()


@pytest.fixture
def third_party(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taiyaku.translate.registry.entry_points", lambda group, name: [Entry()])


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    monkeypatch.setattr("taiyaku.weights.sources._download", refuse)


def forbid(folder: Path) -> None:
    (folder / "taiyaku.toml").write_text("local_only = true\n", "utf-8")


def invoke(*command: str) -> Result:
    return CliRunner().invoke(cli, command)


COMMANDS = [
    ["translate", "talk", *AWAY],
    ["make", "media/talk.wav", *AWAY],
    ["make", "media/talk.wav", "--translator", "elsewhere"],
    ["translate", "talk", "--translator", "elsewhere"],
]


@pytest.mark.parametrize("by", ["file", "option"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_engine_that_would_send_is_refused_before_anything_is_sent(
    workspace: Path, third_party: None, no_network: None, command: list[str], by: str
) -> None:
    if by == "file":
        forbid(workspace)
    before = sorted(workspace.rglob("*"))
    result = invoke(*command, *(["--local-only"] if by == "option" else []))
    host = "api.example.com" if "--server" in command else "mt.example.com"
    said = BY_FILE if by == "file" else BY_OPTION
    assert result.stderr == f"{said}this forbids sending the text to {host}. {NOT_SENT}"
    assert result.exit_code == 2
    assert sorted(workspace.rglob("*")) == before


def test_an_address_from_the_environment_is_refused_too(
    workspace: Path, no_network: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid(workspace)
    monkeypatch.setenv("OPENAI_BASE_URL", "https://192.0.2.7/v1")
    result = invoke("translate", "talk", "--translator", "openai", "--translator-model", "m")
    assert result.stderr == f"{BY_FILE}this forbids sending the text to 192.0.2.7. {NOT_SENT}"


@pytest.mark.parametrize("by", ["file", "option"])
def test_a_download_is_refused_before_anyone_is_asked(workspace: Path, no_network: None, by: str) -> None:
    if by == "file":
        forbid(workspace)
    result = invoke("models", "pull", "whisper-base", *(["--local-only"] if by == "option" else []))
    said = BY_FILE if by == "file" else BY_OPTION
    assert result.stderr == (
        f"{said}this forbids fetching whisper-base. "
        "Nothing was asked for; bring its files here and `taiyaku models pull whisper-base --from PATH`.\n"
    )
    assert result.exit_code == 2
    assert not (workspace / "models").exists()


def test_files_that_are_brought_are_taken(workspace: Path, no_network: None) -> None:
    forbid(workspace)
    result = invoke("models", "pull", "whisper-base", "--from", "media")
    assert "this forbids" not in result.stderr  # the files are wrong, but they were looked at
    assert "there is no media/model.bin" in result.stderr


def test_a_server_on_this_machine_stays_allowed(workspace: Path) -> None:
    forbid(workspace)
    with playing() as server:
        result = invoke("translate", "talk", "--server", server.url, "--translator-model", "m", "--local-only")
    assert result.exit_code == 0, result.output
    assert len(server.requests) >= 3


def test_settings_above_any_file_of_a_job_count(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forbid(workspace)
    elsewhere = workspace.parent / f"{workspace.name}-elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert forbidden_by(places=[workspace / "media" / "talk.wav"]).endswith("taiyaku.toml, local_only = true")
    assert forbidden_by(places=[elsewhere / "talk.wav"]) == ""
    assert forbidden_by(places=[elsewhere / "talk.wav", workspace / "output" / "talk.taiyaku.json"]) != ""


def test_a_workspace_inside_another_does_not_take_back_what_that_one_says(workspace: Path) -> None:
    forbid(workspace)
    (workspace / "media" / "taiyaku.toml").write_text("local_only = false\n", "utf-8")
    assert forbidden_by(places=[workspace / "media" / "talk.wav"]) != ""


def test_the_library_refuses_as_the_commands_do(workspace: Path, third_party: None) -> None:
    options = Options(translator="elsewhere", local_only=True)
    with pytest.raises(ConfidentialError):
        make_subtitles(find_source(Path("media/talk.wav")), options)
    with pytest.raises(ConfidentialError):
        translate_only(source_of(Path("output/talk.taiyaku.json")), options)
    with pytest.raises(ConfidentialError):
        weights.pull("whisper-base", forbids="the caller")


def test_a_recognizer_that_sends_sound_is_refused(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Cloud:
        name = "cloud:1"
        sends_sound_to = "asr.example.com"

    forbid(workspace)
    monkeypatch.setattr("taiyaku.stages.probe", lambda _: type("Info", (), {"duration_ms": 9_000, "ends": True}))
    for module in ("taiyaku.stages", "taiyaku.media"):
        monkeypatch.setattr(f"{module}.load_audio", lambda *_: None)
    for module in ("taiyaku.stages", "taiyaku.listen"):
        monkeypatch.setattr(f"{module}.open_recognizer", lambda *_: Cloud())
    for command in (["align", "media/talk.wav"], ["draft", "media/talk.wav", "--output", "new.txt"]):
        result = invoke(*command, "--recognizer", "cloud")
        assert result.stderr == f"{BY_FILE}this forbids sending the sound to asr.example.com. {NOT_SENT}"
        assert result.exit_code == 2
    assert not Path("new.txt").exists()


def test_argos_set_to_a_service_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import argostranslate.settings as settings

    from taiyaku.translate import open_translator

    monkeypatch.setattr(settings, "model_provider", settings.ModelProvider.LIBRETRANSLATE)
    with pytest.raises(Exception, match=r"ARGOS_MODEL_PROVIDER: Argos is set to ask a service .* Nothing was sent"):
        open_translator("argos", EngineOptions())


@pytest.mark.parametrize("command", [["translate", "talk"], ["make", "media/talk.wav"], ["models", "pull"], ["doctor"]])
@pytest.mark.parametrize("text", ["local_onyl = true\n", f'api_key = "{KEY}"\n'])
def test_settings_that_cannot_be_read_stop_every_command_that_needs_them(
    workspace: Path, no_network: None, command: list[str], text: str
) -> None:
    (workspace / "taiyaku.toml").write_text(text, "utf-8")
    result = invoke(*command)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"taiyaku: {workspace / 'taiyaku.toml'}: {text.split()[0]} ")
    assert KEY not in result.output


def test_doctor_says_so(workspace: Path) -> None:
    assert json.loads(invoke("doctor", "--json").stdout)["confidential"].startswith("no: local_only = true")
    forbid(workspace)
    assert json.loads(invoke("doctor", "--json").stdout)["confidential"] == (
        "yes, by taiyaku.toml, local_only = true: every engine and download that would leave this machine is refused"
    )


ECHO = json.dumps({"error": {"message": f"wrong key: {KEY}"}})
FAULTS = {
    "good": None,
    "401": Fault(401, ECHO),
    "400": Fault(400, ECHO),
    "500": Fault(500, ECHO),
    "echo": Fault(body=ECHO),
    "page": Fault(body=f"<html>{KEY}</html>"),
    "dropped": Fault(drops=True),
}


def everything(result: Result, folder: Path) -> str:
    """All that a run gave out: what it printed, how it failed, and every file that it left."""
    error = "".join(traceback.format_exception(result.exception)) if result.exception else ""
    files = [path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file()]
    return "\n".join([result.output, error, *files])


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_key_is_found_in_nothing_that_a_run_gives_out(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault | None
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setattr("taiyaku.translate.patience.FIRST_WAIT_S", 0.0)
    with playing(every=fault) as server:
        address = server.url.replace("http://", f"http://me:{KEY}@") + f"?key={KEY}"
        for url in (server.url, address):
            for more in (["--verbose"], ["--json"], ["--quiet"]):
                result = invoke("translate", "talk", "--server", url, "--translator-model", "m", *more)
                assert KEY not in everything(result, workspace)
    assert f"Bearer {KEY}" in server.keys
