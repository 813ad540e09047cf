"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from taiyaku.errors import OutputError

REMEDIES = {
    errno.ENOSPC: "Free some space on that disk and run again",
    errno.EDQUOT: "Free some of your quota and run again",
    errno.EACCES: "Give yourself write permission there, or choose another folder with --output",
    errno.EPERM: "Give yourself write permission there, or choose another folder with --output",
    errno.EROFS: "That disk is read-only; choose another folder with --output",
}


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files: all are written beside their places first, then moved there one after another.

    Raises OutputError, and then none of the files that stood there before has changed.
    """
    waiting: dict[Path, Path] = {}
    place = Path()
    try:
        for place, data in files.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            waiting[place] = _write_beside(place, data)
        for place, temp in waiting.items():
            temp.replace(place)
    except OSError as error:
        raise OutputError(
            f"this file cannot be written ({error.strerror or error})",
            where=str(place),
            remedy=REMEDIES.get(error.errno or 0, "Nothing was changed; choose another folder with --output"),
        ) from error
    finally:
        for temp in waiting.values():
            with contextlib.suppress(OSError):
                temp.unlink(missing_ok=True)


def check_writable(folder: Path) -> None:
    """Make `folder` and prove that a file can be written in it, before an hour's work goes there.

    Raises OutputError.
    """
    probe = folder / ".taiyaku-probe"
    write_together({probe: b""})
    probe.unlink(missing_ok=True)


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
