"""Markers by other people's readers: whether OpenTimelineIO finds every one, with its words, on its frame."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.conformance.tracks import a_line
from rich.console import Console
from rich.table import Table

from taiyaku.formats.markers import write_edl, write_fcp7
from taiyaku.formats.options import WriteOptions
from taiyaku.formats.rows import Note, Row
from taiyaku.frames import DROPPING, RATES, Rate, ms_of, parse_rate

COUNT = 50
HOUR_S = 3_600  # where the timeline begins
KINDS = ("warning", "error", "info")
Marker = tuple[int, str]  # a frame of the timeline, counted from its 00:00:00:00; the words, where the reader tells
Written = tuple[Rate, tuple[Row, ...], list[int], WriteOptions]


def a_timeline(name: str) -> Written:
    """Rows with nasty notes at a rate, the frames they begin on, and how they are written."""
    rate, chance = parse_rate(name), random.Random(name)
    frames = sorted(chance.sample(range(100 * rate.nominal), COUNT))
    rows = tuple(
        Row(f"t1.s{n}", ms_of(at, rate), ms_of(at + chance.choice((1, 40)), rate), "", "港", "",
            (Note(chance.choice(KINDS), "cps", a_line(chance).text),))
        for n, at in enumerate(frames)
    )  # fmt: skip
    return rate, rows, frames, WriteOptions("talk", rate, HOUR_S * rate.nominal)


def fcp7_by_otio(text: str, rate: Rate) -> list[Marker]:
    """The markers of an empty sequence; they count from its own beginning, which it tells beside."""
    import opentimelineio as otio

    timeline: Any = otio.adapters.read_from_string(text, "fcp_xml")
    first = round(timeline.global_start_time.value)
    found = timeline.tracks.markers
    return [(first + round(m.marked_range.start_time.value), m.metadata["fcp_xml"]["comment"]) for m in found]


def edl_by_otio(text: str, rate: Rate) -> list[Marker]:
    """The events of the list; it passes over the line that holds a marker's words."""
    import opentimelineio as otio

    timeline: Any = otio.adapters.read_from_string(text, "cmx_3600", rate=float(rate.exact))
    clips = [each for track in timeline.tracks for each in track if isinstance(each, otio.schema.Clip)]
    return [(round(clip.source_range.start_time.value), "") for clip in clips]


READ: Mapping[str, tuple[Callable[..., str], Callable[[str, Rate], list[Marker]]]] = {
    "FCP7 XML": (write_fcp7, fcp7_by_otio),
    "EDL": (write_edl, edl_by_otio),
}


def fault_of(form: str, name: str) -> str:
    """What OpenTimelineIO loses or changes of a timeline's markers; empty for nothing."""
    write, read = READ[form]
    rate, rows, frames, options = a_timeline(name)
    found = read(write(rows, options), rate)
    if len(found) != len(frames):
        return f"{len(found)} of {len(frames)} markers"
    for (at, words), frame, row in zip(found, frames, rows, strict=True):
        if at != frame + options.start_frame:
            return f"frame {at} for {frame + options.start_frame}"
        if words and words != row.notes[0].text.strip():  # it strips what it reads
            return f"{words!r} for {row.notes[0].text!r}"
    return ""


def main() -> int:
    """Print the table; 1 where anything is lost."""
    rates = [*RATES, *(f"{name}df" for name in DROPPING)]
    table = Table(title=f"{COUNT} markers read back by OpenTimelineIO: all on their frames, with their words")
    table.add_column("format")
    for name in rates:
        table.add_column(name, justify="right")
    faults = {(form, name): fault_of(form, name) for form in READ for name in rates}
    for form in READ:
        table.add_row(form, *("no" if faults[form, name] else "yes" for name in rates))
    Console(width=120).print(table)
    for (form, name), fault in faults.items():
        if fault:
            print(f"{form}, {name}: {fault}")
    return int(any(faults.values()))


if __name__ == "__main__":
    raise SystemExit(main())
