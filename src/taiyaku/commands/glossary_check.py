"""`taiyaku glossary check`: what is odd about the workspace's terms."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from taiyaku.commands.console import LISTED
from taiyaku.commands.glossary_shared import glossaries_of
from taiyaku.commands.shared import EXIT_FINDINGS, glossary_option
from taiyaku.errors import GlossaryError
from taiyaku.glossary.audit import Concern, audit
from taiyaku.glossary.entry import Remark
from taiyaku.glossary.files import read_file
from taiyaku.model import Term
from taiyaku.talks import Talk, spots_of, talks_in
from taiyaku.workspace import workspace_here


@click.command("check")
@glossary_option
@click.option("--strict", is_flag=True, help="Exit 1 when there are warnings.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON on stdout.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="List all of each kind.")
def check_terms(glossaries: tuple[Path, ...], strict: bool, as_json: bool, quiet: bool, verbose: bool) -> None:
    """Look the glossary over: conflicts, terms in each other's way, English that looks wrong, terms that never occur.

    A term occurs if it is found in a job or in a transcript of the workspace. That it does not is no warning. Where
    something keeps every job from using the glossary, the exit code is 2.

    \b
    Examples:
      taiyaku glossary check
      taiyaku glossary check --strict --verbose
    """
    reads = [read_file(path) for path in glossaries_of(glossaries)]
    terms = [entry.term for read in reads for entry in read.entries]
    talks = talks_in(workspace_here())
    # warnings of a file are told at import; a row shorter than its header may be ours, as a new column pads no others
    faults = [remark for read in reads for remark in read.remarks if remark.grade == "error"]
    found = [*(Concern("file", "error", remark) for remark in faults), *audit(terms), *_unused(terms, talks)]
    if as_json:
        rows = [{"rule": one.rule, **asdict(one.remark), "grade": one.severity} for one in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif not quiet:
        for rule in dict.fromkeys(one.rule for one in found):
            _list([one for one in found if one.rule == rule], verbose)
        click.echo(f"{len(terms)} terms, {len(talks)} talks; {_counts(found)}", err=True)
    errors = [one for one in found if one.severity == "error"]
    if errors:
        raise GlossaryError(
            f"{len(errors)} faults keep jobs from using this glossary; the first: {errors[0].remark.problem}",
            where=errors[0].remark.where,
            remedy=errors[0].remark.remedy,
        )
    if strict and any(one.severity == "warning" for one in found):
        click.get_current_context().exit(EXIT_FINDINGS)


def _unused(terms: Sequence[Term], talks: Sequence[Talk]) -> Iterable[Concern]:
    """The terms that occur in no talk; where there is none, nothing is known."""
    spots = spots_of(terms, talks)
    for term in terms if talks else ():
        if term.where not in spots and term.status != "rejected":
            yield Concern("unused", "info", Remark("warning", f"{term.ja!r} never occurs by itself", term.where))


def _list(found: Sequence[Concern], verbose: bool) -> None:
    """A line for each of one kind; the first of many unless all are wanted."""
    shown = found if verbose else found[:LISTED]
    for one in shown:
        click.echo(f"{one.severity}: {one.rule}: {one.remark.to_error()}")
    if len(shown) < len(found):
        click.echo(f"and {len(found) - len(shown)} more of these: --verbose lists them")


def _counts(found: Sequence[Concern]) -> str:
    counts = (sum(one.severity == severity for one in found) for severity in ("error", "warning", "info"))
    return "{} errors, {} warnings, {} to know".format(*counts)
