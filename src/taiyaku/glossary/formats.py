"""The kinds of glossary files by their endings: one reader and one writer each, between bytes and terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from taiyaku.errors import GlossaryError, TranscriptError
from taiyaku.glossary.delimited import read_delimited, write_delimited
from taiyaku.glossary.entry import Read
from taiyaku.glossary.tbx import read_tbx, write_tbx
from taiyaku.glossary.xlsx import read_xlsx, write_xlsx
from taiyaku.model import Term
from taiyaku.text.decode import decode

TEXTS: Mapping[str, Callable[[str, str], Read]] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".txt": read_delimited,
    ".tbx": read_tbx,
    ".xml": read_tbx,
}
BOOKS: Mapping[str, Callable[[bytes, str], Read]] = {".xlsx": read_xlsx}
WRITERS: Mapping[str, Callable[[Sequence[Term]], str | bytes]] = {
    ".csv": write_delimited,
    ".tsv": partial(write_delimited, delimiter="\t"),
    ".tbx": write_tbx,
    ".xlsx": write_xlsx,
}


def read_bytes(data: bytes, name: str) -> Read:
    """The entries of a file's bytes, in the format that its name's ending tells; without a known one it is CSV.

    Raises GlossaryError for what spoils the whole file; faults of single entries are remarks.
    """
    ending = Path(name).suffix.lower()
    if ending in BOOKS:
        return BOOKS[ending](data, name)
    return TEXTS.get(ending, read_delimited)(decode_text(data, name), name)


def decode_text(data: bytes, name: str) -> str:
    """The text of a glossary file. Raises GlossaryError for data that is none."""
    try:
        return decode(data, name).text
    except TranscriptError as error:
        kind = Path(name).suffix.removeprefix(".").upper() or "CSV"
        raise GlossaryError(error.problem, where=name, remedy=f"Save it as {kind} in UTF-8") from error


def write_bytes(terms: Sequence[Term], name: str) -> bytes:
    """Terms in the format that the name's ending tells, as UTF-8 where it is text.

    Raises OutputError for a text that the format cannot hold; KeyError for an ending that is not in WRITERS.
    """
    written = WRITERS[Path(name).suffix.lower()](terms)
    return written if isinstance(written, bytes) else written.encode()
