"""`taiyaku memory`: what the workspace remembers of its translations."""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict

import click
from rich.table import Table

from taiyaku.commands.console import stdout_console
from taiyaku.workspace import memory_in, workspace_here


@click.group()
def memory() -> None:
    """Show and empty the memory of translations of the workspace around the current folder.

    \b
    Examples:
      taiyaku memory stats
      taiyaku memory forget --engine openvino
    """


@memory.command()
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def stats(as_json: bool) -> None:
    """Count the answers kept of each engine, and the approved lines.

    \b
    Example:
      taiyaku memory stats
    """
    here = memory_in(workspace_here())
    engines, approved = here.engines(), here.approved_count()
    if as_json:
        report = {"path": str(here.path), "engines": [asdict(one) for one in engines], "approved": approved}
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    if not here.path.exists():
        click.echo("Nothing is remembered here yet.", err=True)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("engine", "answers", "first", "last"):
        table.add_column(column, justify="right" if column == "answers" else "left", overflow="fold")
    for one in engines:
        table.add_row(one.engine, str(one.answers), one.since, one.until)
    stdout_console().print(table)
    click.echo(f"{approved} approved lines; {here.path}, {here.path.stat().st_size / 1e3:.0f} kB")


@memory.command()
@click.option("--all", "everything", is_flag=True, help="The answers of every engine.")
@click.option("--engine", default="", help="Those of one engine: openvino, llama, or a name as `stats` prints it.")
@click.option("--older-than", "days", type=click.IntRange(min=0), help="Those older than so many days.")
def forget(everything: bool, engine: str, days: int | None) -> None:
    """Delete answers, so that the next run asks for them again. Approved lines stay.

    \b
    Examples:
      taiyaku memory forget --all
      taiyaku memory forget --engine openai:qwen3 --older-than 90
    """
    if everything == bool(engine or days is not None):
        raise click.UsageError("Say what to forget: --all, or --engine, --older-than or both.")
    before = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days) if days is not None else None
    count = memory_in(workspace_here()).forget(engine, before.isoformat(timespec="seconds") if before else "")
    click.echo(f"{count} answers forgotten")
