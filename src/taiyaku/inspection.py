"""A subtitle file or a job, whoever made it, as tracks with all their faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from taiyaku.check import RULES, Checked, Fault, check_file, check_track
from taiyaku.errors import FormatError
from taiyaku.formats import READERS, cues_of
from taiyaku.job import Job, read_job
from taiyaku.model import Cue, Severity, Track
from taiyaku.profiles import Language, Profile, Role
from taiyaku.text.decode import Decoded, decode
from taiyaku.text.normalize import has_japanese
from taiyaku.workspace import JOB_SUFFIX

JAPANESE = 0.3  # of a file's lines; with less it is English
BOTH = 0.5  # of a file's subtitles; where so many hold both languages, it is a stacked one
ROLES: Mapping[Language, Role] = {"ja": "captions", "en": "translation"}  # what a track is, unless somebody says
CHECKED = ("srt", "vtt")
LARGEST = 64 << 20  # bytes; a film's subtitles take a thousandth


@dataclass(frozen=True, slots=True)
class Wishes:
    """What to check by: the profile, the track's language and role where they are known, and each rule's severity.

    `levels` maps rules to severities, or to None for a rule that is switched off. `speech` is when somebody speaks, as
    `speech_of` a job knows it.
    """

    profile: Profile
    track: Track | None = None
    role: Role | None = None
    levels: Mapping[str, Severity | None] = field(default_factory=dict)
    speech: Sequence[tuple[int, int]] = ()


def inspect(path: Path, wishes: Wishes) -> tuple[Fault, ...]:
    """All faults of a file: SRT, WebVTT or a job. Raises FormatError, TranscriptError or JobError if it is none."""
    faults = _job(read_job(path), wishes) if path.name.endswith(JOB_SUFFIX) else _subtitles(path, wishes)
    return tuple(
        replace(fault, severity=wishes.levels.get(fault.rule, fault.severity))
        for fault in faults
        if wishes.levels.get(fault.rule, "") is not None
    )


def _job(job: Job, wishes: Wishes) -> list[Fault]:
    wishes = wishes if wishes.speech else replace(wishes, speech=speech_of(job))
    tracks = [wishes.track] if wishes.track else [track for track in job.cues if track != "onscreen"]
    return [fault for track in tracks for fault in _track(job.cues.get(track, ()), track, wishes)] + _terms(job)


def speech_of(job: Job) -> tuple[tuple[int, int], ...]:
    """When somebody speaks: every sentence that was spoken, and what stands beside the transcript."""
    spoken = [(s.start_ms, s.end_ms) for s in job.alignment.sentences]
    beside = [(u.start_ms, u.end_ms) for u in job.alignment.unscripted]
    return tuple((a, b) for a, b in [*spoken, *beside] if a is not None and b is not None)


def read_cues(path: Path, wanted: Track) -> tuple[Cue, ...]:
    """The cues of an SRT or WebVTT file in any encoding. Raises FormatError or TranscriptError if it is none.

    So does one that is not in the language that is `wanted`.
    """
    cues = _open(path)[0]
    found = track_of(cues)
    if found != wanted:
        raise FormatError(f"this is a track in {found}, not in {wanted}", where=str(path), remedy="Give the other file")
    return cues


def _open(path: Path) -> tuple[tuple[Cue, ...], bytes, Decoded, str]:
    """A subtitle file's cues, its bytes, its text, and which format it is in."""
    form = path.suffix.lower().removeprefix(".")
    if form not in CHECKED:
        raise FormatError(
            f"{path.suffix or 'a file without an ending'} is not checked",
            where=str(path),
            remedy=f"Give a job file, or one that ends in .{' or .'.join(CHECKED)}",
        )
    data = read_file(path)
    decoded = decode(data, str(path))
    return cues_of(READERS[form].read(decoded.text, str(path)).unmended), data, decoded, form


def _subtitles(path: Path, wishes: Wishes) -> list[Fault]:
    cues, data, decoded, form = _open(path)
    track = wishes.track or track_of(cues)
    return [*check_file(data, decoded.text, decoded.encoding, form), *_track(cues, track, wishes)]


def read_file(path: Path) -> bytes:
    """A subtitle file's bytes. Raises FormatError where there is none, or one far too large."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise FormatError(f"this file of {size >> 20} MiB holds no subtitles", where=str(path))
        return path.read_bytes()
    except OSError as error:
        raise FormatError(
            f"this file cannot be read ({error.strerror})", where=str(path), remedy="Check its path"
        ) from error


def track_of(cues: Sequence[Cue]) -> Track:
    """Which track it is, by what it is written in."""
    japanese = [any(map(has_japanese, cue.lines)) for cue in cues]
    both = [any(map(has_japanese, cue.lines)) and not all(map(has_japanese, cue.lines)) for cue in cues]
    if sum(both) > BOTH * len(cues):
        return "ja-en"
    return "ja" if sum(japanese) > JAPANESE * len(cues) else "en"


def _track(cues: Sequence[Cue], track: Track, wishes: Wishes) -> tuple[Fault, ...]:
    language: Language = "en" if track == "en" else "ja"
    rules = wishes.profile.tracks[language, wishes.role or ROLES[language]]
    return check_track(Checked(cues, track, rules, wishes.profile.en, wishes.speech))


def _terms(job: Job) -> list[Fault]:
    """The terms that a job's English lacks."""
    starts = {item.sentence_id: item.start_ms for item in job.alignment.sentences}
    return [
        Fault("term-missed", f"{verdict.en!r} does not stand in: {line.shown}", None, starts[line.sentence_id])
        for line in job.translations
        for verdict in line.verdicts
        if verdict.verdict == "missed" and line.sentence_id in starts
    ]


def levels_of(off: Sequence[str], levels: Sequence[str]) -> dict[str, Severity | None]:
    """Rules switched off, and `rule=severity` texts, as `Wishes` takes them. Raises ValueError naming what is wrong."""
    found: dict[str, Severity | None] = {}
    for rule, _, severity in [(rule, "", "") for rule in off] + [text.partition("=") for text in levels]:
        if rule not in RULES:
            raise ValueError(f"there is no rule {rule!r}; the rules are {', '.join(RULES)}")
        if severity not in ("", "error", "warning", "info"):
            raise ValueError(f"{severity!r} is none of error, warning and info")
        found[rule] = cast(Severity, severity) if severity else None
    return found
