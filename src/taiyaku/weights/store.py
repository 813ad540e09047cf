"""The cache: where models lie on this machine, whether they are whole, and how they leave."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from taiyaku.errors import WeightsError
from taiyaku.model import Report, silent
from taiyaku.weights.manifest import Model, ModelFile, models, named

ENVIRONMENT = "TAIYAKU_MODELS"
BLOCK = 1 << 20


def cache_folder() -> Path:
    """Where models are kept: `TAIYAKU_MODELS`, else the platform's cache folder."""
    import platformdirs

    return Path(os.environ.get(ENVIRONMENT) or platformdirs.user_cache_path("taiyaku") / "models")


def folder_of(model: Model) -> Path:
    """The folder of one model."""
    return cache_folder() / model.name


def file_of(model: Model, file: ModelFile) -> Path:
    """Where one file of a model lies or will lie."""
    return folder_of(model) / file.name


def find(name_or_path: str) -> Path:
    """A model's path: what is given if it exists, else its place in the cache (one file: the file; more: the folder).

    Looks at sizes only; `verify` reads every byte. Raises WeightsError if it is not there.
    """
    given = Path(name_or_path).expanduser()
    known = {name for model in models().values() for name in (model.name, *model.aliases)}
    if name_or_path not in known:
        if given.exists():
            return given
        raise WeightsError(
            "there is no such model", where=name_or_path, remedy=f"Give a path, or a name: {', '.join(models())}"
        )
    model = named(name_or_path)
    if not is_present(model.name):
        raise WeightsError(
            "this model is not on this machine",
            where=model.name,
            remedy=f"Fetch it with `taiyaku models pull {model.name}`",
        )
    return file_of(model, model.files[0]) if len(model.files) == 1 else folder_of(model)


def is_present(name: str) -> bool:
    """Whether all files of a model are in the cache at their full size."""
    model = named(name)
    paths = ((file_of(model, file), file.size) for file in model.files)
    return all(path.is_file() and path.stat().st_size == size for path, size in paths)


def verify(name: str, report: Report = silent) -> None:
    """Read every byte of a model; raises WeightsError naming the first file that is missing or wrong."""
    model = named(name)
    done = 0
    for file in model.files:
        path = file_of(model, file)
        if not path.is_file():
            raise WeightsError("this file is missing", where=str(path), remedy=f"`taiyaku models pull {model.name}`")
        found = sum_of(path, lambda read, _, base=done: report(base + read, model.size))  # type: ignore[misc]
        done += file.size
        if found != file.sha256:
            raise WeightsError(
                f"its SHA-256 is {found}, not {file.sha256}",
                where=str(path),
                remedy=f"`taiyaku models remove {model.name}`, then pull it again",
            )


def sum_of(path: Path, report: Report = silent) -> str:
    """The SHA-256 of a file; `report` counts bytes."""
    digest, done, total = hashlib.sha256(), 0, path.stat().st_size
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            done += len(block)
            report(done, total)
    return digest.hexdigest()


def remove(name: str) -> bool:
    """Delete a model from the cache, half-fetched parts too; says whether there was anything."""
    folder = folder_of(named(name))
    if not folder.exists():
        return False
    shutil.rmtree(folder)
    return True
