"""`taiyaku export`: a job's subtitles, script and findings as files for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from taiyaku.commands.shared import FILE
from taiyaku.errors import FormatError, JobError
from taiyaku.exports import LAYOUTS, captions_for, markers_for, rows_for
from taiyaku.formats import WRITERS, WriteOptions, Writer
from taiyaku.frames import Rate, from_label, ms_of, nearest_frame, on_frames, parse_rate, shift
from taiyaku.job import Job, read_job
from taiyaku.profiles import DEFAULT_PROFILE, load_profile
from taiyaku.storage import refuse_overwriting, write_together
from taiyaku.workspace import JOB_SUFFIX, find_job, find_root, inputs_of, profiles_in


def _named_formats(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    """The formats that are named, parted by commas."""
    names = tuple(name.strip().lower() for name in value.split(",") if name.strip())
    unknown = [name for name in names if name not in WRITERS]
    if unknown or not names:
        raise click.BadParameter(f"{', '.join(unknown) or 'nothing'} is no format; `taiyaku export --list` shows them")
    return names


def _show_formats(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    """Print every format with what it cannot hold, and stop."""
    if not wanted or ctx.resilient_parsing:
        return
    width = max(map(len, WRITERS))
    for name, writer in WRITERS.items():
        click.echo(f"{name:<{width}}  {writer.what}")
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
      taiyaku export talk --to edl --fps 29.97df --start-tc "01:00:00;00"
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
    rate = parse_rate(chosen["fps"]) if chosen["fps"] else None
    found = _on_frames(found, path, rate) if rate else found
    folder, stem = output or path.parent, path.name.removesuffix(JOB_SUFFIX)
    files: dict[Path, bytes] = {}
    for form in forms:
        writer = WRITERS[form]
        options = WriteOptions(stem, rate, _first_frame(form, writer, rate, chosen["start_tc"]))
        for name, content in _contents(found, writer, _layouts(form, writer, layouts, found), options):
            written = writer.write(content, options)
            files[folder / f"{stem}{name}{writer.ending}"] = _dressed(written, chosen["bom"], chosen["crlf"])
    refuse_overwriting(files, inputs_of(found, path))
    write_together(files)
    for written_to in files:
        click.echo(written_to)


def _on_frames(job: Job, path: Path, rate: Rate) -> Job:
    own = profiles_in(find_root(path))
    profile = load_profile(job.settings.get("profile") or DEFAULT_PROFILE, own)
    return replace(job, cues=on_frames(job.cues, rate, profile))


def _first_frame(form: str, writer: Writer, rate: Rate | None, start_tc: str) -> int:
    """Where the recording begins on the timeline. Raises FormatError where a format counts frames without a rate."""
    if rate is None and writer.needs_rate:
        raise FormatError(
            "this format counts frames, and nothing says how many a second has",
            where=form,
            remedy="Name your timeline's rate with --fps",
        )
    start = start_tc or writer.starts_at
    return from_label(start, rate) if rate and start else 0


def _layouts(form: str, writer: Writer, asked: Sequence[str], job: Job) -> Sequence[str]:
    """The layouts to write: those asked for, else those of the job that the format can hold."""
    held = writer.languages
    able = [layout for layout in asked or job.cues if not held or set(layout.split("-")) <= held]
    refused = [layout for layout in asked if layout not in able]
    if refused or not able:
        raise FormatError(
            f"this format cannot hold {' or '.join(refused or job.cues)}",
            where=form,
            remedy=f"Choose --layout {' or '.join(sorted(held))}",
        )
    return able


def _contents(
    job: Job, writer: Writer, layouts: Sequence[str], options: WriteOptions
) -> Iterator[tuple[str, Sequence[Any]]]:
    """What is to be written into each file, with what its name has between the job's and the ending."""
    rate, first = options.rate, options.start_frame
    if writer.takes != "captions":
        make = {"rows": rows_for, "markers": markers_for}[writer.takes]
        yield "", make(job, lambda ms: ms_of(nearest_frame(ms, rate) + first, rate) if rate else ms)
        return
    moved = replace(job, cues={track: shift(cues, rate, first) for track, cues in job.cues.items()}) if rate else job
    for layout in layouts:
        yield f".{layout}", captions_for(moved, layout)


def _dressed(written: str | bytes, bom: bool, crlf: bool) -> bytes:
    if isinstance(written, bytes):
        return written
    text = written.replace("\n", "\r\n") if crlf else written
    return text.encode("utf-8-sig" if bom else "utf-8")
