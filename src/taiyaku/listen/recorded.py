"""A recognizer that replays saved words: for tests, for another tool's output, and for hearing only once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taiyaku.engine import EngineOptions
from taiyaku.errors import EngineError
from taiyaku.model import SAMPLE_RATE, Samples, Word
from taiyaku.shape import Maybe, require_shape

WORD = {"text": str, "start_ms": Maybe(int), "end_ms": Maybe(int), "probability": Maybe(float)}
SHAPE = {"language": Maybe(str), "words": [WORD]}
REMEDY = "Give a JSON file with `words`, each with text, start_ms and end_ms (whole milliseconds)"


@dataclass(frozen=True, slots=True)
class RecordedWindow:
    """The saved words whose middle lies in this stretch of the recording."""

    words: tuple[Word, ...]
    language: str
    start_ms: int
    end_ms: int

    def hear(self) -> tuple[Word, ...]:
        """The saved words, as they were saved."""
        return self.words

    def force(self, text: str) -> tuple[Word, ...]:
        """One word a character of `text`, spread over the saved words by their share of the characters."""
        if not text:
            return ()
        edges = self._edges()
        last = len(edges) - 1
        at = [edges[round(i * last / len(text))] for i in range(len(text) + 1)]
        return tuple(Word(char, at[i], at[i + 1]) for i, char in enumerate(text))

    def detect_language(self) -> tuple[str, float]:
        """The language that was saved."""
        return self.language, 1.0

    def features(self) -> None:
        """Saved words have no sound."""

    def _edges(self) -> list[int]:
        """A time for the edge of every saved character."""
        edges: list[int] = []
        for word in self.words:
            if word.start_ms is None or word.end_ms is None:
                continue
            length = max(1, len(word.text))
            edges += [word.start_ms + (word.end_ms - word.start_ms) * i // length for i in range(length)]
        ends = [word.end_ms for word in self.words if word.end_ms is not None]
        return [*edges, ends[-1]] if edges else [self.start_ms, self.end_ms]


@dataclass(frozen=True, slots=True)
class Recorded:
    """Saved words of a whole recording."""

    name: str
    words: tuple[Word, ...]
    language: str = "ja"

    @classmethod
    def load(cls, options: EngineOptions) -> Recorded:
        """Read the JSON file named by `--model`: {"language": "ja", "words": [{"text", "start_ms", "end_ms"}]}.

        Raises EngineError where the file is missing or not of that shape.
        """
        path = Path(options.model)
        if not options.model:
            raise EngineError("no recorded words were named", where="--model", remedy=REMEDY)
        try:
            data: dict[str, Any] = json.loads(path.read_text("utf-8"))
            require_shape(data, SHAPE)
        except (OSError, ValueError, RecursionError) as error:
            raise EngineError(f"these are no recorded words ({error})", where=options.model, remedy=REMEDY) from error
        words = tuple(Word(w["text"], w.get("start_ms"), w.get("end_ms"), w.get("probability")) for w in data["words"])
        return cls(f"recorded:{path.name}", words, data.get("language") or "ja")

    def encode(self, samples: Samples, at_ms: int = 0) -> RecordedWindow:
        """The words of the stretch that these samples cover; the samples themselves are not looked at."""
        end_ms = at_ms + len(samples) * 1000 // SAMPLE_RATE
        inside = tuple(
            word
            for word in self.words
            if word.start_ms is not None
            and word.end_ms is not None
            and at_ms <= (word.start_ms + word.end_ms) / 2 < end_ms
        )
        return RecordedWindow(inside, self.language, at_ms, end_ms)
