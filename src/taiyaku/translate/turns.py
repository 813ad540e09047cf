"""Translating turn after turn, each line up the ladder until it holds its terms and nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from taiyaku.glossary.expect import Expected, expectations
from taiyaku.glossary.match import TermMatcher
from taiyaku.glossary.verify import is_met, verdict
from taiyaku.model import (
    Finding,
    Report,
    Sentence,
    TermVerdict,
    Translation,
    TranslationRequest,
    Translator,
    Turn,
    silent,
)
from taiyaku.translate.fidelity import Problem, check_line
from taiyaku.translate.ladder import FIRST, Climbed, Line, climb

CONTEXT_TURNS = 2  # source turns before; more cost time and did not help (see the design)
APPROVED = "approved"  # the rung of a line that a person stands for

Context = tuple[tuple[str, str], ...]  # (speaker or "", Japanese) of the turns before


def translate_turns(
    turns: Sequence[Turn],
    translator: Translator,
    matcher: TermMatcher,
    report: Report = silent,
    approved: Container[str] = (),
) -> tuple[tuple[Translation, ...], tuple[Finding, ...]]:
    """The English of every sentence, and a finding for each line that a person should look at.

    `report` counts turns. `approved` are the sentences whose English a person stands for; they climb no ladder. Raises
    EngineError where the engine cannot go on.
    """
    sentences = [sentence for turn in turns for sentence in turn.sentences]
    wanted = iter(expectations(sentences, [matcher.find(sentence.text) for sentence in sentences]))
    translations: list[Translation] = []
    findings: list[Finding] = []
    for number, turn in enumerate(turns):
        context = tuple(
            (before.speaker or "", "".join(s.text for s in before.sentences))
            for before in turns[max(0, number - CONTEXT_TURNS) : number]
        )
        expected = [next(wanted) for _ in turn.sentences]
        for line, climbed in _translate(turn, expected, context, translator, approved):
            found = tuple(verdict(e, climbed.english, line.named, climbed.rung) for e in line.expected)
            translations.append(Translation(line.sentence.id, climbed.english, found))
            findings += [*_findings(line, climbed.english), *_implied(line.sentence, found, climbed.english)]
        report(number + 1, len(turns))
    return tuple(translations), tuple(findings)


def _translate(
    turn: Turn,
    expected: Sequence[tuple[Expected, ...]],
    context: Context,
    translator: Translator,
    approved: Container[str],
) -> Iterator[tuple[Line, Climbed]]:
    """A turn's lines: all at once with hints; one that something is wrong with climbs the ladder, alone."""
    hints = tuple(dict.fromkeys(hint for wanted in expected for hint in Line(turn.sentences[0], wanted).hints))
    request = TranslationRequest(tuple(sentence.text for sentence in turn.sentences), turn.speaker, context, hints)
    first = translator.translate(request)[0].sentences
    named: list[Expected] = []
    for sentence, wanted, english in zip(turn.sentences, expected, first, strict=True):
        line = Line(sentence, wanted, tuple(named))
        if sentence.text in approved:
            climbed = Climbed(english, APPROVED)
        elif problems(line, english):
            climbed = climb(line, english, request, translator, problems)
        else:
            climbed = Climbed(english, FIRST)
        named += [one for one in wanted if is_met(one, climbed.english)]
        yield line, climbed


def problems(line: Line, english: str) -> list[Problem]:
    """What is wrong with a line of English and worth asking for again."""
    return [problem for problem in _checked(line, english) if problem.severity == "error"]


def _checked(line: Line, english: str) -> tuple[Problem, ...]:
    return check_line(line.sentence.text, english, line.expected, line.named)


def _implied(sentence: Sentence, verdicts: Sequence[TermVerdict], english: str) -> list[Finding]:
    """The terms that a pronoun was taken for."""
    return [
        Finding("term-implied", "info", f"{one.en!r} is only implied: “{english}”", "en", sentence_id=sentence.id)
        for one in verdicts
        if one.verdict == "implied"
    ]


def _findings(line: Line, english: str) -> list[Finding]:
    return [
        Finding(problem.rule, problem.severity, f"{problem.message}: “{english}”", "en", sentence_id=line.sentence.id)
        for problem in _checked(line, english)
    ]
