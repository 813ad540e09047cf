"""Everything in a Japanese sentence that has a value and must survive."""

from __future__ import annotations

import re
import unicodedata

from taiyaku.glossary.match import latin_names
from taiyaku.translate.fidelity import counts, days, shares
from taiyaku.translate.fidelity.counters import FIXED, VAGUE, spread
from taiyaku.translate.fidelity.need import Need
from taiyaku.translate.fidelity.problem import Pair

HIDDEN = "＿"  # stands for what is not to be read, or was read already
_URL = re.compile(r"https?://\S+|\S+@\S+\.\S+")


def needs(pair: Pair) -> tuple[Need, ...]:
    """The needs of a sentence. Terms, names in Latin letters and addresses are left to other checks."""
    text = spread(_readable(pair))
    found: list[Need] = []
    for pattern, read in (*days.PATTERNS, *shares.PATTERNS, *counts.PATTERNS):
        for match in pattern.finditer(text):
            found += read(match)
        text = pattern.sub(HIDDEN, text)
    return tuple(found)


def _readable(pair: Pair) -> str:
    """The sentence in half-width digits, without what holds a numeral and is no number."""
    text = pair.japanese
    for expected in pair.expected:
        text = text.replace(expected.ja, HIDDEN)
    text = _URL.sub(HIDDEN, unicodedata.normalize("NFKC", text))
    for name in latin_names(text):
        text = text.replace(name, HIDDEN)
    return FIXED.sub(HIDDEN, VAGUE.sub(HIDDEN, text))
