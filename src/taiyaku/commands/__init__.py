"""The command line. This module imports nothing heavy, so that Ctrl-C finds `main` ready even at the very start."""

from __future__ import annotations

import sys
from typing import Any

EXIT_INTERRUPTED = 130
STOPPED = "taiyaku: stopped; nothing was left half-written."


def main() -> None:
    """The console script. The commands are imported here, as that takes long enough to be interrupted."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without Japanese shows its codes
    try:
        from taiyaku.commands.group import cli

        cli(prog_name="taiyaku")
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        sys.exit(EXIT_INTERRUPTED)


def __getattr__(name: str) -> Any:
    """`cli`, the group, imported when it is asked for."""
    if name != "cli":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from taiyaku.commands.group import cli

    return cli
