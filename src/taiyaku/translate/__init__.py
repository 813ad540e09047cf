"""Turns into English, with a verdict for every term."""

from taiyaku.translate.fidelity import RULES as FIDELITY_RULES
from taiyaku.translate.judge import judge_lines
from taiyaku.translate.ladder import LADDER
from taiyaku.translate.memory import Remembering
from taiyaku.translate.registry import ENGINES, identity, open_translator, require_translator, resolve_translator
from taiyaku.translate.turns import Directions, translate_turns

__all__ = [
    "ENGINES",
    "FIDELITY_RULES",
    "LADDER",
    "Directions",
    "Remembering",
    "identity",
    "judge_lines",
    "open_translator",
    "require_translator",
    "resolve_translator",
    "translate_turns",
]
