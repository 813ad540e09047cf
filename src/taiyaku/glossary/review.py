"""Deciding on terms one by one: each decision is written at once; nothing is lost, and a second run goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from taiyaku.errors import GlossaryError
from taiyaku.glossary.entry import strict
from taiyaku.glossary.files import edit_file, file_of, read_file
from taiyaku.glossary.merge import Stamp
from taiyaku.glossary.scope import conflicts
from taiyaku.model import Term, TermStatus
from taiyaku.storage import write_together


@dataclass(slots=True)
class Review:
    """Terms to decide on, and where one stands among them. `paths` are all the glossaries that count with theirs."""

    terms: list[Term]
    paths: Sequence[Path]
    stamp: Stamp
    position: int = 0
    _before: list[Term | None] = field(default_factory=list)  # what each term passed was; None for one skipped

    @property
    def current(self) -> Term | None:
        """The term to decide on; None at the end."""
        return self.terms[self.position] if self.position < len(self.terms) else None

    @property
    def decided(self) -> Counter[str]:
        """How many were approved, rejected and skipped."""
        passed = zip(self.terms, self._before, strict=False)
        return Counter("skipped" if before is None else term.status for term, before in passed)

    def decide(self, status: TermStatus, en: str = "") -> None:
        """Give the current term a status, and another English where there is one; written at once, and on to the next.

        Raises GlossaryError where it has no English, is at odds with another term, or was changed on disk meanwhile;
        then nothing is written and it stays the current one.
        """
        before = self.terms[self.position]
        after = decided(before, status, self.stamp, en)
        self.terms[self.position] = write_term(before, after, self.paths)
        self._pass(before)

    def skip(self) -> None:
        """Leave the current term undecided."""
        self._pass(None)

    def undo(self) -> bool:
        """Back to the term before, as it was; False at the beginning. Raises GlossaryError as `decide` does."""
        if not self._before:
            return False
        before = self._before[-1]
        if before is not None:
            self.terms[self.position - 1] = write_term(self.terms[self.position - 1], before, self.paths)
        self._before.pop()
        self.position -= 1
        return True

    def _pass(self, before: Term | None) -> None:
        self._before.append(before)
        self.position += 1


def is_undecided(term: Term) -> bool:
    """Whether nobody has decided on a term: a candidate, or one that is used and bears no date."""
    return term.status == "candidate" or (term.status == "approved" and not term.date)


def decided(term: Term, status: TermStatus, stamp: Stamp, en: str = "") -> Term:
    """A term after a decision. Raises GlossaryError for one that would be used and has no English."""
    if status == "approved" and not (en or term.en):
        raise GlossaryError(f"{term.ja!r} has no English yet", where=term.where, remedy="Edit it to give it one")
    return replace(term, status=status, en=en or term.en, by=stamp.by or term.by, date=stamp.date)


def write_term(before: Term, after: Term, paths: Sequence[Path]) -> Term:
    """Write one term in place of another into the file that it stands in, as that file is now; returns it as read back.

    Raises GlossaryError where the file no longer holds `before`, or `after` is at odds with a term of `paths`.
    """
    path = file_of(before)
    now = _find(before, strict(read_file(path)))
    if now is None:
        raise GlossaryError(
            f"{before.ja!r} was changed there meanwhile, and stays as it is now",
            where=str(path),
            remedy="Skip it; a second review shows it as it is",
        )
    others = [term for each in paths for term in strict(read_file(each)) if term.where != now.where]
    here = replace(after, where=now.where)
    for remark in conflicts([*others, here]):
        if remark.where == here.where:
            raise remark.to_error()
    write_together({path: edit_file(path, [here], ())})
    return _find(here, strict(read_file(path))) or here


def _find(term: Term, terms: Sequence[Term]) -> Term | None:
    """A term among those of its file, wherever it stands by now; of two that are equal, the one in its old place."""
    alike = [one for one in terms if replace(one, where=term.where) == term]
    return next((one for one in alike if one.where == term.where), alike[0] if alike else None)
