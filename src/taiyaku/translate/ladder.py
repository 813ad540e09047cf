"""The ladder that a line of English climbs until nothing is wrong with it, the same for every engine.

What is asked for first are the terms, as hints. A line that lacks one, or fails another check, is asked for again
alone, told what must stand in it, and how to say a number that it lost; then several times, and the best is taken; then
from a sentence that has its terms in English already, which sequence models copy; then bound by a grammar to hold them.
A forced line counts only if nothing else is wrong with it: forced terms derail a model that does not want them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from taiyaku.engine import Candidate, TranslationRequest, Translator
from taiyaku.glossary.expect import Expected
from taiyaku.model import Sentence
from taiyaku.translate.fidelity.problem import Problem

LADDER = 9  # raise it with every change to what lines come of it: jobs are translated again
SAMPLES = 3  # candidates where the best of several is taken; the first is the engine's best again
FIRST = "hint"  # the rung of a line that was right at once

Problems = Callable[["Line", str], Sequence[Problem]]  # what is wrong with a line; the fewer the better
Ask = Callable[["Line", TranslationRequest], TranslationRequest]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, what must stand in its English, and what the lines before it in its turn have named.

    `people` are those whom the sentence names, and how their names are spelled.
    """

    sentence: Sentence
    expected: tuple[Expected, ...] = ()
    named: tuple[Expected, ...] = ()
    people: tuple[tuple[str, str], ...] = ()

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The English of its terms, and of the names that stand in none of them."""
        terms = tuple((wanted.ja, wanted.en) for wanted in self.expected if wanted.ja != wanted.en)
        held = "\n".join(wanted.ja for wanted in self.expected)
        return (*terms, *(person for person in self.people if person[0] not in held))


@dataclass(frozen=True, slots=True)
class Rung:
    """A step: its name, as the job file gives it, how it asks, and whether its line must be without any fault."""

    name: str
    ask: Ask
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Climbed:
    """A line of English, the rung that it comes from, and how sure the engine was of it (`Candidate.line_scores`)."""

    english: str
    rung: str
    score: float | None = None


def _again(line: Line, alone: TranslationRequest) -> TranslationRequest:
    return alone


def _sampled(line: Line, alone: TranslationRequest) -> TranslationRequest:
    return replace(alone, candidates=SAMPLES)


def _written(line: Line, alone: TranslationRequest) -> TranslationRequest:
    text = line.sentence.text
    for ja, en in sorted(line.hints, key=lambda hint: -len(hint[0])):
        text = text.replace(ja, en)
    return replace(alone, sentences=(text,))


def _forced(line: Line, alone: TranslationRequest) -> TranslationRequest:
    return replace(alone, forced=True)


RUNGS = (
    Rung("again", _again),
    Rung("sampled", _sampled),
    Rung("written", _written),
    Rung("forced", _forced, strict=True),
)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked for a line, the request of its turn, and what says whether anything is wrong with an answer."""

    translator: Translator
    request: TranslationRequest
    problems: Problems


def climb(line: Line, first: Climbed, asking: Asking, rungs: Sequence[Rung] = RUNGS) -> Climbed:
    """The best line of English that can be had; `first` is what the turn's request gave for it.

    Rungs that would ask what was asked before are passed over.
    """
    problems = asking.problems
    wrong_at_first = problems(line, first.english)
    best, fewest = first, len(wrong_at_first)
    alone = alone_of(line, asking.request)
    alone = replace(alone, hints=(*alone.hints, *(hint for problem in wrong_at_first for hint in problem.hints)))
    asked = {asking.request}
    for rung in rungs:
        if not fewest:
            break
        wanted = rung.ask(line, alone)
        if wanted in asked or (wanted.forced and not any(wanted.required)):
            continue
        asked.add(wanted)
        for answer in asking.translator.translate(wanted):
            english, score = only(answer)
            wrong = len(problems(line, english))
            if english.strip() and wrong < fewest and not (rung.strict and wrong):
                best, fewest = Climbed(english, rung.name, score), wrong
    return best


def alone_of(line: Line, request: TranslationRequest) -> TranslationRequest:
    """The request for one line of a turn, with all that must stand in it."""
    return replace(
        request,
        sentences=(line.sentence.text,),
        hints=line.hints,
        required=(tuple(wanted.en for wanted in line.expected),),
        candidates=1,
    )


def only(candidate: Candidate) -> tuple[str, float | None]:
    """The line of an answer to a request for one, and its score if the engine tells."""
    return candidate.sentences[0], candidate.line_scores[0] if candidate.line_scores else None
