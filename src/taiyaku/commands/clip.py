"""`taiyaku clip`: hear one sentence of a job."""

from __future__ import annotations

from pathlib import Path

import click

from taiyaku.commands.shared import FILE
from taiyaku.errors import JobError
from taiyaku.job import Job, read_job
from taiyaku.storage import refuse_overwriting
from taiyaku.workspace import JOB_SUFFIX, absolute, find_job, inputs_of


@click.command()
@click.argument("job", type=FILE)
@click.argument("ids", nargs=-1, required=True)
@click.option(
    "--pad", type=click.IntRange(min=0), default=200, show_default=True, help="Milliseconds kept before and after."
)
@click.option("--output", type=FILE, help="Folder to write to; default beside the job file.")
def clip(job: Path, ids: tuple[str, ...], pad: int, output: Path | None) -> None:
    """Cut the sound of sentences (t3.s2) or whole turns (t3) out of a JOB's recording, as WAV.

    JOB is a job file, or the name of one in output/.

    \b
    Examples:
      taiyaku clip talk t3.s2
      taiyaku clip output/talk.taiyaku.json t3 t4 --pad 500 --output clips/
    """
    from taiyaku.render.clip import cut_clips

    path = find_job(job)
    found = read_job(path)
    folder = output or path.parent
    spans: dict[Path, tuple[int, int]] = {}
    for name in ids:
        start_ms, end_ms = _times(found, name, str(path))
        out = folder / f"{path.name.removesuffix(JOB_SUFFIX)}.{name}.wav"
        spans[out] = (max(0, start_ms - pad), end_ms + pad)
    refuse_overwriting(spans, inputs_of(found, path))
    cut_clips(absolute(found.media["path"], path), spans, found.settings.get("track") or 0)
    for out in spans:
        click.echo(out)


def _times(job: Job, name: str, where: str) -> tuple[int, int]:
    """Start and end of a sentence or turn; raises JobError if it is not there or was not spoken."""
    inside = [t for t in job.alignment.sentences if t.sentence_id == name or t.sentence_id.startswith(f"{name}.")]
    starts = [t.start_ms for t in inside if t.start_ms is not None]
    ends = [t.end_ms for t in inside if t.end_ms is not None]
    if not starts:
        raise JobError(
            f"{name} was not spoken" if inside else f"there is no sentence or turn {name!r}",
            where=where,
            remedy="The job file lists every sentence with its id and times",
        )
    return min(starts), max(ends)
