"""`taiyaku translate`: the English of a job again, with another engine or glossary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from taiyaku.commands.console import Terminal, show_result
from taiyaku.commands.shared import (
    EXIT_FINDINGS,
    FILE,
    cue_options,
    glossary_option,
    grave,
    local_option,
    print_json,
    sole_translator_options,
    talk_options,
    threads_option,
    to_options,
)
from taiyaku.workspace import find_job, source_of


@click.command()
@click.argument("job", type=FILE)
@sole_translator_options
@cue_options
@glossary_option
@threads_option
@click.option("--fresh", is_flag=True, help="Ask the translator again, even if nothing has changed.")
@local_option
@talk_options
def translate(job: Path, **chosen: Any) -> None:
    """Translate the turns of an aligned JOB and write its tracks again.

    JOB is a job file, or the name of one in output/. Without --glossary the workspace's glossary/*.csv count.

    \b
    Examples:
      taiyaku translate talk
      taiyaku translate output/talk.taiyaku.json --translator argos
      taiyaku translate talk --glossary harbour.csv
      taiyaku translate talk --model qwen3-8b
    """
    from taiyaku.pipeline import translate_only

    options = to_options(chosen)
    source = source_of(find_job(job), chosen["glossaries"])
    quiet = chosen["quiet"] or chosen["as_json"]
    with Terminal(quiet, chosen["verbose"]) as terminal:
        done = translate_only(source, options, terminal)
    show_result(terminal, done, [*(str(source.track(track)) for track in done.cues), str(source.job)])
    if chosen["as_json"]:
        print_json(done)
    if chosen["strict"] and grave(done):
        click.get_current_context().exit(EXIT_FINDINGS)
