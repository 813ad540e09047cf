"""`taiyaku glossary suggest`: words of the transcripts that may be terms."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from taiyaku.commands.console import stdout_console
from taiyaku.commands.glossary_shared import (
    edited,
    glossaries_with,
    show_merged,
    stamp_of,
    target_of,
    terms_in,
)
from taiyaku.commands.shared import FILE
from taiyaku.errors import TranscriptError
from taiyaku.glossary.candidates import Kind
from taiyaku.glossary.columns import read_entry
from taiyaku.glossary.entry import Entry
from taiyaku.glossary.merge import merge
from taiyaku.storage import write_together
from taiyaku.suggest import Suggestion, suggest
from taiyaku.talks import Talk, find_talks
from taiyaku.workspace import workspace_here

COLUMNS = ("ja", "what", "times", "first at", "en", "reads")
WHAT: Mapping[Kind, str] = {
    "latin": "Latin name",
    "mixed": "Latin and katakana",
    "compound": "katakana compound",
    "katakana": "katakana",
    "kanji": "kanji compound",
    "noun": "word",
}


@click.command("suggest")
@click.argument("jobs", metavar="[JOB]...", nargs=-1, type=FILE)
@click.option("--least", type=click.IntRange(min=1), help="How often a word must occur; default by its kind, 1 or 2.")
@click.option("--write", is_flag=True, help="Write them into the glossary, as candidates to review.")
@click.option("--into", type=FILE, help="The glossary to write them into; default glossary/terms.csv.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, with every place.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def suggest_terms(
    jobs: tuple[Path, ...], least: int | None, write: bool, into: Path | None, as_json: bool, quiet: bool
) -> None:
    """Propose terms: names in Latin letters, katakana words, compounds of kanji, and words that were misheard.

    They come from JOB, or from every job and transcript of the workspace. What the glossary holds, as a candidate or
    rejected too, is not proposed again. English is proposed for Latin names only, as the job's translation writes
    them; of other words you see how they are read.

    \b
    Examples:
      taiyaku glossary suggest
      taiyaku glossary suggest talk --least 3 --write
    """
    talks = find_talks(jobs, workspace_here())
    if not talks:
        raise TranscriptError(
            "there is no job in output/ and no transcript beside a recording in media/",
            remedy="Go to a workspace that has one, or name a JOB",
        )
    target = target_of(into)
    known = terms_in([path for path in glossaries_with(target) if path.exists()])
    found = suggest(talks, known, least or 0)
    if as_json:
        click.echo(json.dumps([_row(one) for one in found], ensure_ascii=False, indent=1))
    elif not quiet:
        _show(found, talks)
    if write:
        merged = merge(known, [_entry(one) for one in found], stamp_of(""))
        files = edited([target], target, merged)
        write_together(files, elsewhere="choose another place with --into")
        if not quiet and not as_json:
            show_merged(merged, list(files))
    elif found and not quiet and not as_json:
        click.echo("--write makes them candidates; `taiyaku glossary review` then decides on them", err=True)


def _entry(one: Suggestion) -> Entry:
    """A candidate, whose note says where it comes from."""
    note = f"suggested: {_what(one)}, {len(one.spots)} times, first at {one.spots[0].at}"
    cells = {"ja": one.ja, "en": one.english, "note": note, "status": "candidate"}
    entry, _ = read_entry(cells, one.ja)
    assert entry is not None, "a word of a transcript is an entry"
    return entry


def _what(one: Suggestion) -> str:
    """What a word is, and whether it was misheard."""
    return f"{WHAT[one.kind]}, misheard" if one.misheard else WHAT[one.kind]


def _show(found: Sequence[Suggestion], talks: Sequence[Talk]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in COLUMNS:
        table.add_column(column, justify="right" if column == "times" else "left", overflow="fold")
    for one in found:
        row = (one.ja, _what(one), str(len(one.spots)), one.spots[0].at, one.english, one.reading)
        table.add_row(*map(Text, row))
    if found:
        stdout_console().print(table)
    click.echo(f"{len(found)} words of {len(talks)} talks may be terms", err=True)


def _row(one: Suggestion) -> dict[str, Any]:
    places = [
        {
            "talk": spot.talk.name,
            "sentence": spot.place.sentence_id,
            "start_ms": spot.place.start_ms,
            "japanese": spot.place.japanese,
            "english": spot.place.english,
        }
        for spot in one.spots
    ]
    return {
        "ja": one.ja,
        "kind": one.kind,
        "misheard": one.misheard,
        "sure": None if one.sure is None else round(one.sure, 2),
        "count": len(one.spots),
        "en": one.english,
        "reading": one.reading,
        "places": places,
    }
