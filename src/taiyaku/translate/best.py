"""More care for the lines whose meaning the engine is not sure of: several are asked for, and the surest one is kept.

A model's own probability of its words was the best of the estimates that were tried: it tells wrong lines from right
ones, and of several candidates it finds a better one. Agreement among candidates chose no better than the first line,
and the way back into Japanese added too little for what it costs.
"""

from __future__ import annotations

import math
from dataclasses import replace

from taiyaku.translate.ladder import Asking, Climbed, Line, alone_of, only

UNSURE = 0.6  # geometric mean of the words' probabilities; of lines below, most were wrong somewhere
CANDIDATES = 6
RUNG = "best"


def estimate(score: float | None) -> float | None:
    """A mean log probability as a mean probability, from 0 to 1."""
    return round(math.exp(min(0.0, score)), 3) if score is not None else None


def is_unsure(score: float | None) -> bool:
    """Whether a person should look at a line of this score."""
    return score is not None and math.exp(score) < UNSURE


def surest(line: Line, first: Climbed, asking: Asking) -> Climbed:
    """The line with the fewest problems, and of those the one that the engine is surest of; `first` is one of them."""
    if not is_unsure(first.score):
        return first
    answers = asking.translator.translate(replace(alone_of(line, asking.request), candidates=CANDIDATES))
    others = [Climbed(english, RUNG, score) for english, score in map(only, answers) if english.strip()]

    def rank(one: Climbed) -> tuple[int, float]:
        return len(asking.problems(line, one.english)), -one.score if one.score is not None else math.inf

    return min([first, *others], key=rank)
