"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from taiyaku.errors import OutputError

ELSEWHERE = "choose another folder with --output"
REMEDIES = {
    errno.ENOSPC: "Free some space on that disk and run again",
    errno.EDQUOT: "Free some of your quota and run again",
    errno.EACCES: "Give yourself write permission there, or {elsewhere}",
    errno.EPERM: "Give yourself write permission there, or {elsewhere}",
    errno.EROFS: "That disk is read-only; {elsewhere}",
}


def write_together(files: Mapping[Path, bytes], elsewhere: str = ELSEWHERE) -> None:
    """Write several files: all are written beside their places first, then moved there one after another.

    `elsewhere` tells a person how to choose another place. Raises OutputError, and then none of the files that stood
    there before has changed, and no folder was made.
    """
    waiting: dict[Path, Path] = {}
    made: list[Path] = []
    place = Path()
    try:
        for place, data in files.items():
            made += _make_folder(place.parent, elsewhere)
            if place.is_dir():  # seen before the first file is moved, not after
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            waiting[place] = _write_beside(place, data)
        for place, temp in waiting.items():
            temp.replace(place)
    except OSError as error:
        raise _refusal("this file cannot be written", place, error, elsewhere) from error
    finally:
        for temp in waiting.values():
            with contextlib.suppress(OSError):
                temp.unlink(missing_ok=True)
        _remove_empty(made)


def free_name(path: Path) -> Path:
    """A path at which nothing is yet: this one, or with a number before its last ending."""
    number, found = 2, path
    while found.exists():
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return found


def check_writable(folder: Path, elsewhere: str = ELSEWHERE) -> None:
    """Prove that a file can be written in `folder`, before an hour's work goes there; leaves nothing.

    `elsewhere` tells a person how to choose another place. Raises OutputError.
    """
    made: list[Path] = []
    try:
        made = _make_folder(folder, elsewhere)
        _write_beside(folder / "taiyaku-probe", b"").unlink()
    except OSError as error:
        raise _refusal("this folder cannot be written in", folder, error, elsewhere) from error
    finally:
        _remove_empty(made)


def refuse_overwriting(outputs: Iterable[Path], inputs: Iterable[Path], option: str = "--output") -> None:
    """Raise OutputError where one of `outputs` is a file that the job reads: `option` may name the inputs' folder."""
    read = {path.resolve() for path in inputs}
    for path in outputs:
        if path.resolve() in read:
            raise OutputError(
                "this input would be overwritten by a result of the same name",
                where=str(path),
                remedy=f"Nothing was changed; choose another place with {option}",
            )


def _make_folder(folder: Path, elsewhere: str) -> list[Path]:
    """Make `folder`; returns those that were not there, the deepest first.

    Raises OutputError naming the file that is in the way.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        in_the_way = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
        raise OutputError(
            "this is a file, and a folder is needed there",
            where=str(in_the_way),
            remedy=f"Nothing was changed; {elsewhere}",
        ) from error
    except OSError:
        _remove_empty(missing)
        raise
    return missing


def _remove_empty(folders: Iterable[Path]) -> None:
    """Take away those of `folders` that hold nothing, so that what fails leaves nothing."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def _refusal(problem: str, place: Path, error: OSError, elsewhere: str) -> OutputError:
    remedy = REMEDIES.get(error.errno or 0, "Nothing was changed; {elsewhere}").format(elsewhere=elsewhere)
    return OutputError(f"{problem} ({error.strerror or error})", where=str(place), remedy=remedy)


def _write_beside(place: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    temp = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temp.chmod(0o666 & ~_umask())
    except BaseException:
        temp.unlink(missing_ok=True)
        raise
    return temp


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
