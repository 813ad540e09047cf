"""Recognizers: engines that encode a window of sound once and then hear, force, or name its language."""

from taiyaku.listen.registry import ENGINES, open_recognizer

__all__ = ["ENGINES", "open_recognizer"]
