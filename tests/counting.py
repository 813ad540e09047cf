"""A translator that counts what it is asked for, and a memory in a workspace of its own."""

from pathlib import Path

import pytest

from taiyaku import memory as memory_module
from taiyaku.engine import Candidate, TranslationRequest
from taiyaku.memory import Memory

WORDS = ("none", "calm", "warm", "wide", "cold", "dark", "tall", "flat", "soft")


class Counting:
    """Gives another line at each request, with the terms it was told; remembers what it was asked."""

    name = "counting:1"
    sends_text_to = ""

    def __init__(self, breaks_at: int = 0) -> None:
        self.breaks_at = breaks_at
        self.requests: list[TranslationRequest] = []
        self.closed = 0

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        if self.breaks_at == len(self.requests) + 1:
            raise KeyboardInterrupt
        self.requests.append(request)
        wanted = " ".join(english for _, english in request.hints)
        lines = (f"It is {WORDS[len(self.requests)]} here {wanted}.",) * len(request.sentences)
        return tuple(Candidate(lines, -float(number)) for number in range(request.candidates))

    def close(self) -> None:
        self.closed += 1

    @property
    def sentences(self) -> list[tuple[str, ...]]:
        return [request.sentences for request in self.requests]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Memory:
    monkeypatch.setattr(memory_module, "BUSY_S", 0.05)
    return Memory(tmp_path / ".taiyaku" / "memory.sqlite3")
