"""A whole glossary looked over: what no job can use, what stands in another term's way, what looks like a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taiyaku.glossary.check import doubts, duplicates
from taiyaku.glossary.entry import Remark
from taiyaku.glossary.match import is_whole, latin_names
from taiyaku.glossary.scope import JOB, SCOPES, conflicts
from taiyaku.glossary.verify import is_kept
from taiyaku.model import Severity, Term
from taiyaku.text.normalize import has_japanese, normalize

LONGEST = 80  # English characters that a translator can be expected to copy whole
# what an English looks like that cannot be meant to stand in a sentence so; the first that is found is told
SLIPS = (
    (r"^[^A-Za-z0-9\u0080-\U0010ffff]*$", "has no letter in it", ""),
    (r"^(?:[Tt]he|[Aa]n?)\s", "begins with an article, which must then stand there every time", "Leave it out"),
    (r"\s/\s|;|、", "names several, and all of them would have to stand there", "Put the others under `allowed`"),
    (r"[,:]$|(?<![A-Z])(?<!Inc)(?<!Ltd)(?<!Co)(?<!Corp)\.$", "ends like a sentence", "Leave the mark out"),
    (r"[！-～]", "is written in full width", "Write it in half width"),
    (rf"^.{{{LONGEST + 1},}}$", f"is longer than {LONGEST} characters", "Keep the term, and put the rest in the note"),
)
BRACKETS = ("()", "[]", "{}")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Concern:
    """Something to look at. An `error` keeps every job from using the glossary; `info` may well be meant."""

    rule: str
    severity: Severity
    remark: Remark


def audit(terms: Sequence[Term]) -> list[Concern]:
    """All that can be said from the terms alone, the gravest first. Rejected ones are left alone."""
    used = [term for term in terms if term.status != "rejected"]
    found = {
        "conflict": conflicts(used),
        "duplicate": duplicates(used),
        "doubtful": doubts(used),
        "shadowed": [*_overruled(used), *_inside(used)],
        "target": [remark for term in used if term.en for remark in _target(term)],
    }
    return [Concern(rule, remark.grade, remark) for rule, remarks in found.items() for remark in remarks]


def _overruled(terms: Sequence[Term]) -> Iterator[Remark]:
    """A term that counts in no job, as a narrower scope, which holds in all of them, says otherwise."""
    narrowest: dict[str, Term] = {}
    wide = [term for term in terms if term.status == "approved" and not term.scope.startswith(JOB)]
    for term in wide:
        for spelling in map(normalize, (term.ja, *term.aliases)):
            other = narrowest.setdefault(spelling, term)
            if SCOPES.index(term.scope) > SCOPES.index(other.scope):
                narrowest[spelling] = term
    for term in wide:
        other = narrowest[normalize(term.ja)]
        if other.scope != term.scope:
            problem = (
                f"{term.ja!r} of scope {term.scope} is never used: {other.where} says {other.en!r} for {other.scope}"
            )
            yield Remark("warning", problem, term.where, "Remove it, or the narrower one")


def _inside(terms: Sequence[Term]) -> Iterator[Remark]:
    """A term that stands inside a longer one whose English does not hold its own: there, only the longer one counts."""
    entries: dict[str, Term] = {}
    for term in terms:
        if term.status == "approved":
            entries.setdefault(normalize(term.ja), term)
    for longer in entries.values():
        for shorter in _pieces(normalize(longer.ja), entries):
            if _meet(shorter, longer) and not _holds(longer.en, shorter.en):
                problem = (
                    f"{shorter.ja!r} is {shorter.en!r}, but not inside {longer.ja!r} ({longer.en!r}, {longer.where})"
                )
                yield Remark("warning", problem, shorter.where, "Where both fit, the longer one is used alone")


def _pieces(text: str, entries: Mapping[str, Term]) -> Iterator[Term]:
    """The terms that stand inside a text as words of their own; single characters are told elsewhere."""
    for start in range(len(text)):
        for end in range(start + 2, len(text) + (start > 0)):
            piece = entries.get(text[start:end])
            if piece and is_whole(text, start, end):
                yield piece


def _meet(one: Term, other: Term) -> bool:
    """Whether two terms can count in the same job."""
    return one.scope == other.scope or not (one.scope.startswith(JOB) and other.scope.startswith(JOB))


def _holds(english: str, piece: str) -> bool:
    return is_kept(piece, english) or piece.casefold() in english.casefold()


def _target(term: Term) -> list[Remark]:
    """What looks wrong about the English of a term."""
    slips = [(problem, remedy) for pattern, problem, remedy in SLIPS if re.search(pattern, term.en)][:1]
    if any(term.en.count(pair[0]) != term.en.count(pair[1]) for pair in BRACKETS):
        slips.append(("has a bracket that is not closed", ""))
    if term.en in term.forbidden:
        slips.append(("is forbidden by its own entry", "Take it out of `forbidden`"))
    names = [name for name in latin_names(term.ja) if normalize(name) not in normalize(term.en)]
    if names and has_japanese(term.ja):
        slips.append((f"does not hold {names[0]!r}, which the Japanese does", ""))
    wanted, given = (set(_NUMBER.findall(normalize(text))) for text in (term.ja, term.en))
    if wanted and given and wanted != given:
        slips.append((f"has other numbers than {term.ja!r}", ""))
    return [Remark("warning", f"the English {term.en!r} {problem}", term.where, remedy) for problem, remedy in slips]
