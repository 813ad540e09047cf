"""Cues against the rules of a profile."""

from taiyaku.check.rules import check_cues

__all__ = ["check_cues"]
