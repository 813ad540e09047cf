"""`make conformance`: a matrix of formats and readers, in each cell how many of the tracks came through whole."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence

from benchmarks.conformance import drawn, markers
from benchmarks.conformance.readers import READERS, Seen
from benchmarks.conformance.tracks import Track, a_track
from rich.console import Console
from rich.table import Table

from taiyaku.formats import WRITERS, Caption, WriteOptions
from taiyaku.formats.ass import EVENT, EVENT_LIKE
from taiyaku.formats.plain import WIDE_BRACES, whole, without_escapes
from taiyaku.formats.srt import safe_lines
from taiyaku.frames import frame_at, nearest_frame

TRACKS = 500
NOT_RUN = ("Premiere Pro", "DaVinci Resolve", "Final Cut Pro", "Avid Media Composer", "Kdenlive", "Shotcut")
FORMS = ("srt", "vtt", "ass", "ttml", "fcpxml")
_WIDE = str.maketrans("{}\\", "｛｝＼")
# what a format keeps of a caption's lines; all else that differs is a fault
KEPT: Mapping[str, Callable[[Caption], Sequence[str]]] = {
    "srt": lambda caption: safe_lines(caption.texts),
    "vtt": lambda caption: [without_escapes(text.translate(WIDE_BRACES)) for text in caption.texts],
    "ass": lambda caption: [text.translate(_WIDE).replace(EVENT, EVENT_LIKE) for text in caption.texts],
    "ttml": lambda caption: caption.texts,
    "fcpxml": lambda caption: caption.texts,
}


def fault_of(track: Track, form: str, seen: Sequence[Seen]) -> str:
    """What is wrong with what a reader made of a track; empty for nothing."""
    captions = whole(track.captions)
    if len(seen) != len(captions):
        return f"{len(seen)} of {len(captions)} captions"
    for caption, (start, end), (seen_start, seen_end, text) in zip(captions, track.frames, seen, strict=True):
        if plain(text) != plain("\n".join(KEPT[form](caption))):
            return f"{text!r} for {KEPT[form](caption)!r}"
        for frame, at in ((start, seen_start), (end, seen_end)):
            if not _on_frame(frame, at, track, form):
                return f"{at} ms is not frame {frame} at {track.rate.name}"
    return ""


def plain(text: str) -> str:
    return "".join(text.split())


def _on_frame(frame: int, at: float, track: Track, form: str) -> bool:
    """Whether importers that floor and that round find the frame; ASS has its hundredth, at or just before it."""
    if form == "ass":
        hundredths = int(frame / track.rate.exact * 100)
        return round(at / 10) in (hundredths, hundredths + 1)  # one more where the caption would have no length
    if form in ("ttml", "fcpxml"):  # in frames: no importer has to round
        return abs(at - float(frame * 1000 / track.rate.exact)) < 0.5
    ms = round(at)
    return frame_at(ms, track.rate) == frame and nearest_frame(ms, track.rate) == frame


def run(tracks: Sequence[Track]) -> dict[tuple[str, str], list[str]]:
    """The faults of every cell: format and reader."""
    cells: dict[tuple[str, str], list[str]] = {}
    for track in tracks:
        for form in FORMS:
            written = WRITERS[form].write(track.captions, WriteOptions(rate=track.rate))
            data = written if isinstance(written, bytes) else written.encode()
            for name, reader in READERS.items():
                if form not in reader.reads or importlib.util.find_spec(reader.module) is None:
                    continue
                try:
                    fault = fault_of(track, form, reader.reads[form](data))
                except Exception as error:  # whatever another's reader raises is what it makes of the file
                    fault = f"{type(error).__name__}: {error}"
                cells.setdefault((form, name), []).append(fault)
    return cells


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tracks", type=int, default=TRACKS)
    count = parser.parse_args(arguments).tracks
    cells = run([a_track(number) for number in range(count)])
    table = Table(title=f"{count} tracks of nasty captions, at eight frame rates in turn: how many come through whole")
    table.add_column("reader")
    for form in FORMS:
        table.add_column(form, justify="right")
    red: list[str] = []
    for name, reader in READERS.items():
        row = []
        for form in FORMS:
            faults = cells.get((form, name))
            whole_ones = sum(not fault for fault in faults or ())
            missing = form in reader.reads and faults is None
            row.append("not installed" if missing else "–" if faults is None else f"{whole_ones}")
            red += [f"{form}, {name}: {fault}" for fault in faults or () if fault][:3]
        table.add_row(name, *row)
    Console(width=100).print(table)
    print("–: does not read that format")
    for line in red:
        print(line)
    print(f"not run: {', '.join(NOT_RUN)}, which need a screen; MLT, drawn below, is the engine of the last two")
    lost = markers.main()
    if count == TRACKS:
        drawn.main()
    return 1 if red or lost else 0


if __name__ == "__main__":
    sys.exit(main())
