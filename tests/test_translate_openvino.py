"""OpenVINO with real weights: requests side by side, the prepared model, files that are none, and no telemetry."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from taiyaku import weights
from taiyaku.engine import EngineOptions, TranslationRequest, Translator
from taiyaku.errors import EngineError
from taiyaku.translate import open_translator, resolve_translator
from taiyaku.translate.batching import Pipeline
from taiyaku.translate.openvino import Late, prepared

TEXTS = (
    "港の倉庫には、古い時計が三つ残っています。", "船は何時に出ますか?", "費用はまだ決まっていません。",
    "祖父は毎朝、浜まで歩いていました。", "会議は午後4時までに終わらせてください。",
)  # fmt: skip
BUNDLED = "qwen2.5-coder-1.5b"


@pytest.fixture(scope="module")
def engine() -> Iterator[Translator]:
    with closing(open_translator("openvino", EngineOptions())) as opened:
        yield opened


@pytest.mark.models
def test_requests_side_by_side_are_answered_as_each_alone(engine: Translator) -> None:
    requests = [TranslationRequest((text,), "Xia") for text in TEXTS]
    requests += [replace(request, candidates=2) for request in requests[:2]]
    with ThreadPoolExecutor(len(requests)) as pool:
        together = list(pool.map(engine.translate, requests))
    assert [engine.translate(request) for request in reversed(requests)] == together[::-1]
    assert together[-1][0] == together[1][0]


@pytest.mark.models
def test_a_forced_line_holds_what_is_required(engine: Translator) -> None:
    request = TranslationRequest(TEXTS[2:3], "Xia", required=(("Port Fund",),), forced=True)
    assert "Port Fund" in engine.translate(request)[0].sentences[0]


@pytest.mark.models
def test_the_model_is_prepared_once_and_goes_with_its_weights() -> None:
    path = weights.find(BUNDLED)
    told: list[str] = []
    folder = prepared(path, told.append)
    assert folder.parent == path.parent
    before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert "openvino_model.xml" in before
    assert "model.gguf" not in before
    assert prepared(path, told.append) == folder
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == before
    assert len(told) <= 1


@pytest.mark.parametrize("content", [b"", b"GGUF", b"no model at all" * 100], ids=["empty", "a beginning", "other"])
def test_a_file_that_is_no_model_is_said_so_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setenv("TAIYAKU_MODELS", str(tmp_path / "cache"))
    path = tmp_path / "odd.gguf"
    path.write_bytes(content)
    with pytest.raises(EngineError, match="OpenVINO cannot load this model") as caught:
        open_translator("openvino", EngineOptions(model=str(path))).translate(TranslationRequest(TEXTS[:1]))
    assert "--translator llama" in str(caught.value)
    assert [found.name for found in tmp_path.rglob("*openvino-*")] == []


def test_where_the_package_is_missing_another_engine_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "openvino_genai", None)
    path = tmp_path / "odd.gguf"
    path.write_bytes(b"GGUF")
    with pytest.raises(EngineError, match="--translator llama"):
        open_translator("openvino", EngineOptions(model=str(path))).translate(TranslationRequest(TEXTS[:1]))


def test_what_cannot_be_opened_is_tried_once_by_all_who_ask() -> None:
    tries: list[int] = []

    def opens() -> Pipeline:
        tries.append(1)
        raise EngineError("it is broken", where="here", remedy="Mend it")

    late = Late(opens)
    for _ in range(3):
        with pytest.raises(EngineError, match="it is broken"):
            late.get()
    assert tries == [1]
    late.close()


def test_a_full_disk_is_said_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIYAKU_MODELS", str(tmp_path / "cache"))
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=10))
    path = tmp_path / "odd.gguf"
    path.write_bytes(b"GGUF" * 1000)
    with pytest.raises(EngineError, match=r"GB of disk are needed to prepare it, and 0\.0 are free"):
        open_translator("openvino", EngineOptions(model=str(path))).translate(TranslationRequest(TEXTS[:1]))
    assert list((tmp_path / "cache" / "prepared").iterdir()) == []


def test_auto_takes_it_for_the_bundled_model_alone() -> None:
    assert resolve_translator("auto") == resolve_translator("auto", BUNDLED) == "openvino"
    assert resolve_translator("auto", "other.gguf") == "llama"


def test_its_telemetry_is_not_loaded(tmp_path: Path) -> None:
    code = "import sys; from taiyaku.translate.openvino import _api; _api(); print(sys.modules['openvino_telemetry'])"
    env = {"HOME": str(tmp_path), "PYTHONPATH": ":".join(sys.path)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert ran.stdout == "None\n"
    assert list(tmp_path.iterdir()) == []
