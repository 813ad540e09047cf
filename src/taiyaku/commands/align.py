"""`taiyaku align`: time a transcript, without translating it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from taiyaku.commands.plot import align_and_plot, require_page
from taiyaku.commands.running import run_jobs
from taiyaku.commands.shared import FILE, cue_options, recognizer_options, source_options, talk_options


@click.command()
@click.argument("media", nargs=-1, required=True, type=FILE)
@click.option("--plot", type=FILE, help="Draw the alignment as an HTML page: where to listen.")
@click.option("--explain", is_flag=True, help="Print why each sentence starts and ends where it does.")
@source_options
@recognizer_options
@cue_options
@talk_options
def align(media: tuple[Path, ...], plot: Path | None, **chosen: Any) -> None:
    """Find when each sentence of the transcript of MEDIA was spoken.

    Writes talk.ja.srt and the job file; `taiyaku make` later goes on from there.

    \b
    Examples:
      taiyaku align media/talk.mp4
      taiyaku align media/talk.mp4 --explain
      taiyaku align media/talk.mp4 --plot output/talk.html
      taiyaku align talk.mkv --track 1 --recognizer openai-whisper --device cuda
    """
    from taiyaku.pipeline import align_only

    if plot is None:
        run_jobs(media, align_only, chosen)
    else:
        require_page(plot, media)
        run_jobs(media, partial(align_and_plot, plot), chosen, [plot])
