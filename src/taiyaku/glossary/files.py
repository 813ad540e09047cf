"""Glossary files: CSV with the columns ja, en, reading, aliases and note."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from taiyaku.errors import GlossaryError, TranscriptError
from taiyaku.model import Term
from taiyaku.text.decode import decode
from taiyaku.text.normalize import normalize

COLUMNS = ("ja", "en", "reading", "aliases", "note")
NEEDED = ("ja", "en")
BETWEEN_ALIASES = "|"


def read_glossary(paths: Sequence[Path]) -> tuple[Term, ...]:
    """The terms of all files, in order. Raises GlossaryError, naming file and line."""
    terms = [term for path in paths for term in read_terms_csv(_read_text(path), str(path))]
    _refuse_conflicts(terms)
    return tuple(terms)


def _read_text(path: Path) -> str:
    try:
        return decode(path.read_bytes(), str(path)).text
    except (FileNotFoundError, NotADirectoryError) as error:
        raise GlossaryError(
            "there is no such glossary", where=str(path), remedy="Put it back, or name another with --glossary"
        ) from error
    except OSError as error:
        raise GlossaryError(
            f"this glossary cannot be read ({error.strerror})",
            where=str(path),
            remedy="Give a CSV file that you may read",
        ) from error
    except TranscriptError as error:
        raise GlossaryError(error.problem, where=str(path), remedy="Save it as CSV in UTF-8") from error


def read_terms_csv(text: str, name: str) -> tuple[Term, ...]:
    """The terms of one CSV text; the first line names the columns, aliases are parted by `|`.

    Blank lines and lines that begin with # are passed over. Raises GlossaryError: unknown or missing columns, a row
    with more fields than columns, an empty ja or en, a field too long to be one.
    """
    header: list[str] = []
    terms: list[Term] = []
    for row, where in _rows(text, name):
        cells = [cell.strip(" \t　") for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if not header:
            header = _header(cells, where)
            continue
        if len(cells) > len(header):
            raise GlossaryError(
                f"this row has {len(cells)} fields, the header {len(header)}",
                where=where,
                remedy='Put text that holds a comma in "double quotes"',
            )
        terms.append(_term(dict(zip(header, cells, strict=False)), where))
    return tuple(terms)


def _rows(text: str, name: str) -> Iterator[tuple[list[str], str]]:
    """Each row, and its file and line."""
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    while True:
        began = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:  # a field over csv's limit of 128 KiB
            raise GlossaryError(
                f"the row that begins here cannot be read ({error})",
                where=f"{name}:{began}",
                remedy='Close a "double quote" that was left open, or shorten the field',
            ) from error
        if row is None:
            return
        yield row, f"{name}:{rows.line_num}"


def _header(cells: Sequence[str], where: str) -> list[str]:
    header = [cell.casefold() for cell in cells]
    unknown = [cell for cell in header if cell not in COLUMNS]
    missing = [cell for cell in NEEDED if cell not in header]
    if unknown or missing:
        problem = f"unknown column {unknown[0]!r}" if unknown else f"there is no column {missing[0]!r}"
        raise GlossaryError(problem, where=where, remedy=f"The first line names the columns: {','.join(COLUMNS)}")
    return header


def _term(row: dict[str, str], where: str) -> Term:
    for column in NEEDED:
        if not row.get(column):
            raise GlossaryError(f"this entry has no {column}", where=where, remedy="Fill it in or delete the line")
    aliases = tuple(a.strip() for a in row.get("aliases", "").split(BETWEEN_ALIASES) if a.strip())
    return Term(row["ja"], row["en"], row.get("reading", ""), aliases, row.get("note", ""), where)


def _refuse_conflicts(terms: Sequence[Term]) -> None:
    """Raise GlossaryError where one Japanese spelling has two translations."""
    seen: dict[str, Term] = {}
    for term in terms:
        for spelling in (term.ja, *term.aliases):
            other = seen.setdefault(normalize(spelling), term)
            if other.en != term.en:
                raise GlossaryError(
                    f"{spelling!r} is {term.en!r} here and {other.en!r} at {other.where}",
                    where=term.where,
                    remedy="Keep one of them",
                )
