"""What both chat engines do with an answer: ask, read, ask again sentence by sentence if the lines do not match."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from taiyaku.errors import EngineError
from taiyaku.model import Candidate, TranslationRequest
from taiyaku.translate.prompt import parse_answer

MAX_LINES = 8  # sentences a request; longer turns go in several, each under the context's limit

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
    lines = parse_answer(ask(request, number), count)
    if lines is not None:
        return lines
    if count == 1:
        raise EngineError(
            "the model gave no usable line", where=request.sentences[0][:40], remedy="Try another translator or model"
        )
    return tuple(line for i in range(count) for line in _lines(_part(request, i, i + 1), ask, number))


def _part(request: TranslationRequest, start: int, end: int) -> TranslationRequest:
    return replace(request, sentences=request.sentences[start:end], required=request.required[start:end])
