"""`taiyaku merge`: subtitles that a person changed, back into the job, where every run keeps them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from taiyaku import tracks
from taiyaku.approvals import Approvals, approvals_of, with_lines
from taiyaku.commands.console import stdout_console
from taiyaku.commands.shared import EXIT_FINDINGS, FILE
from taiyaku.errors import FormatError, JobError
from taiyaku.formats import Read, read_subtitles
from taiyaku.frames import parse_rate
from taiyaku.glossary.files import read_glossary
from taiyaku.inspection import read_file, track_of
from taiyaku.job import Job, read_job
from taiyaku.merge import ADDED, Change, Merged, add_edits, find_edits
from taiyaku.model import Cue, Edit, Track
from taiyaku.options import Options, Unwatched
from taiyaku.text.clock import clock
from taiyaku.workspace import Source, find_job, source_of

COLOURS = {"deleted": "red", "added": "green", "text": "cyan", "times": "yellow"}


@click.command()
@click.argument("job", type=FILE)
@click.argument("subtitles", type=FILE, required=False)
@click.option("--track", type=click.Choice(["ja", "en", "ja-en"]), help="Which track it is; default by its text.")
@click.option(
    "--fps", default="", help="The rate of a file that counts frames and does not say so (Avid's): 25, 29.97df."
)
@click.option("--dry-run", is_flag=True, help="Show what was changed, and change nothing.")
@click.option("--by", default="", help="Who changed it.")
@click.option("--list", "show", is_flag=True, help="List the edits that the job holds.")
@click.option("--drop", multiple=True, type=int, metavar="N", help="Give edit N of --list back to the stages.")
@click.option("--drop-all", is_flag=True, help="Give all of them back.")
def merge(job: Path, subtitles: Path | None, **chosen: Any) -> None:
    """Take what a person changed in SUBTITLES back into JOB.

    SUBTITLES is one of the job's tracks after an editor's work, in any format: texts, times, line breaks changed,
    subtitles split, joined, deleted, added, all of them on frames or on a timeline that begins at 01:00:00:00. What was
    changed is shown and kept: no later run touches it. Texts and times count each on its own. English texts are
    approved (see `taiyaku approve`) and serve other talks too; Japanese times move the sentence for all tracks. The
    transcript itself is yours: change it there where what was said is written otherwise.

    \b
    Examples:
      taiyaku merge talk output/talk.en.edited.srt
      taiyaku merge talk from-premiere.srt --track ja --dry-run
      taiyaku merge talk from-avid.txt --fps 29.97df
      taiyaku merge talk --list
      taiyaku merge talk --drop 3
    """
    if sum(map(bool, (subtitles, chosen["show"], chosen["drop"], chosen["drop_all"]))) != 1:
        raise click.UsageError("Give the file that was edited, or one of --list, --drop and --drop-all.")
    source = source_of(find_job(job))
    known = read_job(source.job)
    if chosen["show"]:
        _list(known.edits)
    elif subtitles:
        _merge(known, source, subtitles, chosen)
    else:
        _drop(known, source, chosen["drop"] or range(1, len(known.edits) + 1))


def _merge(known: Job, source: Source, path: Path, chosen: dict[str, Any]) -> None:
    rate = parse_rate(chosen["fps"]) if chosen["fps"] else None
    read = read_subtitles(read_file(path), str(path), rate)
    track = chosen["track"] or _track(read, path)
    if track not in known.cues:
        raise JobError(f"this job has no track in {track}", where=str(source.job), remedy="Make it first, then merge")
    found = find_edits(known, track, read.cues, read.held)
    _refuse_another_talk(known.cues[track], found, path)
    if found.offset_ms:
        side = "later" if found.offset_ms > 0 else "earlier"
        click.echo(f"{path} is {clock(abs(found.offset_ms), 3)} {side} as a whole; taken off", err=True)
    for remark in read.remarks:
        click.echo(f"{path}:{remark.line}: {remark.problem}", err=True)
    _show(found.changes)
    approved = approvals_of(known, found, str(path)) if track == "en" else Approvals({}, ())
    for doubt in approved.remarks:
        click.echo(str(doubt.to_error()), err=True)
    if chosen["dry_run"]:
        return
    source.memory.approve(approved.lines, chosen["by"], source.name)
    kept = add_edits(known.edits, [edit for edit, _ in found.edits])
    terms = read_glossary(source.glossaries, source.name)
    _write(with_lines(replace(known, edits=kept), approved.lines, terms), source)
    approvals = f", {len(approved.lines)} lines of English approved" if approved.lines else ""
    click.echo(f"{len(found.changes)} changes kept{approvals}", err=True)
    for hint in _term_hints(known, approved):
        click.echo(hint, err=True)
    if approved.remarks or read.remarks:
        click.get_current_context().exit(EXIT_FINDINGS)


def _track(read: Read, path: Path) -> Track:
    found = track_of(read.cues)
    if found not in ("ja", "en", "ja-en"):
        raise FormatError("nobody can tell which track this is", where=str(path), remedy="Say so with --track")
    return found


def _refuse_another_talk(cues: tuple[Cue, ...], found: Merged, path: Path) -> None:
    """Raise FormatError where hardly a subtitle of the job is in the file."""
    gone = sum(change.what == "deleted" for change in found.changes)
    if len(cues) > 4 and gone > 0.8 * len(cues):
        raise FormatError(
            f"{gone} of the job's {len(cues)} subtitles are not in this file",
            where=str(path),
            remedy="Check that it belongs to this talk, and --track",
        )


def _write(job: Job, source: Source) -> None:
    """The job and its tracks, shaped as the last run did."""
    settings, defaults = job.settings, Options()
    options = Options(
        profile=settings.get("profile") or defaults.profile,
        stacked_lines=settings.get("stacked_lines") or defaults.stacked_lines,
        fps=settings.get("fps") or "",
    )
    done = tracks.shape_cues(job, source, options, Unwatched())
    tracks.write_outputs(done, source)
    for track in done.cues:
        click.echo(source.track(track))


def _show(changes: tuple[Change, ...]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("at", "what", "was", "now"):
        table.add_column(column, overflow="fold")
    for change in changes:
        colour = next((colour for what, colour in COLOURS.items() if what in change.what), "")
        table.add_row(clock(change.at_ms, 3), Text(change.what, colour), Text(change.was), Text(change.now))
    if changes:
        stdout_console().print(table, highlight=False)


def _term_hints(job: Job, approved: Approvals) -> list[str]:
    """Terms of the glossary that an edit wrote otherwise: perhaps the glossary should."""
    japanese = {sentence.id: sentence.text for sentence in job.sentences}
    hints = []
    for line in job.translations:
        now = approved.lines.get(japanese.get(line.sentence_id, ""))
        for verdict in line.verdicts if now else ():
            if verdict.verdict == "kept" and verdict.en.casefold() not in (now or "").casefold():
                hints.append(
                    f"“{verdict.en}” for {verdict.ja} is gone from: {now}\n"
                    f'  if the term has changed: taiyaku glossary add {verdict.ja} "…" --force'
                )
    return hints


def _list(edits: tuple[Edit, ...]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("n", "track", "at", "what", "sentences", "subtitles"):
        table.add_column(column, overflow="fold", justify="right" if column == "n" else "left")
    for number, edit in enumerate(edits, start=1):
        what = ", ".join(name for name in ("text", "times") if getattr(edit, name))
        at = clock(edit.cues[0].start_ms, 3) if edit.cues else ""
        names = " ".join(name for name in edit.sentences if not name.startswith(ADDED)) or "added"
        shown = " | ".join(" / ".join(cue.lines) for cue in edit.cues) or "deleted"
        table.add_row(str(number), edit.track, at, what, names, Text(shown))
    if edits:
        stdout_console().print(table, highlight=False)
    else:
        click.echo("nothing was edited by hand", err=True)


def _drop(job: Job, source: Source, numbers: Any) -> None:
    wrong = [number for number in numbers if not 1 <= number <= len(job.edits)]
    if wrong:
        raise click.UsageError(f"There is no edit {wrong[0]}; `taiyaku merge {source.name} --list` shows them.")
    kept = [edit for number, edit in enumerate(job.edits, start=1) if number not in numbers]
    _write(replace(job, edits=tuple(kept)), source)
    count = len(job.edits) - len(kept)
    click.echo(f"{count} edits given back; approved English stays (`taiyaku approve --undo`)", err=True)
