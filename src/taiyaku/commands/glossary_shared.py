"""What the commands that change the glossary have in common: what they look up, refuse, write and say."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from taiyaku.commands.console import LISTED
from taiyaku.errors import GlossaryError, OutputError
from taiyaku.glossary.check import doubts
from taiyaku.glossary.columns import to_cells
from taiyaku.glossary.entry import Entry, Remark, strict
from taiyaku.glossary.files import edit_file, file_of, read_file
from taiyaku.glossary.merge import Merged, Stamp
from taiyaku.glossary.scope import is_scope
from taiyaku.model import Term
from taiyaku.workspace import glossaries_in, workspace_here

KEPT_AS = (".csv", ".tsv")  # what a glossary itself may be
TERMS = Path("glossary") / "terms.csv"  # where new terms go, seen from the workspace


def stamp_of(by: str) -> Stamp:
    """A decision of today."""
    return Stamp(by, datetime.date.today().isoformat())


def terms_in(paths: Sequence[Path]) -> list[Term]:
    """The terms of glossaries, whatever their status. Raises GlossaryError for the first fault."""
    return [term for path in paths for term in strict(read_file(path))]


def require_scope(scope: str) -> None:
    """Raise GlossaryError for what names no scope."""
    if scope and not is_scope(scope):
        raise GlossaryError(f"{scope!r} is no scope", where="--scope", remedy="Give house, client, job or job:NAME")


def target_of(into: Path | None) -> Path:
    """The glossary for new terms. Raises OutputError where that cannot be one."""
    target = into or workspace_here() / TERMS
    if target.suffix.lower() not in KEPT_AS:
        raise OutputError("a glossary is kept as CSV", where=str(target), remedy="Name a .csv or .tsv with --into")
    return target


def glossaries_of(given: Sequence[Path]) -> tuple[Path, ...]:
    """The glossaries that were given, else the workspace's. Raises GlossaryError where there is none."""
    found = tuple(given) or glossaries_in(workspace_here())
    if not found:
        raise GlossaryError(
            "there is no glossary here",
            where=str(TERMS),
            remedy="`taiyaku glossary add JA EN` begins one, `taiyaku glossary suggest --write` proposes terms",
        )
    return found


def glossaries_with(target: Path) -> list[Path]:
    """The workspace's glossaries, and the one for new terms."""
    return list(dict.fromkeys([*glossaries_in(workspace_here()), target]))


def new_doubts(known: Sequence[Term], merged: Merged) -> list[Remark]:
    """What is odd about the terms that are new or change, seen beside those that stay."""
    touched = {term.where for term in (*merged.added, *merged.changed.values())}
    now = [*(merged.changed.get(term.where, term) for term in known), *merged.added]
    return [remark for remark in doubts(now) if remark.where in touched]


def refuse_faults(where: str, entries: Sequence[Entry], remarks: Sequence[Remark], verbose: bool) -> None:
    """Raise GlossaryError where any entry is faulty, or there is none; several faults are listed first."""
    errors = [remark for remark in remarks if remark.grade == "error"]
    if len(errors) == 1:
        raise errors[0].to_error()
    if errors:
        list_remarks(errors, verbose)
        raise GlossaryError(
            f"{len(errors)} entries cannot be taken",
            where=where,
            remedy="Nothing was changed; the reasons stand above",
        )
    if not entries:
        raise GlossaryError("this file holds no terms", where=where, remedy="Give a table, or a TBX with ja and en")


def edited(paths: Sequence[Path], target: Path, merged: Merged) -> dict[Path, bytes]:
    """The glossaries that change, with their new bytes."""
    files = {}
    for path in paths:
        changed = [term for term in merged.changed.values() if file_of(term) == path]
        added = merged.added if path == target else ()
        if changed or added:
            files[path] = edit_file(path, changed, added)
    return files


def list_remarks(remarks: Sequence[Remark], verbose: bool) -> None:
    """Each remark as a line on stderr; the first of many unless all are wanted."""
    shown = remarks if verbose else remarks[:LISTED]
    for remark in shown:
        click.echo(f"{remark.grade}: {remark.to_error()}", err=True)
    if len(shown) < len(remarks):
        click.echo(f"and {len(remarks) - len(shown)} more: --verbose lists them", err=True)


def show_merged(merged: Merged, written: Sequence[Path]) -> None:
    """What a merge came to: changes and files on stdout, counts on stderr."""
    for change in merged.changes:
        before, after = (" ".join(text.split()) for text in (change.before, change.after))
        click.echo(f"{change.where}: {change.ja}: {change.column} “{before}” → “{after}”")
    counts = f"{len(merged.added)} terms added, {len(merged.changed)} changed, {merged.same} as they were"
    click.echo(counts if written else f"{counts}; nothing was written", err=True)
    for path in written:
        click.echo(path)


def print_merged(merged: Merged, remarks: Sequence[Remark], written: Sequence[Path]) -> None:
    """The same as JSON."""
    data = {
        "added": [to_cells(term) for term in merged.added],
        "changes": [asdict(change) for change in merged.changes],
        "same": merged.same,
        "warnings": [asdict(remark) for remark in remarks],
        "written": [str(path) for path in written],
    }
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
