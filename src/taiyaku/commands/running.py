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
from taiyaku.workspace import Source, find_source

Run = Callable[[Source, Options, Watch], Job]


def run_jobs(media: Sequence[Path], run: Run, chosen: dict[str, Any], beside: Sequence[Path] = ()) -> None:
    """Do `run` for every recording. One that fails is reported and the others go on; the exit code is then 2.

    `beside` are files that `run` writes beyond the tracks and the job file.
    """
    several = len(media) > 1
    if several and chosen["transcript"]:
        raise TranscriptError(
            "one transcript was given for several recordings",
            where="--transcript",
            remedy="Run them one by one, or put each transcript beside its recording",
        )
    options = to_options(chosen)
    done: list[Job] = []
    failed: list[TaiyakuError] = []
    for path in media:
        try:
            source = find_source(path, chosen["transcript"], chosen["glossaries"], chosen["output"])
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
            else TaiyakuError(f"{len(failed)} of {len(media)} recordings failed", remedy="The reasons stand above")
        )
    if chosen["strict"] and any(map(grave, done)):
        click.get_current_context().exit(EXIT_FINDINGS)


def _run_one(source: Source, run: Run, options: Options, chosen: dict[str, Any], beside: Sequence[Path]) -> Job:
    quiet = chosen["quiet"] or chosen["as_json"]
    with Terminal(quiet, chosen["verbose"]) as terminal:
        job = run(source, options, terminal)
    written = [str(source.track(track)) for track in job.cues]
    show_result(terminal, job, [*written, str(source.job), *map(str, beside)])
    if chosen.get("explain") and not chosen["as_json"]:
        show_reasons(terminal, job)
    return job
