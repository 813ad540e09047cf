"""`taiyaku glossary list`: the terms of the workspace, those that are wanted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from taiyaku.commands.console import stdout_console
from taiyaku.commands.glossary_shared import glossaries_of, require_scope
from taiyaku.commands.shared import glossary_option
from taiyaku.glossary.columns import LISTS, STATUSES, join_list, to_cells
from taiyaku.glossary.entry import strict
from taiyaku.glossary.files import read_file
from taiyaku.model import Term
from taiyaku.text.normalize import normalize

SEARCHED = ("ja", "en", "reading", "note", *LISTS)  # the columns that a text is looked for in
SHOWN = ("ja", "en", "status", "scope", "by", "date", "where")


@click.command("list")
@click.argument("text", default="")
@click.option("--status", type=click.Choice(STATUSES), multiple=True, help="Only terms of this status.")
@click.option("--scope", default="", help="Only terms of this scope: house, client, job or job:NAME.")
@glossary_option
@click.option("--json", "as_json", is_flag=True, help="Print the terms as JSON, with all that is known of them.")
def list_terms(text: str, status: Sequence[str], scope: str, glossaries: tuple[Path, ...], as_json: bool) -> None:
    """List the terms of the glossary; with TEXT, those that hold it in either language, an alias or a note.

    \b
    Examples:
      taiyaku glossary list
      taiyaku glossary list team --status candidate
    """
    require_scope(scope)
    terms = [term for path in glossaries_of(glossaries) for term in strict(read_file(path))]
    wanted = [t for t in terms if (not status or t.status in status) and scope in ("", t.scope) and _holds(t, text)]
    if as_json:
        rows = [{**to_cells(term), "where": term.where} for term in wanted]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if wanted:
        stdout_console().print(_table(wanted))
    click.echo(f"{len(wanted)} of {len(terms)} terms", err=True)


def _holds(term: Term, text: str) -> bool:
    """Whether a text stands anywhere in a term, whatever its case and width."""
    values = (getattr(term, column) for column in SEARCHED)
    return any(normalize(text) in normalize(join_list(v) if isinstance(v, tuple) else v) for v in values)


def _table(terms: Sequence[Term]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in SHOWN:
        table.add_column(column, overflow="fold")
    for term in terms:
        table.add_row(*(Text(getattr(term, column)) for column in SHOWN))
    return table
