"""`taiyaku profiles`: the rules that subtitles are shaped and checked by."""

from __future__ import annotations

import json

import click
from rich.table import Table

from taiyaku.commands.console import stdout_console
from taiyaku.profiles import RULES, Profile, load_profile, profile_names, profile_text
from taiyaku.workspace import profiles_in, workspace_here


@click.group()
def profiles() -> None:
    """Show the rules that subtitles are shaped and checked by.

    A profile of your own is a TOML file in `profiles/` of the workspace: `extends = "verbatim"`, and the rules that
    differ.

    \b
    Examples:
      taiyaku profiles list
      taiyaku profiles show netflix
      taiyaku profiles show netflix --toml > profiles/house.toml
    """


@profiles.command("list")
def list_profiles() -> None:
    """List the profiles of the package and of this workspace.

    \b
    Example:
      taiyaku profiles list
    """
    own = profiles_in(workspace_here())
    for name in profile_names(own):
        click.echo(f"{name:14}{load_profile(name, own).about}")


@profiles.command()
@click.argument("name")
@click.option("--toml", "as_toml", is_flag=True, help="Print the file, to begin an own one from.")
@click.option("--json", "as_json", is_flag=True, help="Print the rules as JSON.")
def show(name: str, as_toml: bool, as_json: bool) -> None:
    """Show every rule of a profile with its unit and where it comes from. NAME may be a TOML file.

    (V) behind a source: it was read in the source itself; (S): second-hand.

    \b
    Examples:
      taiyaku profiles show bbc
      taiyaku profiles show profiles/house.toml --json
    """
    own = profiles_in(workspace_here())
    profile = load_profile(name, own)
    if as_toml:
        click.echo(profile_text(name, own), nl=False)
    elif as_json:
        click.echo(json.dumps(_rows(profile), ensure_ascii=False, indent=1))
    else:
        stdout_console().print(_table(profile))


def _rows(profile: Profile) -> list[dict[str, object]]:
    return [
        {
            "track": f"{language}.{role}",
            "rule": rule,
            "value": getattr(rules, rule),
            "unit": RULES[rule].unit_in(language),
            "means": RULES[rule].means,
            "source": rules.sources.get(rule, ""),
        }
        for (language, role), rules in profile.tracks.items()
        for rule in RULES
    ]


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _table(profile: Profile) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", title=f"{profile.name}: {profile.about}")
    table.title_justify = "left"
    for column in ("track", "rule", "value", "unit", "source"):
        table.add_column(column, justify="right" if column == "value" else "left", overflow="fold")
    before = ""
    for row in _rows(profile):
        track = str(row["track"])
        shown = "" if track == before else track
        table.add_row(shown, str(row["rule"]), _number(row["value"]), str(row["unit"]), str(row["source"]))
        before = track
    return table
