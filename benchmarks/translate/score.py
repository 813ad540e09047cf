"""How good the English of a half is: terms, meaning by chrF and BLEU, fidelity, subjects."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from benchmarks.translate.talks import Talk

from taiyaku.glossary.expect import expectations
from taiyaku.glossary.match import TermMatcher
from taiyaku.model import Translation
from taiyaku.translate.fidelity import check_line

DRAWS = 2000  # of the bootstrap


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a sentence: whether a form of it stands in the English, by no check of the program, and its verdict."""

    term: str
    kept: bool
    reported: bool
    rung: str


@dataclass(frozen=True, slots=True)
class Score:
    """What a run of one configuration gave; `chrf_each` is of each sentence that has a reference, in order."""

    sentences: int
    equal: bool
    hits: tuple[Hit, ...]
    chrf: float
    bleu: float
    chrf_each: tuple[float, ...]
    faults: Counter[str]
    subjects: int
    right: int

    @property
    def kept(self) -> int:
        return sum(hit.kept for hit in self.hits)

    @property
    def silent_misses(self) -> int:
        """Terms that are not there and that no verdict names."""
        return sum(not hit.kept and not hit.reported for hit in self.hits)

    @property
    def consistency(self) -> float:
        """Of the terms that occur more than once, the share that is kept every time."""
        found: dict[str, list[bool]] = defaultdict(list)
        for hit in self.hits:
            found[hit.term].append(hit.kept)
        often = [kept for kept in found.values() if len(kept) > 1]
        return sum(map(all, often)) / max(1, len(often))


def score(talks: Sequence[Talk], translated: Sequence[Sequence[Translation]]) -> Score:
    """The score of the talks' translations; terms count whether the translator knew them or not."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    hits: list[Hit] = []
    faults: Counter[str] = Counter()
    pairs: list[tuple[str, str]] = []
    subjects: list[bool] = []
    for talk, lines in zip(talks, translated, strict=True):
        english = {line.sentence_id: line for line in lines}
        matcher = TermMatcher(talk.terms)
        found = [matcher.find(sentence.text) for sentence in talk.sentences]
        for sentence, expected in zip(talk.sentences, expectations(talk.sentences, found), strict=True):
            line = english[sentence.id]
            named = {verdict.en: verdict for verdict in line.verdicts}
            for wanted in expected:
                verdict = named.get(wanted.entry)
                reported = verdict is None or verdict.verdict == "missed"
                hits.append(
                    Hit(wanted.entry, _stands(wanted.forms, line.text), reported, verdict.rung if verdict else "")
                )
            faults.update(p.rule for p in check_line(sentence.text, line.text, expected) if p.severity == "error")
            if sentence.id in talk.references:
                pairs.append((line.text, talk.references[sentence.id]))
            if sentence.id in talk.subjects:
                subjects.append(_has_word(line.text, talk.subjects[sentence.id]))
    chrf, hypotheses, references = CHRF(), [p[0] for p in pairs], [[p[1] for p in pairs]]
    return Score(
        sentences=sum(len(talk.sentences) for talk in talks),
        equal=[len(talk.sentences) for talk in talks] == [len(lines) for lines in translated],
        hits=tuple(hits),
        chrf=chrf.corpus_score(hypotheses, references).score,
        bleu=BLEU().corpus_score(hypotheses, references).score,
        chrf_each=tuple(chrf.sentence_score(hypothesis, [reference]).score for hypothesis, reference in pairs),
        faults=faults,
        subjects=len(subjects),
        right=sum(subjects),
    )


def difference(one: Score, other: Score) -> tuple[float, float, float]:
    """The mean difference of the sentences' chrF, and the 95 % interval of a paired bootstrap."""
    apart = np.array(one.chrf_each) - np.array(other.chrf_each)
    draws = np.random.default_rng(7).choice(apart, (DRAWS, len(apart))).mean(axis=1)
    low, high = np.percentile(draws, [2.5, 97.5])
    return float(apart.mean()), float(low), float(high)


def _stands(forms: Sequence[str], english: str) -> bool:
    folded = english.casefold()
    return any(
        re.search(rf"(?<![a-z0-9]){re.escape(form.casefold())}(?:e?s|'s|’s)?(?![a-z0-9])", folded) for form in forms
    )


def _has_word(english: str, words: Sequence[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word.lower())}\b", english.lower()) for word in words)
