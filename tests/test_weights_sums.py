"""A model's sum is read once, and again when the file has changed; the cache costs nothing but time where it fails."""

import hashlib
import os
from pathlib import Path

import pytest

from taiyaku import weights
from taiyaku.weights import sums


@pytest.fixture
def reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """An empty cache folder, and the files that were read to the end."""
    read: list[Path] = []
    monkeypatch.setenv("TAIYAKU_MODELS", str(tmp_path / "cache"))
    whole = sums.sum_of
    monkeypatch.setattr(sums, "sum_of", lambda path: read.append(path) or whole(path))
    return read


def write(path: Path, data: bytes, time_s: int) -> str:
    path.write_bytes(data)
    os.utime(path, (time_s, time_s))
    return hashlib.sha256(data).hexdigest()


def test_a_file_is_read_once_by_whatever_path(reads: list[Path], tmp_path: Path) -> None:
    model, link = tmp_path / "モデル.gguf", tmp_path / "link.gguf"
    found = write(model, b"GGUF" * 100, 1_000)
    link.symlink_to(model)
    assert [weights.known_sum(path) for path in (model, model, link)] == [found] * 3
    assert reads == [model]


@pytest.mark.parametrize(("data", "time_s"), [(b"GGUF" * 101, 1_000), (b"GGUf" * 100, 1_001)])
def test_a_file_that_changed_is_read_again(reads: list[Path], tmp_path: Path, data: bytes, time_s: int) -> None:
    model = tmp_path / "model.gguf"
    first = write(model, b"GGUF" * 100, 1_000)
    assert weights.known_sum(model) == first
    second = write(model, data, time_s)
    assert weights.known_sum(model) == second != first
    assert len(reads) == 2


def test_several_files_are_known_beside_each_other(reads: list[Path], tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.gguf", "b.gguf")]
    for path in paths * 2:
        if not path.exists():
            write(path, path.name.encode(), 1_000)
        weights.known_sum(path)
    assert reads == paths


@pytest.mark.parametrize("text", ["{", "[]", '{"x": 1}', '{"x": ["a", "b", "c"]}'])
def test_a_damaged_cache_counts_as_none(reads: list[Path], tmp_path: Path, text: str) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "sums.json").write_text(text, "utf-8")
    found = write(tmp_path / "model.gguf", b"GGUF", 1_000)
    assert [weights.known_sum(tmp_path / "model.gguf") for _ in range(2)] == [found] * 2
    assert len(reads) == 1


def test_a_cache_that_cannot_be_written_costs_only_time(reads: list[Path], tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file is in the way", "utf-8")
    found = write(tmp_path / "model.gguf", b"GGUF", 1_000)
    assert [weights.known_sum(tmp_path / "model.gguf") for _ in range(2)] == [found] * 2
    assert len(reads) == 2
