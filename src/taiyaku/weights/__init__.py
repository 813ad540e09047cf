"""Model files: where they come from, that they are what they should be, and where they lie."""

from taiyaku.weights.convert import alignment_heads, openai_checkpoint
from taiyaku.weights.fetch import pull
from taiyaku.weights.manifest import models, named
from taiyaku.weights.store import cache_folder, find, is_present, remove, verify
from taiyaku.weights.sums import known_sum


def names() -> tuple[str, ...]:
    """The names of all models in the manifest."""
    return tuple(models())


__all__ = [
    "alignment_heads",
    "cache_folder",
    "find",
    "is_present",
    "known_sum",
    "models",
    "named",
    "names",
    "openai_checkpoint",
    "pull",
    "remove",
    "verify",
]
