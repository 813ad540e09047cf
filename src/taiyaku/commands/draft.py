"""`taiyaku draft`: a transcript from what was heard, for a person to correct."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from taiyaku.commands.console import Terminal
from taiyaku.commands.shared import FILE, local_option, recognizer_options, to_options, track_option
from taiyaku.confidential import forbidden_by, refuse_sending
from taiyaku.errors import OutputError
from taiyaku.storage import check_writable, refuse_overwriting, write_together


@click.command()
@click.argument("media", type=FILE)
@click.option("--output", type=FILE, help="The file to write; default beside the recording (talk.mp4: talk.txt).")
@track_option
@click.option("--force", is_flag=True, help="Write over a transcript that is there.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@local_option
@recognizer_options
def draft(media: Path, output: Path | None, force: bool, quiet: bool, **chosen: Any) -> None:
    """Write a first transcript of MEDIA from what is heard.

    One paragraph for each stretch between pauses, without speakers: correct it, put `Name: ` before each turn, then
    run `taiyaku make`.

    \b
    Examples:
      taiyaku draft media/talk.mp4
      taiyaku draft talk.mp4 --output script.txt
    """
    from taiyaku.align import transcribe
    from taiyaku.align.draft import paragraphs
    from taiyaku.listen import open_recognizer
    from taiyaku.media import load_audio

    out = output or media.with_suffix(".txt")
    refuse_overwriting([out], [media])
    if out.is_dir():
        raise OutputError("this is a folder", where=str(out), remedy="Name the file to write with --output")
    if out.exists() and not force:
        raise OutputError(
            "there is a transcript already", where=str(out), remedy="Choose another --output, or give --force"
        )
    check_writable(out.parent)
    options = to_options(chosen)
    forbids = forbidden_by(options.local_only, [media])
    with Terminal(quiet) as terminal:
        recording = load_audio(media, options.track, terminal.stage("read"))
        recognizer = open_recognizer(options.recognizer, options.recognizer_options)
        refuse_sending("the sound", getattr(recognizer, "sends_sound_to", ""), forbids)
        words = transcribe(recording, recognizer, terminal.stage("listen"))
    write_together({out: ("\n\n".join(paragraphs(words)) + "\n").encode()})
    click.echo(out)
    click.echo("Correct it, put `Name: ` before each turn, then run `taiyaku make`.", err=True)
