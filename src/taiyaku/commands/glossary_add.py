"""`taiyaku glossary add` and `remove`: one term in, one term out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from taiyaku.commands.glossary_shared import (
    edited,
    glossaries_of,
    glossaries_with,
    list_remarks,
    new_doubts,
    refuse_faults,
    require_scope,
    show_merged,
    stamp_of,
    target_of,
    terms_in,
)
from taiyaku.commands.shared import FILE, glossary_option
from taiyaku.errors import GlossaryError
from taiyaku.glossary.columns import LISTS, STATUSES, STRICTNESS, join_list, read_entry
from taiyaku.glossary.files import edit_file, file_of
from taiyaku.glossary.merge import merge
from taiyaku.model import Term
from taiyaku.storage import write_together
from taiyaku.text.normalize import normalize

GIVEN = "the command line"  # where the term of `add` stands


@click.command("add")
@click.argument("ja")
@click.argument("en", default="")
@click.option("--reading", default="", help="How the Japanese is read, in kana.")
@click.option("--alias", "aliases", multiple=True, help="Another Japanese spelling.")
@click.option("--allowed", multiple=True, help="Another English form that counts.")
@click.option("--forbidden", multiple=True, help="An English form that must not stand there.")
@click.option("--strictness", type=click.Choice(STRICTNESS), help="In every sentence, or once a turn; default always.")
@click.option("--note", default="", help="What a person should know about it.")
@click.option("--status", type=click.Choice(STATUSES), default="approved", show_default=True, help="Its status.")
@click.option("--scope", default="house", show_default=True, help="house, client, job or job:NAME.")
@click.option("--by", default="", help="Who decided.")
@click.option("--into", type=FILE, help="The glossary to add it to; default glossary/terms.csv of the workspace.")
@click.option("--force", is_flag=True, help="Change the term where the glossary says otherwise.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def add_term(**chosen: Any) -> None:
    """Add the term JA with its English EN. Only a candidate may be without English.

    \b
    Examples:
      taiyaku glossary add Vチーム V-team --alias ブイチーム
      taiyaku glossary add 業績評価 "performance review" --scope client --by "the client"
      taiyaku glossary add 説明会 --status candidate
    """
    require_scope(chosen["scope"])
    target = target_of(chosen["into"])
    lists = {column: join_list(chosen[column]) for column in LISTS}
    plain = ("ja", "en", "reading", "note", "status", "scope", "strictness")
    entry, said = read_entry({**{column: chosen[column] or "" for column in plain}, **lists}, GIVEN)
    entries = [entry] if entry else []
    paths = glossaries_with(target)
    known = terms_in([path for path in paths if path.exists()])
    merged = merge(known, entries, stamp_of(chosen["by"]), chosen["force"])
    remarks = [*said, *merged.remarks, *new_doubts(known, merged)]
    refuse_faults(GIVEN, entries, remarks, verbose=True)
    files = edited(paths, target, merged)
    write_together(files, elsewhere="choose another place with --into")
    if not chosen["quiet"]:
        list_remarks(remarks, verbose=True)
        show_merged(merged, list(files))


@click.command("remove")
@click.argument("ja")
@click.option("--en", default="", help="Which one, where several share the spelling: the one with this English.")
@click.option("--scope", default="", help="Likewise, the one of this scope.")
@click.option("--all", "everything", is_flag=True, help="All that share the spelling.")
@glossary_option
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def remove_term(ja: str, en: str, scope: str, everything: bool, glossaries: tuple[Path, ...], quiet: bool) -> None:
    """Take the term JA out of the glossary. To keep it out of `suggest` too, reject it in `review` instead.

    \b
    Examples:
      taiyaku glossary remove Vチーム
      taiyaku glossary remove 港 --en harbour
    """
    require_scope(scope)
    known = terms_in(glossaries_of(glossaries))
    alike = [term for term in known if normalize(term.ja) == normalize(ja.strip())]
    chosen = [term for term in alike if en in ("", term.en) and scope in ("", term.scope)]
    if not chosen:
        raise _unknown(ja, alike, known)
    if len(chosen) > 1 and not everything:
        raise GlossaryError(
            f"{ja!r} stands there {len(chosen)} times: {'; '.join(map(_described, chosen))}",
            remedy="Say which with --en or --scope, or give --all",
        )
    files = {path: [term for term in chosen if file_of(term) == path] for path in map(file_of, chosen)}
    write_together({path: edit_file(path, (), (), terms) for path, terms in files.items()})
    if not quiet:
        for term in chosen:
            click.echo(f"removed {_described(term)}")


def _unknown(ja: str, alike: Sequence[Term], known: Sequence[Term]) -> GlossaryError:
    """Why there is nothing to remove, with what is nearest."""
    if alike:
        there = "; ".join(map(_described, alike))
        return GlossaryError(f"no {ja!r} is so: {there}", remedy="Give the --en or --scope of one of them")
    host = next((term for term in known if normalize(ja.strip()) in map(normalize, term.aliases)), None)
    if host:
        problem, remedy = f"{ja!r} is an alias of {host.ja!r}, no term of its own", "Take it out of `aliases` there"
        return GlossaryError(problem, where=host.where, remedy=remedy)
    return GlossaryError(f"there is no term {ja!r}", remedy="`taiyaku glossary list` shows them all")


def _described(term: Term) -> str:
    return f"{term.where}: {term.ja} → {term.en or '(no English yet)'} ({term.status}, {term.scope})"
