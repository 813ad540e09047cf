"""What is to be said of a line of English, whoever wrote it: a verdict for every term, and what the checks find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from taiyaku.glossary.expect import Expected, expectations
from taiyaku.glossary.match import TermMatcher
from taiyaku.glossary.verify import is_met, verdict
from taiyaku.model import Finding, TermVerdict, Translation, Turn
from taiyaku.translate.fidelity import Problem, check_line
from taiyaku.translate.ladder import Line

Judged = tuple[tuple[TermVerdict, ...], list[Finding]]


def problems(line: Line, english: str) -> list[Problem]:
    """What is wrong with a line of English and worth asking for again."""
    return [problem for problem in _checked(line, english) if problem.severity == "error"]


def judge(line: Line, english: str, rung: str) -> Judged:
    """The verdicts of a line's terms and a finding for each thing that a person should look at."""
    found = tuple(verdict(each, english, line.named, rung) for each in line.expected)
    findings = [
        Finding(problem.rule, problem.severity, f"{problem.message}: “{english}”", "en", sentence_id=line.sentence.id)
        for problem in _checked(line, english)
    ]
    implied = [
        Finding("term-implied", "info", f"{one.en!r} is only implied: “{english}”", "en", sentence_id=line.sentence.id)
        for one in found
        if one.verdict == "implied"
    ]
    return found, [*findings, *implied]


def judge_lines(
    turns: Sequence[Turn], english: Mapping[str, str], rungs: Mapping[str, str], matcher: TermMatcher
) -> tuple[tuple[Translation, ...], tuple[Finding, ...]]:
    """English that nobody here translated, by sentence id, with verdicts and findings; nothing of it is changed.

    `rungs` say where each line comes from. Sentences without a line are passed over.
    """
    sentences = [sentence for turn in turns for sentence in turn.sentences]
    wanted = iter(expectations(sentences, [matcher.find(sentence.text) for sentence in sentences]))
    translations: list[Translation] = []
    findings: list[Finding] = []
    for turn in turns:
        named: list[Expected] = []
        for sentence in turn.sentences:
            expected, text = next(wanted), english.get(sentence.id, "")
            if not text:
                continue
            found, more = judge(Line(sentence, expected, tuple(named)), text, rungs[sentence.id])
            translations.append(Translation(sentence.id, text, found))
            findings += more
            named += [one for one in expected if is_met(one, text)]
    return tuple(translations), tuple(findings)


def _checked(line: Line, english: str) -> tuple[Problem, ...]:
    return check_line(line.sentence.text, english, line.expected, line.named)
