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
    return all(is_whole(file_of(model, file), file) for file in model.files)


def is_whole(path: Path, file: ModelFile) -> bool:
    """Whether a file of a model lies at `path` at its full size; it comes there only when it is whole."""
    return path.is_file() and path.stat().st_size == (file.size or path.stat().st_size)


def keep_sum(path: Path, file: ModelFile) -> None:
    """Keep beside its place the sum that a file's source told; `verify` goes by that."""
    _sum_beside(path).write_text(f"{file.sha256}  {file.name}\n", "utf-8")


def wanted_sum(path: Path, file: ModelFile) -> str:
    """The SHA-256 that a file must have: the manifest's, or what its source told; empty if neither is known."""
    beside = _sum_beside(path)
    return file.sha256 or (beside.read_text("utf-8").split()[0] if beside.is_file() else "")


def _sum_beside(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


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
        wanted = wanted_sum(path, file)
        if found != wanted:
            raise WeightsError(
                f"its SHA-256 is {found}, not {wanted or 'known'}",
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
