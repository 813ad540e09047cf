"""`taiyaku approve`: English that a person stands for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from taiyaku.approvals import Approvals, read_lines, read_subtitles, write_lines
from taiyaku.commands.shared import EXIT_FINDINGS, FILE
from taiyaku.errors import FormatError, JobError, OutputError
from taiyaku.inspection import read_cues
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
@click.option("--srt", "subtitles", type=FILE, help="Approve what was changed in these English subtitles.")
@click.option("--undo", is_flag=True, help="Take the approval of SENTENCE back.")
@click.option("--by", default="", help="Who approves.")
@click.option("--force", is_flag=True, help="Write over a file of --csv.")
def approve(job: Path, sentence: str, english: str, **chosen: Any) -> None:
    """Approve ENGLISH for a SENTENCE of JOB: no later run changes it.

    SENTENCE is its id in the job file, as t3.s2. What is approved holds wherever the same Japanese sentence stands in
    the workspace; that of a short one (はい。) in its own talk only. With --csv all lines are written into a sheet:
    change what should read otherwise under `en`, and --apply approves that. With --srt the English subtitles come back
    from an editor: texts that differ are approved, times are not taken. Then `taiyaku translate JOB` writes the tracks.

    \b
    Examples:
      taiyaku approve talk t3.s2 "We never ship it as it is." --by "the editor"
      taiyaku approve talk --csv talk.csv
      taiyaku approve talk --csv talk.csv --apply --by "the client"
      taiyaku approve talk --srt talk.en.edited.srt --by "the editor"
      taiyaku approve talk t3.s2 --undo
    """
    sheet: Path | None = chosen["sheet"]
    subtitles: Path | None = chosen["subtitles"]
    if sum(map(bool, (sheet, subtitles, sentence))) != 1 or (chosen["apply_sheet"] and not sheet):
        raise click.UsageError("Name a sentence, a sheet with --csv (and --apply when it is back), or --srt.")
    if sentence and bool(english) == chosen["undo"]:
        raise click.UsageError("Say the English of that sentence, or --undo.")
    source = source_of(find_job(job), ())
    known = read_job(source.job)
    if sheet and not chosen["apply_sheet"]:
        _write(sheet, known, source, chosen["force"])
        return
    if chosen["undo"]:
        count = source.memory.disapprove([_text_of(known, sentence, source)], source.name)
        click.echo(f"{sentence}: {'no longer approved' if count else 'was not approved'}", err=True)
        return
    if sheet:
        found = read_lines(_read(sheet), str(sheet), known)
    elif subtitles:
        found = read_subtitles(read_cues(subtitles, "en"), known, str(subtitles))
    else:
        found = Approvals({_text_of(known, sentence, source): english}, ())
    for remark in found.remarks:
        click.echo(str(remark.to_error()), err=True)
    source.memory.approve(found.lines, chosen["by"], source.name)
    _say(found.lines)
    count = len(found.lines)
    click.echo(f"{count} lines approved; `taiyaku translate {source.name}` writes the tracks again", err=True)
    if found.remarks:
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
