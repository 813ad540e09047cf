"""`taiyaku glossary export`: the workspace's terms for another program, or for a client to sign off."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from taiyaku.commands.shared import FILE, glossary_option
from taiyaku.errors import GlossaryError, OutputError
from taiyaku.glossary.columns import STATUSES
from taiyaku.glossary.entry import strict
from taiyaku.glossary.files import read_file, read_glossary
from taiyaku.glossary.formats import WRITERS, write_bytes
from taiyaku.glossary.places import find_places
from taiyaku.glossary.signoff import write_signoff
from taiyaku.job import read_job
from taiyaku.model import Term
from taiyaku.storage import refuse_overwriting, write_together
from taiyaku.workspace import find_job, glossaries_in, inputs_of, source_of, workspace_here

SIGNOFF = ".xlsx"  # the one kind that carries places


@click.command("export")
@click.argument("file", type=FILE)
@click.option("--job", type=FILE, help="Write a sheet for sign-off: each place in this job where a term occurs.")
@click.option("--status", type=click.Choice(STATUSES), multiple=True, help="Which terms; default all.")
@glossary_option
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def export_terms(
    file: Path, job: Path | None, status: Sequence[str], glossaries: tuple[Path, ...], force: bool, quiet: bool
) -> None:
    """Write the terms of the glossary to FILE: .csv, .tsv, .tbx or .xlsx.

    With --job it is a sheet for a client: the terms that occur there, each with its places, times and both texts. What
    the client changes in it comes back with `taiyaku glossary import`.

    \b
    Examples:
      taiyaku glossary export terms.tbx
      taiyaku glossary export terms.xlsx --job talk
      taiyaku glossary export open.csv --status candidate
    """
    _require_ending(file, job)
    path = find_job(job) if job else None
    paths = source_of(path, glossaries).glossaries if path else glossaries or glossaries_in(workspace_here())
    refuse_overwriting([file], [*paths, *([path, *inputs_of(read_job(path), path)] if path else [])], "FILE")
    if file.is_dir():
        raise OutputError("this is a folder", where=str(file), remedy="Name the file to write")
    if file.exists() and not force:
        raise OutputError("there is a file already", where=str(file), remedy="Choose another FILE, or give --force")
    terms = [term for each in paths for term in strict(read_file(each)) if not status or term.status in status]
    if not terms:
        raise GlossaryError("there are no terms to export", remedy="Fill glossary/terms.csv, or name a --glossary")
    data = _signoff(path, paths, terms, quiet) if path else write_bytes(terms, str(file))
    write_together({file: data}, elsewhere="choose another FILE")
    click.echo(file)


def _signoff(path: Path, paths: Sequence[Path], terms: Sequence[Term], quiet: bool) -> bytes:
    """The sheet for sign-off. Raises GlossaryError where none of the terms occurs in the job."""
    job, name = read_job(path), source_of(path, paths).name
    wanted = {term.where for term in terms}
    used = [term for term in read_glossary(paths, name) if term.where in wanted]
    others = [term for term in terms if term.status != "approved"]
    places = {
        term: found
        for group in (used, others)  # apart, as a candidate takes no place from a term that counts
        for term, found in find_places(group, job.turns, job.alignment, job.translations).items()
    }
    if not places:
        raise GlossaryError(
            "no term occurs in this job", where=str(path), remedy="Export without --job to get them all"
        )
    if not quiet:
        count = sum(map(len, places.values()))
        click.echo(f"{len(places)} terms at {count} places; {len(terms) - len(places)} do not occur in it", err=True)
    return write_signoff(places)


def _require_ending(file: Path, job: Path | None) -> None:
    """Raise OutputError for a name that tells no kind of file, or one that cannot carry places."""
    ending = file.suffix.lower()
    if ending not in WRITERS:
        what = ending or "a file without an ending"
        raise OutputError(f"terms are not written as {what}", where=str(file), remedy=f"Name it {', '.join(WRITERS)}")
    if job and ending != SIGNOFF:
        raise OutputError("only a workbook carries places", where=str(file), remedy=f"Name it {SIGNOFF}")
