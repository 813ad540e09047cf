"""A talk sentence by sentence, with what a person should look at: what scripts, transcripts and markers are made of."""

from __future__ import annotations

from dataclasses import dataclass

from taiyaku.formats.options import WriteOptions
from taiyaku.frames import frame_at, to_label
from taiyaku.text.clock import clock


@dataclass(frozen=True, slots=True)
class Note:
    """Something to look at: how grave (error, warning, info), which rule, and what it says."""

    severity: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence in both languages; without times it was not spoken. Speech beside the transcript has no `id`."""

    id: str
    start_ms: int | None
    end_ms: int | None
    speaker: str
    japanese: str
    english: str = ""
    notes: tuple[Note, ...] = ()


def timecode(ms: int | None, options: WriteOptions) -> str:
    """A time as an editor shows it: a timecode where the rate is known, else the clock's; empty for none."""
    if ms is None:
        return ""
    return to_label(frame_at(ms, options.rate) + options.start_frame, options.rate) if options.rate else clock(ms, 3)


def marked(rows: tuple[Row, ...]) -> list[tuple[int, Row, Note]]:
    """Every note with the time and the row that it is about, in order of time; rows without a time have no marker."""
    found = [(row.start_ms, row, note) for row in rows for note in row.notes if row.start_ms is not None]
    return sorted(found, key=lambda each: each[0])
