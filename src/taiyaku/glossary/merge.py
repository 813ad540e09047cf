"""Terms from outside brought into a glossary: what is new, what changes, and what nobody may decide but a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from taiyaku.glossary.check import duplicates, identity
from taiyaku.glossary.columns import COLUMNS, read_entry, to_cells
from taiyaku.glossary.entry import Entry, Remark
from taiyaku.glossary.scope import conflicts
from taiyaku.model import Term
from taiyaku.text.normalize import normalize

DECIDED = ("en", "status")  # a change of these is a decision, which has someone who made it and a date
SHOWN = (*DECIDED, *(column for column in COLUMNS if column not in DECIDED))  # what was decided stands first
USE_FORCE = "Give --force to take the new one, or mend either"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who decides, and the day (ISO 8601). Without a name, only changes are dated."""

    by: str
    date: str


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that becomes another; `where` is the term's file and line."""

    where: str
    ja: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge comes to: new terms, changed ones by their file and line, cell by cell, and how many stay."""

    added: tuple[Term, ...]
    changed: Mapping[str, Term]
    changes: tuple[Change, ...]
    same: int
    remarks: tuple[Remark, ...]


def merge(known: Sequence[Term], entries: Sequence[Entry], stamp: Stamp, force: bool = False) -> Merged:
    """Bring `entries` into `known`. Nothing that is written there is overruled without `force`, but for what a client
    changed in a sheet for sign-off and nobody since.

    A cell that `known` leaves empty is filled. Two answers to one question are errors among the remarks.
    """
    index = _Index(known)
    incoming = [entry.term for entry in entries]
    remarks = [*duplicates(incoming), *conflicts(incoming)]
    seen: set[tuple[str, str, str]] = set()
    added: list[Term] = []
    changed: dict[str, Term] = {}
    changes: list[Change] = []
    same = 0
    for entry in entries:
        if identity(entry.term) in seen:
            continue
        seen.add(identity(entry.term))
        term = index.find(entry)
        if term is None and entry.base:
            remarks.append(_gone(entry))
        elif term is None:
            added.append(_stamped(entry.term, stamp) if stamp.by else entry.term)
        else:
            cells, said = _three_way(term, entry, force)
            found = _signed(term, cells, stamp)
            remarks += said
            changes += found
            same += not found
            changed |= {term.where: _rewritten(term, found)} if found else {}
    now = [changed.get(term.where, term) for term in known]
    remarks += _new_conflicts(known, [*now, *added])
    return Merged(tuple(added), changed, tuple(changes), same, tuple(dict.fromkeys(remarks)))


class _Index:
    """Finds the term of the glossary that an entry is about."""

    def __init__(self, known: Sequence[Term]) -> None:
        self._exact: dict[tuple[str, str, str], Term] = {}
        self._alike: dict[tuple[str, str], list[Term]] = {}
        for term in known:
            name = (normalize(term.ja), term.scope)
            self._exact.setdefault((*name, term.en), term)
            self._alike.setdefault(name, []).append(term)

    def find(self, entry: Entry) -> Term | None:
        """The term with the entry's Japanese, scope and English; else the one that has another English.

        An entry from a sheet for sign-off is what it was there. Of several, a plain entry means the approved one; if
        it is not approved itself, it stands beside them.
        """
        term = entry.term
        was = entry.base or {"ja": term.ja, "scope": term.scope, "en": term.en}
        name = (normalize(was["ja"]), was["scope"])
        exact = self._exact.get((*name, was["en"]))
        if exact is not None:
            return exact
        alike = self._alike.get(name, [])
        if entry.base:
            return alike[0] if len(alike) == 1 else None
        return next((t for t in alike if t.status == term.status == "approved"), None)


def _three_way(term: Term, entry: Entry, force: bool) -> tuple[list[tuple[str, str]], list[Remark]]:
    """The columns that change, with their new text, and a remark for each that has two answers."""
    ours = to_cells(term)
    taken: list[tuple[str, str]] = []
    said: list[Remark] = []
    for column, theirs in entry.cells.items():
        mine, base = ours.get(column, ""), entry.base.get(column, "")
        if theirs in (mine, base) or (column == "ja" and normalize(theirs) == normalize(mine)):
            continue
        if force or mine == base:
            taken.append((column, theirs))
            continue
        problem = f"{column} of {term.ja!r} is {_named(theirs)} here and {_named(mine)} at {term.where}"
        said.append(Remark("error", problem, entry.term.where, USE_FORCE))
    if "status" not in entry.cells and term.status != "approved":
        problem = f"{term.ja!r} is {term.status} at {term.where}, and stays so"
        said.append(Remark("warning", problem, entry.term.where, "A column `status` with --force says otherwise"))
    return taken, said


def _named(text: str) -> str:
    return repr(text) if text else "empty"


def _gone(entry: Entry) -> Remark:
    problem = f"{entry.term.ja!r} is no longer in the glossary; it was left out"
    return Remark("warning", problem, entry.term.where, "Clear its number to add it as a new term")


def _signed(term: Term, taken: Sequence[tuple[str, str]], stamp: Stamp) -> list[Change]:
    """The changes; with a decision among them, who decided and when as well."""
    after = dict(taken)
    if any(column in after for column in DECIDED):
        after = {"by": stamp.by, "date": stamp.date, **after}
    before = to_cells(term)
    return [
        Change(term.where, term.ja, column, before.get(column, ""), after[column])
        for column in SHOWN
        if column in after and after[column] != before.get(column, "")
    ]


def _rewritten(term: Term, changes: Sequence[Change]) -> Term:
    cells = {**to_cells(term), **{change.column: change.after for change in changes}}
    entry, _ = read_entry({column: text for column, text in cells.items() if text}, term.where)
    return entry.term if entry else term


def _stamped(term: Term, stamp: Stamp) -> Term:
    return replace(term, by=term.by or stamp.by, date=term.date or stamp.date)


def _new_conflicts(before: Sequence[Term], after: Sequence[Term]) -> list[Remark]:
    """The conflicts that the merge would bring in; those that were there are not its business."""
    there = {remark.where for remark in conflicts(before)}
    return [remark for remark in conflicts(after) if remark.where not in there]
