"""`taiyaku approve`: English that a person stands for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from taiyaku.approvals import read_lines, write_lines
from taiyaku.commands.shared import EXIT_FINDINGS, FILE
from taiyaku.errors import FormatError, JobError, OutputError
from taiyaku.job import Job, read_job
from taiyaku.storage import write_together
from taiyaku.text.decode import decode
from taiyaku.translate.fidelity import check_line
from taiyaku.workspace import Source, find_job, source_of


@click.command()
@click.argument("job", type=FILE)
@click.argument("sentence", default="")
@click.argument("english", default="")
@click.option("--csv", "sheet", type=FILE, help="Write all lines into this file instead, for a person to go through.")
@click.option("--apply", "apply_sheet", is_flag=True, help="Approve what was changed in the file of --csv.")
@click.option("--undo", is_flag=True, help="Take the approval of SENTENCE back.")
@click.option("--by", default="", help="Who approves.")
@click.option("--force", is_flag=True, help="Write over a file of --csv.")
def approve(
    job: Path, sentence: str, english: str, sheet: Path | None, apply_sheet: bool, undo: bool, by: str, force: bool
) -> None:
    """Approve ENGLISH for a SENTENCE of JOB: no later run changes it.

    SENTENCE is its id in the job file, as t3.s2. What is approved holds wherever the same Japanese sentence stands in
    the workspace; that of a short one (はい。) in its own talk only. With --csv all lines are written into a sheet:
    change what should read otherwise under `en`, and --apply approves that. Then `taiyaku translate JOB` writes the
    tracks.

    \b
    Examples:
      taiyaku approve talk t3.s2 "We never ship it as it is." --by "the editor"
      taiyaku approve talk --csv talk.csv
      taiyaku approve talk --csv talk.csv --apply --by "the client"
      taiyaku approve talk t3.s2 --undo
    """
    if bool(sheet) == bool(sentence) or (apply_sheet and not sheet):
        raise click.UsageError("Name a sentence, or a sheet with --csv (and --apply when it is back).")
    if sentence and bool(english) == undo:
        raise click.UsageError("Say the English of that sentence, or --undo.")
    source = source_of(find_job(job), ())
    known = read_job(source.job)
    if sheet and not apply_sheet:
        _write(sheet, known, source, force)
        return
    if undo:
        count = source.memory.disapprove([_text_of(known, sentence, source)], source.name)
        click.echo(f"{sentence}: {'no longer approved' if count else 'was not approved'}", err=True)
        return
    refused = 0
    lines: Mapping[str, str] = {}
    if sheet:
        found = read_lines(_read(sheet), str(sheet), known)
        lines, refused = found.lines, len(found.remarks)
        for remark in found.remarks:
            click.echo(str(remark.to_error()), err=True)
    else:
        lines = {_text_of(known, sentence, source): english}
    source.memory.approve(lines, by, source.name)
    _say(lines)
    click.echo(f"{len(lines)} lines approved; `taiyaku translate {source.name}` writes the tracks again", err=True)
    if refused:
        click.get_current_context().exit(EXIT_FINDINGS)


def _write(sheet: Path, job: Job, source: Source, force: bool) -> None:
    if sheet.exists() and not force:
        raise OutputError("there is a file already", where=str(sheet), remedy="Choose another, or give --force")
    approved = source.memory.approved((s.text for s in job.sentences), source.name)
    write_together(
        {sheet: write_lines(job, approved, str(sheet)).encode()}, elsewhere="choose another place with --csv"
    )
    click.echo(sheet)


def _read(sheet: Path) -> str:
    try:
        return decode(sheet.read_bytes(), str(sheet)).text
    except FileNotFoundError as error:
        raise FormatError("there is no such sheet", where=str(sheet), remedy="Check its path") from error


def _text_of(job: Job, sentence: str, source: Source) -> str:
    for known in job.sentences:
        if known.id == sentence:
            return known.text
    raise JobError(
        f"there is no sentence {sentence!r}", where=str(source.job), remedy="Ids are as t3.s2; --csv lists them all"
    )


def _say(lines: Mapping[str, str]) -> None:
    """What the checks say of approved lines; nobody is kept from approving them."""
    for ja, en in lines.items():
        for problem in check_line(ja, en):
            click.echo(f"approved all the same: {problem.message}: “{en}”", err=True)
