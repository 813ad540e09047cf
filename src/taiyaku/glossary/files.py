"""Glossary files: CSV with the columns ja, en, reading, aliases and note."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
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
    terms: list[Term] = []
    for path in paths:
        try:
            text = decode(path.read_bytes(), str(path)).text
        except (OSError, TranscriptError) as error:
            raise GlossaryError(
                "this glossary cannot be read", where=str(path), remedy="Give a CSV file in UTF-8"
            ) from error
        terms += read_terms_csv(text, str(path))
    _refuse_conflicts(terms)
    return tuple(terms)


def read_terms_csv(text: str, name: str) -> tuple[Term, ...]:
    """The terms of one CSV text; the first line names the columns, aliases are parted by `|`.

    Blank lines and lines that begin with # are passed over. Raises GlossaryError: unknown or missing columns, a row
    with more fields than columns, an empty ja or en.
    """
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    header: list[str] = []
    terms: list[Term] = []
    for row in rows:
        cells = [cell.strip(" \t　") for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        where = f"{name}:{rows.line_num}"
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
