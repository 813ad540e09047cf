"""Running one job after another for a command: each with its own result, and the worst exit code of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from taiyaku.commands.console import Terminal, show_result
from taiyaku.commands.explain import show_reasons
from taiyaku.commands.shared import EXIT_FINDINGS, grave, print_json, to_options
from taiyaku.errors import TaiyakuError, TranscriptError
from taiyaku.job import Job
from taiyaku.options import Options, Watch
from taiyaku.workspace import TEXT_SUFFIXES, Source, find_source

Run = Callable[[Source, Options, Watch], Job]
ONE_EACH = (  # options that name a file of one recording: what it is, and what to do where there are several
    ("transcript", "--transcript", "transcript", "Run them one by one, or put each transcript beside its recording"),
    ("english", "--en", "English file", "Run them one by one"),
)


def run_jobs(media: Sequence[Path], run: Run, chosen: dict[str, Any], beside: Sequence[Path] = ()) -> None:
    """Do `run` for every recording. One that fails is reported and the others go on; the exit code is then 2.

    `beside` are files that `run` writes beyond the tracks and the job file.
    """
    jobs = _paired(media, chosen["transcript"])
    several = len(jobs) > 1
    for name, option, kind, remedy in ONE_EACH:
        if several and chosen.get(name):
            raise TranscriptError(f"one {kind} was given for several recordings", where=option, remedy=remedy)
    options = to_options(chosen)
    done: list[Job] = []
    failed: list[TaiyakuError] = []
    for path, transcript in jobs:
        try:
            source = find_source(path, transcript, chosen["glossaries"], chosen["output"], chosen.get("english"))
            done.append(_run_one(source, run, options, chosen, beside))
        except TaiyakuError as error:
            failed.append(error)
            if several:
                # a message without a place would not say which recording it is about
                place = "" if error.where else f"{path}: "
                click.echo(f"taiyaku: {place}{error}", err=True)
    if chosen["as_json"] and (several or done):
        print_json(done if several else done[0])
    if failed:
        raise (
            failed[0]
            if not several
            else TaiyakuError(f"{len(failed)} of {len(jobs)} recordings failed", remedy="The reasons stand above")
        )
    if chosen["strict"] and any(map(grave, done)):
        click.get_current_context().exit(EXIT_FINDINGS)


def _paired(media: Sequence[Path], transcript: Path | None) -> list[tuple[Path, Path | None]]:
    """Each recording with its transcript: the text that stands behind it, else the one that was given.

    Raises TranscriptError for a text without a recording before it.
    """
    jobs: list[tuple[Path, Path | None]] = []
    for path in media:
        if path.suffix.lower() not in TEXT_SUFFIXES or not jobs:
            jobs.append((path, transcript))
        elif jobs[-1][1] is None:
            jobs[-1] = (jobs[-1][0], path)
        else:
            raise TranscriptError(
                f"{jobs[-1][0]} has two transcripts, {jobs[-1][1]} and this",
                where=str(path),
                remedy="Give one behind each recording, or English subtitles with --en",
            )
    return jobs


def _run_one(source: Source, run: Run, options: Options, chosen: dict[str, Any], beside: Sequence[Path]) -> Job:
    quiet = chosen["quiet"] or chosen["as_json"]
    with Terminal(quiet, chosen["verbose"]) as terminal:
        job = run(source, options, terminal)
    written = [str(source.track(track)) for track in job.cues]
    show_result(terminal, job, [*written, str(source.job), *map(str, beside)])
    if chosen.get("explain") and not chosen["as_json"]:
        show_reasons(terminal, job)
    return job
