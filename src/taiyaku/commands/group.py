"""The group of all commands, and the one place where errors become a sentence and an exit code."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from taiyaku import __version__
from taiyaku.commands import EXIT_INTERRUPTED, STOPPED
from taiyaku.commands.align import align
from taiyaku.commands.approve import approve
from taiyaku.commands.check import check
from taiyaku.commands.clip import clip
from taiyaku.commands.conform import conform
from taiyaku.commands.doctor import doctor
from taiyaku.commands.draft import draft
from taiyaku.commands.export import export
from taiyaku.commands.glossary import glossary
from taiyaku.commands.init import init
from taiyaku.commands.make import make
from taiyaku.commands.memory import memory
from taiyaku.commands.merge import merge
from taiyaku.commands.models import models
from taiyaku.commands.onscreen import onscreen
from taiyaku.commands.picture import burn, mux, preview
from taiyaku.commands.profiles import profiles
from taiyaku.commands.report import report
from taiyaku.commands.translate import translate
from taiyaku.errors import TaiyakuError

EXIT_BAD_INPUT = 2


class Boundary(click.Group):
    """A group that turns expected errors into one sentence on stderr and exit code 2, Ctrl-C into 130."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _boundary():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _boundary():
            return super().invoke(ctx)


@contextmanager
def _boundary() -> Iterator[None]:
    try:
        yield
    except TaiyakuError as error:
        click.echo(f"taiyaku: {error}", err=True)
        raise click.exceptions.Exit(EXIT_BAD_INPUT) from error
    except KeyboardInterrupt as error:
        click.echo(STOPPED, err=True)
        raise click.exceptions.Exit(EXIT_INTERRUPTED) from error
    except OSError as error:
        # what no stage could foresee: a disk that goes away, a name that is too long; a closed pipe is click's
        if error.errno == errno.EPIPE or not error.strerror:
            raise
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"taiyaku: {place}{error.strerror}. Check that path and that disk.", err=True)
        raise click.exceptions.Exit(EXIT_BAD_INPUT) from error


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


TALK = (make, align, translate, approve, merge, conform, onscreen, check)
FILES = (export, report, burn, mux, preview, draft, clip)
WORKSPACE = (glossary, memory, models, profiles, doctor, init)
for command in (*TALK, *FILES, *WORKSPACE):
    cli.add_command(command)
