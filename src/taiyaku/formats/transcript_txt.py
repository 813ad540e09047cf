"""A plain transcript: a line for who speaks and when, then what is said, and its English."""

from __future__ import annotations

from taiyaku.formats.options import WriteOptions
from taiyaku.formats.plain import plain, plain_name
from taiyaku.formats.rows import Row, timecode

LOSSES = ("the ends of sentences' times", "notes")


def write_transcript(rows: tuple[Row, ...], options: WriteOptions | None = None) -> str:
    """Text that a person reads; sentences in the order of the transcript, those that were not spoken without a time."""
    options = options or WriteOptions()
    out, last = [options.title, ""] if options.title else [], ""
    for row in rows:
        if not row.id:
            continue
        speaker = plain_name(row.speaker)
        if speaker != last or not out:
            out += ["", speaker] if out else [speaker]
            last = speaker
        out.append(f"[{timecode(row.start_ms, options) or 'not spoken'}] {plain(row.japanese)}")
        out += [f"    {plain(row.english)}"] if row.english else []
    return "\n".join(out).strip() + "\n"
