"""What is written of a job: the captions of each layout, with their speakers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from taiyaku.formats import Caption, Line, Note, Row
from taiyaku.job import Job
from taiyaku.model import Cue, Span, Track
from taiyaku.text.normalize import has_japanese
from taiyaku.transcript import shown_name

# a layout, the upper language first, and the track that it comes from
LAYOUTS: Mapping[str, Track] = {"ja": "ja", "en": "en", "ja-en": "ja-en", "en-ja": "ja-en", "onscreen": "onscreen"}


def captions_for(job: Job, layout: str) -> tuple[Caption, ...]:
    """The captions of a layout: `ja-en` has the Japanese above the English, `en-ja` below.

    Those that would cover text on the screen are raised. Raises KeyError for a track that the job does not have.
    """
    speakers = {s.id: shown_name(turn.speaker) for turn in job.turns for s in turn.sentences}
    straps = job.cues.get("onscreen", ())
    captions = []
    for cue in job.cues[LAYOUTS[layout]]:
        groups = _by_language(cue, layout)
        if layout == "en-ja":
            groups = groups[::-1]
        lines = tuple(line for language, lines in groups for line in _spoken(lines, language, cue.spans, speakers))
        raised = layout != "onscreen" and any(_meet(cue, other) for other in straps)
        captions.append(Caption(cue.id, cue.start_ms, cue.end_ms, lines, raised))
    return tuple(captions)


def rows_of(job: Job) -> tuple[Row, ...]:
    """Every sentence of a job with what there is to look at, in the transcript's order; then what stands beside it."""
    timed = {item.sentence_id: item for item in job.alignment.sentences}
    english = {line.sentence_id: line.shown for line in job.translations}
    notes: dict[str | None, list[Note]] = {}
    for finding in job.findings:
        notes.setdefault(finding.sentence_id, []).append(Note(finding.severity, finding.rule, finding.message))
    rows = []
    for turn in job.turns:
        for s in turn.sentences:
            start, end = (timed[s.id].start_ms, timed[s.id].end_ms) if s.id in timed else (None, None)
            found = tuple(notes.get(s.id, ()))
            rows.append(Row(s.id, start, end, shown_name(turn.speaker), s.text, english.get(s.id, ""), found))
    beside = Note("warning", "unscripted", "said, and not in the transcript")
    rows += [Row("", u.start_ms, u.end_ms, "", u.heard, "", (beside,)) for u in job.alignment.unscripted]
    return tuple(rows)


def _meet(cue: Cue, other: Cue) -> bool:
    return cue.start_ms < other.end_ms and other.start_ms < cue.end_ms


def _by_language(cue: Cue, layout: str) -> list[tuple[str, Sequence[str]]]:
    """A cue's lines by language; a stacked cue of an older job does not say how many are Japanese."""
    if layout == "onscreen":
        return [("", cue.lines)]
    if layout in ("ja", "en"):
        return [(layout, cue.lines)]
    first = cue.ja_lines or sum(map(has_japanese, cue.lines))
    return [("ja", cue.lines[:first]), ("en", cue.lines[first:])]


def _spoken(lines: Sequence[str], language: str, spans: Sequence[Span], speakers: Mapping[str, str]) -> Iterator[Line]:
    """Lines with their speakers: a line belongs to the span that its middle lies in, by the share of the text."""
    ends = list(accumulate(span.end - span.start for span in spans))
    whole, before = sum(map(len, lines)), 0
    for text in lines:
        middle = (before + len(text) / 2) / whole * ends[-1] if whole and ends else 0
        place = next((at for at, end in enumerate(ends) if middle < end), len(ends) - 1)
        before += len(text)
        yield Line(text, speakers.get(spans[place].sentence_id, "") if spans else "", language)
