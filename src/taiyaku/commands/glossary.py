"""`taiyaku glossary`: the terms of the workspace."""

from __future__ import annotations

import click

from taiyaku.commands.glossary_export import export_terms
from taiyaku.commands.glossary_import import import_terms


@click.group()
def glossary() -> None:
    """Bring terms in from other programs, and hand them out.

    \b
    Examples:
      taiyaku glossary import client.xlsx
      taiyaku glossary export terms.xlsx --job talk      # for the client to sign off
    """


for command in (import_terms, export_terms):
    glossary.add_command(command)
