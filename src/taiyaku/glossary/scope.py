"""Where a term holds: in the house, for a client, for one job. Of two terms for one spelling the narrower wins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from taiyaku.glossary.entry import Remark
from taiyaku.model import Term
from taiyaku.text.normalize import normalize

SCOPES = ("house", "client", "job")  # from the widest to the narrowest; `job` is whichever job reads the file
JOB = "job:"  # and a name: that job only, the narrowest of all


def is_scope(text: str) -> bool:
    """Whether a text names a scope: house, client, job or job:NAME."""
    return text in SCOPES or (text.startswith(JOB) and len(text) > len(JOB))


def terms_in_use(terms: Iterable[Term], job: str = "") -> tuple[Term, ...]:
    """The terms that count in `job`: approved, of a scope that takes it in, and not overruled by a narrower one.

    Where a narrower term has the Japanese of a wider one, the wider goes; where it has only an alias, that alias goes.
    """
    counting = [term for term in terms if term.status == "approved" and _holds_in(term, job)]
    if len({_rank(term) for term in counting}) < 2:
        return tuple(counting)
    narrowest: dict[str, int] = {}
    for term in counting:
        for spelling in map(normalize, (term.ja, *term.aliases)):
            narrowest[spelling] = max(_rank(term), narrowest.get(spelling, 0))
    return tuple(
        replace(term, aliases=tuple(a for a in term.aliases if narrowest[normalize(a)] == _rank(term)))
        for term in counting
        if narrowest[normalize(term.ja)] == _rank(term)
    )


def conflicts(terms: Sequence[Term]) -> list[Remark]:
    """An error for each approved term that shares a Japanese spelling with one of its scope, but not the English."""
    seen: dict[tuple[str, str], Term] = {}
    found = []
    for term in terms:
        for spelling in (term.ja, *term.aliases) if term.status == "approved" else ():
            other = seen.setdefault((normalize(spelling), term.scope), term)
            if other.en != term.en:
                problem = f"{spelling!r} is {term.en!r} here and {other.en!r} at {other.where}"
                found.append(Remark("error", problem, term.where, "Keep one of them"))
    return found


def _holds_in(term: Term, job: str) -> bool:
    return not term.scope.startswith(JOB) or normalize(term.scope) == normalize(JOB + job)


def _rank(term: Term) -> int:
    return len(SCOPES) if term.scope.startswith(JOB) else SCOPES.index(term.scope)
