"""What a person answers: a single key on a terminal, a line on a dumb one or out of a pipe."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

import click

UNREADABLE = "\ufffd"  # what stands for bytes that are no text


class Answer(NamedTuple):
    """A key, and what stood behind it on its line."""

    key: str
    rest: str = ""


class Keys:
    """Reads one answer after another. EOFError says that there are no more; Ctrl-C is KeyboardInterrupt, as ever."""

    def __init__(self) -> None:
        terminal = bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())
        self.single = terminal and os.environ.get("TERM") != "dumb"
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="replace")  # what is no text is asked for again, not a reason to stop

    def answer(self, prompt: str) -> Answer:
        """A key; of a line, its first letter and the words behind its first. An empty line has no key."""
        click.echo(prompt, nl=False)
        if self.single:
            key = click.getchar()
            if not key:
                raise EOFError
            click.echo(key if key.isprintable() else "")
            return Answer(key.lower())
        first, _, rest = self._line().strip().partition(" ")
        return Answer(first[:1].lower(), rest.strip())

    def text(self, prompt: str) -> str:
        """A line of text, without blanks at its ends."""
        click.echo(prompt, nl=False)
        text = self._line().strip()
        while UNREADABLE in text:
            click.echo("That could not be read as text. Again: ", nl=False)
            text = self._line().strip()
        return text

    def _line(self) -> str:
        line = sys.stdin.readline() if sys.stdin else ""
        if not (sys.stdin and sys.stdin.isatty()):
            click.echo()  # nobody's Enter ends the line of the prompt
        if not line:
            raise EOFError
        return line
