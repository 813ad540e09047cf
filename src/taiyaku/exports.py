"""What is written of a job: the captions of each layout, with their speakers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from taiyaku.formats import Caption, Line
from taiyaku.job import Job
from taiyaku.model import Cue, Span, Track
from taiyaku.text.normalize import has_japanese
from taiyaku.transcript import DASH

# a layout, the upper language first, and the track that it comes from
LAYOUTS: Mapping[str, Track] = {"ja": "ja", "en": "en", "ja-en": "ja-en", "en-ja": "ja-en"}


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
