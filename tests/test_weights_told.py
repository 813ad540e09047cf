"""Models that nobody had read before they were listed: their source says what they must be."""

import hashlib
from pathlib import Path

import pytest

from playing_hub import CUT, DATA, Hub
from taiyaku import weights
from taiyaku.errors import WeightsError
from taiyaku.weights import manifest, store
from taiyaku.weights.manifest import parse_manifest


@pytest.fixture
def unread(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache, and a manifest that knows neither size nor sum of its one file."""
    known = parse_manifest("""
[tiny]
kind = "translator"
about = "a test's own"
licence = "Apache-2.0"
official = "someone/tiny"
files = [{ name = "tiny.gguf" }]
""")
    for module in (manifest, store, weights):
        monkeypatch.setattr(module, "models", lambda: known)
    return cache


def linked(data: bytes) -> dict[str, str]:
    """What the hub says of a large file before it sends one on to where that lies."""
    return {"X-Linked-Etag": f'"{hashlib.sha256(data).hexdigest()}"', "X-Linked-Size": str(len(data))}


def test_a_file_that_nobody_had_read_is_what_the_hub_says_it_is(unread: Path, hub: type[Hub]) -> None:
    hub.linked = linked(DATA)
    assert not weights.is_present("tiny")
    path = weights.pull("tiny")
    assert path.read_bytes() == DATA
    weights.verify("tiny")
    path.write_bytes(DATA[:-1] + b"x")
    with pytest.raises(WeightsError, match=f"not {hashlib.sha256(DATA).hexdigest()}"):
        weights.verify("tiny")


def test_it_goes_on_where_it_was(unread: Path, hub: type[Hub]) -> None:
    hub.linked = linked(DATA)
    (unread / "tiny").mkdir(parents=True)
    (unread / "tiny" / "tiny.gguf.part").write_bytes(DATA[:CUT])
    assert weights.pull("tiny").read_bytes() == DATA
    assert hub.asked == [f"bytes={CUT}-"]


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({}, "the official source tells no SHA-256 of it: refused"),
        ({"X-Linked-Etag": '"9eb98c81"', "X-Linked-Size": "5"}, "the official source tells no SHA-256 of it: refused"),
        (linked(b"other" * 256_000), "wrong SHA-256"),
        (linked(DATA + b"x"), "only 1280000 of 1280001 bytes came"),
    ],
)
def test_what_cannot_be_verified_is_not_taken(unread: Path, hub: type[Hub], told: dict[str, str], problem: str) -> None:
    hub.linked = told
    with pytest.raises(WeightsError, match=problem):
        weights.pull("tiny")
    assert not weights.is_present("tiny")


def test_a_file_that_the_user_has_is_taken_as_it_is_and_remembered(unread: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.gguf").write_bytes(DATA)
    weights.pull("tiny", given=tmp_path / "mine.gguf")
    weights.verify("tiny")
