"""A shorter line for a subtitle whose full English cannot be read in the time of its sentence."""

from __future__ import annotations

from dataclasses import replace

from taiyaku.translate.ladder import SAMPLES, Asking, Line, alone_of, only

# the share of the budget that is asked for, and of how many candidates; models count badly
TRIES = ((1.0, 1), (0.75, 1), (0.75, SAMPLES))


def shorter(line: Line, english: str, budget: int, asking: Asking) -> str:
    """The longest line within `budget` characters that nothing is wrong with; "" if the engine has none.

    `english` is the line that is too long.
    """
    alone = alone_of(line, asking.request)
    for share, candidates in TRIES:
        limits = (int(share * budget),)
        answers = asking.translator.translate(replace(alone, too_long=(english,), limits=limits, candidates=candidates))
        fits = [text for text, _ in map(only, answers) if len(text) <= budget and not asking.problems(line, text)]
        if fits:
            return max(fits, key=len)
    return ""
