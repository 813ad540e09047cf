"""The sheet that a client signs off: each term with every place where it occurs, sent as XLSX and read when it is back.

What the client may change are the columns of CLIENT. A hidden sheet keeps what each term was when the sheet was
written, so that only what the client changed is taken, whatever has changed in the glossary since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from taiyaku.errors import GlossaryError
from taiyaku.glossary.book import add_sheet, new_book, save_book
from taiyaku.glossary.columns import COLUMNS, STATUSES, read_entry, tidy, to_cells
from taiyaku.glossary.entry import Entry, Read, Remark
from taiyaku.glossary.places import Place
from taiyaku.glossary.table import Row
from taiyaku.model import Term
from taiyaku.text.clock import clock

MARK = "taiyaku"  # the hidden sheet's title
CLIENT = ("en", "status", "note", "by", "date")  # what the client may change
TERMS = ("#", "ja", *CLIENT, "places", "first at", "Japanese there", "English there")
PLACES = ("#", "ja", "en", "at", "speaker", "Japanese", "English", "verdict", "sentence")
TERM_WIDTHS = (5, 24, 28, 11, 36, 14, 12, 7, 12, 48, 48)
PLACE_WIDTHS = (5, 20, 24, 12, 12, 60, 60, 9, 9)
UNSPOKEN = "not spoken"


def write_signoff(places: Mapping[Term, Sequence[Place]]) -> bytes:
    """A workbook for the client: terms to decide on, the places of each, and hidden what they are now.

    Raises OutputError for a text that no cell can hold.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    numbered = {str(number): term for number, term in enumerate(places, start=1)}
    book = new_book()
    rows = [_term_row(number, term, places[term]) for number, term in numbered.items()]
    sheet = add_sheet(book, "Terms", [TERMS, *rows], TERM_WIDTHS)
    choice = DataValidation(type="list", formula1=f'"{",".join(STATUSES)}"')
    sheet.add_data_validation(choice)
    choice.add(f"D2:D{len(rows) + 100}")  # the status, and some rows for terms that the client adds
    at = [_place_row(number, term, place) for number, term in numbered.items() for place in places[term]]
    add_sheet(book, "Places", [PLACES, *at], PLACE_WIDTHS).protection.sheet = True
    base = [[number, *(to_cells(term).get(column, "") for column in COLUMNS)] for number, term in numbered.items()]
    add_sheet(book, MARK, [["#", *COLUMNS], *base], ()).sheet_state = "hidden"
    return save_book(book)


def read_signoff(sheets: Mapping[str, Sequence[Row]], name: str) -> Read:
    """What came back: each term as the client left it, with what it was; and terms that the client added.

    Raises GlossaryError where the sheet of terms or one of its columns is gone.
    """
    heading, *rows = _sheet(sheets, "Terms", name)
    columns = {cell.strip(): i for i, cell in enumerate(heading.cells)}
    lost = [column for column in ("#", "ja", *CLIENT) if column not in columns]
    if lost:
        raise GlossaryError(
            f"the column {lost[0]!r} of the sheet for sign-off is gone",
            where=heading.where,
            remedy=f"Put {', '.join(TERMS[: len(CLIENT) + 2])} back into its first row",
        )
    written = {row.cells[0]: dict(zip(COLUMNS, row.cells[1:], strict=False)) for row in _sheet(sheets, MARK, name)[1:]}
    entries: list[Entry] = []
    remarks: list[Remark] = []
    back: dict[str, str] = {}
    for row in rows:
        cells = {column: row.cells[i] for column, i in columns.items() if column in COLUMNS}
        number = row.cells[columns["#"]].strip()
        if number in back:
            remarks.append(_repeated(number, back[number], row.where))
            continue
        entry, said = _read_row(cells, number, written.get(number), row.where)
        back |= {number: row.where} if number else {}
        entries += [entry] if entry else []
        remarks += said
    missing = len(written.keys() - back.keys())
    if missing:
        remarks.append(Remark("warning", f"{missing} of its terms did not come back; they stay as they are", name))
    return Read(tuple(entries), tuple(remarks))


def _read_row(
    cells: Mapping[str, str], number: str, base: Mapping[str, str] | None, where: str
) -> tuple[Entry | None, list[Remark]]:
    if base is None:
        said = [Remark("error", f"no term of this sheet has the number {number}", where, "Clear it")] if number else []
        entry, more = read_entry({**cells, "status": cells["status"] or "candidate"}, where)
        return (None if said else entry), [*said, *more]
    theirs = {column: cells[column] for column in CLIENT}
    theirs["status"] = theirs["status"].strip() or base["status"]
    if base["en"] and not theirs["en"].strip():  # a candidate may be without English, but none loses it by a slip
        return None, [Remark("error", "this entry has no en", where, "Fill it in or delete the line")]
    entry, said = read_entry({**base, **theirs}, where)
    if entry is None:
        return None, said
    if tidy("ja", cells["ja"]) != base["ja"]:
        problem = f"the Japanese of {base['ja']!r} was changed; that is not taken"
        said.append(Remark("warning", problem, where, "Add a row without a number for another term"))
    taken = {column: entry.cells.get(column, "") for column in CLIENT}
    return replace(entry, cells=taken, base=base), said


def _repeated(number: str, first: str, where: str) -> Remark:
    return Remark("error", f"the number {number} stands at {first} already", where, "Clear it where the term is new")


def _sheet(sheets: Mapping[str, Sequence[Row]], title: str, name: str) -> Sequence[Row]:
    rows = sheets.get(title)
    if not rows:
        raise GlossaryError(
            f"the sheet {title!r} of this workbook for sign-off is gone",
            where=name,
            remedy="Ask for the file as it was saved, with all its sheets",
        )
    return rows


def _term_row(number: str, term: Term, places: Sequence[Place]) -> list[str]:
    cells = to_cells(term)
    first = places[0]
    mine = [cells.get(column, "") for column in CLIENT]
    return [number, term.ja, *mine, str(len(places)), _at(first), _seen(first.japanese), _seen(first.english)]


def _place_row(number: str, term: Term, place: Place) -> list[str]:
    texts = (_seen(place.japanese), _seen(place.english))
    return [number, term.ja, term.en, _at(place), place.speaker, *texts, place.verdict, place.sentence_id]


def _at(place: Place) -> str:
    return UNSPOKEN if place.start_ms is None else clock(place.start_ms, 3)


def _seen(text: str) -> str:
    """A sentence without characters that a workbook cannot hold."""
    return tidy("note", text)
