"""The pieces of a job file as JSON: how each noun is written and read, and the shape that a whole file must have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, get_args

from taiyaku.model import (
    Anchor,
    Cue,
    Edit,
    Finding,
    Reason,
    Sentence,
    Span,
    TermVerdict,
    TimedSentence,
    Track,
    Translation,
    Turn,
    Verdict,
    Why,
    Word,
)
from taiyaku.shape import Each, Maybe

TRACKS = frozenset(get_args(Track))
VERDICTS = frozenset(get_args(Verdict))
TIMES = {"start_ms": int, "end_ms": int}
REASON = {"kind": frozenset(get_args(Why)), "pause_ms": Maybe(int), "moved_ms": Maybe(int)}
SENTENCE = {
    "id": str,
    "text": str,
    "status": Maybe(frozenset({"spoken", "partial", "unspoken"})),
    "start_ms": Maybe(int),
    "end_ms": Maybe(int),
    "confidence": Maybe(float),
    "out_of_order": Maybe(bool),
    "why": Maybe({"start": REASON, "end": REASON}),
    "words": Maybe([{"text": str, "start_ms": Maybe(int), "end_ms": Maybe(int), "probability": Maybe(float)}]),
    "translation": Maybe(str),
    "subtitle": Maybe(str),
    "estimate": Maybe(float),
    "clauses": Maybe([{"ja": int, "en": int}]),
    "terms": Maybe([{"ja": str, "en": str, "verdict": VERDICTS, "rung": Maybe(str)}]),
}
CUE = {
    **TIMES,
    "id": int,
    "lines": [str],
    "spans": [(str, int, int)],
    "reasons": Maybe((str, str)),
    "locked": Maybe(bool),
    "ja_lines": Maybe(int),
}
EDIT = {
    "track": TRACKS,
    "sentences": [str],
    "cues": [CUE],
    "text": bool,
    "times": bool,
    "source": str,
    "starts_ms": Maybe(int),
    "ends_ms": Maybe(int),
}
FINDING = {
    "rule": str,
    "severity": frozenset({"error", "warning", "info"}),
    "message": str,
    "track": Maybe(TRACKS),
    "cue": Maybe(int),
    "sentence": Maybe(str),
}
JOB = {  # what this program relies on; a newer one may write more
    "media": {"path": str, "sha256": Maybe(str), "duration_ms": Maybe(int)},
    "transcript": {"path": str, "sha256": Maybe(str)},
    "settings": {"track": Maybe(int), "glossaries": Maybe([str]), "english": Maybe(str), "fill": Maybe(bool)},
    "fingerprints": Each(str),
    "engines": Each(str),
    "turns": [{"id": str, "speaker": Maybe(str), "line": Maybe(int), "sentences": [SENTENCE]}],
    "unscripted": [{**TIMES, "heard": str}],
    "shots": Maybe([int]),
    "cues": Each([CUE], TRACKS),
    "edits": Maybe([EDIT]),
    "findings": [FINDING],
}


def dump_turn(turn: Turn, timed: Mapping[str, TimedSentence], english: Mapping[str, Translation]) -> dict[str, Any]:
    """A turn with all that is known of its sentences."""
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
        if timed.start_reason and timed.end_reason:
            out["why"] = {"start": _dump_reason(timed.start_reason), "end": _dump_reason(timed.end_reason)}
        out["words"] = [_dump_word(word) for word in timed.words]
    if english:
        out["translation"] = english.text
        if english.subtitle:
            out["subtitle"] = english.subtitle
        if english.estimate is not None:
            out["estimate"] = english.estimate
        if english.clauses:
            out["clauses"] = [asdict(cut) for cut in english.clauses]
        out["terms"] = [{name: value for name, value in asdict(v).items() if value} for v in english.verdicts]
    return out


def _dump_reason(reason: Reason) -> dict[str, Any]:
    return {name: value for name, value in asdict(reason).items() if value is not None}


def _dump_word(word: Word) -> dict[str, Any]:
    times = {"start_ms": word.start_ms, "end_ms": word.end_ms} if word.start_ms is not None else {}
    sure = {"probability": word.probability} if word.probability is not None else {}
    return {"text": word.text, **times, **sure}


def dump_cue(cue: Cue) -> dict[str, Any]:
    """A cue; `sentences` repeats what `spans` says, for people."""
    return {
        "id": cue.id,
        "start_ms": cue.start_ms,
        "end_ms": cue.end_ms,
        "lines": list(cue.lines),
        "sentences": list(dict.fromkeys(span.sentence_id for span in cue.spans)),
        "spans": [[span.sentence_id, span.start, span.end] for span in cue.spans],
        "reasons": [cue.start_reason, cue.end_reason],
        **({"locked": True} if cue.locked else {}),
        **({"ja_lines": cue.ja_lines} if 0 < cue.ja_lines < len(cue.lines) else {}),
    }


def dump_edit(edit: Edit) -> dict[str, Any]:
    """What a person changed."""
    return {
        "track": edit.track,
        "sentences": list(edit.sentences),
        "text": edit.text,
        "times": edit.times,
        "source": edit.source,
        **{name: at for name in ("starts_ms", "ends_ms") if (at := getattr(edit, name)) is not None},
        "cues": [dump_cue(cue) for cue in edit.cues],
    }


def dump_finding(finding: Finding) -> dict[str, Any]:
    """A finding, with what it names."""
    named = {"track": finding.track, "cue": finding.cue, "sentence": finding.sentence_id}
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        **{name: value for name, value in named.items() if value is not None},
        "message": finding.message,
    }


def load_turn(data: Mapping[str, Any]) -> Turn:
    """A turn of the transcript."""
    sentences = tuple(Sentence(s["id"], s["text"]) for s in data["sentences"])
    return Turn(data["id"], data.get("speaker"), sentences, data.get("line") or 0)


def load_timed(data: Mapping[str, Any]) -> TimedSentence:
    """When a sentence was spoken. Raises ValueError where it was and has no times."""
    start_ms, end_ms = data.get("start_ms"), data.get("end_ms")
    if data["status"] != "unspoken" and (start_ms is None or end_ms is None):
        raise ValueError(f"{data['id']} is {data['status']} and has no times")
    words = tuple(Word(w["text"], w.get("start_ms"), w.get("end_ms"), w.get("probability")) for w in data["words"])
    late = data.get("out_of_order") or False
    why = (_load_reason((data.get("why") or {}).get(edge), data["id"]) for edge in ("start", "end"))
    return TimedSentence(data["id"], data["status"], start_ms, end_ms, data["confidence"], words, late, *why)


def _load_reason(data: Mapping[str, Any] | None, sentence_id: str) -> Reason | None:
    """Why an edge lies where it does; jobs of before the reasons were kept have none."""
    if data is None:
        return None
    reason = Reason(data["kind"], data.get("pause_ms"), data.get("moved_ms"))
    if reason.kind == "pause" and reason.pause_ms is None:
        raise ValueError(f"{sentence_id} lies at a pause that has no length")
    return reason


def load_translation(data: Mapping[str, Any]) -> Translation:
    """The English of a sentence."""
    verdicts = tuple(TermVerdict(v["ja"], v["en"], v["verdict"], v.get("rung") or "") for v in data.get("terms") or ())
    clauses = tuple(Anchor(cut["ja"], cut["en"]) for cut in data.get("clauses") or ())
    return Translation(
        data["id"], data["translation"], verdicts, data.get("subtitle") or "", clauses, data.get("estimate")
    )


def load_cue(data: Mapping[str, Any]) -> Cue:
    """A cue of any track."""
    spans = tuple(Span(*span) for span in data["spans"])
    first, last = data.get("reasons") or ("", "")
    lines = tuple(data["lines"])
    locked, ja_lines = data.get("locked") or False, data.get("ja_lines") or 0
    return Cue(data["id"], data["start_ms"], data["end_ms"], lines, spans, first, last, locked, ja_lines)


def load_edit(data: Mapping[str, Any]) -> Edit:
    """What a person changed."""
    cues, names = tuple(map(load_cue, data["cues"])), tuple(data["sentences"])
    moved = data.get("starts_ms"), data.get("ends_ms")
    return Edit(data["track"], names, cues, data["text"], data["times"], data["source"], *moved)


def load_finding(data: Mapping[str, Any]) -> Finding:
    """A finding of any stage."""
    named = (data.get(name) for name in ("track", "cue", "sentence"))
    return Finding(data["rule"], data["severity"], data["message"], *named)
