"""`taiyaku conform`: a job carried over to a new cut of its recording."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from taiyaku.commands.console import Terminal, show_result, stdout_console
from taiyaku.commands.shared import (
    EXIT_FINDINGS,
    FILE,
    cue_options,
    grave,
    recognizer_options,
    talk_options,
    to_options,
    track_option,
)
from taiyaku.formats.opened import text_of
from taiyaku.frames import from_label, parse_rate
from taiyaku.job import Job
from taiyaku.merge import Clocks, Part, read_edit_list
from taiyaku.model import Cue
from taiyaku.text.clock import clock
from taiyaku.tracks import CutReport
from taiyaku.workspace import find_job, find_source, source_of

SHOWN = 40  # characters of a sentence


@click.command()
@click.argument("job", type=FILE)
@click.argument("media", type=FILE)
@track_option
@click.option("--edl", type=FILE, help="An edit list (CMX 3600) to go by instead of the new cut's sound; with --fps.")
@click.option("--clip", default="", help="What the edit list calls the old recording; default: its file name.")
@click.option("--source-tc", default="", help="The timecode that the old recording begins with; default 00:00:00:00.")
@click.option("--start-tc", default="", help="The timecode that the new cut begins with; default: the whole hour.")
@click.option("--output", type=FILE, help="Folder for the results; default output/ of the workspace.")
@recognizer_options
@cue_options
@talk_options
def conform(job: Path, media: Path, edl: Path | None, **chosen: Any) -> None:
    """Carry JOB over to MEDIA, a new cut of its recording.

    The new cut is aligned anew, or an edit list is gone by: stretches may be gone, moved, shortened. The English, what
    was approved and edited by hand, and text on the screen go with their sentences. Lists what moved and by how much,
    what was cut off, what is gone, and what is new. Writes a job and tracks of its own; the old ones stay as they are.

    \b
    Examples:
      taiyaku conform talk media/talk-v2.mp4
      taiyaku conform output/talk.taiyaku.json final.mov --output delivery/
      taiyaku conform talk media/talk-v2.mp4 --edl talk-v2.edl --fps 25
    """
    from taiyaku.pipeline import conform_job

    source = source_of(find_job(job))
    onto = find_source(media, source.transcript, source.glossaries, chosen["output"])
    if onto.job.resolve() == source.job.resolve():
        raise click.UsageError(f"{media} is the recording of this job; give the new cut of it.")
    parts = _parts(edl, source.media.name, chosen) if edl else ()
    quiet = chosen["quiet"] or chosen["as_json"]
    with Terminal(quiet, chosen["verbose"]) as terminal:
        before, done, report = conform_job(source, onto, to_options(chosen), terminal, parts)
    if not quiet:
        _show(before, done, report)
    show_result(terminal, done, [*(str(onto.track(track)) for track in done.cues), str(onto.job)])
    if chosen["strict"] and (grave(done) or report.edits or report.onscreen):
        click.get_current_context().exit(EXIT_FINDINGS)


def _parts(edl: Path, recording: str, chosen: dict[str, Any]) -> tuple[Part, ...]:
    """What the edit list holds of the old recording."""
    if not chosen["fps"]:
        raise click.UsageError("An edit list counts in frames: say how many a second, as --fps 25.")
    rate = parse_rate(chosen["fps"])
    first, start = (from_label(chosen[name], rate) if chosen[name] else None for name in ("source_tc", "start_tc"))
    text, _ = text_of(edl.read_bytes(), str(edl))
    return read_edit_list(text, Clocks(rate, first or 0, start), recording, chosen["clip"], str(edl))


def _show(before: Job, done: Job, report: CutReport) -> None:
    """A table of what became of the old cut, in its order, and what stands in neither."""
    texts = {sentence.id: sentence.text for sentence in before.sentences}
    timed = [*done.alignment.sentences, *before.alignment.sentences]
    starts = {s.sentence_id: s.start_ms for s in timed if s.start_ms is not None}
    rows: list[tuple[int, str, str]] = []
    for stretch in report.cut.stretches:
        side = "later" if stretch.by_ms > 0 else "earlier"
        by = f"{abs(stretch.by_ms) / 1000:.2f} s {side}" if stretch.by_ms else "where it was"
        rows.append((stretch.start_ms, by, f"to {clock(stretch.end_ms, 1)}, {len(stretch.sentences)} sentences"))
    for what, names in (("cut off", report.cut.cut), ("gone", report.cut.gone), ("new", report.cut.new)):
        rows += [(starts.get(name, 0), what, texts[name][:SHOWN]) for name in names]
    for edit in report.edits:
        rows.append((edit.cues[0].start_ms if edit.cues else 0, "edit without a place", _text(edit.cues)))
    rows += [(cue.start_ms, "title without a place", _text((cue,))) for cue in report.onscreen]
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("at", "now", "what"):
        table.add_column(column, overflow="fold")
    for at, now, what in sorted(rows):
        table.add_row(clock(at, 1), now, Text(what))
    stdout_console().print(table, highlight=False)


def _text(cues: Sequence[Cue]) -> str:
    return " | ".join(" / ".join(cue.lines) for cue in cues)
