"""`taiyaku glossary import`: terms from another program, or back from a client, into the workspace's glossary."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from taiyaku.commands.console import LISTED
from taiyaku.commands.shared import FILE
from taiyaku.errors import GlossaryError, OutputError
from taiyaku.glossary.check import doubts
from taiyaku.glossary.columns import DEFAULTS, STATUSES, read_entry, to_cells
from taiyaku.glossary.entry import Entry, Remark, strict
from taiyaku.glossary.files import edit_file, read_file
from taiyaku.glossary.merge import Merged, Stamp, merge
from taiyaku.glossary.scope import is_scope
from taiyaku.model import Term
from taiyaku.storage import write_together
from taiyaku.workspace import glossaries_in, workspace_here

KEPT_AS = (".csv", ".tsv")  # what a glossary itself may be


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--into", type=FILE, help="The glossary for new terms; default glossary/terms.csv of the workspace.")
@click.option("--status", type=click.Choice(STATUSES), help="Of terms of which FILE does not say; default approved.")
@click.option("--scope", default="", help="Likewise: house, client, job or job:NAME; default house.")
@click.option("--by", default="", help="Who decided on these terms.")
@click.option("--force", is_flag=True, help="Take what FILE says where the glossary says otherwise.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what changed as JSON on stdout.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="List every warning and change.")
def import_terms(file: Path, into: Path | None, **chosen: Any) -> None:
    """Bring the terms of FILE into the glossary: .csv, .tsv, .tbx, .xlsx, or a sheet that a client signed off.

    A table may name its columns in the first line; without, it has two, and which is the Japanese one is told by its
    script. Terms that the glossary holds already stay where they are, and are changed only where a client changed
    them in a sheet for sign-off, or with --force. If any entry is faulty, nothing is written.

    \b
    Examples:
      taiyaku glossary import client.xlsx --by "the client"
      taiyaku glossary import old.tbx --status candidate --dry-run
    """
    target = _target(file, into, chosen["scope"])
    paths = list(dict.fromkeys([*glossaries_in(workspace_here()), target]))
    known = [term for path in paths if path.exists() for term in strict(read_file(path))]
    read = read_file(file)
    entries = [entry if entry.base else _filled(entry, chosen) for entry in read.entries]
    merged = merge(known, entries, Stamp(chosen["by"], datetime.date.today().isoformat()), chosen["force"])
    remarks = [*read.remarks, *merged.remarks, *_doubts(known, merged)]
    _refuse_faults(file, entries, remarks, chosen["verbose"])
    if not chosen["quiet"] and not chosen["as_json"]:
        _list([remark for remark in remarks if remark.grade == "warning"], chosen["verbose"])
    files = {} if chosen["dry_run"] else _edited(paths, target, merged)
    write_together(files, elsewhere="choose another place with --into")
    if chosen["as_json"]:
        _print_json(merged, remarks, list(files))
    elif not chosen["quiet"]:
        _show(merged, list(files))


def _target(file: Path, into: Path | None, scope: str) -> Path:
    """Where new terms go. Raises GlossaryError or OutputError where that cannot be, or FILE is a glossary already."""
    if scope and not is_scope(scope):
        raise GlossaryError(f"{scope!r} is no scope", where="--scope", remedy="Give house, client, job or job:NAME")
    if not file.exists():
        raise GlossaryError("there is no such file", where=str(file), remedy="Check the path")
    here = workspace_here()
    target = into or here / "glossary" / "terms.csv"
    if target.suffix.lower() not in KEPT_AS:
        raise OutputError("a glossary is kept as CSV", where=str(target), remedy="Name a .csv or .tsv with --into")
    if file.resolve() in {path.resolve() for path in (target, *glossaries_in(here))}:
        raise GlossaryError("this is the workspace's own glossary", where=str(file), remedy="Give another FILE")
    return target


def _filled(entry: Entry, chosen: Mapping[str, Any]) -> Entry:
    """An entry with the status and scope that were given for all of which the file does not say."""
    extra = {column: chosen[column] for column in DEFAULTS if chosen[column] and column not in entry.cells}
    filled, _ = read_entry({**entry.cells, **extra}, entry.term.where)
    return filled or entry


def _doubts(known: Sequence[Term], merged: Merged) -> list[Remark]:
    """What is odd about the terms that are new or change, seen beside those that stay."""
    touched = {term.where for term in (*merged.added, *merged.changed.values())}
    now = [*(merged.changed.get(term.where, term) for term in known), *merged.added]
    return [remark for remark in doubts(now) if remark.where in touched]


def _refuse_faults(file: Path, entries: Sequence[Entry], remarks: Sequence[Remark], verbose: bool) -> None:
    """Raise GlossaryError where any entry is faulty, or there is none; several faults are listed first."""
    errors = [remark for remark in remarks if remark.grade == "error"]
    if len(errors) == 1:
        raise errors[0].to_error()
    if errors:
        _list(errors, verbose)
        raise GlossaryError(
            f"{len(errors)} entries cannot be taken",
            where=str(file),
            remedy="Nothing was changed; the reasons stand above",
        )
    if not entries:
        raise GlossaryError("this file holds no terms", where=str(file), remedy="Give a table, or a TBX with ja and en")


def _edited(paths: Sequence[Path], target: Path, merged: Merged) -> dict[Path, bytes]:
    """The glossaries that change, with their new bytes."""
    files = {}
    for path in paths:
        changed = [term for term in merged.changed.values() if term.where.rpartition(":")[0] == str(path)]
        added = merged.added if path == target else ()
        if changed or added:
            files[path] = edit_file(path, changed, added)
    return files


def _list(remarks: Sequence[Remark], verbose: bool) -> None:
    shown = remarks if verbose else remarks[:LISTED]
    for remark in shown:
        click.echo(f"{remark.grade}: {remark.to_error()}", err=True)
    if len(shown) < len(remarks):
        click.echo(f"and {len(remarks) - len(shown)} more: --verbose lists them", err=True)


def _show(merged: Merged, written: Sequence[Path]) -> None:
    for change in merged.changes:
        before, after = (" ".join(text.split()) for text in (change.before, change.after))
        click.echo(f"{change.where}: {change.ja}: {change.column} “{before}” → “{after}”")
    counts = f"{len(merged.added)} terms added, {len(merged.changed)} changed, {merged.same} as they were"
    click.echo(counts if written else f"{counts}; nothing was written", err=True)
    for path in written:
        click.echo(path)


def _print_json(merged: Merged, remarks: Sequence[Remark], written: Sequence[Path]) -> None:
    data = {
        "added": [to_cells(term) for term in merged.added],
        "changes": [asdict(change) for change in merged.changes],
        "same": merged.same,
        "warnings": [asdict(remark) for remark in remarks],
        "written": [str(path) for path in written],
    }
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
