"""Hand edits brought back into a job, and kept there."""

from taiyaku.merge.apply import Applied, apply_edits, pin, split_edits
from taiyaku.merge.conform import Conformed, compare_cuts, cut_alignment, move_cues, move_edits, moved_by
from taiyaku.merge.edit_list import Clocks, Part, read_edit_list
from taiyaku.merge.edits import ADDED, Change, Merged, add_edits, find_edits
from taiyaku.merge.english import Unclear, english_of
from taiyaku.merge.match import Block, find_offset, match_cues
from taiyaku.merge.script import Rewritten, compare_scripts

__all__ = [
    "ADDED",
    "Applied",
    "Block",
    "Change",
    "Clocks",
    "Conformed",
    "Merged",
    "Part",
    "Rewritten",
    "Unclear",
    "add_edits",
    "apply_edits",
    "compare_cuts",
    "compare_scripts",
    "cut_alignment",
    "english_of",
    "find_edits",
    "find_offset",
    "match_cues",
    "move_cues",
    "move_edits",
    "moved_by",
    "pin",
    "read_edit_list",
    "split_edits",
]
