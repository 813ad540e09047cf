"""`taiyaku report`: one page about a job, for everyone who looks at its subtitles."""

from __future__ import annotations

from pathlib import Path

import click

from taiyaku.commands.console import Terminal
from taiyaku.commands.plot import measure_sound, page_address
from taiyaku.commands.shared import FILE
from taiyaku.errors import JobError, OutputError
from taiyaku.job import read_job
from taiyaku.profiles import DEFAULT_PROFILE, load_profile
from taiyaku.storage import refuse_overwriting, write_together
from taiyaku.workspace import JOB_SUFFIX, TRACK_SUFFIXES, find_job, source_of

SUFFIXES = (".html", ".htm")


@click.command()
@click.argument("job", type=FILE)
@click.option("--output", type=FILE, help="The page; default output/talk.report.html.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def report(job: Path, output: Path | None, quiet: bool) -> None:
    """Draw JOB as one page: both tracks along the sound, reading speeds, findings, terms, what was not said.

    The page needs no network and nothing beside it; it reads on a telephone and prints.

    \b
    Examples:
      taiyaku report talk
      taiyaku report talk --output talk.html
    """
    from taiyaku.report import compose_report

    source = source_of(find_job(job))
    known = read_job(source.job)
    if not known.cues:
        raise JobError("this job has no cues", where=str(source.job), remedy="Run `taiyaku make` on its recording")
    page = output or source.job.with_name(source.job.name.removesuffix(JOB_SUFFIX) + ".report.html")
    if page.suffix.lower() not in SUFFIXES:
        raise OutputError(
            "the report is an HTML page", where=str(page), remedy=f"Give --output {page.with_suffix('.html')}"
        )
    results = (source.job, *map(source.track, TRACK_SUFFIXES))
    refuse_overwriting([page], (source.media, source.transcript, *source.glossaries, *results), "--output")
    profile = load_profile(known.settings.get("profile") or DEFAULT_PROFILE, source.profiles)
    with Terminal(quiet) as terminal:
        sound = None
        if source.media.exists():
            track = known.settings.get("track") or 0
            address = page_address(source.media, page)
            sound = measure_sound(source.media, address, track, terminal.stage("plot"))
        else:
            terminal.warn(f"{source.media} is not there: the page shows no sound")
    write_together({page: compose_report(known, profile, sound).encode()}, "choose another place with --output")
    click.echo(page)
