"""Laying a transcript over its recording: when each sentence was spoken, or that it was not."""

from taiyaku.align.aligner import align
from taiyaku.align.hearing import transcribe
from taiyaku.align.room import require_room

ALIGNER = 10  # raised with every change to what alignment gives, so that jobs aligned before it are aligned again

__all__ = ["ALIGNER", "align", "require_room", "transcribe"]
