"""Cues and subtitle files against the rules of a profile."""

from taiyaku.check.fault import RULES, Fault
from taiyaku.check.files import check_file
from taiyaku.check.rules import Checked, check_cues, check_track, reading_speed

__all__ = ["RULES", "Checked", "Fault", "check_cues", "check_file", "check_track", "reading_speed"]
