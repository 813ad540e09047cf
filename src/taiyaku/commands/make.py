"""`taiyaku make`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from taiyaku.commands.running import run_jobs
from taiyaku.commands.shared import (
    FILE,
    cue_options,
    recognizer_options,
    source_options,
    talk_options,
    translator_options,
)


@click.command()
@click.argument("media", nargs=-1, required=True, type=FILE)
@source_options
@recognizer_options
@translator_options
@cue_options
@talk_options
def make(media: tuple[Path, ...], **chosen: Any) -> None:
    """Make Japanese, English and bilingual subtitles of MEDIA.

    The transcript is found beside the recording (talk.mp4: talk.txt, talk.md, talk.ja.srt), the glossary in
    glossary/*.csv. Results go to output/: talk.ja.srt, talk.en.srt, talk.ja-en.srt and talk.taiyaku.json.
    What has not changed since the last run is not done again.

    \b
    Examples:
      taiyaku make media/talk.mp4
      taiyaku make a.mp4 b.wav --translator openai --server http://localhost:11434/v1 --translator-model qwen3
      taiyaku make talk.mp4 --transcript script.md --stacked-lines 2 --strict
    """
    from taiyaku.pipeline import make_subtitles

    run_jobs(media, make_subtitles, chosen)
