"""The errors a person can act on: each says what was found, where, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial


class TaiyakuError(Exception):
    """An expected failure with its facts kept apart: printed as one sentence, exit code 2.

    `problem` is what was found, `where` the file, line or name it was found at, `remedy` what to do next.
    """

    def __init__(self, problem: str, *, where: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.where = where
        self.remedy = remedy
        head = f"{where}: {problem}" if where else problem
        super().__init__(f"{head}. {remedy}." if remedy else f"{head}.")

    def __reduce__(self) -> tuple[Callable[[str], TaiyakuError], tuple[str]]:
        """Errors travel between processes whole."""
        return partial(type(self), where=self.where, remedy=self.remedy), (self.problem,)


class TranscriptError(TaiyakuError):
    """The transcript is missing, empty, or cannot be read as text."""


class MediaError(TaiyakuError):
    """The recording cannot be opened or decoded, or holds no usable audio."""


class GlossaryError(TaiyakuError):
    """A glossary file has a fault that a person must mend."""


class WeightsError(TaiyakuError):
    """A model's files are not there, cannot be fetched, or are not what the manifest says."""


class EngineError(TaiyakuError):
    """A recognizer or translator cannot run, or answered with something unusable."""


class AlignError(TaiyakuError):
    """The transcript cannot be laid over the recording at all."""


class FormatError(TaiyakuError):
    """A subtitle file or a sheet cannot be read."""


class JobError(TaiyakuError):
    """The job file is missing, of another version, or damaged."""


class OutputError(TaiyakuError):
    """An output cannot be written; what stood there before is untouched."""


class SettingsError(TaiyakuError):
    """A workspace's settings file cannot be read, or says something that it may not."""


class ConfidentialError(TaiyakuError):
    """Something would leave the machine, and a setting forbids that; nothing was sent."""


class MemoryFileError(TaiyakuError):
    """The memory of translations is damaged, locked, read-only, or of another version."""
