"""Timed sentences into readable cues."""

from taiyaku.cues.make import CueTracks, make_cues

__all__ = ["CueTracks", "make_cues"]
