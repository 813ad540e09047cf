"""The glossaries of a job, opened and read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from taiyaku.errors import GlossaryError
from taiyaku.glossary.delimited import read_delimited
from taiyaku.glossary.edit import edit_delimited
from taiyaku.glossary.entry import Read, strict
from taiyaku.glossary.formats import decode_text, read_bytes
from taiyaku.glossary.scope import conflicts, terms_in_use
from taiyaku.model import Term


def read_glossary(paths: Sequence[Path], job: str = "") -> tuple[Term, ...]:
    """The terms of all files that count in `job`, in order: approved ones, of which the narrower scope wins.

    Raises GlossaryError, naming file and line, where one Japanese spelling has two translations in one scope.
    """
    terms = [term for path in paths for term in strict(read_file(path))]
    for conflict in conflicts(terms)[:1]:
        raise conflict.to_error()
    return terms_in_use(terms, job)


def read_file(path: Path) -> Read:
    """All that one file holds, of any kind. Raises GlossaryError where it cannot be read or is spoilt as a whole."""
    return read_bytes(load_bytes(path), str(path))


def load_bytes(path: Path) -> bytes:
    """The bytes of a glossary. Raises GlossaryError where there is none, or it cannot be read."""
    try:
        return path.read_bytes()
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


def edit_file(path: Path, changed: Iterable[Term], added: Sequence[Term], removed: Iterable[Term] = ()) -> bytes:
    """The bytes of a glossary after its terms in `changed`, known by their lines, and new ones are written into it.

    Those in `removed`, known likewise, are taken out. A file that is not there is begun. Raises GlossaryError where it
    cannot be read.
    """
    text = decode_text(load_bytes(path), str(path)) if path.exists() else ""
    lines = {line_of(term): term for term in changed}
    return edit_delimited(text, str(path), lines, added, set(map(line_of, removed))).encode()


def line_of(term: Term) -> int:
    """The line of its file that a term ends on."""
    return int(term.where.rpartition(":")[2])


def file_of(term: Term) -> Path:
    """The file that a term stands in."""
    return Path(term.where.rpartition(":")[0])


def read_terms_csv(text: str, name: str) -> tuple[Term, ...]:
    """The terms of one CSV text, whatever their status. Raises GlossaryError for its first fault."""
    return strict(read_delimited(text, name))
