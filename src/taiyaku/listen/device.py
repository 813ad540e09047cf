"""What a recognizer computes on."""

from __future__ import annotations

from taiyaku.errors import EngineError

DEVICES = ("auto", "cpu", "cuda")


def choose_device(wanted: str, has_cuda: bool) -> str:
    """cpu or cuda for `--device`. Raises EngineError for another name, and for cuda on a machine that has none."""
    if wanted not in DEVICES:
        raise EngineError(f"no device is called {wanted!r}", where="--device", remedy=f"Choose {', '.join(DEVICES)}")
    if wanted == "cuda" and not has_cuda:
        raise EngineError(
            "this machine has no CUDA device that can be used", where="--device", remedy="Choose cpu or auto"
        )
    return ("cuda" if has_cuda else "cpu") if wanted == "auto" else wanted
