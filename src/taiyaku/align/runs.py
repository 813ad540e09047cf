"""Runs of frames in which something holds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def true_runs(holds: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The first frame of each run of true and the first behind it, shape (runs, 2).

    >>> true_runs(np.array([True, False, True, True])).tolist()
    [[0, 1], [2, 4]]
    """
    return np.flatnonzero(np.diff(holds.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
