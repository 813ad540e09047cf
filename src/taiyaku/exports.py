"""What is written of a job: captions of each layout with their speakers, the rows of its script, and markers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

from taiyaku.formats import Caption, Line
from taiyaku.formats.script import Marker, Row
from taiyaku.job import Job
from taiyaku.model import Cue, Finding, Span, TimedSentence, Track
from taiyaku.text.normalize import has_japanese
from taiyaku.transcript import DASH

# a layout, the upper language first, and the track that it comes from
LAYOUTS: Mapping[str, Track] = {"ja": "ja", "en": "en", "ja-en": "ja-en", "en-ja": "ja-en"}
MOMENT_MS = 1_000  # of a marker for what has no length
At = Callable[[int], int]  # a time of the recording -> that of the timeline, in milliseconds


def captions_for(job: Job, layout: str) -> tuple[Caption, ...]:
    """The captions of a layout: `ja-en` has the Japanese above the English, `en-ja` below.

    Raises KeyError for a track that the job does not have.
    """
    speakers = {s.id: _named(turn.speaker) for turn in job.turns for s in turn.sentences}
    texts = {sentence.id: sentence.text for sentence in job.sentences}
    captions = []
    for cue in job.cues[LAYOUTS[layout]]:
        groups = _by_language(cue, layout, texts)
        if layout == "en-ja":
            groups = groups[::-1]
        lines = tuple(line for language, lines in groups for line in _spoken(lines, language, cue.spans, speakers))
        captions.append(Caption(cue.id, cue.start_ms, cue.end_ms, lines))
    return tuple(captions)


def _named(speaker: str | None) -> str:
    """A speaker's name; an interviewer who is only a dash has none."""
    return "" if speaker is None or speaker == DASH else speaker


def _by_language(cue: Cue, layout: str, texts: Mapping[str, str]) -> list[tuple[str, Sequence[str]]]:
    """A cue's lines by language. The Japanese ones of a stacked cue are those that hold its Japanese text."""
    if layout in ("ja", "en"):
        return [(layout, cue.lines)]
    wanted = sum(_letters(texts.get(span.sentence_id, "")[span.start : span.end]) for span in cue.spans)
    sums = list(accumulate(map(_letters, cue.lines)))
    first = next((place for place, letters in enumerate(sums, start=1) if wanted and letters >= wanted), 0)
    first = first or sum(has_japanese(line) for line in cue.lines)
    return [("ja", cue.lines[:first]), ("en", cue.lines[first:])]


def _letters(text: str) -> int:
    return sum(char.isalnum() for char in text)


def _spoken(lines: Sequence[str], language: str, spans: Sequence[Span], speakers: Mapping[str, str]) -> Iterator[Line]:
    """Lines with their speakers: a line belongs to the span that its middle lies in, by the share of the text."""
    ends = list(accumulate(span.end - span.start for span in spans))
    whole, before = sum(map(len, lines)), 0
    for text in lines:
        middle = (before + len(text) / 2) / whole * ends[-1] if whole and ends else 0
        place = next((at for at, end in enumerate(ends) if middle < end), len(ends) - 1)
        before += len(text)
        yield Line(text, speakers.get(spans[place].sentence_id, "") if spans else "", language)


def rows_for(job: Job, at: At) -> tuple[Row, ...]:
    """Every sentence of the script in its order, with all that a person should know of it."""
    timed = {item.sentence_id: item for item in job.alignment.sentences}
    english = {line.sentence_id: line.text for line in job.translations}
    remarks: dict[str, list[str]] = {}
    for finding in job.findings:
        if finding.sentence_id and finding.severity != "info":
            remarks.setdefault(finding.sentence_id, []).append(f"{finding.rule}: {finding.message}")
    rows = []
    for turn in job.turns:
        for s in turn.sentences:
            item = timed.get(s.id) or TimedSentence(s.id, "unspoken", None, None, 0.0, ())
            start, end = (None if ms is None else at(ms) for ms in (item.start_ms, item.end_ms))
            about = (english.get(s.id, ""), item.confidence, tuple(dict.fromkeys(remarks.get(s.id, ()))))
            rows.append(Row(s.id, _named(turn.speaker), start, end, s.text, *about))
    return tuple(rows)


def markers_for(job: Job, at: At) -> tuple[Marker, ...]:
    """The places of all findings that are more than information, in order of time.

    What was not spoken lies where the sentence before it ends; a finding about nothing that has a place has no marker.
    """
    places = _places(job)
    cues = {(track, cue.id): (cue.start_ms, cue.end_ms) for track, cues in job.cues.items() for cue in cues}
    found = [(u.start_ms, u.end_ms, "unscripted", f"heard: “{u.heard}”") for u in job.alignment.unscripted]
    for finding in job.findings:
        place = _place(finding, places, cues)
        if finding.severity != "info" and place:
            found.append((*place, finding.rule, finding.message))
    return tuple(Marker(at(start), at(end), name, note) for start, end, name, note in sorted(found))


def _places(job: Job) -> dict[str, tuple[int, int]]:
    """Where each sentence lies; an unspoken one at the end of the one before."""
    places: dict[str, tuple[int, int]] = {}
    clock = 0
    for item in job.alignment.sentences:
        if item.start_ms is None or item.end_ms is None:
            places[item.sentence_id] = (clock, clock + MOMENT_MS)
        else:
            places[item.sentence_id] = (item.start_ms, item.end_ms)
            clock = item.end_ms
    return places


def _place(
    finding: Finding, places: Mapping[str, tuple[int, int]], cues: Mapping[tuple[Track, int], tuple[int, int]]
) -> tuple[int, int] | None:
    if finding.track and finding.cue is not None and (finding.track, finding.cue) in cues:
        return cues[finding.track, finding.cue]
    return places.get(finding.sentence_id) if finding.sentence_id else None
