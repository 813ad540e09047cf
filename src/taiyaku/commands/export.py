"""`taiyaku export`: a job's subtitles as files for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from taiyaku.commands.shared import FILE
from taiyaku.errors import JobError
from taiyaku.exports import LAYOUTS, captions_for, rows_of
from taiyaku.formats import PAPERS, WRITERS, Paper, WriteOptions, Writer
from taiyaku.frames import Rate, from_label, on_frames, parse_rate, shift
from taiyaku.job import Job, read_job
from taiyaku.profiles import DEFAULT_PROFILE, Profile, load_profile
from taiyaku.storage import refuse_overwriting, write_together
from taiyaku.workspace import JOB_SUFFIX, find_job, find_root, inputs_of, profiles_in

FORMS: Mapping[str, Writer | Paper] = {**WRITERS, **PAPERS}


def _named_formats(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    """The formats that are named, parted by commas."""
    names = tuple(name.strip().lower() for name in value.split(",") if name.strip())
    unknown = [name for name in names if name not in FORMS]
    if unknown or not names:
        raise click.BadParameter(f"{', '.join(unknown) or 'nothing'} is no format; `taiyaku export --list` shows them")
    return names


def _show_formats(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    """Print every format with what it cannot hold, and stop."""
    if not wanted or ctx.resilient_parsing:
        return
    width = max(map(len, FORMS))
    for name, writer in FORMS.items():
        click.echo(f"{name:<{width}}  {writer.what}{'; needs --fps' if writer.needs_rate else ''}")
        for loss in writer.losses:
            click.echo(f"{'':<{width}}    not kept: {loss}")
    ctx.exit()


@click.command()
@click.argument("job", type=FILE)
@click.option(
    "--to",
    "forms",
    default="srt",
    show_default=True,
    metavar="FORMATS",
    callback=_named_formats,
    help="Formats, parted by commas; --list shows them.",
)
@click.option(
    "--layout",
    "--track",
    "layouts",
    type=click.Choice(tuple(LAYOUTS)),
    multiple=True,
    help="Which languages, the upper line first; default all that the job has.",
)
@click.option("--output", type=FILE, help="Folder to write to; default beside the job file.")
@click.option("--bom", is_flag=True, help="Begin text files with a byte-order mark (some televisions want it).")
@click.option("--crlf", is_flag=True, help="End lines as Windows does.")
@click.option("--fps", default="", help="Put every time on a frame: 23.976, 24, 25, 29.97, 30, 50, 59.94 or 60.")
@click.option("--start-tc", default="", help="The timecode of the first frame, as 01:00:00:00; with --fps.")
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_show_formats,
    help="Show all formats, and what each does not keep.",
)  # fmt: skip
def export(job: Path, forms: tuple[str, ...], layouts: tuple[str, ...], output: Path | None, **chosen: Any) -> None:
    """Write the subtitles of a JOB for another program.

    JOB is a job file, or the name of one in output/.

    \b
    Examples:
      taiyaku export talk
      taiyaku export talk --to srt,vtt,ass --layout en-ja --fps 23.976
      taiyaku export talk --layout en --bom --crlf --output delivery/
      taiyaku export talk --to html,docx,txt
      taiyaku export talk --to fcpxml,edl --fps 25
      taiyaku export talk --to ttml --fps 29.97df --start-tc "01:00:00;00"
    """
    path = find_job(job)
    found = read_job(path)
    missing = [layout for layout in layouts if LAYOUTS[layout] not in found.cues]
    if missing or not found.cues:
        raise JobError(
            f"this job has no {' or '.join(missing) or 'cues'}",
            where=str(path),
            remedy="Run `taiyaku make` on its recording first",
        )
    if chosen["start_tc"] and not chosen["fps"]:
        raise click.UsageError("A timecode has frames: say how many with --fps.")
    counting = [form for form in forms if FORMS[form].needs_rate]
    if counting and not chosen["fps"]:
        raise click.UsageError(f"{', '.join(counting)} counts in frames: say how many a second, as --fps 25.")
    rate = parse_rate(chosen["fps"]) if chosen["fps"] else None
    first = from_label(chosen["start_tc"], rate) if rate and chosen["start_tc"] else 0
    profile = load_profile(found.settings.get("profile") or DEFAULT_PROFILE, profiles_in(find_root(path)))
    found = _on_frames(found, profile, rate, first) if rate else found
    folder, stem = output or path.parent, path.name.removesuffix(JOB_SUFFIX)
    files: dict[Path, bytes] = {}
    for form in forms:
        if form in PAPERS:
            moved = first if rate else 0
            written = PAPERS[form].write(rows_of(found), WriteOptions(stem, rate, moved))
            files[folder / f"{stem}{PAPERS[form].ending}"] = _dressed(written, chosen["bom"], chosen["crlf"])
            continue
        writer = WRITERS[form]
        for layout in layouts or [name for name in found.cues if name in writer.layouts or not writer.layouts]:
            rules = profile.en if layout == "en" else profile.ja
            options = WriteOptions(stem, rate, first, rules.colours == "speakers")
            text = writer.write(captions_for(found, layout), options)
            files[folder / f"{stem}.{layout}{writer.ending}"] = _dressed(text, chosen["bom"], chosen["crlf"])
    refuse_overwriting(files, inputs_of(found, path))
    write_together(files)
    for written_to in files:
        click.echo(written_to)


def _on_frames(job: Job, profile: Profile, rate: Rate, first: int) -> Job:
    """The job with every time on a frame of a timeline on which the recording begins at frame `first`."""
    snapped = on_frames(job.cues, rate, profile)
    return replace(job, cues={track: shift(cues, rate, first) for track, cues in snapped.items()})


def _dressed(text: str | bytes, bom: bool, crlf: bool) -> bytes:
    if isinstance(text, bytes):
        return text
    text = text.replace("\n", "\r\n") if crlf else text
    return text.encode("utf-8-sig" if bom else "utf-8")
