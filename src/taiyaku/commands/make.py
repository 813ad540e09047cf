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
@click.option("--en", "english", type=FILE, help="English subtitles of it: laid over its sentences, not translated.")
@click.option("--fill", is_flag=True, help="Translate the sentences that the file of --en leaves without English.")
@source_options
@recognizer_options
@translator_options
@cue_options
@talk_options
def make(media: tuple[Path, ...], **chosen: Any) -> None:
    """Make Japanese, English and bilingual subtitles of MEDIA, a recording or several.

    The transcript stands behind the recording, or is found beside it (talk.mp4: talk.txt, talk.md, talk.ja.srt), the
    glossary in glossary/*.csv. Results go to output/: talk.ja.srt, talk.en.srt, talk.ja-en.srt and
    talk.taiyaku.json. Japanese subtitles are a transcript as well, and are timed anew; with --en English ones are laid
    over them, both to the letter. What has not changed since the last run is not done again.

    \b
    Examples:
      taiyaku make media/talk.mp4
      taiyaku make a.mp4 b.wav --translator openai --server http://localhost:11434/v1 --translator-model qwen3
      taiyaku make talk.mp4 --transcript script.md --stacked-lines 2 --strict
      taiyaku make talk.mp4 talk.ja.srt --en talk.en.srt
    """
    from taiyaku.pipeline import make_subtitles

    if chosen["fill"] and not chosen["english"]:
        raise click.UsageError("--fill fills up the file of --en; without one everything is translated.")
    run_jobs(media, make_subtitles, chosen)
