"""Translating turn after turn, and holding the English to its terms: hint, verify, ask again, else say so.

This ladder is the same for every engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from taiyaku.glossary.match import TermHit, TermMatcher, required_strings
from taiyaku.glossary.verify import is_kept, verdicts
from taiyaku.model import Finding, Report, Sentence, Translation, TranslationRequest, Translator, Turn, silent
from taiyaku.text.normalize import has_japanese

CONTEXT_TURNS = 2  # source turns before; more cost time and did not help (see the design)
SHORTEST_RATIO, LONGEST_RATIO = 0.4, 8.0  # English characters a Japanese one, outside of which a line is suspect
RETRIES = 3  # candidates when a sentence is asked for again


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence with what must survive in it."""

    sentence: Sentence
    hits: tuple[TermHit, ...]
    required: tuple[str, ...]

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        return tuple((self.sentence.text[hit.start : hit.end], hit.term.en) for hit in self.hits)


def translate_turns(
    turns: Sequence[Turn], translator: Translator, matcher: TermMatcher, report: Report = silent
) -> tuple[tuple[Translation, ...], tuple[Finding, ...]]:
    """The English of every sentence, and a finding for each line that a person should look at.

    `report` counts turns. Raises EngineError where the engine cannot go on.
    """
    translations: list[Translation] = []
    findings: list[Finding] = []
    for number, turn in enumerate(turns):
        context = tuple(
            (before.speaker or "", "".join(s.text for s in before.sentences))
            for before in turns[max(0, number - CONTEXT_TURNS) : number]
        )
        lines = [_line(sentence, matcher) for sentence in turn.sentences]
        for line, english in zip(lines, _translate(turn, lines, context, translator), strict=True):
            found = verdicts(line.sentence.text, english, line.hits)
            translations.append(Translation(line.sentence.id, english, found))
            findings += _findings(line, english)
        report(number + 1, len(turns))
    return tuple(translations), tuple(findings)


def _translate(
    turn: Turn, lines: Sequence[_Line], context: tuple[tuple[str, str], ...], translator: Translator
) -> list[str]:
    """A turn's English: all at once with hints; a sentence that fails its checks again, alone."""
    hints = tuple(dict.fromkeys(hint for line in lines for hint in line.hints))
    request = TranslationRequest(tuple(line.sentence.text for line in lines), turn.speaker, context, hints)
    first = translator.translate(request)[0].sentences
    return [
        english if not problems(line, english) else _again(line, english, request, translator)
        for line, english in zip(lines, first, strict=True)
    ]


def _again(line: _Line, english: str, request: TranslationRequest, translator: Translator) -> str:
    """The best of what came first and a few candidates that were told what is missing."""
    alone = replace(
        request, sentences=(line.sentence.text,), hints=line.hints, required=(line.required,), candidates=RETRIES
    )
    options = [english, *(candidate.sentences[0] for candidate in translator.translate(alone))]
    return min(options, key=lambda option: len(problems(line, option)))


def problems(line: _Line, english: str) -> list[str]:
    """What is wrong with a line of English, as far as that can be seen without knowing Japanese."""
    found = [f"{term!r} is missing" for term in line.required if not is_kept(term, english)]
    ratio = len(english) / max(1, len(line.sentence.text.strip()))
    if not english.strip():
        found.append("it is empty")
    elif has_japanese(english):
        found.append("Japanese is left in it")
    elif len(line.sentence.text) > 6 and not SHORTEST_RATIO <= ratio <= LONGEST_RATIO:
        found.append("its length does not fit")
    if english.rstrip().endswith(":") and not line.sentence.text.rstrip().endswith((":", "：")):
        found.append("it announces a line instead of being one")
    return found


def _line(sentence: Sentence, matcher: TermMatcher) -> _Line:
    hits = tuple(matcher.find(sentence.text))
    return _Line(sentence, hits, required_strings(sentence.text, hits))


def _findings(line: _Line, english: str) -> list[Finding]:
    return [
        Finding(
            "term-missed" if "missing" in problem else "translation-suspect",
            "warning",
            f"{problem}: “{english}”",
            "en",
            sentence_id=line.sentence.id,
        )
        for problem in problems(line, english)
    ]
