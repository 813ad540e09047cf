"""After terms have changed: which sentences need translating again, and doing it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from taiyaku.commands.console import LISTED, Terminal, show_result
from taiyaku.commands.shared import to_options
from taiyaku.glossary.files import read_glossary
from taiyaku.glossary.pending import Pending, pending
from taiyaku.talks import Talk
from taiyaku.text.clock import clock
from taiyaku.workspace import source_of

SHOWN = 30  # characters of a sentence: enough to know it by


def pending_in(talks: Sequence[Talk], paths: Sequence[Path]) -> dict[str, list[Pending]]:
    """The sentences of each made and translated talk that no longer go with the glossary, by the talk's name.

    Raises GlossaryError where terms contradict each other, so that no job can use them.
    """
    found = {
        talk.name: pending(talk.job.turns, talk.job.translations, read_glossary(paths, talk.name))
        for talk in talks
        if talk.is_made and talk.job.translations
    }
    return {name: sentences for name, sentences in found.items() if sentences}


def show_pending(talks: Sequence[Talk], found: Mapping[str, Sequence[Pending]], given: Sequence[Path]) -> None:
    """Each sentence with its reason, and the command that translates those again. `given` are named glossaries."""
    for talk in talks:
        sentences = found.get(talk.name, ())
        if not sentences:
            continue
        starts = {item.sentence_id: item.start_ms for item in talk.job.alignment.sentences}
        click.echo(f"{talk.name}: {len(sentences)} sentences need translating again")
        for one in sentences[:LISTED]:
            start_ms = starts.get(one.sentence.id)
            at = "not spoken" if start_ms is None else clock(start_ms, 3)
            click.echo(f"  {one.sentence.id}  {at}  {one.sentence.text.strip()[:SHOWN]}  {one.why}")
        if len(sentences) > LISTED:
            click.echo(f"  and {len(sentences) - LISTED} more: {', '.join(s.sentence.id for s in sentences[LISTED:])}")
        click.echo(f"  {_command(talk, given)}")


def translate_pending(
    talks: Sequence[Talk], found: Mapping[str, Sequence[Pending]], given: Sequence[Path], chosen: dict[str, Any]
) -> None:
    """Do what `show_pending` says. Raises what `taiyaku translate` raises."""
    from taiyaku.pipeline import translate_only

    for talk in talks:
        if talk.name in found:
            source = source_of(talk.path, given)
            with Terminal() as terminal:
                done = translate_only(source, to_options(chosen), terminal)
            show_result(terminal, done, [*(str(source.track(track)) for track in done.cues), str(source.job)])


def _command(talk: Talk, given: Sequence[Path]) -> str:
    name = talk.name if talk.path.parent == Path("output") else str(talk.path)
    options = [word for path in given for word in ("--glossary", str(path))]
    return shlex.join(["taiyaku", "translate", name, *options])
