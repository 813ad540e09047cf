"""Hand edits brought back into a job, and kept there."""

from taiyaku.merge.apply import Applied, apply_edits, pin, split_edits
from taiyaku.merge.edits import ADDED, Change, Merged, add_edits, find_edits
from taiyaku.merge.english import Unclear, english_of
from taiyaku.merge.match import Block, find_offset, match_cues

__all__ = [
    "ADDED",
    "Applied",
    "Block",
    "Change",
    "Merged",
    "Unclear",
    "add_edits",
    "apply_edits",
    "english_of",
    "find_edits",
    "find_offset",
    "match_cues",
    "pin",
    "split_edits",
]
