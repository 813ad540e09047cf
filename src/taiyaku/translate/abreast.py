"""Working on several things at a time, for engines that answer several requests as fast as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import TypeVar

from taiyaku.engine import Before, Candidate, TranslationRequest
from taiyaku.model import Report, silent

T = TypeVar("T")
R = TypeVar("R")


class StoppedError(Exception):
    """The work was given up elsewhere; nobody waits for this part of it."""


@dataclass(slots=True)
class Stoppable(Before):
    """A translator that asks nothing more once the work is given up; what it is asking then, it finishes."""

    stopped: Event = field(default_factory=Event)

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        """The translator's answer. Raises StoppedError once the work is given up."""
        if self.stopped.is_set():
            raise StoppedError
        return self.translator.translate(request)


def in_order(
    work: Callable[[T], R], items: Sequence[T], at_once: int, stopped: Event, report: Report = silent
) -> Iterator[R]:
    """What comes of each item, in their order; `at_once` of them are worked on at a time.

    `stopped` is set when no more is wanted: after an error, or when the caller leaves off. `report` counts the items
    that are done, in whatever order that happens.
    """
    done, counting = 0, Lock()

    def counted(item: T) -> R:
        nonlocal done
        try:
            result = work(item)
        except BaseException:
            stopped.set()
            raise
        with counting:
            done += 1
            report(done, len(items))
        return result

    if at_once < 2:
        yield from map(counted, items)
        return
    with ThreadPoolExecutor(at_once) as pool:
        try:
            yield from pool.map(counted, items)
        finally:
            stopped.set()
            pool.shutdown(cancel_futures=True)
