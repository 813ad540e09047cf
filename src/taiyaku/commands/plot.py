"""What `taiyaku align --plot` adds: the alignment drawn as a page, made from the job and the recording's sound."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from taiyaku.errors import OutputError
from taiyaku.job import Job
from taiyaku.model import SAMPLE_RATE, Report, Samples
from taiyaku.options import Options, Watch
from taiyaku.storage import check_writable, refuse_overwriting, write_together
from taiyaku.workspace import TRACK_SUFFIXES, Source

if TYPE_CHECKING:
    from taiyaku.report import Sound

SUFFIXES = (".html", ".htm")
ELSEWHERE = "choose another place with --plot"
PIECE = 60 * SAMPLE_RATE  # samples measured at a time; whole peaks, whole chunks of the voice detector


def require_page(plot: Path, media: Sequence[Path]) -> None:
    """Raise OutputError where `plot` is no name for a page, or one page is to hold several recordings."""
    if len(media) > 1:
        raise OutputError(
            "one page was named for several recordings",
            where="--plot",
            remedy="Run them one by one, each with a page of its own",
        )
    if plot.suffix.lower() not in SUFFIXES:
        raise OutputError(
            f"the alignment is drawn as an HTML page, not as {plot.suffix or 'a file without an ending'}",
            where=str(plot),
            remedy=f"Give --plot {plot.with_suffix('.html') if plot.name else 'talk.html'}; a browser prints it to PDF",
        )


def align_and_plot(plot: Path, source: Source, options: Options, watch: Watch) -> Job:
    """Time the transcript, then draw the job that comes out. Raises OutputError before the work, where it can."""
    from taiyaku.pipeline import align_only

    job_files = (source.job, *map(source.track, TRACK_SUFFIXES))
    refuse_overwriting([plot], (source.media, source.transcript, *source.glossaries, *job_files), "--plot")
    if plot.is_dir():
        raise OutputError("this is a folder", where=str(plot), remedy="Name the page to write with --plot")
    check_writable(plot.parent, ELSEWHERE)
    job = align_only(source, options, watch)
    _draw(plot, source, job, watch.stage("plot"))
    return job


def _draw(plot: Path, source: Source, job: Job, report: Report) -> None:
    from taiyaku.report import compose_page

    track = job.settings.get("track") or 0
    sound = measure_sound(source.media, page_address(source.media, plot), track, report)
    page = compose_page(job.turns, job.alignment, job.findings, sound)
    write_together({plot: page.encode()}, ELSEWHERE)


def measure_sound(media: Path, address: str, track: int, report: Report) -> Sound:
    """How loud a recording is and how likely speech, a piece at a time: two hours need no more memory than two minutes.

    Raises MediaError.
    """
    import numpy as np

    from taiyaku.listen.speech import CHUNK_MS, speech_probability
    from taiyaku.media import probe, stream_audio
    from taiyaku.report import Sound, measure_peaks

    peaks, speech = [np.zeros(0, np.float32)], [np.zeros(0, np.float32)]
    for piece in _pieces(stream_audio(media, track, report)):
        peaks.append(measure_peaks(piece))
        speech.append(speech_probability(piece))
    has_video = probe(media).has_video
    return Sound(media.name, address, has_video, np.concatenate(peaks), np.concatenate(speech), CHUNK_MS)


def _pieces(blocks: Iterable[Samples]) -> Iterator[Samples]:
    """The same samples in pieces of PIECE, the last one shorter."""
    import numpy as np

    waiting: list[Samples] = []
    count = 0
    for block in blocks:
        waiting.append(block)
        count += len(block)
        if count >= PIECE:
            joined = np.concatenate(waiting)
            whole = count // PIECE * PIECE
            yield from (joined[start : start + PIECE] for start in range(0, whole, PIECE))
            waiting, count = [joined[whole:]], count - whole
    if count:
        yield np.concatenate(waiting)


def page_address(media: Path, page: Path) -> str:
    """The recording's URL as seen from the page, so that both can be moved together."""
    try:
        return quote(Path(os.path.relpath(media.resolve(), page.parent.resolve())).as_posix())
    except ValueError:  # on another drive of Windows
        return media.resolve().as_uri()
