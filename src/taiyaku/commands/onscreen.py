"""`taiyaku onscreen`: titles and name straps, timed by hand, which the subtitles make room for."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import click

from taiyaku import tracks
from taiyaku.commands.shared import EXIT_FINDINGS, FILE
from taiyaku.errors import FormatError
from taiyaku.formats import Remark, read_subtitles
from taiyaku.inspection import read_file
from taiyaku.job import Job, read_job
from taiyaku.model import Cue, Track
from taiyaku.text.clock import clock, from_clock
from taiyaku.workspace import find_job, source_of


@click.command()
@click.argument("job", type=FILE)
@click.argument("subtitles", type=FILE, required=False)
@click.option("--add", nargs=3, metavar="START END TEXT", help="Add one: times as 1:02.5, lines parted by a slash.")
@click.option("--clear", is_flag=True, help="Take all of them out.")
def onscreen(job: Path, subtitles: Path | None, add: tuple[str, str, str] | None, clear: bool) -> None:
    """Keep the text that stands in the picture of JOB: a title, a name strap.

    It is timed by hand, in any subtitle file, whose cues take the place of those that were there; or added one by one.
    It lives in the job file, survives every run, and has a track of its own, output/talk.onscreen.srt. Subtitles that
    would cover it are raised to the top in formats that can say so (ASS, WebVTT, TTML). Without a file, shows what is
    there.

    \b
    Examples:
      taiyaku onscreen talk titles.srt
      taiyaku onscreen talk --add 0:12.5 0:16 "山田 太郎/開発部長"
      taiyaku onscreen talk --clear
    """
    if sum(map(bool, (subtitles, add, clear))) > 1:
        raise click.UsageError("Give a file, --add or --clear, one of them.")
    source = source_of(find_job(job))
    known = read_job(source.job)
    cues, remarks = known.cues.get("onscreen", ()), tuple[Remark, ...]()
    if not (subtitles or add or clear):
        _show(cues)
        return
    if subtitles:
        read = read_subtitles(read_file(subtitles), str(subtitles))
        cues, remarks = read.cues, read.remarks
    elif add:
        cues = (*cues, _parse(*add))
    else:
        cues = ()
    for remark in remarks:
        click.echo(f"{subtitles}:{remark.line}: {remark.problem}", err=True)
    tracks.write_outputs(_with(known, cues), source)
    path = source.track("onscreen")
    if cues:
        click.echo(path)
    else:
        path.unlink(missing_ok=True)
    if remarks:
        click.get_current_context().exit(EXIT_FINDINGS)


def _with(job: Job, cues: tuple[Cue, ...]) -> Job:
    """The job with these cues on the screen, in order of time and locked: no stage changes them."""
    ordered = sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms))
    _refuse_overlaps(ordered)
    numbered = tuple(replace(cue, id=number, locked=True) for number, cue in enumerate(ordered, start=1))
    tracks: dict[Track, tuple[Cue, ...]] = {**job.cues, "onscreen": numbered}
    return replace(job, cues={track: kept for track, kept in tracks.items() if kept or track != "onscreen"})


def _refuse_overlaps(cues: list[Cue]) -> None:
    for before, cue in pairwise(cues):
        if cue.start_ms < before.end_ms:
            raise FormatError(
                f"“{' '.join(cue.lines)}” begins before “{' '.join(before.lines)}” ends at {clock(before.end_ms, 3)}",
                where=clock(cue.start_ms, 3),
                remedy="Write both as lines of one, or move one of them",
            )


def _parse(start: str, end: str, text: str) -> Cue:
    times = [from_clock(value) for value in (start, end)]
    lines = tuple(line.strip() for line in text.split("/") if line.strip())
    if times[0] is None or times[1] is None or times[0] >= times[1] or not lines:
        raise click.BadParameter(f"{start} {end} {text!r}: give two times as 1:02.5, the later one second, and a text")
    return Cue(0, times[0], times[1], lines, ())


def _show(cues: tuple[Cue, ...]) -> None:
    for cue in cues:
        click.echo(f"{clock(cue.start_ms, 3)}  {clock(cue.end_ms, 3)}  {' / '.join(cue.lines)}")
    if not cues:
        click.echo("no text on the screen is known; `taiyaku onscreen JOB FILE` takes some", err=True)
