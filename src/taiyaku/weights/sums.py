"""The SHA-256 of a model's file, read once: while path, size and time stay, gigabytes are not read again."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from taiyaku.errors import OutputError
from taiyaku.storage import write_together
from taiyaku.weights.store import cache_folder, sum_of

SUMS = "sums.json"  # in the cache folder: path -> [size in bytes, time of change in ns, SHA-256]


def known_sum(path: Path) -> str:
    """The SHA-256 of a file, from the cache where the file has not changed since it was read."""
    name, stat, known = str(path.resolve()), path.stat(), _known()
    size, time_ns, found = known.get(name, (0, 0, ""))
    if (size, time_ns) != (stat.st_size, stat.st_mtime_ns):
        found = sum_of(path)
        changed = {**known, name: (stat.st_size, stat.st_mtime_ns, found)}
        with contextlib.suppress(OutputError):  # a cache that cannot be written costs the time to read again, no more
            write_together({cache_folder() / SUMS: json.dumps(changed, indent=1).encode()})
    return str(found)


def _known() -> dict[str, Any]:
    """The cache as it stands; what is damaged counts as nothing and is written over."""
    try:
        known = json.loads((cache_folder() / SUMS).read_text("utf-8"))
        return {name: (int(size), int(time_ns), str(found)) for name, (size, time_ns, found) in known.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
