"""A workspace's own settings, in `taiyaku.toml` at its root. The file is shared, so it never holds a key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taiyaku.errors import SettingsError
from taiyaku.shape import Maybe, require_shape

FILE = "taiyaku.toml"
SHAPE = {"local_only": Maybe(bool)}
_SECRET = re.compile("key|token|secret|passw|credential", re.IGNORECASE)  # in a name, not in a value


@dataclass(frozen=True, slots=True)
class Settings:
    """What a workspace says of itself. `local_only` forbids every engine and download that leaves the machine."""

    local_only: bool = False


def settings_above(place: Path) -> tuple[Path, ...]:
    """Every settings file at `place` and in the folders above it, as the path is written and as its links lead."""
    ways = (place.absolute(), place.resolve())
    folders = dict.fromkeys(folder for way in ways for folder in (way, *way.parents))
    return tuple(folder / FILE for folder in folders if (folder / FILE).is_file())


def read_settings(path: Path) -> Settings:
    """The settings in one file. Raises SettingsError, naming file and key, and never showing a value that is a key."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise SettingsError(
            f"these settings cannot be read ({error.strerror})",
            where=str(path),
            remedy="Give yourself permission to read them",
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError("this is not UTF-8", where=str(path), remedy="Save it as UTF-8") from error
    return parse_settings(text, str(path))


def parse_settings(text: str, where: str) -> Settings:
    """The settings of one TOML text. Raises SettingsError as `read_settings` does."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"this is not valid TOML ({error})", where=where, remedy="Mend that line") from error
    for name in _names(data):
        if _SECRET.search(name):
            raise SettingsError(
                f"{name} does not belong here: a workspace is shared, and keys are read from the environment only",
                where=where,
                remedy="Take it out and set OPENAI_API_KEY instead; if others have seen this file, make a new key",
            )
    for name in data:
        if name not in SHAPE:
            raise SettingsError(f"{name} is no setting", where=where, remedy=f"The settings are: {', '.join(SHAPE)}")
    try:
        require_shape(data, SHAPE)
    except ValueError as error:
        raise SettingsError(str(error), where=where, remedy="Mend that line") from error
    return Settings(**data)


def _names(data: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Every name in a TOML document, those in tables with the table's before them."""
    for name, value in data.items():
        yield above + name
        if isinstance(value, dict):
            yield from _names(value, f"{above}{name}.")
