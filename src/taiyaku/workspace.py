"""Which files belong to one recording: its transcript, its glossaries, and where its results go."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from taiyaku.errors import MediaError, TranscriptError
from taiyaku.job import Job, read_job
from taiyaku.memory import Memory
from taiyaku.settings import FILE as SETTINGS
from taiyaku.storage import refuse_overwriting

JOB_SUFFIX = ".taiyaku.json"
SUBTITLES = (".srt", ".vtt", ".ass", ".ttml")
TRANSCRIPT_SUFFIXES = (".txt", ".md", *(f".ja{suffix}" for suffix in SUBTITLES), *SUBTITLES)  # looked for in this order
TEXT_SUFFIXES = (".txt", ".md", *SUBTITLES, ".ssa", ".dfxp")  # a transcript's; no recording ends so
TRACK_SUFFIXES = {"ja": ".ja.srt", "en": ".en.srt", "ja-en": ".ja-en.srt", "onscreen": ".onscreen.srt"}


@dataclass(frozen=True, slots=True)
class Source:
    """The files of one job. `job` is where its job file is or will be; `english` are subtitles that exist already."""

    media: Path
    transcript: Path
    glossaries: tuple[Path, ...]
    job: Path
    english: Path | None = None

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Every file that is read and never written."""
        return (self.media, self.transcript, *self.glossaries, *([self.english] if self.english else []))

    @property
    def name(self) -> str:
        """The job's name: `talk` for output/talk.taiyaku.json."""
        return self.job.name.removesuffix(JOB_SUFFIX)

    @property
    def profiles(self) -> Path:
        """Where a person's own profiles lie."""
        return profiles_in(find_root(self.media))

    @property
    def memory(self) -> Memory:
        """What was translated and approved before in the recording's workspace."""
        return memory_in(find_root(self.media))

    @property
    def places(self) -> tuple[Path, ...]:
        """Every file of which text or sound is taken: what is confidential about one counts for the job."""
        return (*self.inputs, self.job)

    def track(self, name: str) -> Path:
        """Where a track's SRT file goes: `name` is ja, en, ja-en or onscreen."""
        return self.job.with_name(self.name + TRACK_SUFFIXES[name])

    def refuse_overwriting_inputs(self) -> None:
        """Raise OutputError where a result would be written over a file that is read."""
        results = (self.job, *map(self.track, TRACK_SUFFIXES))
        refuse_overwriting(results, self.inputs)


def find_root(media: Path) -> Path:
    """The workspace of a recording: the nearest folder above it with settings, or a `glossary` or `output` folder.

    A recording outside of any workspace belongs to the current folder.
    """
    for folder in media.resolve().parents:
        if (folder / SETTINGS).is_file() or (folder / "glossary").is_dir() or (folder / "output").is_dir():
            return folder
    return Path.cwd()


def workspace_here() -> Path:
    """The workspace around the current folder: `.` where it is that folder itself."""
    root = find_root(Path("here"))
    return Path() if root == Path.cwd() else root


def find_source(
    media: Path,
    transcript: Path | None = None,
    glossaries: Sequence[Path] = (),
    output: Path | None = None,
    english: Path | None = None,
) -> Source:
    """Everything that belongs to `media`; what is given wins over what is found.

    Raises MediaError for what is no recording, TranscriptError where no transcript is beside it, and OutputError where
    a result would be written over an input.
    """
    _require_recording(media)
    root = find_root(media)
    found = transcript or find_transcript(media)
    if found is None:
        raise TranscriptError(
            "this recording has no transcript beside it",
            where=str(media),
            remedy=f"Put it at {media.with_suffix('.txt')}, name it with --transcript, "
            f"or write a draft with `taiyaku draft {media}` and correct that",
        )
    terms = tuple(glossaries) or glossaries_in(root)
    source = Source(media, found, terms, job_path(media, output or root / "output"), english)
    source.refuse_overwriting_inputs()
    return source


def profiles_in(root: Path) -> Path:
    """The folder of a workspace's own profiles; it need not be there."""
    return root / "profiles"


def memory_in(root: Path) -> Memory:
    """The memory of a workspace. It does not lie in `output`, which a person may empty to begin again."""
    return Memory(root / ".taiyaku" / "memory.sqlite3")


def glossaries_in(root: Path) -> tuple[Path, ...]:
    """The glossaries of a workspace, in the order of their names."""
    return tuple(sorted((root / "glossary").glob("*.csv")))


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
    """The job file that a person names: itself, or `talk` for output/talk.taiyaku.json, in either Unicode form.

    Where there is none, the path at which it was expected.
    """
    if name.suffix == ".json" and name.is_file():
        return name
    whole = name if name.name.endswith(JOB_SUFFIX) else name.parent / f"{name.name}{JOB_SUFFIX}"
    for folder in (whole.parent, Path("output")):
        found = _named_in(folder, whole.name)
        if found is not None:
            return found
    return whole if whole == name or whole.parent != Path() else Path("output") / whole.name


def source_of(job: Path, glossaries: Sequence[Path] = ()) -> Source:
    """The files of a job made before, from its job file; `glossaries` go before those that are found.

    A workspace's own are looked up anew, as a new file there counts. Those from elsewhere, once given, stay, and so
    does English that was there already. Raises JobError where the job file cannot be read, OutputError where a result
    would be written over an input.
    """
    stored = read_job(job)
    media, transcript = inputs_of(stored, job)
    root = find_root(media)
    own, home = glossaries_in(root), (root / "glossary").resolve()
    used = tuple(absolute(path, job) for path in stored.settings.get("glossaries") or ())
    from_elsewhere = {path.resolve() for path in used if path.parent != home} - {path.resolve() for path in own}
    given = stored.settings.get("english")
    english = absolute(given, job) if given else None
    source = Source(media, transcript, tuple(glossaries) or (used if from_elsewhere else own), job, english)
    source.refuse_overwriting_inputs()
    return source


def as_before(source: Source) -> Source:
    """The same files, with the English one that its job was made with, if there was one and none is given now."""
    given = read_job(source.job).settings.get("english") if source.job.exists() and not source.english else None
    return replace(source, english=absolute(given, source.job)) if given else source


def inputs_of(job: Job, path: Path) -> tuple[Path, ...]:
    """The recording and the transcript that a job file names."""
    return absolute(job.media["path"], path), absolute(job.transcript["path"], path)


def relative(path: Path, base: Path) -> str:
    """`path` as it stands in a job file in `base`'s folder: relative inside the workspace, else absolute."""
    try:
        return path.resolve().relative_to(base.resolve().parent.parent).as_posix()
    except ValueError:
        return str(path.resolve())


def absolute(stored: str, base: Path) -> Path:
    """The path that `relative` stored."""
    return base.resolve().parent.parent / stored


def _require_recording(media: Path) -> None:
    """Raise MediaError for what cannot be a recording, before a transcript is looked for beside it."""
    if not media.exists():
        raise MediaError("there is no such recording", where=str(media), remedy="Check the path")
    if media.is_dir():
        raise MediaError("this is a folder", where=str(media), remedy="Give the recording itself")
    if media.suffix.lower() in TEXT_SUFFIXES:
        raise MediaError(
            "this is a text, not a recording",
            where=str(media),
            remedy="Give the audio or video file; a transcript beside it is found, any other is named by --transcript",
        )


def _named_in(folder: Path, name: str) -> Path | None:
    """The file in `folder` of that name; macOS writes accents and voiced kana apart (NFD), others do not."""
    if (folder / name).is_file():
        return folder / name
    wanted = unicodedata.normalize("NFC", name)
    beside = folder.iterdir() if folder.is_dir() else ()
    return next((path for path in beside if unicodedata.normalize("NFC", path.name) == wanted), None)


def _belongs_to(job: Path, media: Path) -> bool:
    try:
        return absolute(json.loads(job.read_text("utf-8"))["media"]["path"], job) == media.resolve()
    except (OSError, ValueError, KeyError, TypeError):
        return True  # damaged: read_job says so before it is written over
