"""Confidential work: whatever would leave the machine is refused before anything is sent."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from taiyaku.errors import ConfidentialError
from taiyaku.settings import read_settings, settings_above

OPTION = "--local-only"


def forbidden_by(local_only: bool = False, places: Iterable[Path] = ()) -> str:
    """The setting that forbids sending: the caller's own, or that of a workspace; empty where there is none.

    `places` are the files whose text or sound is worked with. A settings file counts if it lies in a folder above any
    of them, or above the current folder: no workspace inside another one takes back what that one says. Raises
    SettingsError where one cannot be read.
    """
    if local_only:
        return OPTION
    files = dict.fromkeys(file for place in (Path.cwd(), *places) for file in settings_above(place))
    return next((f"{_short(file)}, local_only = true" for file in files if read_settings(file).local_only), "")


def refuse_sending(what: str, to: str, forbids: str) -> None:
    """Raise ConfidentialError where a setting forbids that `what` (the text, the sound) goes `to` another machine.

    `to` is empty for an engine that sends nothing, `forbids` where nothing is forbidden.
    """
    if to and forbids:
        raise ConfidentialError(
            f"this forbids sending {what} to {to}",
            where=forbids,
            remedy="Nothing was sent; choose an engine or a server on this machine",
        )


def refuse_download(name: str, forbids: str) -> None:
    """Raise ConfidentialError where a setting forbids fetching the model called `name`."""
    if forbids:
        raise ConfidentialError(
            f"this forbids fetching {name}",
            where=forbids,
            remedy=f"Nothing was asked for; bring its files here and `taiyaku models pull {name} --from PATH`",
        )


def _short(file: Path) -> str:
    """A path as seen from the current folder, if it lies in it."""
    return str(file.relative_to(Path.cwd())) if file.is_relative_to(Path.cwd()) else str(file)
