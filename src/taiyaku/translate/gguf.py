"""What the engines of a GGUF file share: which file it is, how long an answer may be, and how fast it is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from taiyaku import weights
from taiyaku.engine import EngineOptions

DEFAULT_MODEL = "qwen2.5-coder-1.5b"
TOKENS_A_LINE = 120  # an answer longer than that is a run-on
TEMPERATURE = 0.7  # of the candidates after the first


@dataclass(slots=True)
class Speed:
    """Tokens written so far, and the seconds that this took.

    Reading the prompts is not in them, but for an engine that reads one while it writes the answer to another.
    """

    tokens: int = 0
    writing_seconds: float = 0.0


def model_path(options: EngineOptions) -> Path:
    """Where the GGUF file lies. Raises WeightsError if it is not there."""
    return weights.find(options.model or DEFAULT_MODEL)


def engine_name(engine: str, options: EngineOptions) -> str:
    """`engine:model` by the manifest's name or the file's. Raises WeightsError if the file is not there."""
    wanted, path = options.model or DEFAULT_MODEL, model_path(options)
    return f"{engine}:{wanted if wanted == DEFAULT_MODEL else path.stem}"
