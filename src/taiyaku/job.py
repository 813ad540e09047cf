"""The job file: everything known about one recording, readable by a person, the base of the next run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from taiyaku import __version__
from taiyaku.errors import JobError
from taiyaku.job_json import (
    JOB,
    dump_cue,
    dump_edit,
    dump_finding,
    dump_turn,
    load_cue,
    load_edit,
    load_finding,
    load_timed,
    load_translation,
    load_turn,
)
from taiyaku.model import Alignment, Cue, Edit, Finding, Sentence, Track, Translation, Turn, Unscripted
from taiyaku.shape import require_shape

VERSION = 1


@dataclass(frozen=True, slots=True)
class Job:
    """One recording's job. `fingerprints` name the inputs that each stage's result came from."""

    media: Mapping[str, Any] = field(default_factory=dict)
    transcript: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    engines: Mapping[str, str] = field(default_factory=dict)
    turns: tuple[Turn, ...] = ()
    alignment: Alignment = field(default_factory=lambda: Alignment(()))
    translations: tuple[Translation, ...] = ()
    cues: Mapping[Track, tuple[Cue, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    edits: tuple[Edit, ...] = ()
    shots: tuple[int, ...] = ()  # when each shot of the picture but the first begins, in milliseconds

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for turn in self.turns for sentence in turn.sentences)

    def done(self, stage: str, fingerprint: str, **results: Any) -> Job:
        """This job after a stage: its results, under the fingerprint of their inputs."""
        return replace(self, fingerprints={**self.fingerprints, stage: fingerprint}, **results)


def fingerprint(*inputs: object) -> str:
    """A short hash of whatever decides a stage's result; every input must have a stable `repr`."""
    return hashlib.sha256(repr((VERSION, *inputs)).encode()).hexdigest()[:16]


def carry_ids(turns: Sequence[Turn], before: Sequence[Turn]) -> tuple[Turn, ...]:
    """Turns under the ids that the same sentences had before; new sentences get ids never used yet.

    Sentences are matched by their text, in order; of equal sentences the nth keeps the id of the nth.
    """
    if not before:
        return tuple(turns)
    waiting: dict[str, list[tuple[str, str] | None]] = {}
    for turn in before:
        for sentence in turn.sentences:
            waiting.setdefault(sentence.text, []).append((turn.id, sentence.id))
    taken_turns: set[str] = set()
    next_turn = 1 + max((_number(turn.id) for turn in before), default=0)
    next_sentence: dict[str, int] = {
        turn.id: 1 + max((_number(s.id.rpartition(".")[2]) for s in turn.sentences), default=0) for turn in before
    }
    out: list[Turn] = []
    for turn in turns:
        kept = [(waiting.get(sentence.text) or [None]).pop(0) for sentence in turn.sentences]
        home = next((k[0] for k in kept if k and k[0] not in taken_turns), None)
        if home is None:
            home, next_turn = f"t{next_turn}", next_turn + 1
        taken_turns.add(home)
        sentences = []
        for sentence, known in zip(turn.sentences, kept, strict=True):
            if known is None:
                number = next_sentence.get(home, 1)
                next_sentence[home] = number + 1
                known = (home, f"{home}.s{number}")
            sentences.append(replace(sentence, id=known[1]))
        out.append(replace(turn, id=home, sentences=tuple(sentences)))
    return tuple(out)


def _number(name: str) -> int:
    digits = name.lstrip("ts")
    return int(digits) if digits.isdecimal() else 0


def dump_job(job: Job) -> str:
    """The job as JSON text, in the shape that the design promises."""
    timed = {item.sentence_id: item for item in job.alignment.sentences}
    english = {item.sentence_id: item for item in job.translations}
    data = {
        "version": VERSION,
        "app": f"taiyaku {__version__}",
        "media": dict(job.media),
        "transcript": dict(job.transcript),
        "settings": dict(job.settings),
        "fingerprints": dict(job.fingerprints),
        "engines": dict(job.engines),
        "turns": [dump_turn(turn, timed, english) for turn in job.turns],
        "unscripted": [
            {"start_ms": u.start_ms, "end_ms": u.end_ms, "heard": u.heard} for u in job.alignment.unscripted
        ],
        **({"shots": list(job.shots)} if job.shots else {}),
        "cues": {track: [dump_cue(cue) for cue in cues] for track, cues in job.cues.items()},
        **({"edits": [dump_edit(edit) for edit in job.edits]} if job.edits else {}),
        "findings": [dump_finding(finding) for finding in job.findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def load_job(text: str, where: str) -> Job:
    """Read a job file. Raises JobError where it is damaged or of a version this program does not know."""
    try:
        data = json.loads(text)
        require_shape(data, {"version": int})
        if data["version"] != VERSION:
            raise JobError(
                f"this job file is of version {data['version']}, this program reads {VERSION}",
                where=where,
                remedy="Update taiyaku, or move the file away and make the job again",
            )
        require_shape(data, JOB)
        return _load(data)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged(error, where) from error


def read_job(path: Path) -> Job:
    """Read the job file at `path`. Raises JobError where there is none, or as `load_job` does."""
    try:
        text = path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise JobError(
            "there is no such job file", where=str(path), remedy="Make the job first with `taiyaku make MEDIA`"
        ) from error
    except OSError as error:
        raise JobError(
            f"this job file cannot be read ({error.strerror})",
            where=str(path),
            remedy="Check that it is a file and that you may read it",
        ) from error
    except UnicodeDecodeError as error:
        raise _damaged(error, str(path)) from error
    return load_job(text, str(path))


def _damaged(error: Exception, where: str) -> JobError:
    return JobError(
        f"this job file is damaged ({error})",
        where=where,
        remedy="Restore it, or move it away and make the job again",
    )


def _load(data: Mapping[str, Any]) -> Job:
    sentences = [s for turn in data["turns"] for s in turn["sentences"]]
    return Job(
        media=data["media"],
        transcript=data["transcript"],
        settings=data["settings"],
        fingerprints=data["fingerprints"],
        engines=data["engines"],
        turns=tuple(map(load_turn, data["turns"])),
        alignment=Alignment(
            tuple(load_timed(s) for s in sentences if s.get("status")),
            tuple(Unscripted(u["start_ms"], u["end_ms"], u["heard"]) for u in data["unscripted"]),
        ),
        translations=tuple(load_translation(s) for s in sentences if s.get("translation") is not None),
        cues={cast(Track, track): tuple(map(load_cue, cues)) for track, cues in data["cues"].items()},
        findings=tuple(map(load_finding, data["findings"])),
        edits=tuple(map(load_edit, data.get("edits") or ())),
        shots=tuple(data.get("shots") or ()),
    )
