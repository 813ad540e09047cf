"""The command line: one group, one place where errors become a sentence and an exit code."""

from __future__ import annotations

from typing import Any

import click

from taiyaku import __version__
from taiyaku.commands.align import align
from taiyaku.commands.clip import clip
from taiyaku.commands.doctor import doctor
from taiyaku.commands.draft import draft
from taiyaku.commands.export import export
from taiyaku.commands.init import init
from taiyaku.commands.make import make
from taiyaku.commands.models import models
from taiyaku.commands.translate import translate
from taiyaku.errors import TaiyakuError

EXIT_BAD_INPUT = 2
EXIT_INTERRUPTED = 130


class Boundary(click.Group):
    """A group that turns expected errors into one sentence on stderr and exit code 2, Ctrl-C into 130."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TaiyakuError as error:
            click.echo(f"taiyaku: {error}", err=True)
            ctx.exit(EXIT_BAD_INPUT)
        except KeyboardInterrupt:
            click.echo("taiyaku: stopped; nothing was left half-written.", err=True)
            ctx.exit(EXIT_INTERRUPTED)


@click.group(cls=Boundary, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="taiyaku")
def cli() -> None:
    """Japanese, English and bilingual subtitles from a Japanese recording and its transcript.

    \b
    Examples:
      taiyaku make media/talk.mp4          # finds media/talk.txt and glossary/*.csv
      taiyaku models pull                  # fetch the weights once; all else works offline
      taiyaku doctor                       # what is installed, and what would run
    """


for command in (make, align, translate, export, draft, clip, models, doctor, init):
    cli.add_command(command)


def main() -> None:
    """The console script."""
    cli(prog_name="taiyaku")
