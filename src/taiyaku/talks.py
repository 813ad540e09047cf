"""Every talk of a workspace: its job where it was made, else its transcript alone; and where terms occur in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from taiyaku.glossary.places import Place, find_places
from taiyaku.glossary.scope import terms_in_use
from taiyaku.job import Job, read_job
from taiyaku.model import Term
from taiyaku.text.clock import clock
from taiyaku.workspace import JOB_SUFFIX, TEXT_SUFFIXES, find_job, find_transcript, inputs_of


@dataclass(frozen=True, slots=True)
class Talk:
    """A recording's text and what is known of it. `path` is its job file, or its transcript where no job was made."""

    name: str
    path: Path
    job: Job

    @property
    def is_made(self) -> bool:
        """Whether there is a job, so that there may be times and English."""
        return self.path.name.endswith(JOB_SUFFIX)

    @property
    def recording(self) -> Path:
        """Where the recording of a made talk lies."""
        return inputs_of(self.job, self.path)[0]


class Spot(NamedTuple):
    """A place in one of several talks."""

    talk: Talk
    place: Place

    @property
    def at(self) -> str:
        """The talk and the time, as `talk 0:01.500`; the sentence where it was not heard."""
        start_ms = self.place.start_ms
        return f"{self.talk.name} {self.place.sentence_id if start_ms is None else clock(start_ms, 3)}"


def open_talk(path: Path) -> Talk:
    """The talk of a job file. Raises JobError where there is none."""
    return Talk(path.name.removesuffix(JOB_SUFFIX), path, read_job(path))


def find_talks(jobs: Sequence[Path], root: Path) -> list[Talk]:
    """The talks of the jobs that a person names, else all of a workspace. Raises as `open_talk` and `talks_in` do."""
    return [open_talk(find_job(job)) for job in jobs] if jobs else talks_in(root)


def talks_in(root: Path) -> list[Talk]:
    """All talks of a workspace, made ones first, each kind by name.

    Raises JobError or TranscriptError for a file that cannot be read.
    """
    made = [open_talk(path) for path in sorted((root / "output").glob(f"*{JOB_SUFFIX}"))]
    known = {inputs_of(talk.job, talk.path)[1].resolve() for talk in made}
    return [*made, *(_unmade(path) for path in _transcripts(root / "media") if path.resolve() not in known)]


def spots_of(terms: Sequence[Term], talks: Iterable[Talk]) -> dict[str, list[Spot]]:
    """Where each term occurs, by its file and line, in the order of the talks; those that occur nowhere are left out.

    Approved terms occur where they count. Others occur where they would: a candidate takes no place from a term that
    counts, nor finds one inside it.
    """
    others = [term for term in terms if term.status != "approved"]
    found: dict[str, list[Spot]] = {}
    for talk in talks:
        job = talk.job
        used = terms_in_use(terms, talk.name)
        for wanted, sought in ((used, used), (others, (*others, *used))):
            shown = {term.where for term in wanted}
            for term, places in find_places(sought, job.turns, job.alignment, job.translations).items():
                if term.where in shown:
                    found.setdefault(term.where, []).extend(Spot(talk, place) for place in places)
    return found


def _transcripts(media: Path) -> list[Path]:
    """The transcripts that lie beside recordings."""
    files = [path for path in sorted(media.glob("*")) if path.is_file() and path.suffix not in TEXT_SUFFIXES]
    return list(dict.fromkeys(found for path in files if (found := find_transcript(path)) is not None))


def _unmade(transcript: Path) -> Talk:
    from taiyaku.stages import read_transcript  # late: with it come all the stages

    turns, _ = read_transcript(transcript)
    return Talk(transcript.stem.removesuffix(".ja"), transcript, Job(turns=turns))
