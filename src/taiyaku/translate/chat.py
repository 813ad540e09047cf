"""What both chat engines do with an answer: ask, read, ask again sentence by sentence if the lines do not match.

A sentence whose answers cannot be used gets an empty line: whoever asked sees that something is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain
from threading import Event

from taiyaku.engine import Candidate, TranslationRequest
from taiyaku.translate.abreast import in_order
from taiyaku.translate.prompt import parse_answer
from taiyaku.translate.reply import Reply, line_scores

READING = 4  # raise it with every change to how an answer is asked for or read: what was read before is asked again
MAX_LINES = 8  # sentences a request; longer turns go in several, each under the context's limit
TRIES = 3  # for a single sentence whose answer cannot be used
APART = 100  # between the numbers of one candidate's tries, so that no two candidates share one

Ask = Callable[[TranslationRequest, int], Reply]  # (request, candidate number) -> what the model says
Scored = tuple[tuple[str, ...], tuple[float, ...]]  # lines, and their scores if the model tells them


def answer(request: TranslationRequest, ask: Ask, at_once: int = 1) -> tuple[Candidate, ...]:
    """All candidates of a request, `at_once` asked for at a time; 0 is the model's best, the others are sampled."""
    found = in_order(lambda number: _lines(request, ask, number), range(request.candidates), at_once, Event())
    return tuple(Candidate(lines, -float(number), scores) for number, (lines, scores) in enumerate(found))


def _lines(request: TranslationRequest, ask: Ask, number: int) -> Scored:
    count = len(request.sentences)
    if count > MAX_LINES:
        return _joined(
            _lines(_part(request, first, min(first + MAX_LINES, count)), ask, number)
            for first in range(0, count, MAX_LINES)
        )
    for again in range(TRIES if count == 1 else 1):
        reply = ask(request, number + again * APART)
        lines = parse_answer(reply.text, count)
        if lines is not None:
            return lines, line_scores(reply, count)
    if count == 1:
        return ("",), ()
    return _joined(_lines(_part(request, i, i + 1), ask, number) for i in range(count))


def _joined(parts: Iterable[Scored]) -> Scored:
    """Lines one after the other, and their scores if every part has some."""
    lines, scores = zip(*parts, strict=True)
    return tuple(chain(*lines)), tuple(chain(*scores)) if all(scores) else ()


def _part(request: TranslationRequest, start: int, end: int) -> TranslationRequest:
    return replace(
        request,
        sentences=request.sentences[start:end],
        required=request.required[start:end],
        too_long=request.too_long[start:end],
        limits=request.limits[start:end],
    )
