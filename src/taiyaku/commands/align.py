"""`taiyaku align`: time a transcript, without translating it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from taiyaku.commands.running import run_jobs
from taiyaku.commands.shared import FILE, cue_options, recognizer_options, source_options, talk_options


@click.command()
@click.argument("media", nargs=-1, required=True, type=FILE)
@source_options
@recognizer_options
@cue_options
@talk_options
def align(media: tuple[Path, ...], **chosen: Any) -> None:
    """Find when each sentence of the transcript of MEDIA was spoken.

    Writes talk.ja.srt and the job file; `taiyaku make` later goes on from there.

    \b
    Examples:
      taiyaku align media/talk.mp4
      taiyaku align talk.mkv --track 1 --recognizer openai-whisper --device cuda
    """
    from taiyaku.pipeline import align_only

    run_jobs(media, align_only, chosen)
