"""Profiles from TOML: those of the package, and a person's own in a workspace's `profiles/`, which extend others."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from taiyaku.errors import TaiyakuError
from taiyaku.profiles.rules import LANGUAGES, ROLES, RULES, Language, Profile, Role, TrackRules

DEFAULT_PROFILE = "verbatim"
ENDING = ".toml"
WHOLE = ("max_lines", *(name for name in RULES if name.endswith("_ms")))  # rules that are whole numbers
EVERY = "every"  # the table of what holds in every track
KEYS = {"extends", "about", EVERY, *LANGUAGES}

Table = Mapping[str, Any]
Value = float | str
Rules = dict[str, tuple[Value, str]]  # rule -> number or word, source


class ProfileError(TaiyakuError):
    """A profile is not there, or a rule in it is missing, unknown or out of range."""


def profile_names(own: Path | None = None) -> tuple[str, ...]:
    """The profiles that come with the package, and those in the folder `own`."""
    mine = {path.stem for path in own.glob(f"*{ENDING}")} if own else set()
    return tuple(sorted(_packaged() | mine))


@cache
def load_profile(name: str = DEFAULT_PROFILE, own: Path | None = None) -> Profile:
    """The profile of that name, from the folder `own` or the package, or in the file that `name` is the path of.

    Raises ProfileError naming file and rule.
    """
    path = Path(name)
    if name.endswith(ENDING) or len(path.parts) > 1:
        return _profile(path.stem, _chain(_read(path), str(path), own))
    return _profile(name, _chain(*_find(name, own, name), own))


def parse_profile(name: str, text: str, own: Path | None = None) -> Profile:
    """A profile from TOML. Raises ProfileError as `load_profile` does."""
    return _profile(name, _chain(text, f"profile {name}", own))


def profile_text(name: str, own: Path | None = None) -> str:
    """The TOML of a profile as it is written, to begin an own one from."""
    return _find(name, own, name)[0]


def _packaged() -> set[str]:
    found = files(__package__).iterdir()
    return {entry.name.removesuffix(ENDING) for entry in found if entry.name.endswith(ENDING)}


def _find(name: str, own: Path | None, where: str) -> tuple[str, str]:
    """The text of a named profile and what to call it; a person's own goes before the package's."""
    path = own / f"{name}{ENDING}" if own else None
    if path and path.is_file():
        return _read(path), str(path)
    if name not in _packaged():
        known = ", ".join(profile_names(own))
        raise ProfileError(f"there is no profile called {name!r}", where=where, remedy=f"Choose one of: {known}")
    return files(__package__).joinpath(f"{name}{ENDING}").read_text("utf-8"), f"profile {name}"


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ProfileError(f"this profile cannot be read ({reason})", where=str(path)) from error


def _chain(text: str, where: str, own: Path | None, seen: Sequence[str] = ()) -> list[tuple[Table, str]]:
    """A profile's tables, those of what it extends before them."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"this is not valid TOML ({error})", where=where, remedy="Mend that line") from error
    for key in tables:
        if key not in KEYS:
            raise ProfileError(f"{key} is not known here", where=where, remedy=f"Known are {', '.join(sorted(KEYS))}")
    base = tables.get("extends")
    if base is None:
        return [(tables, where)]
    text, place = _find(base, own, where)
    if place == where and base in _packaged():  # an own profile may extend the package's of its own name
        text, place = _find(base, None, where)
    if place in (*seen, where):
        raise ProfileError("it extends itself", where=where, remedy=f'Extend another than "{base}"')
    return [*_chain(text, place, own, (*seen, where)), (tables, where)]


def _profile(name: str, chain: Sequence[tuple[Table, str]]) -> Profile:
    found: dict[tuple[Language, Role], Rules] = {(language, role): {} for language in LANGUAGES for role in ROLES}
    for tables, where in chain:
        for (language, _), rules in found.items():
            rules.update(_rules(tables.get(EVERY, {}), language, f"{where}, [{EVERY}]"))
        for language in LANGUAGES:
            for role, rules in _roles(tables.get(language, {}), language, where).items():
                found[language, role].update(rules)
    where = chain[-1][1]
    tracks = {key: _track(rules, key[0], f"{where}, [{key[0]}.{key[1]}]") for key, rules in found.items()}
    about = next((str(tables["about"]) for tables, _ in reversed(chain) if "about" in tables), "")
    return Profile(name, about, tracks)


def _roles(table: Any, language: Language, where: str) -> dict[Role, Rules]:
    """The rules of a language's tables, each checked by itself."""
    if not isinstance(table, dict) or any(role not in ROLES for role in table):
        raise ProfileError(
            f"[{language}] holds the tables {' and '.join(ROLES)} and nothing else",
            where=where,
            remedy=f"Write [{language}.captions] or [{language}.translation] over the rules",
        )
    return {role: _rules(table[role], language, f"{where}, [{language}.{role}]") for role in ROLES if role in table}


def _rules(table: Any, language: Language, where: str) -> Rules:
    """The rules of one table that say something about a language."""
    if not isinstance(table, dict):
        raise ProfileError("this is no table of rules", where=where, remedy="Write its name in brackets on a line")
    values = {name: _value(name, value, language, where) for name, value in table.items()}
    return {name: value for name, value in values.items() if language in RULES[name].languages}


def _value(name: str, value: Any, language: Language, where: str) -> tuple[Value, str]:
    """A rule's number or word, and its source, which may be left out."""
    rule = RULES.get(name)
    if rule is None:
        raise ProfileError(f"{name} is not a rule", where=where, remedy=f"The rules are: {', '.join(RULES)}")
    number, source = value if isinstance(value, list) and len(value) == 2 else (value, "")
    if rule.choices:
        if number not in rule.choices or not isinstance(source, str):
            raise ProfileError(
                f"{name} = {value!r} is none of {', '.join(rule.choices)}",
                where=where,
                remedy=f'Write it as {name} = "{rule.choices[0]}"',
            )
        return number, source
    whole = name not in WHOLE or (isinstance(number, int) or (isinstance(number, float) and number.is_integer()))
    good = isinstance(number, int | float) and not isinstance(number, bool) and isinstance(source, str)
    if not (good and whole and rule.least <= number <= rule.greatest):
        kind = "a whole number" if name in WHOLE else "a number"
        raise ProfileError(
            f"{name} = {value!r} is not {kind} from {rule.least:g} to {rule.greatest:g} {rule.unit_in(language)}",
            where=where,
            remedy=f'Write it as {name} = {rule.least:g}, or with its source: [{rule.least:g}, "where it comes from"]',
        )
    return float(number), source


def _track(rules: Rules, language: Language, where: str) -> TrackRules:
    for name, rule in RULES.items():
        if language not in rule.languages:
            rules[name] = rule.choices[0], "says nothing about this language"
        elif name not in rules:
            raise ProfileError(f"{name} is missing", where=where, remedy='Write it, or extends = "verbatim" at the top')
    values = {name: int(value) if name in WHOLE else value for name, (value, _) in rules.items()}
    if float(values["max_ms"]) < float(values["min_ms"]):
        raise ProfileError("max_ms is less than min_ms", where=where)
    return TrackRules(**values, sources={name: source for name, (_, source) in rules.items()})  # type: ignore[arg-type]  # checked by RULES
