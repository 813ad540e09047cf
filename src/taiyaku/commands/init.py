"""`taiyaku init`: an empty workspace."""

from __future__ import annotations

from pathlib import Path

import click

from taiyaku.commands.shared import FILE
from taiyaku.storage import write_together

FILES = {
    "glossary/terms.csv": "ja,en,reading,aliases,note\n",
    "media/README.md": (
        "Put each recording here with its transcript beside it: `talk.mp4` and `talk.txt`.\n\n"
        "In the transcript every turn begins with its speaker: `Name: what was said`.\n"
    ),
    "output/README.md": "`taiyaku make media/talk.mp4` writes its subtitles and the job file here.\n",
}


@click.command()
@click.argument("folder", type=FILE, default=Path())
def init(folder: Path) -> None:
    """Make a new workspace in FOLDER (default: here). Files that are there stay as they are.

    \b
    Example:
      taiyaku init interviews && cd interviews
    """
    wanted = {folder / name: text.encode() for name, text in FILES.items()}
    missing = {path: data for path, data in wanted.items() if not path.exists()}
    write_together(missing, elsewhere="name another FOLDER")
    for path in missing:
        click.echo(path)
    if not missing:
        click.echo("This is a workspace already; nothing was changed.", err=True)
