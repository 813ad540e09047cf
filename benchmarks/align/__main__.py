"""Times the scripts of talks.toml in every case, and prints how far off each aligner is (`make bench-align`).

python -m benchmarks.align [--half tuned|held-out] [--only TEXT] [--engine NAME ...]

Speech is synthesized at the first run (some minutes) and kept in the cache folder. Each aligner runs in a process of
its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from benchmarks.align.engines import OPENERS
from benchmarks.align.measure import Result, measure
from benchmarks.align.tables import show_cases, show_confidence, show_targets

HALVES = ("tuned", "held-out")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.align", description=__doc__)
    parser.add_argument("--half", choices=HALVES, action="append", help="which half of the talks; default both")
    parser.add_argument("--only", default="", help="cases whose name holds this text")
    parser.add_argument("--engine", choices=tuple(OPENERS), action="append", help="default: taiyaku and stable-ts")
    chosen = parser.parse_args()
    halves, engines = chosen.half or HALVES, chosen.engine or ["taiyaku", "stable-ts"]
    results: dict[str, list[Result]] = {}
    for engine in engines:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
            results[engine] = alone.submit(measure, engine, halves, chosen.only).result()
    for half in halves:
        rows = {engine: [(case, s) for h, case, _, s in found if h == half] for engine, found in results.items()}
        show_cases(half, rows)
    for engine in (name for name in engines if name.startswith("taiyaku")):
        for half in halves:
            groups = [(group, s) for h, _, group, s in results[engine] if h == half]
            show_targets(f"{engine}, {half}", groups)
            show_confidence(f"{engine}, {half}", groups)


if __name__ == "__main__":
    main()
