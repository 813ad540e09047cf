"""Every case by one aligner, with its seconds and its peak memory; runs in a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.align.cases import build_cases
from benchmarks.align.engines import OPENERS
from benchmarks.align.score import Scores, score

Result = tuple[str, str, str, Scores]  # half, case, group, figures


def measure(engine: str, halves: Sequence[str], only: str) -> list[Result]:
    """Every case by one aligner; a line of progress each."""
    run = OPENERS[engine]()
    results: list[Result] = []
    for half in halves:
        for case in build_cases(half, only):
            reset_peak()
            outcome = run(case)
            scores = score(case, outcome, peak_mb())
            mean = scores.edges.mean() if scores.rows else 0.0
            print(
                f"  {engine}, {half}, {case.name} ({case.talk}): {mean:.0f} ms, lost {scores.lost}",
                file=sys.stderr,
            )
            results.append((half, case.name, case.group, scores))
    return results


def reset_peak() -> None:
    """Begin counting peak memory anew, where the system can (Linux); elsewhere it is the process's."""
    place = Path("/proc/self/clear_refs")
    if place.exists():
        place.write_text("5")


def peak_mb() -> float:
    """The most memory held since `reset_peak`, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
