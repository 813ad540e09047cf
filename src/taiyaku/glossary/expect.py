"""What the glossary wants to see in the English of each sentence: the form to ask for, and all that count.

A term that is spelled out, `PSC (performance review)`, is wanted so where it first occurs, and short from then on.
Where it occurs first is told by the Japanese, so that a turn can be translated again alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taiyaku.glossary.match import TermHit, latin_names_outside
from taiyaku.model import Sentence, Term

_SPELLED_OUT = re.compile(r"(?P<short>[^()]*\S)\s*\((?P<long>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class Expected:
    """Something that must stand in a line: any of `forms`, the first of which is asked for, and none of `forbidden`.

    `ja` is the Japanese that it was found as, `entry` the English of its entry or the name. `once` says that a pronoun
    may stand for it once the turn has named it.
    """

    ja: str
    entry: str
    forms: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    once: bool = False

    @property
    def en(self) -> str:
        return self.forms[0]


def expectations(sentences: Sequence[Sentence], hits: Sequence[Sequence[TermHit]]) -> tuple[tuple[Expected, ...], ...]:
    """What each sentence of a job expects, each thing once; `hits[i]` are the terms found in `sentences[i]`.

    Names in Latin letters that no term covers must survive as they are.
    """
    introduced: set[Term] = set()
    out = []
    for sentence, found in zip(sentences, hits, strict=True):
        wanted: dict[str, Expected] = {}
        for hit in found:
            expected = _of_term(sentence.text[hit.start : hit.end], hit.term, hit.term in introduced)
            introduced.add(hit.term)
            wanted.setdefault(hit.term.en, expected)
        for name in latin_names_outside(sentence.text, found):
            wanted.setdefault(name, Expected(name, name, (name,)))
        out.append(tuple(wanted.values()))
    return tuple(out)


def _of_term(ja: str, term: Term, introduced: bool) -> Expected:
    forms = [term.en, *term.allowed]
    spelled_out = _SPELLED_OUT.fullmatch(term.en)
    if spelled_out and introduced:
        forms = [spelled_out["short"], *forms]
    return Expected(ja, term.en, tuple(dict.fromkeys(forms)), term.forbidden, term.strictness == "once")
