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
from taiyaku.model import (
    Alignment,
    Cue,
    Finding,
    Sentence,
    Span,
    TermVerdict,
    TimedSentence,
    Track,
    Translation,
    Turn,
    Unscripted,
    Word,
)

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
        "turns": [_dump_turn(turn, timed, english) for turn in job.turns],
        "unscripted": [
            {"start_ms": u.start_ms, "end_ms": u.end_ms, "heard": u.heard} for u in job.alignment.unscripted
        ],
        "cues": {track: [_dump_cue(cue) for cue in cues] for track, cues in job.cues.items()},
        "findings": [_dump_finding(finding) for finding in job.findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _dump_turn(turn: Turn, timed: Mapping[str, TimedSentence], english: Mapping[str, Translation]) -> dict[str, Any]:
    return {
        "id": turn.id,
        "speaker": turn.speaker,
        "line": turn.line,
        "sentences": [_dump_sentence(s, timed.get(s.id), english.get(s.id)) for s in turn.sentences],
    }


def _dump_sentence(sentence: Sentence, timed: TimedSentence | None, english: Translation | None) -> dict[str, Any]:
    out: dict[str, Any] = {"id": sentence.id, "text": sentence.text}
    if timed:
        out["status"] = timed.status
        if timed.start_ms is not None:
            out |= {"start_ms": timed.start_ms, "end_ms": timed.end_ms}
        out["confidence"] = timed.confidence
        if timed.out_of_order:
            out["out_of_order"] = True
        out["words"] = [_dump_word(word) for word in timed.words]
    if english:
        out["translation"] = english.text
        out["terms"] = [{"ja": v.ja, "en": v.en, "verdict": v.verdict} for v in english.verdicts]
    return out


def _dump_word(word: Word) -> dict[str, Any]:
    times = {"start_ms": word.start_ms, "end_ms": word.end_ms} if word.start_ms is not None else {}
    sure = {"probability": word.probability} if word.probability is not None else {}
    return {"text": word.text, **times, **sure}


def _dump_cue(cue: Cue) -> dict[str, Any]:
    return {
        "id": cue.id,
        "start_ms": cue.start_ms,
        "end_ms": cue.end_ms,
        "lines": list(cue.lines),
        "sentences": list(dict.fromkeys(span.sentence_id for span in cue.spans)),
        "spans": [[span.sentence_id, span.start, span.end] for span in cue.spans],
        "reasons": [cue.start_reason, cue.end_reason],
        **({"locked": True} if cue.locked else {}),
    }


def _dump_finding(finding: Finding) -> dict[str, Any]:
    named = {"track": finding.track, "cue": finding.cue, "sentence": finding.sentence_id}
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        **{name: value for name, value in named.items() if value is not None},
        "message": finding.message,
    }


def load_job(text: str, where: str) -> Job:
    """Read a job file. Raises JobError where it is damaged or of a version this program does not know."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise JobError(
                f"this job file is of version {data['version']}, this program reads {VERSION}",
                where=where,
                remedy="Update taiyaku, or move the file away and make the job again",
            )
        return _load(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise JobError(
            f"this job file is damaged ({error!r})",
            where=where,
            remedy="Restore it, or move it away and make the job again",
        ) from error


def read_job(path: Path) -> Job:
    """Read the job file at `path`; raises JobError where there is none."""
    try:
        return load_job(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise JobError(
            "there is no such job file" if isinstance(error, FileNotFoundError) else f"cannot be read ({error})",
            where=str(path),
            remedy="Make the job first with `taiyaku make MEDIA`",
        ) from error


def _load(data: Mapping[str, Any]) -> Job:
    sentences = [s for turn in data["turns"] for s in turn["sentences"]]
    return Job(
        media=data["media"],
        transcript=data["transcript"],
        settings=data["settings"],
        fingerprints=data["fingerprints"],
        engines=data["engines"],
        turns=tuple(
            Turn(
                turn["id"],
                turn["speaker"],
                tuple(Sentence(s["id"], s["text"]) for s in turn["sentences"]),
                turn.get("line", 0),
            )
            for turn in data["turns"]
        ),
        alignment=Alignment(
            tuple(_load_timed(s) for s in sentences if "status" in s),
            tuple(Unscripted(u["start_ms"], u["end_ms"], u["heard"]) for u in data["unscripted"]),
        ),
        translations=tuple(
            Translation(
                s["id"],
                s["translation"],
                tuple(TermVerdict(v["ja"], v["en"], v["verdict"]) for v in s.get("terms", ())),
            )
            for s in sentences
            if "translation" in s
        ),
        cues={cast(Track, track): tuple(_load_cue(c) for c in cues) for track, cues in data["cues"].items()},
        findings=tuple(
            Finding(f["rule"], f["severity"], f["message"], f.get("track"), f.get("cue"), f.get("sentence"))
            for f in data["findings"]
        ),
    )


def _load_timed(s: Mapping[str, Any]) -> TimedSentence:
    words = tuple(Word(w["text"], w.get("start_ms"), w.get("end_ms"), w.get("probability")) for w in s["words"])
    return TimedSentence(
        s["id"],
        s["status"],
        s.get("start_ms"),
        s.get("end_ms"),
        s["confidence"],
        words,
        s.get("out_of_order", False),
    )


def _load_cue(c: Mapping[str, Any]) -> Cue:
    spans = tuple(Span(*span) for span in c["spans"])
    first, last = c.get("reasons", ("", ""))
    return Cue(c["id"], c["start_ms"], c["end_ms"], tuple(c["lines"]), spans, first, last, c.get("locked", False))
