"""What both chat engines do with an answer: ask, read, ask again sentence by sentence if the lines do not match."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from taiyaku.errors import EngineError
from taiyaku.model import Candidate, TranslationRequest
from taiyaku.translate.prompt import parse_answer

READING = 1  # raise it with every change to how an answer is asked for or read: what was read before is asked again
MAX_LINES = 8  # sentences a request; longer turns go in several, each under the context's limit
TRIES = 3  # for a single sentence whose answer cannot be used
APART = 100  # between the numbers of one candidate's tries, so that no two candidates share one

Ask = Callable[[TranslationRequest, int], str]  # (request, candidate number) -> the model's answer


def answer(request: TranslationRequest, ask: Ask) -> tuple[Candidate, ...]:
    """All candidates of a request; candidate 0 is the model's best, the others are sampled."""
    return tuple(Candidate(_lines(request, ask, number), -float(number)) for number in range(request.candidates))


def _lines(request: TranslationRequest, ask: Ask, number: int) -> tuple[str, ...]:
    count = len(request.sentences)
    if count > MAX_LINES:
        return (
            *_lines(_part(request, 0, MAX_LINES), ask, number),
            *_lines(_part(request, MAX_LINES, count), ask, number),
        )
    for again in range(TRIES if count == 1 else 1):
        lines = parse_answer(ask(request, number + again * APART), count)
        if lines is not None:
            return lines
    if count == 1:
        raise EngineError(
            f"the model gave no usable line, {TRIES} times",
            where=request.sentences[0][:40],
            remedy="Try another model, or let the server give longer answers; what was translated is kept",
        )
    return tuple(line for i in range(count) for line in _lines(_part(request, i, i + 1), ask, number))


def _part(request: TranslationRequest, start: int, end: int) -> TranslationRequest:
    return replace(
        request,
        sentences=request.sentences[start:end],
        required=request.required[start:end],
        too_long=request.too_long[start:end],
        limits=request.limits[start:end],
    )
