"""Laying a transcript over its recording: when each sentence was spoken, or that it was not."""

from taiyaku.align.aligner import align, listen
from taiyaku.align.room import require_room

__all__ = ["align", "listen", "require_room"]
