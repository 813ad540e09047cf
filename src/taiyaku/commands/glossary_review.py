"""`taiyaku glossary review`: deciding on terms, one by one, with each place where they occur."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from taiyaku.commands.glossary_after import pending_in, show_pending, translate_pending
from taiyaku.commands.glossary_shared import (
    edited,
    glossaries_of,
    list_remarks,
    refuse_faults,
    show_merged,
    stamp_of,
    terms_in,
)
from taiyaku.commands.shared import FILE, glossary_option, local_option, sole_translator_options, threads_option
from taiyaku.errors import GlossaryError, OutputError
from taiyaku.glossary.entry import Entry
from taiyaku.glossary.files import load_bytes
from taiyaku.glossary.formats import decode_text
from taiyaku.glossary.merge import Stamp, merge
from taiyaku.glossary.review import Review, is_undecided
from taiyaku.glossary.sheet import read_sheet, write_sheet
from taiyaku.model import Term
from taiyaku.storage import refuse_overwriting, write_together
from taiyaku.talks import Spot, find_talks, spots_of
from taiyaku.workspace import workspace_here


@click.command("review")
@click.argument("jobs", metavar="[JOB]...", nargs=-1, type=FILE)
@click.option("--all", "everything", is_flag=True, help="Also terms that were decided on, and that occur nowhere.")
@click.option("--candidates", is_flag=True, help="Candidates only.")
@click.option("--by", default="", help="Who decides; goes into the glossary.")
@click.option("--csv", "sheet", type=FILE, help="Write what is to be decided into this file instead, for a colleague.")
@click.option("--apply", "apply_sheet", is_flag=True, help="Take what was decided in the file of --csv.")
@click.option(
    "--force", is_flag=True, help="Write over a file of --csv; with --apply, overrule what was decided since."
)
@click.option("--translate", is_flag=True, help="Then translate again what needs it.")
@glossary_option
@sole_translator_options
@threads_option
@local_option
def review_terms(jobs: tuple[Path, ...], glossaries: tuple[Path, ...], **chosen: Any) -> None:
    """Go through candidates, and terms that nobody has decided on yet, with each place where they occur.

    One key accepts, edits, rejects or skips a term; without a terminal, a line does. Each decision is written at once:
    stop whenever you like, a second review goes on with what is undecided. With JOB only its terms are shown. At the
    end you see which sentences need translating again.

    In the file of --csv a colleague writes accept or reject under `decision`, or another English under `en`.

    \b
    Examples:
      taiyaku glossary review
      taiyaku glossary review talk --candidates --by "the editor" --translate
      taiyaku glossary review --csv terms.csv
      taiyaku glossary review --csv terms.csv --apply --by "the client"
    """
    if chosen["apply_sheet"] and not chosen["sheet"]:
        raise click.UsageError("--apply takes the decisions from a file: name it with --csv.")
    paths = glossaries_of(glossaries)
    talks = find_talks(jobs, workspace_here())
    stamp = stamp_of(chosen["by"])
    if chosen["apply_sheet"]:
        _apply(chosen["sheet"], paths, stamp, chosen["force"])
    else:
        terms = terms_in(paths)
        spots = spots_of(terms, talks)
        wanted = _wanted(terms, spots, bool(jobs), chosen)
        if chosen["sheet"]:
            _write_sheet(chosen["sheet"], wanted, spots, [*paths, *(talk.path for talk in talks)], chosen["force"])
            return
        _talk_over(Review(wanted, paths, stamp), spots)
    found = pending_in(talks, paths)
    if chosen["translate"]:
        translate_pending(talks, found, glossaries, chosen)
    else:
        show_pending(talks, found, glossaries)


def _wanted(
    terms: Sequence[Term], spots: Mapping[str, Sequence[Spot]], occurring: bool, chosen: Mapping[str, Any]
) -> list[Term]:
    """What is to be decided: candidates first, each kind in the order in which it occurs.

    Candidates are shown wherever they occur, unless only those `occurring` are wanted; of terms, a house may have
    thousands that this workspace never names.
    """
    order = {where: number for number, where in enumerate(spots)}
    wanted = [
        term
        for term in terms
        if (is_undecided(term) or chosen["everything"])
        and (term.status == "candidate" or not chosen["candidates"])
        and (term.where in spots or (not occurring and (term.status == "candidate" or chosen["everything"])))
    ]
    return sorted(wanted, key=lambda term: (term.status != "candidate", order.get(term.where, len(order))))


def _talk_over(review: Review, spots: Mapping[str, Sequence[Spot]]) -> None:
    """The dialog, and what came of it, however it ends."""
    from taiyaku.commands.glossary_dialog import Dialog
    from taiyaku.commands.keys import Keys

    if review.current is None:
        click.echo("There is nothing to decide; --all shows what was decided.", err=True)
        return
    try:
        Dialog(review, spots, Keys()).run()
    finally:
        count = review.decided
        left = len(review.terms) - review.position + count["skipped"]
        click.echo(f"{count['approved']} accepted, {count['rejected']} rejected, {left} left to decide", err=True)


def _write_sheet(
    sheet: Path, terms: Sequence[Term], spots: Mapping[str, Sequence[Spot]], inputs: Sequence[Path], force: bool
) -> None:
    """Raises OutputError where a file is there already, or it cannot be written."""
    refuse_overwriting([sheet], inputs, "--csv")
    if sheet.exists() and not force:
        raise OutputError("there is a file already", where=str(sheet), remedy="Choose another, or give --force")
    places = {term: [_line(spot) for spot in spots.get(term.where, ())] for term in terms}
    write_together({sheet: write_sheet(places, str(sheet)).encode()}, elsewhere="choose another place with --csv")
    click.echo(sheet)
    click.echo(f"{len(terms)} terms to decide on; `--csv {sheet} --apply` takes what was decided", err=True)


def _line(spot: Spot) -> str:
    """A place as one line of a cell."""
    parts = (spot.at, spot.place.speaker, spot.place.japanese, spot.place.english, spot.place.verdict)
    return " | ".join(" ".join(part.split()) for part in parts if part)


def _apply(sheet: Path, paths: Sequence[Path], stamp: Stamp, force: bool) -> None:
    """Write what was decided in a sheet, all of it or nothing.

    Raises GlossaryError where a row is faulty, or the glossary was changed meanwhile and says otherwise.
    """
    if not sheet.exists():
        raise GlossaryError("there is no such file", where=str(sheet), remedy="Check the path")
    read = read_sheet(decode_text(load_bytes(sheet), str(sheet)), str(sheet))
    if not read.entries and not read.remarks:
        click.echo("Nothing was decided in it.", err=True)
        return
    known = terms_in(paths)
    entries = [_dated(entry, known, stamp) for entry in read.entries]
    merged = merge(known, entries, stamp, force)
    remarks = [*read.remarks, *merged.remarks]
    refuse_faults(str(sheet), entries, remarks, verbose=True)
    list_remarks(remarks, verbose=True)
    files = edited(paths, paths[0], merged)
    write_together(files, elsewhere="choose another place")
    show_merged(merged, list(files))


def _dated(entry: Entry, known: Sequence[Term], stamp: Stamp) -> Entry:
    """A decision that leaves a term as it is bears a date too; so it is no longer open."""
    term = entry.term
    same = (
        one for one in known if (one.ja, one.en, one.status, one.scope) == (term.ja, term.en, term.status, term.scope)
    )
    if any(not one.date for one in same):
        signed = {"by": stamp.by, "date": stamp.date} if stamp.by else {"date": stamp.date}
        return replace(entry, cells={**entry.cells, **signed})
    return entry
