"""`taiyaku burn`, `mux` and `preview`: subtitles in the picture, beside it, and a look at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from taiyaku.commands.console import Terminal
from taiyaku.commands.shared import FILE
from taiyaku.errors import JobError, OutputError
from taiyaku.exports import LAYOUTS, captions_for
from taiyaku.formats import Caption, write_srt
from taiyaku.frames import on_frames
from taiyaku.job import Job, read_job
from taiyaku.media import probe
from taiyaku.picture import picture_of
from taiyaku.profiles import DEFAULT_PROFILE, Profile, load_profile
from taiyaku.render.burn import STILL, Look, Stretch
from taiyaku.render.burn import burn as draw
from taiyaku.render.mux import CODECS, LANGUAGES
from taiyaku.render.mux import mux as put_in
from taiyaku.storage import check_writable, refuse_overwriting
from taiyaku.text.clock import clock, from_clock
from taiyaku.workspace import Source, find_job, source_of

AROUND_MS = 1_000  # of a preview, before and after the subtitle

F = Callable[..., Any]


def _options(function: F) -> F:
    """What all three commands have."""
    for option in reversed((
        click.option("--output", type=FILE, help="The file to write; default beside the job file."),
        click.option("--force", is_flag=True, help="Write over a file that is there."),
        click.option("--ffmpeg", default="", help="The ffmpeg to use; default the one on the path."),
        click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
    )):  # fmt: skip
        function = option(function)
    return function


def _look_options(function: F) -> F:
    for option in reversed((
        click.option("--layout", type=click.Choice([name for name in LAYOUTS if name != "onscreen"]),
                     help="Which languages, the upper line first; default both that the job has."),
        click.option("--font", default="", help="A font's name or file; default one that has Japanese."),
    )):  # fmt: skip
        function = option(function)
    return function


@click.command()
@click.argument("job", type=FILE)
@_look_options
@_options
def burn(job: Path, **chosen: Any) -> None:
    """Draw the subtitles of JOB into its picture, on their frames, as an MP4 file.

    It needs the ffmpeg program with libass, and a font that has Japanese. Sound alone gets a black picture.

    \b
    Examples:
      taiyaku burn talk
      taiyaku burn talk --layout en --output delivery/talk.mp4
      taiyaku burn talk --font ~/fonts/MPLUS1p-Medium.ttf --ffmpeg /opt/ffmpeg/bin/ffmpeg
    """
    source, known, captions, look = _opened(job, chosen)
    layout = _layout(known, chosen["layout"])
    out = _output(source, chosen, f"{source.name}.{layout}.burned.mp4", (".mp4", ".mkv", ".mov"))
    with Terminal(chosen["quiet"]) as terminal:
        draw(source.media, captions, out, look, report=terminal.stage("burn"))
    click.echo(out)


@click.command()
@click.argument("job", type=FILE)
@click.option("--at", default="", help="The time to look at, as 1:23.5.")
@click.option("--for", "seconds", type=click.FloatRange(min=0.1), help="Seconds; default the subtitle there.")
@click.option("--still", is_flag=True, help="One picture instead of a clip.")
@_look_options
@_options
def preview(job: Path, at: str, seconds: float | None, still: bool, **chosen: Any) -> None:
    """Write a short clip of JOB with its subtitles in the picture, or a still.

    \b
    Examples:
      taiyaku preview talk --at 1:23
      taiyaku preview talk --at 1:23 --for 10 --layout en-ja
      taiyaku preview talk --at 83.5 --still
    """
    start = from_clock(at) if at else None
    if start is None:
        raise click.UsageError("Say the time to look at, as --at 1:23.5.")
    source, _, captions, look = _opened(job, chosen)
    length = probe(source.media).duration_ms
    if start >= length:
        raise click.UsageError(f"The recording ends at {clock(length, 1)}.")
    stretch = _around(captions, start, seconds, still)
    ending = STILL if still else ".mp4"
    name = f"{source.name}.preview-{clock(start).replace(':', '-')}{ending}"
    out = _output(source, {**chosen, "force": chosen["force"] or not chosen["output"]}, name, (ending,))
    with Terminal(chosen["quiet"]) as terminal:
        draw(source.media, captions, out, look, stretch, terminal.stage("burn"))
    click.echo(out)


def _around(captions: Sequence[Caption], at: int, seconds: float | None, still: bool) -> Stretch:
    """The stretch to look at: as long as was said, or the subtitle at that time with a little around it."""
    if still:
        return Stretch(at, 200)
    if seconds:
        return Stretch(at, round(seconds * 1000))
    here = next((c for c in captions if c.end_ms > at), None)
    if here is None:
        return Stretch(max(0, at - AROUND_MS), 2 * AROUND_MS)
    start = max(0, min(at, here.start_ms) - AROUND_MS)
    return Stretch(start, here.end_ms + AROUND_MS - start)


@click.command()
@click.argument("job", type=FILE)
@click.option(
    "--layout",
    "layouts",
    type=click.Choice(tuple(LANGUAGES)),
    multiple=True,
    help="Which tracks, the default one first; default all that the job has.",
)
@_options
def mux(job: Path, layouts: tuple[str, ...], **chosen: Any) -> None:
    """Put the subtitles of JOB into its film as tracks that a player switches on, without coding anything anew.

    MP4 and MOV hold them as mov_text, MKV as SRT; the output's ending says which. It needs the ffmpeg program.

    \b
    Examples:
      taiyaku mux talk
      taiyaku mux talk --layout en --layout ja --output delivery/talk.mkv
    """
    source = source_of(find_job(job))
    known = read_job(source.job)
    wanted = layouts or tuple(name for name in LANGUAGES if name in known.cues)
    missing = [name for name in wanted if name not in known.cues]
    if missing or not wanted:
        raise _no_track(source, " or ".join(missing) or "cues")
    ending = source.media.suffix.lower() if source.media.suffix.lower() in CODECS else ".mkv"
    out = _output(source, chosen, f"{source.name}.subtitled{ending}", tuple(CODECS))
    texts = {name: write_srt(captions_for(known, name)) for name in wanted}
    with Terminal(chosen["quiet"]) as terminal:
        put_in(source.media, texts, out, chosen["ffmpeg"], terminal.stage("mux"))
    click.echo(out)


def _opened(job: Path, chosen: dict[str, Any]) -> tuple[Source, Job, tuple[Caption, ...], Look]:
    """A job's files, the job on its picture's frames, its captions, and how to draw them."""
    source = source_of(find_job(job))
    known = read_job(source.job)
    layout = _layout(known, chosen["layout"])
    if LAYOUTS[layout] not in known.cues:
        raise _no_track(source, layout)
    profile: Profile = load_profile(known.settings.get("profile") or DEFAULT_PROFILE, source.profiles)
    picture = picture_of(source.media)
    if picture and picture.rate:
        known = _with_cues(known, on_frames(known.cues, picture.rate, profile))
    rules = profile.en if layout == "en" else profile.ja
    look = Look(chosen["font"], chosen["ffmpeg"], rules.colours == "speakers")
    return source, known, captions_for(known, layout), look


def _with_cues(job: Job, cues: Any) -> Job:
    return replace(job, cues=cues)


def _layout(job: Job, wanted: str | None) -> str:
    return wanted or ("ja-en" if "ja-en" in job.cues else "ja")


def _no_track(source: Source, what: str) -> JobError:
    return JobError(f"this job has no {what}", where=str(source.job), remedy="Run `taiyaku make` on its recording")


def _output(source: Source, chosen: dict[str, Any], name: str, endings: tuple[str, ...]) -> Path:
    """Where to write. Raises OutputError for another ending, for an input, and for a file that is there."""
    out: Path = chosen["output"] or source.job.with_name(name)
    if out.suffix.lower() not in endings:
        raise OutputError(f"this is no name for it: it must end in {', '.join(endings)}", where=str(out))
    refuse_overwriting([out], (source.media, source.transcript, *source.glossaries), "--output")
    if out.exists() and not chosen["force"]:
        raise OutputError("there is a file already", where=str(out), remedy="Choose another, or give --force")
    check_writable(out.parent)
    return out
