"""Asking a server again where that can help: waits that double, with jitter, and an end to them."""

from __future__ import annotations

import contextlib
import datetime
import itertools
import random
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import TypeVar

from taiyaku.engine import untold
from taiyaku.errors import EngineError

T = TypeVar("T")
Sleep = Callable[[float], None]

TRIES = 5
FIRST_WAIT_S = 1.0  # each further wait is twice as long
NOTICED_S = 2.0  # a wait that a person is told of
JITTER = 0.5  # of a wait, added at random, so that many clients do not come back at once
LONGEST_WAIT_S = 60.0  # a server that asks for more is not waited for
PATIENCE_S = 240.0  # after this long no further try begins; two timeouts are in it


class PassingError(Exception):
    """A failure that may pass: what it is if it does not, and how long the server asks to wait."""

    def __init__(self, error: EngineError, wait_s: float = 0.0) -> None:
        self.error = error
        self.wait_s = wait_s
        super().__init__(str(error))


def patiently(call: Callable[[], T], sleep: Sleep = time.sleep, tell: Callable[[str], None] = untold) -> T:
    """What `call` gives, called again while it raises PassingError. Raises its EngineError when patience is over.

    `tell` is told of every wait that a person would notice.
    """
    until = time.monotonic() + PATIENCE_S
    for tried in itertools.count(1):
        try:
            return call()
        except PassingError as passing:
            wait_s = max(passing.wait_s, FIRST_WAIT_S * 2 ** (tried - 1)) * random.uniform(1, 1 + JITTER)
            too_long = passing.wait_s > LONGEST_WAIT_S or time.monotonic() + wait_s > until
            if tried == TRIES or too_long:
                raise _final(passing, tried) from passing
            if wait_s >= NOTICED_S:
                tell(f"{passing.error.problem}; asking again in {wait_s:.0f} s")
            sleep(wait_s)
    raise AssertionError  # the loop above does not end by itself


def asked_wait_s(header: str) -> float:
    """Seconds that a Retry-After header asks for, as a number or as a date (RFC 9110, 10.2.3); 0 if neither."""
    with contextlib.suppress(ValueError):
        return max(0.0, float(header))
    try:
        when = parsedate_to_datetime(header)
    except ValueError:
        return 0.0
    aware = when if when.tzinfo else when.replace(tzinfo=datetime.UTC)
    return max(0.0, (aware - datetime.datetime.now(datetime.UTC)).total_seconds())


def _final(passing: PassingError, tried: int) -> EngineError:
    error = passing.error
    problem = f"{error.problem}, {tried} times" if tried > 1 else error.problem
    if passing.wait_s > LONGEST_WAIT_S:
        problem = f"{problem}, and asks to wait {passing.wait_s:.0f} s"
    return EngineError(problem, where=error.where, remedy=error.remedy)
