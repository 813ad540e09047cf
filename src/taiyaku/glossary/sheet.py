"""A sheet of what is to be decided, as CSV, for a colleague without this program; and what that colleague decided."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from taiyaku.errors import GlossaryError
from taiyaku.glossary.columns import read_entry, tidy
from taiyaku.glossary.delimited import compose_rows, find_delimiter, guard, unguard
from taiyaku.glossary.entry import Entry, Read, Remark
from taiyaku.model import Term, TermStatus

COLUMNS = ("ja", "en", "decision", "count", "places", "note", "was", "status", "scope")
NEEDED = ("ja", "en", "decision", "was", "status", "scope")
DECISIONS: Mapping[str, TermStatus] = {
    "accept": "approved",
    "approved": "approved",
    "a": "approved",
    "reject": "rejected",
    "rejected": "rejected",
    "r": "rejected",
}


def write_sheet(places: Mapping[Term, Sequence[str]], name: str) -> str:
    """The terms to decide on, each with its places as lines of one cell; tabs part the cells if `name` ends in .tsv.

    `was`, `status` and `scope` tell what a term was when the sheet was written.
    """
    delimiter = find_delimiter("", name)
    rows = [
        [term.ja, term.en, "", str(len(found)), "\n".join(found), term.note, term.en, term.status, term.scope]
        for term, found in places.items()
    ]
    return compose_rows([COLUMNS, *(list(map(guard, row)) for row in rows)], delimiter)


def read_sheet(text: str, name: str) -> Read:
    """What was decided, as entries that know what they were, and a remark for each row that cannot be taken.

    A row with neither a decision nor another English is still open; with another English alone it is accepted. Raises
    GlossaryError for a file that is no such sheet.
    """
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=find_delimiter(text, name))
    entries: list[Entry] = []
    remarks: list[Remark] = []
    try:
        header = [cell.strip().casefold() for cell in next(rows, [])]
        _require_columns(header, name)
        for row in rows:
            cells = dict(zip(header, map(unguard, row), strict=False))
            where = f"{name}:{rows.line_num}"
            entry, said = _read_row({column: tidy(column, cells.get(column, "")) for column in NEEDED}, where)
            entries += [entry] if entry else []
            remarks += said
    except csv.Error as error:
        problem = f"the row that begins here cannot be read ({error})"
        raise GlossaryError(problem, where=f"{name}:{rows.line_num}", remedy="Save it as CSV again") from error
    return Read(tuple(entries), tuple(remarks))


def _require_columns(header: Sequence[str], name: str) -> None:
    for column in NEEDED:
        if column not in header:
            raise GlossaryError(
                f"there is no column {column!r}",
                where=f"{name}:1",
                remedy="Give the sheet that `taiyaku glossary review --csv` wrote, with all its columns",
            )


def _read_row(cells: Mapping[str, str], where: str) -> tuple[Entry | None, list[Remark]]:
    """What a row decides; nothing where it is still open."""
    said = cells["decision"].casefold()
    if not cells["ja"] or (not said and cells["en"] in ("", cells["was"])):
        return None, []
    if said and said not in DECISIONS:
        return None, [Remark("error", f"{said!r} is no decision", where, "Write accept or reject, or leave it empty")]
    status = DECISIONS.get(said, "approved")
    if not cells["en"] and status == "approved":
        return None, [Remark("error", f"{cells['ja']!r} is accepted without English", where, "Fill in en")]
    taken = {"en": cells["en"] or cells["was"], "status": status}
    base = {"ja": cells["ja"], "en": cells["was"], "status": cells["status"], "scope": cells["scope"]}
    entry, faults = read_entry({**base, **taken}, where)
    return (Entry(entry.term, taken, base) if entry else None), faults
