"""Turns into English, with a verdict for every term."""

from taiyaku.translate.registry import ENGINES, open_translator, require_translator, resolve_translator
from taiyaku.translate.turns import translate_turns

__all__ = ["ENGINES", "open_translator", "require_translator", "resolve_translator", "translate_turns"]
