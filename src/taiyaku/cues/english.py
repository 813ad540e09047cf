"""Where English may be broken, and how well: after punctuation, before conjunctions, never inside a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from taiyaku.cues.split import Cut

# Netflix Timed Text Style Guide, English: break before these, never after them
BEFORE = """
and but or so because that which who whom whose where when while if although though unless until since as than for with
without in on at by from to into of about over under between through during after before
""".split()
NEVER_AFTER = """
a an the there here this that these those my your his her its our their no not very more most is are was were be been
am have has had do does did will would can could may might must should shall i you he she it we they and or but of in on
at by from to for with into about mr mrs ms dr prof st new whether how why what which who whose
""".split()
# a number stays with what it counts
NUMBERS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
""".split()
TITLES = ("mr.", "mrs.", "ms.", "dr.", "prof.", "st.")  # their full stop ends no sentence
AFTER_SENTENCE, AFTER_CLAUSE, BEFORE_WORD, PLAIN, INSIDE_PHRASE = 0.0, 0.1, 0.4, 0.8, 1.8
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=1024)
def english_cuts(text: str) -> tuple[Cut, ...]:
    """Every space of a text as a cut (before the word behind it), with its penalty."""
    return tuple(_cuts(text))


def _cuts(text: str) -> Iterator[Cut]:
    for space in _SPACE.finditer(text):
        before, after = text[: space.start()], text[space.end() :]
        if before and after:
            yield Cut(space.end(), _penalty(before, after))


def _penalty(before: str, after: str) -> float:
    word = re.sub(r"\W", "", before.split()[-1]).casefold()
    following = re.sub(r"\W", "", after.split()[0]).casefold()
    if re.search(r"[.!?][\"')\]]*$", before) and not before.lower().endswith(TITLES):
        return AFTER_SENTENCE
    if re.search(r"[,;:—–…][\"')\]]*$", before):
        return AFTER_CLAUSE
    name = before.split()[-1][:1].isupper() and after[:1].isupper()
    if name or word in NEVER_AFTER or word in NUMBERS or word.isdecimal():
        return INSIDE_PHRASE
    return BEFORE_WORD if following in BEFORE else PLAIN
