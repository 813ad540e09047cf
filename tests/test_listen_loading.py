"""What is no model, no device or no way to compute is named by what a person gave, without a library's own words."""

from pathlib import Path

import pytest

from taiyaku.engine import EngineOptions
from taiyaku.errors import EngineError, TaiyakuError
from taiyaku.listen import open_recognizer
from taiyaku.listen.device import choose_device

ENGINES = ("faster-whisper", "openai-whisper")


@pytest.mark.parametrize("name", ENGINES)
def test_a_file_that_is_no_model_is_named_and_nothing_is_left_beside_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / "talk.ja.srt"
    path.write_text("1\n", "utf-8")
    with pytest.raises(TaiyakuError, match=r"talk\.ja\.srt: this is no Whisper model.*Give --model a name") as caught:
        open_recognizer(name, EngineOptions(model=str(path), device="cpu"))
    assert "\n" not in str(caught.value)
    assert [p.name for p in tmp_path.iterdir()] == ["talk.ja.srt"]


def test_a_pt_file_that_is_no_checkpoint_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "mine.pt"
    for data in (b"", b"no pickle at all", b"\x80\x02}."):
        path.write_bytes(data)
        with pytest.raises(EngineError, match=r"mine\.pt: openai-whisper cannot load this checkpoint") as caught:
            open_recognizer("openai-whisper", EngineOptions(model=str(path), device="cpu"))
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) < 400


@pytest.mark.parametrize("name", ENGINES)
def test_an_unknown_device_is_named_before_the_model(name: str) -> None:
    with pytest.raises(EngineError, match=r"--device: no device is called 'abacus'\. Choose auto, cpu, cuda"):
        open_recognizer(name, EngineOptions(device="abacus"))


def test_cuda_is_refused_where_there_is_none() -> None:
    with pytest.raises(EngineError, match="--device: this machine has no CUDA device"):
        choose_device("cuda", has_cuda=False)
    assert [choose_device("auto", has_cuda=found) for found in (True, False)] == ["cuda", "cpu"]


def test_a_compute_type_that_the_device_lacks_is_named() -> None:
    with pytest.raises(EngineError, match=r"--compute-type: cpu cannot compute in float128\. Choose auto, "):
        open_recognizer("faster-whisper", EngineOptions(device="cpu", compute_type="float128"))
