"""`taiyaku export`: the job file's tracks as SRT again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import click

from taiyaku.commands.shared import FILE
from taiyaku.errors import JobError
from taiyaku.formats import WRITERS
from taiyaku.frames import from_label, on_frames, parse_rate, shift
from taiyaku.job import Job, read_job
from taiyaku.model import Cue, Track
from taiyaku.profiles import DEFAULT_PROFILE, load_profile
from taiyaku.storage import refuse_overwriting, write_together
from taiyaku.workspace import JOB_SUFFIX, find_job, find_root, inputs_of, profiles_in

TRACKS = ("ja", "en", "ja-en")


@click.command()
@click.argument("job", type=FILE)
@click.option("--track", "tracks", type=click.Choice(TRACKS), multiple=True, help="Which; default all there are.")
@click.option("--to", "form", type=click.Choice(sorted(WRITERS)), default="srt", show_default=True, help="Format.")
@click.option("--output", type=FILE, help="Folder to write to; default beside the job file.")
@click.option("--bom", is_flag=True, help="Begin the file with a byte-order mark (some televisions want it).")
@click.option("--crlf", is_flag=True, help="End lines as Windows does.")
@click.option("--fps", default="", help="Put every time on a frame: 23.976, 24, 25, 29.97, 30, 50, 59.94 or 60.")
@click.option("--start-tc", default="", help="The timecode of the first frame, as 01:00:00:00; with --fps.")
def export(
    job: Path, tracks: tuple[str, ...], form: str, output: Path | None, bom: bool, crlf: bool, fps: str, start_tc: str
) -> None:
    """Write the subtitles of a JOB again.

    JOB is a job file, or the name of one in output/.

    \b
    Examples:
      taiyaku export talk
      taiyaku export talk --track en --bom --crlf --output delivery/
      taiyaku export output/talk.taiyaku.json --to vtt
      taiyaku export talk --fps 29.97df --start-tc "01:00:00;00"
    """
    path = find_job(job)
    found = read_job(path)
    missing = [track for track in tracks if track not in found.cues]
    if missing or not found.cues:
        raise JobError(
            f"this job has no {' or '.join(missing) or 'cues'}",
            where=str(path),
            remedy="Run `taiyaku make` on its recording first",
        )
    if start_tc and not fps:
        raise click.UsageError("A timecode has frames: say how many with --fps.")
    cues = _on_frames(found, path, fps, start_tc) if fps else found.cues
    folder = output or path.parent
    stem = path.name.removesuffix(JOB_SUFFIX)
    files = {
        folder / f"{stem}.{track}.{form}": _dressed(WRITERS[form](cues[cast(Track, track)]), bom, crlf)
        for track in tracks or found.cues
    }
    refuse_overwriting(files, inputs_of(found, path))
    write_together(files)
    for written in files:
        click.echo(written)


def _on_frames(job: Job, path: Path, fps: str, start_tc: str) -> Mapping[Track, Sequence[Cue]]:
    rate = parse_rate(fps)
    own = profiles_in(find_root(path))
    cues = on_frames(job.cues, rate, load_profile(job.settings.get("profile") or DEFAULT_PROFILE, own))
    first = from_label(start_tc, rate) if start_tc else 0
    return {track: shift(each, rate, first) for track, each in cues.items()}


def _dressed(text: str, bom: bool, crlf: bool) -> bytes:
    text = text.replace("\n", "\r\n") if crlf else text
    return text.encode("utf-8-sig" if bom else "utf-8")
