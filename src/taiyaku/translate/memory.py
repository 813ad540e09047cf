"""A translator that asks another one only for what is new: answers come from memory, approved lines from a person.

Under the ladder, so that each of its questions is kept by itself: a run that was killed goes on where it was, and a
changed term is asked for only where it occurs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from threading import Lock

from taiyaku.engine import Before, Candidate, TranslationRequest
from taiyaku.errors import MemoryFileError
from taiyaku.memory import Memory
from taiyaku.shape import Maybe, require_shape
from taiyaku.translate.chat import READING
from taiyaku.translate.prompt import grammar, messages

ANSWER = [{"sentences": [str], "score": float, "line_scores": Maybe([float])}]  # what is kept: a list of candidates
SURE = 0.0  # the log probability of a line that a person wrote


@dataclass(slots=True)
class Remembering(Before):
    """A translator behind a memory. `identity` tells it from others of its name, as `registry.identity` says.

    `approved` is the English of sentences that a person stands for: they are never asked for. If `fresh`, nothing else
    is taken from memory. What cannot be written is said once by `warn`, and the work goes on; what cannot be read
    raises MemoryFileError.
    """

    memory: Memory
    identity: str = ""
    approved: Mapping[str, str] = field(default_factory=dict)
    fresh: bool = False
    warn: Callable[[str], None] = lambda message: None
    keeps: bool = True
    recalled: int = 0
    asked: int = 0
    counting: Lock = field(default_factory=Lock)

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        """Candidates from memory, else of the translator, in which approved lines stand as they were approved."""
        approved = self.approved
        whole = self._recall(request)  # from before something in it was approved
        if whole:
            return tuple(_settled(request, one, approved) for one in whole)
        part = open_part(request, approved)
        if not part.sentences:
            return (Candidate(tuple(approved[text] for text in request.sentences)),) * request.candidates
        answers = self._recall(part) or self._ask(part)
        return tuple(_filled(request, one, approved) for one in answers)

    def _recall(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        """The answer that is kept; nothing where there is none, or it does not fit its request."""
        if self.fresh:
            return ()
        text = self.memory.answer(key_of(self.name, self.identity, request))
        answers = _load(text) if text else ()
        if any(len(one.sentences) != len(request.sentences) for one in answers):
            return ()
        with self.counting:
            self.recalled += bool(answers)
        return answers

    def _ask(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        answers = self.translator.translate(request)
        with self.counting:
            self.asked += 1
        if self.keeps and all(line.strip() for one in answers for line in one.sentences):
            try:
                text = json.dumps([asdict(one) for one in answers])
                self.memory.keep(key_of(self.name, self.identity, request), self.name, text)
            except MemoryFileError as error:
                self.keeps = False
                self.warn(f"{error} Translations go on, and are not remembered.")
        return answers


def key_of(engine: str, identity: str, request: TranslationRequest) -> str:
    """A hash of all that decides an answer: engine, model, the prompt as it is sent, how answers are read, request."""
    decisive = (engine, identity, READING, messages(request), grammar(request), request)
    return hashlib.sha256(repr(decisive).encode()).hexdigest()


def open_part(request: TranslationRequest, approved: Mapping[str, str]) -> TranslationRequest:
    """A request without its approved sentences; those before the first open one go to its context."""
    numbers = [number for number, text in enumerate(request.sentences) if text not in approved]
    if len(numbers) == len(request.sentences):
        return request
    sentences = tuple(request.sentences[number] for number in numbers)
    before = "".join(request.sentences[: numbers[0]]) if numbers else ""
    return replace(
        request,
        sentences=sentences,
        context=(*request.context, (request.speaker or "", before)) if before else request.context,
        hints=tuple(hint for hint in request.hints if any(hint[0] in text for text in sentences)),
        required=tuple(request.required[number] for number in numbers if number < len(request.required)),
    )


def _settled(request: TranslationRequest, answer: Candidate, approved: Mapping[str, str]) -> Candidate:
    """A whole answer, approved lines in their place; of those an engine is as sure as can be."""
    known = [text in approved for text in request.sentences]
    lines = (approved.get(text, line) for text, line in zip(request.sentences, answer.sentences, strict=True))
    scores = (SURE if sure else score for sure, score in zip(known, answer.line_scores, strict=False))
    return replace(answer, sentences=tuple(lines), line_scores=tuple(scores))


def _filled(request: TranslationRequest, answer: Candidate, approved: Mapping[str, str]) -> Candidate:
    """The answer to an open part, approved lines between its own."""
    rest, scores = iter(answer.sentences), iter(answer.line_scores)
    known = [text in approved for text in request.sentences]
    return replace(
        answer,
        sentences=tuple(approved[text] if text in approved else next(rest) for text in request.sentences),
        line_scores=tuple(SURE if sure else next(scores) for sure in known) if answer.line_scores else (),
    )


def _load(text: str) -> tuple[Candidate, ...]:
    try:
        data = json.loads(text)
        require_shape(data, ANSWER)
        return tuple(
            Candidate(tuple(one["sentences"]), one["score"], tuple(one.get("line_scores") or ())) for one in data
        )
    except (ValueError, RecursionError):
        return ()  # damaged: it is asked for again, and written over
