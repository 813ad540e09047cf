"""What is compared: the default, and the default without one of its parts or with another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from taiyaku.translate import Directions
from taiyaku.translate.ladder import RUNGS


@dataclass(frozen=True, slots=True)
class Config:
    """A way to translate; without `glossary` the translator knows no terms, but they are counted all the same."""

    directions: Directions = field(default_factory=Directions)
    glossary: bool = True


CONFIGS: Mapping[str, Config] = {
    "default": Config(),
    "no glossary": Config(glossary=False),
    "subjects unsaid": Config(Directions(subjects=False)),
    "one turn before": Config(Directions(context_turns=1)),
    "two turns before": Config(Directions(context_turns=2)),
    "best": Config(Directions(best=True)),
    "hint": Config(Directions(rungs=())),
    **{f"to {rung.name}": Config(Directions(rungs=RUNGS[: n + 1])) for n, rung in enumerate(RUNGS[:-1])},
}
