"""English that exists already: which words of its captions belong to which sentence of the Japanese."""

from taiyaku.given.clock import Clock, caption_clock
from taiyaku.given.clues import clues_of
from taiyaku.given.match import MATCHING, Laid, Left, match_english

__all__ = ["MATCHING", "Clock", "Laid", "Left", "caption_clock", "clues_of", "match_english"]
