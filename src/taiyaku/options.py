"""What a caller of the pipeline may choose, and how one watches it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from taiyaku.engine import EngineOptions
from taiyaku.model import Report, silent


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of a job; every default is what most people want.

    `track` is the audio track, counted from 0. `stacked_lines` is how many lines each language may have in the stacked
    file. `shots` looks for changes of shot in the picture, which the subtitles then keep to. With `fps` (a rate that
    `frames.parse_rate` knows) every time lies on a frame. `excerpt` says that the recording is a part of what was
    transcribed. `fresh` runs every stage again, whatever the job file and the workspace's memory hold. `best` has the
    translator take its time over lines that it is not sure of, `context` is how many turns before a turn it is shown.
    `fill` has the sentences translated that English which is there already leaves without.
    `local_only` refuses whatever would leave this machine; a workspace's settings may do the same.
    """

    recognizer: str = "faster-whisper"
    recognizer_options: EngineOptions = field(default_factory=EngineOptions)
    translator: str = "auto"
    translator_options: EngineOptions = field(default_factory=EngineOptions)
    track: int = 0
    profile: str = "verbatim"
    stacked_lines: int = 1
    fps: str = ""
    shots: bool = False
    excerpt: bool = False
    fresh: bool = False
    best: bool = False
    context: int = 0
    fill: bool = False
    local_only: bool = False


class Watch(Protocol):
    """Someone who watches a job: told of each stage as it begins, of its progress, and of what matters."""

    def stage(self, name: str) -> Report:
        """A stage begins; the report that comes back takes its progress."""
        ...

    def note(self, message: str) -> None:
        """Something a person may want to know."""
        ...

    def warn(self, message: str) -> None:
        """Something a person must know, quiet or not."""
        ...


class Unwatched:
    """Nobody watches."""

    def stage(self, name: str) -> Report:
        return silent

    def note(self, message: str) -> None:
        return None

    def warn(self, message: str) -> None:
        return None
