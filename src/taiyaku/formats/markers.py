"""Markers: what a person should look at, on the timeline of an editor or in a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from xml.sax.saxutils import escape

from taiyaku.formats.options import WriteOptions
from taiyaku.formats.plain import plain
from taiyaku.formats.rows import Row, marked, timecode
from taiyaku.frames import Rate, frame_at, to_label
from taiyaku.glossary.delimited import guard

COLUMNS = ("time", "severity", "rule", "note", "speaker", "ja", "en", "sentence")
RESOLVE_COLOURS: Mapping[str, str] = {"error": "ResolveColorRed", "warning": "ResolveColorYellow"}
OTHER_COLOUR = "ResolveColorBlue"
LONGEST_NOTE = 200  # characters that an EDL's comment holds
LOSSES = ("captions: only what there is to look at", "what belongs to a sentence that was not spoken")


def write_csv(rows: tuple[Row, ...], options: WriteOptions | None = None) -> str:
    """A row for each marker, timecodes where the rate is known; no cell that a spreadsheet would run."""
    options, out = options or WriteOptions(), io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for at, row, note in marked(rows):
        said = (row.speaker, row.japanese, row.english, row.id)
        writer.writerow(map(guard, (timecode(at, options), note.severity, note.rule, note.text, *said)))
    return out.getvalue()


def write_edl(rows: tuple[Row, ...], options: WriteOptions | None = None) -> str:
    """An EDL as DaVinci Resolve takes in timeline markers: an event of one frame each, with its colour and text."""
    options = options or WriteOptions()
    rate = _rate(options)
    out = [f"TITLE: {plain(options.title)}", f"FCM: {'DROP FRAME' if rate.drop else 'NON-DROP FRAME'}", ""]
    for number, (at, _, note) in enumerate(marked(rows), start=1):
        first = frame_at(at, rate) + options.start_frame
        span = f"{to_label(first, rate)} {to_label(first + 1, rate)}"
        text = plain(note.text).replace("|", "｜")[:LONGEST_NOTE]
        out.append(f"{number:03}  001      V     C        {span} {span}")
        out.append(f" |C:{RESOLVE_COLOURS.get(note.severity, OTHER_COLOUR)} |M:{note.rule}: {text} |D:1")
        out.append("")
    return "\n".join(out) + "\n"


def write_fcp7(rows: tuple[Row, ...], options: WriteOptions | None = None) -> str:
    """Final Cut Pro 7 XML, which Premiere takes: an empty sequence with markers in it."""
    options = options or WriteOptions()
    rate = _rate(options)
    ntsc = "TRUE" if rate.exact.denominator > 1 else "FALSE"
    rated = f"<rate><timebase>{rate.nominal}</timebase><ntsc>{ntsc}</ntsc></rate>"
    markers = "".join(
        f"<marker><name>{escape(note.rule)}</name><comment>{escape(plain(note.text))}</comment>"
        f"<in>{frame_at(at, rate)}</in><out>{frame_at(row.end_ms or at, rate)}</out></marker>\n"
        for at, row, note in marked(rows)
    )
    last = max((frame_at(row.end_ms or 0, rate) for row in rows), default=0)
    shown = f"<frame>{options.start_frame}</frame><displayformat>{'DF' if rate.drop else 'NDF'}</displayformat>"
    start = f"<timecode>{rated}{shown}</timecode>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n<xmeml version="5">\n'
        f"<sequence><name>{escape(plain(options.title))}</name><duration>{last}</duration>{rated}{start}\n"
        f"<media><video/><audio/></media>\n{markers}</sequence>\n</xmeml>\n"
    )


def _rate(options: WriteOptions) -> Rate:
    if options.rate is None:
        raise ValueError("a rate is needed")  # the command asks for it
    return options.rate
