"""Timed sentences into readable cues."""

from taiyaku.cues.cells import Talk
from taiyaku.cues.grid import Leads
from taiyaku.cues.make import CueTracks, make_cues

__all__ = ["CueTracks", "Leads", "Talk", "make_cues"]
