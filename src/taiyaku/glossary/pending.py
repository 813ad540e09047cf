"""Which sentences of a job no longer go with the glossary, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taiyaku.glossary.expect import Expected, expectations
from taiyaku.glossary.match import TermMatcher
from taiyaku.glossary.verify import is_met, missing
from taiyaku.model import Sentence, Term, Translation, Turn


@dataclass(frozen=True, slots=True)
class Pending:
    """A sentence whose English was made under other terms; `why` is what has changed for it."""

    sentence: Sentence
    why: str


def pending(turns: Sequence[Turn], translations: Sequence[Translation], terms: Sequence[Term]) -> list[Pending]:
    """The sentences that need translating again under `terms`, those that count in the job.

    A sentence that holds its new terms already does not, nor one whose miss is known.
    """
    matcher = TermMatcher(terms)
    sentences = [sentence for turn in turns for sentence in turn.sentences]
    wanted = iter(expectations(sentences, [matcher.find(sentence.text) for sentence in sentences]))
    done = {item.sentence_id: item for item in translations}
    found = []
    for turn in turns:
        named: list[Expected] = []
        for sentence in turn.sentences:
            expected = next(wanted)
            why = _why(expected, done.get(sentence.id), named)
            found += [Pending(sentence, why)] if why else []
            text = done[sentence.id].text if sentence.id in done else ""
            named += [one for one in expected if is_met(one, text)]
    return found


def _why(expected: Sequence[Expected], done: Translation | None, named: Sequence[Expected]) -> str:
    """What is wrong with a line under its new terms; empty where nothing is."""
    if done is None:
        return "is not translated yet"
    known = {item.en for item in done.verdicts if item.verdict == "missed"}
    lacks = [one.en for one in missing(expected, done.text, named) if one.en not in known]
    if lacks:
        return "lacks " + ", ".join(f"“{en}”" for en in lacks)
    asked = {en for one in expected for en in (one.entry, *one.forms)}
    gone = [item.en for item in done.verdicts if item.en not in asked]
    return "was asked for " + ", ".join(f"“{en}”" for en in gone) if gone else ""
