"""Which files belong to one recording: its transcript, its glossaries, and where its results go."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from taiyaku.errors import MediaError, TranscriptError
from taiyaku.job import read_job

JOB_SUFFIX = ".taiyaku.json"
TRANSCRIPT_SUFFIXES = (".txt", ".md", ".ja.srt", ".ja.vtt", ".srt", ".vtt")  # looked for in this order
TRACK_SUFFIXES = {"ja": ".ja.srt", "en": ".en.srt", "ja-en": ".ja-en.srt"}


@dataclass(frozen=True, slots=True)
class Source:
    """The files of one job. `job` is where its job file is or will be."""

    media: Path
    transcript: Path
    glossaries: tuple[Path, ...]
    job: Path

    def track(self, name: str) -> Path:
        """Where a track's SRT file goes: `name` is ja, en or ja-en."""
        return self.job.with_name(self.job.name.removesuffix(JOB_SUFFIX) + TRACK_SUFFIXES[name])


def find_root(media: Path) -> Path:
    """The workspace of a recording: the nearest folder above it that has a `glossary` or `output` folder.

    A recording outside of any workspace belongs to the current folder.
    """
    for folder in media.resolve().parents:
        if (folder / "glossary").is_dir() or (folder / "output").is_dir():
            return folder
    return Path.cwd()


def find_source(
    media: Path,
    transcript: Path | None = None,
    glossaries: Sequence[Path] = (),
    output: Path | None = None,
) -> Source:
    """Everything that belongs to `media`; what is given wins over what is found.

    Raises MediaError for a missing recording, TranscriptError where no transcript is beside it.
    """
    if not media.exists():
        raise MediaError("there is no such recording", where=str(media), remedy="Check the path")
    root = find_root(media)
    found = transcript or find_transcript(media)
    if found is None:
        raise TranscriptError(
            "this recording has no transcript beside it",
            where=str(media),
            remedy=f"Put it at {media.with_suffix('.txt')}, name it with --transcript, "
            f"or write a draft with `taiyaku draft {media}` and correct that",
        )
    terms = tuple(glossaries) or tuple(sorted((root / "glossary").glob("*.csv")))
    return Source(media, found, terms, job_path(media, output or root / "output"))


def find_transcript(media: Path) -> Path | None:
    """The transcript beside `media`, by its stem; Japanese names meet in either Unicode form."""
    stem = unicodedata.normalize("NFC", media.stem)
    beside = {unicodedata.normalize("NFC", path.name): path for path in media.parent.iterdir()}
    candidates = (beside.get(stem + suffix) for suffix in TRANSCRIPT_SUFFIXES)
    return next((path for path in candidates if path is not None and path != media), None)


def job_path(media: Path, output: Path) -> Path:
    """The job file of `media` in `output`: named after its stem, unless another recording has that name already.

    Then the suffix joins the name (`talk-wav`), and if that is taken too, a number.
    """
    stem = unicodedata.normalize("NFC", media.stem)
    names = [stem, f"{stem}-{media.suffix.lstrip('.')}"]
    number = 2
    while True:
        name = names.pop(0) if names else f"{stem}-{media.suffix.lstrip('.')}-{number}"
        number += not names
        path = output / f"{name}{JOB_SUFFIX}"
        if not path.exists() or _belongs_to(path, media):
            return path


def find_job(name: Path) -> Path:
    """The job file that a person names: itself, or `talk` for output/talk.taiyaku.json."""
    return name if name.name.endswith(JOB_SUFFIX) else Path("output") / f"{name.name}{JOB_SUFFIX}"


def source_of(job: Path) -> Source:
    """The files of a job made before, from its job file. Raises JobError where that cannot be read."""
    stored = read_job(job)
    media, transcript = (absolute(part["path"], job) for part in (stored.media, stored.transcript))
    glossaries = tuple(absolute(path, job) for path in stored.settings.get("glossaries", ()))
    return Source(media, transcript, glossaries, job)


def relative(path: Path, base: Path) -> str:
    """`path` as it stands in a job file in `base`'s folder: relative inside the workspace, else absolute."""
    try:
        return path.resolve().relative_to(base.resolve().parent.parent).as_posix()
    except ValueError:
        return str(path.resolve())


def absolute(stored: str, base: Path) -> Path:
    """The path that `relative` stored."""
    return base.resolve().parent.parent / stored


def _belongs_to(job: Path, media: Path) -> bool:
    try:
        stored = json.loads(job.read_text("utf-8"))["media"]["path"]
    except (OSError, ValueError, KeyError, TypeError):
        return True
    return absolute(stored, job) == media.resolve()
