"""What a glossary file gives: its terms as they were written there, and what a person should know about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from taiyaku.errors import GlossaryError
from taiyaku.model import Term

Grade: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a glossary file. With an error its entry cannot be taken, with a warning it can."""

    grade: Grade
    problem: str
    where: str
    remedy: str = ""

    def to_error(self) -> GlossaryError:
        return GlossaryError(self.problem, where=self.where, remedy=self.remedy)


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and what its file says of it: `cells` maps columns to texts, without those that the file leaves open.

    `base` is what a sheet for sign-off held when it was written, by column; other files have none.
    """

    term: Term
    cells: Mapping[str, str]
    base: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """All that one file holds, in its order."""

    entries: tuple[Entry, ...] = ()
    remarks: tuple[Remark, ...] = ()


def strict(read: Read) -> tuple[Term, ...]:
    """The terms of a file without faults. Raises GlossaryError for the first fault; warnings are passed over."""
    for remark in read.remarks:
        if remark.grade == "error":
            raise remark.to_error()
    return tuple(entry.term for entry in read.entries)
