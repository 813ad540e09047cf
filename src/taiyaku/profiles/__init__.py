"""Subtitle rules as data: each profile is a TOML file beside this one, every number with its source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from taiyaku.errors import TaiyakuError

DEFAULT_PROFILE = "interview"


class ProfileError(TaiyakuError):
    """A profile is not there, or a rule in it is missing, unknown or out of range."""


@dataclass(frozen=True, slots=True)
class TrackRules:
    """The rules of one language's track.

    `line_width` and `stacked_width` (a line in the stacked file) are in full-width units for Japanese and in
    characters for English, `cps` in the same unit a second; times are in milliseconds.
    """

    line_width: float
    stacked_width: float
    max_lines: int
    cps: float
    min_ms: int
    max_ms: int
    gap_ms: int
    hang_ms: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What a client wants of the cues of both languages."""

    name: str
    ja: TrackRules
    en: TrackRules


def profile_names() -> tuple[str, ...]:
    """The profiles that come with the package."""
    found = files(__package__).iterdir()
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in found if entry.name.endswith(".toml")))


@cache
def load_profile(name: str = DEFAULT_PROFILE) -> Profile:
    """The profile of that name. Raises ProfileError if there is none."""
    if name not in profile_names():
        known = ", ".join(profile_names())
        raise ProfileError(f"there is no profile called {name!r}", remedy=f"Choose one of: {known}")
    return parse_profile(name, files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


def parse_profile(name: str, text: str) -> Profile:
    """A profile from TOML with the tables [ja] and [en]. Raises ProfileError naming the table and the rule."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"not valid TOML: {error}", where=f"profile {name}") from error
    return Profile(name, _track(name, "ja", tables), _track(name, "en", tables))


def _track(name: str, table: str, tables: dict[str, Any]) -> TrackRules:
    where = f"profile {name}, [{table}]"
    rules = tables.get(table)
    if not isinstance(rules, dict):
        raise ProfileError("the table is missing", where=where, remedy="A profile has two tables, [ja] and [en]")
    wanted = [field.name for field in fields(TrackRules)]
    for rule in sorted(set(wanted) ^ set(rules)):
        fault = "is missing" if rule in wanted else "is not a rule"
        raise ProfileError(f"{rule} {fault}", where=where, remedy=f"The rules are: {', '.join(wanted)}")
    for rule, value in rules.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ProfileError(f"{rule} = {value!r} is not a number of zero or more", where=where)
    if rules["max_lines"] < 1 or rules["line_width"] < 2 or rules["stacked_width"] < 2 or rules["cps"] <= 0:
        raise ProfileError("a line, its width and the reading speed must not be zero", where=where)
    if rules["max_ms"] < max(rules["min_ms"], 1):
        raise ProfileError("max_ms is less than min_ms", where=where)
    return TrackRules(
        line_width=float(rules["line_width"]),
        stacked_width=float(rules["stacked_width"]),
        max_lines=int(rules["max_lines"]),
        cps=float(rules["cps"]),
        min_ms=int(rules["min_ms"]),
        max_ms=int(rules["max_ms"]),
        gap_ms=int(rules["gap_ms"]),
        hang_ms=int(rules["hang_ms"]),
    )
