"""`taiyaku glossary`: the terms of the workspace."""

from __future__ import annotations

import click

from taiyaku.commands.glossary_add import add_term, remove_term
from taiyaku.commands.glossary_check import check_terms
from taiyaku.commands.glossary_export import export_terms
from taiyaku.commands.glossary_import import import_terms
from taiyaku.commands.glossary_list import list_terms
from taiyaku.commands.glossary_review import review_terms
from taiyaku.commands.glossary_suggest import suggest_terms


@click.group()
def glossary() -> None:
    """Look after the terms of the workspace, bring them in from other programs, and hand them out.

    \b
    Examples:
      taiyaku glossary suggest --write                   # candidates from the transcripts
      taiyaku glossary review                            # decide on them, one by one
      taiyaku glossary add Vチーム V-team
      taiyaku glossary import client.xlsx
      taiyaku glossary export terms.xlsx --job talk      # for the client to sign off
    """


for command in (
    list_terms,
    add_term,
    remove_term,
    check_terms,
    suggest_terms,
    review_terms,
    import_terms,
    export_terms,
):
    glossary.add_command(command)
