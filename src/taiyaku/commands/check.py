"""`taiyaku check`: subtitle files, ours or another's, against a profile."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.markup import escape
from rich.table import Table

from taiyaku.check import RULES, Fault
from taiyaku.check.junit import write_junit
from taiyaku.check.sarif import write_sarif
from taiyaku.commands.console import stdout_console
from taiyaku.commands.shared import EXIT_FINDINGS, FILE
from taiyaku.inspection import Wishes, inspect, levels_of, speech_of
from taiyaku.job import read_job
from taiyaku.profiles import ROLES, load_profile
from taiyaku.storage import write_together
from taiyaku.workspace import find_job, profiles_in, workspace_here

REPORTS = {"junit": write_junit, "sarif": write_sarif}


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--profile", default="verbatim", show_default=True, help="The rules: a name, or a TOML file.")
@click.option("--lang", type=click.Choice(["ja", "en", "ja-en"]), help="The track's language; default by its text.")
@click.option("--role", type=click.Choice(ROLES), help="Default captions for Japanese, translation for English.")
@click.option("--job", type=FILE, help="The job of the same recording: says when somebody speaks.")
@click.option("--off", multiple=True, metavar="RULE", help="Switch a rule off.")
@click.option("--level", "levels", multiple=True, metavar="RULE=SEVERITY", help="Make a rule error, warning or info.")
@click.option("--json", "as_json", is_flag=True, help="Print the faults as JSON on stdout.")
@click.option("--junit", type=FILE, help="Write them as JUnit XML too.")
@click.option("--sarif", type=FILE, help="Write them as SARIF too.")
@click.option("--strict", is_flag=True, help="Exit 1 for warnings as well.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print notes too: reading speed, duration, line ends.")
def check(files: tuple[Path, ...], **chosen: Any) -> None:
    """Check FILES (.srt, .vtt, job files), whoever made them, against a profile. Exit code 1 where there are errors.

    \b
    Examples:
      taiyaku check output/talk.en.srt
      taiyaku check delivery/*.srt --profile netflix --level gap=error --off crlf
      taiyaku check output/talk.taiyaku.json --json
      taiyaku check theirs.srt --job talk
      taiyaku check theirs.srt --lang ja --role translation --sarif check.sarif
    """
    try:
        levels = levels_of(chosen["off"], chosen["levels"])
    except ValueError as error:
        raise click.UsageError(f"{error}.") from error
    profile = load_profile(chosen["profile"], profiles_in(workspace_here()))
    speech = speech_of(read_job(find_job(chosen["job"]))) if chosen["job"] else ()
    wishes = Wishes(profile, chosen["lang"], chosen["role"], levels, speech)
    found = {path.as_posix(): inspect(path, wishes) for path in files}
    reports = {chosen[name]: write(found).encode() for name, write in REPORTS.items() if chosen[name]}
    if reports:
        write_together(reports, elsewhere="choose another place")
    if chosen["as_json"]:
        rows = [row for path, faults in found.items() for row in _rows(path, faults)]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _show(found, chosen["quiet"], chosen["verbose"])
    grave = ("error", "warning") if chosen["strict"] else ("error",)
    if any(fault.grade in grave for faults in found.values() for fault in faults):
        click.get_current_context().exit(EXIT_FINDINGS)


def _rows(path: str, faults: Sequence[Fault]) -> list[dict[str, Any]]:
    return [
        {
            "file": path,
            "rule": fault.rule,
            "severity": fault.grade,
            "cue": fault.cue,
            "at_ms": fault.at_ms,
            "line": fault.line,
            "value": fault.value,
            "limit": fault.limit,
            "unit": fault.unit,
            "message": fault.message,
            "hint": RULES[fault.rule].hint,
        }
        for fault in faults
    ]


def _show(found: Mapping[str, Sequence[Fault]], quiet: bool, verbose: bool) -> None:
    """A table a file, the gravest first, and a line of counts."""
    console = stdout_console()
    order = ("error", "warning", "info")
    shown = order[:1] if quiet else order if verbose else order[:2]
    for path, faults in found.items():
        counts = [f"{sum(fault.grade == grade for fault in faults)} {grade}" for grade in order]
        if not quiet or any(fault.grade == "error" for fault in faults):
            console.print(f"{path}: {', '.join(counts)}", markup=False, highlight=False)
        table = Table(box=None, pad_edge=False, header_style="dim")
        for column in ("", "rule", "where", "what", "hint"):
            table.add_column(column, overflow="fold")
        for fault in sorted(faults, key=lambda one: order.index(one.grade)):
            if fault.grade in shown:
                row = (fault.grade, fault.rule, _where(fault), fault.message, RULES[fault.rule].hint)
                table.add_row(*map(escape, row))
        if table.row_count:
            console.print(table, highlight=False)


def _where(fault: Fault) -> str:
    if fault.line:
        return f"line {fault.line}"
    minutes, ms = divmod(fault.at_ms or 0, 60_000)
    cue = f"#{fault.cue} " if fault.cue else ""
    return f"{cue}{minutes}:{ms / 1000:06.3f}"
