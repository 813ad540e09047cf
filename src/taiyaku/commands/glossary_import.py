"""`taiyaku glossary import`: terms from another program, or back from a client, into the workspace's glossary."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from taiyaku.commands.glossary_shared import (
    edited,
    glossaries_with,
    list_remarks,
    new_doubts,
    print_merged,
    refuse_faults,
    require_scope,
    show_merged,
    stamp_of,
    target_of,
    terms_in,
)
from taiyaku.commands.shared import FILE
from taiyaku.errors import GlossaryError
from taiyaku.glossary.columns import DEFAULTS, STATUSES, read_entry
from taiyaku.glossary.entry import Entry
from taiyaku.glossary.files import read_file
from taiyaku.glossary.merge import merge
from taiyaku.storage import write_together


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
    paths = glossaries_with(target)
    known = terms_in([path for path in paths if path.exists()])
    read = read_file(file)
    entries = [entry if entry.base else _filled(entry, chosen) for entry in read.entries]
    merged = merge(known, entries, stamp_of(chosen["by"]), chosen["force"])
    remarks = [*read.remarks, *merged.remarks, *new_doubts(known, merged)]
    refuse_faults(str(file), entries, remarks, chosen["verbose"])
    if not chosen["quiet"] and not chosen["as_json"]:
        list_remarks([remark for remark in remarks if remark.grade == "warning"], chosen["verbose"])
    files = {} if chosen["dry_run"] else edited(paths, target, merged)
    write_together(files, elsewhere="choose another place with --into")
    if chosen["as_json"]:
        print_merged(merged, remarks, list(files))
    elif not chosen["quiet"]:
        show_merged(merged, list(files))


def _target(file: Path, into: Path | None, scope: str) -> Path:
    """Where new terms go. Raises GlossaryError or OutputError where that cannot be, or FILE is a glossary already."""
    require_scope(scope)
    if not file.exists():
        raise GlossaryError("there is no such file", where=str(file), remedy="Check the path")
    target = target_of(into)
    if file.resolve() in {path.resolve() for path in glossaries_with(target)}:
        raise GlossaryError("this is the workspace's own glossary", where=str(file), remedy="Give another FILE")
    return target


def _filled(entry: Entry, chosen: Mapping[str, Any]) -> Entry:
    """An entry with the status and scope that were given for all of which the file does not say."""
    extra = {column: chosen[column] for column in DEFAULTS if chosen[column] and column not in entry.cells}
    filled, _ = read_entry({**entry.cells, **extra}, entry.term.where)
    return filled or entry
