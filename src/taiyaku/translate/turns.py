"""Translating turn after turn, each line up the ladder until it holds its terms and nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from taiyaku.engine import TranslationRequest, Translator
from taiyaku.errors import EngineError
from taiyaku.glossary.expect import Expected, expectations
from taiyaku.glossary.match import TermMatcher
from taiyaku.glossary.verify import is_met
from taiyaku.model import Anchor, Finding, Report, Sentence, Translation, Turn, silent
from taiyaku.pace import Pace
from taiyaku.text.people import people
from taiyaku.translate.abreast import Stoppable, in_order
from taiyaku.translate.best import estimate, is_unsure, surest
from taiyaku.translate.brief import shorter
from taiyaku.translate.clauses import join_clauses
from taiyaku.translate.judge import judge, problems
from taiyaku.translate.ladder import FIRST, RUNGS, Asking, Climbed, Line, Rung, alone_of, climb, only
from taiyaku.translate.subjects import unsaid_subjects, with_subject

CONTEXT_TURNS = 0  # source turns before; to the bundled model they did not help, and cost time (`make bench-translate`)
GIVE_UP = 3  # sentences in a row without a usable line: then the engine is not what it should be
APPROVED = "approved"  # the rung of a line that a person stands for

Scored = tuple[str, float | None]
Context = tuple[tuple[str, str], ...]  # (speaker or "", Japanese) of the turns before


@dataclass(frozen=True, slots=True)
class Directions:
    """What lines are translated by, besides the glossary.

    `approved` are the sentences whose English a person stands for; they climb no ladder. `paces` say, by sentence id,
    what can be read in time and which clauses a long one has. `rungs` are the ladder's, and `context_turns` how many
    turns before a turn are shown with it. With `subjects`, a line that lacks its unsaid subject is asked for again;
    with `people`, the engine is told how the names of people are spelled. `best` has lines that the engine is not sure
    of asked for several times.
    """

    approved: Container[str] = ()
    paces: Mapping[str, Pace] = field(default_factory=dict)
    rungs: Sequence[Rung] = RUNGS
    context_turns: int = CONTEXT_TURNS
    subjects: bool = True
    people: bool = True
    best: bool = False


@dataclass(frozen=True, slots=True)
class _Settled:
    """A line that is done: its English, the rung it comes from, its score, a shorter text, and its clauses' ends."""

    line: Line
    english: str
    rung: str
    score: float | None = None
    subtitle: str = ""
    clauses: tuple[Anchor, ...] = ()


def translate_turns(
    turns: Sequence[Turn],
    translator: Translator,
    matcher: TermMatcher,
    directions: Directions | None = None,
    report: Report = silent,
) -> tuple[tuple[Translation, ...], tuple[Finding, ...]]:
    """The English of every sentence, and a finding for each line that a person should look at.

    Turns are translated side by side where the engine answers several requests at once. `report` counts turns. Raises
    EngineError where the engine cannot go on.
    """
    directions = directions or Directions()
    asked = Stoppable(translator)
    sentences = [sentence for turn in turns for sentence in turn.sentences]
    wanted = iter(expectations(sentences, [matcher.find(sentence.text) for sentence in sentences]))
    parts = [
        _Part(turn, [next(wanted) for _ in turn.sentences], _context(turns, number, directions.context_turns))
        for number, turn in enumerate(turns)
    ]
    work = _Work(asked, directions, unsaid_subjects(turns) if directions.subjects else {})
    translations: list[Translation] = []
    findings: list[Finding] = []
    usable = _Usable()
    for lines in in_order(work.turn, parts, asked.at_once, asked.stopped, report):
        for done in lines:
            line = done.line
            usable.count(done)
            found, more = judge(line, done.english, done.rung)
            sure = estimate(done.score)
            translations.append(Translation(line.sentence.id, done.english, found, done.subtitle, done.clauses, sure))
            findings += [*more, *_unsure(done)]
    return tuple(translations), tuple(findings)


def _context(turns: Sequence[Turn], number: int, count: int) -> Context:
    before = turns[max(0, number - count) : number]
    return tuple((turn.speaker or "", "".join(s.text for s in turn.sentences)) for turn in before)


@dataclass(frozen=True, slots=True)
class _Part:
    """A turn, the terms that are expected of its sentences, and what was said before."""

    turn: Turn
    expected: Sequence[tuple[Expected, ...]]
    context: Context


@dataclass(slots=True)
class _Usable:
    """How many lines in a row stayed empty."""

    empty: int = 0

    def count(self, done: _Settled) -> None:
        """Raises EngineError for the last of too many."""
        self.empty = 0 if done.english.strip() else self.empty + 1
        if self.empty == GIVE_UP:
            raise EngineError(
                f"the model gave no usable line for {GIVE_UP} sentences in a row",
                where=done.line.sentence.text[:40],
                remedy="Try another model, or let the server give longer answers; what was translated is kept",
            )


@dataclass(frozen=True, slots=True)
class _Work:
    """What every turn's lines are made with, and what subjects they leave unsaid."""

    translator: Translator
    directions: Directions
    subjects: Mapping[str, str]

    def turn(self, part: _Part) -> list[_Settled]:
        """A turn's lines: all at once with hints; one that something is wrong with climbs the ladder, alone."""
        turn, usable = part.turn, _Usable()
        lines = [
            Line(sentence, wanted, people=people(sentence.text) if self.directions.people else ())
            for sentence, wanted in zip(turn.sentences, part.expected, strict=True)
        ]
        hints = tuple(dict.fromkeys(hint for line in lines for hint in line.hints))
        clauses = [self._clauses(sentence) for sentence in turn.sentences]
        texts = tuple(text for each in clauses for text in each)
        request = TranslationRequest(texts, turn.speaker, part.context, hints)
        answer = self.translator.translate(request)[0]
        first = zip_longest(answer.sentences, answer.line_scores)
        asking = Asking(self.translator, request, problems)
        named: list[Expected] = []
        settled: list[_Settled] = []
        for bare, each in zip(lines, clauses, strict=True):
            line = replace(bare, named=tuple(named))
            english = [next(first) for _ in each]
            if line.sentence.text in self.directions.approved:
                done = _Settled(line, english[0][0], APPROVED)
            else:
                done = self._brief(self._settle(line, each, english, asking), asking)
            usable.count(done)
            named += [one for one in line.expected if is_met(one, done.english)]
            settled.append(done)
        return settled

    def _clauses(self, sentence: Sentence) -> tuple[str, ...]:
        pace = self.directions.paces.get(sentence.id)
        return (sentence.text,) if pace is None or sentence.text in self.directions.approved else pace.clauses

    def _settle(self, line: Line, clauses: Sequence[str], english: Sequence[Scored], asking: Asking) -> _Settled:
        """A line of several clauses stays if they are right; else the whole sentence is asked for, and climbs."""
        first = Climbed(english[0][0], FIRST, english[0][1])
        if len(clauses) > 1:
            joined = join_clauses(line, clauses, [text for text, _ in english], problems)
            if joined:
                return _Settled(line, joined[0], FIRST, _mean([score for _, score in english]), clauses=joined[1])
            whole = replace(alone_of(line, asking.request), required=())
            text, score = only(self.translator.translate(whole)[0])
            first = Climbed(text, FIRST, score)
        if problems(line, first.english):
            first = climb(line, first, asking, self.directions.rungs)
        first = with_subject(line, self.subjects.get(line.sentence.id, ""), first, asking)
        if self.directions.best:
            first = surest(line, first, asking)
        return _Settled(line, first.english, first.rung, first.score)

    def _brief(self, done: _Settled, asking: Asking) -> _Settled:
        """The same line, with a shorter text to show where it cannot be read in time."""
        pace = self.directions.paces.get(done.line.sentence.id)
        if pace is None or len(done.english) <= pace.budget or problems(done.line, done.english):
            return done
        text = shorter(done.line, done.english, pace.budget, asking)
        return replace(done, subtitle=text, clauses=()) if text else done


def _mean(scores: Sequence[float | None]) -> float | None:
    told = [score for score in scores if score is not None]
    return sum(told) / len(told) if told else None


def _unsure(done: _Settled) -> list[Finding]:
    """A line whose meaning the engine itself is not sure of, for a person to look at."""
    if done.rung == APPROVED or not is_unsure(done.score):
        return []
    message = f"sure to {estimate(done.score):.2f}: “{done.english}”"
    return [Finding("unsure", "info", message, "en", sentence_id=done.line.sentence.id)]
