"""English as a profile wants it on the screen; the text in the job file stays as it is.

Sources: Netflix's English guide, second-hand, for the ellipsis and for numbers that are written out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from taiyaku.text.conventions import REMEMBERED, Conventions, spoken

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# what a number is read with, and stays a figure before
UNITS = frozenset(
    "% percent am pm a.m p.m yen dollars km kg cm mm m g mb gb tb hz khz ms bit bits bytes k x o'clock".split()
)
# and behind: a month, a page, a name that is numbered
NAMED = frozenset(
    "january february march april may june july august september october november december page chapter part step "
    "version number no. room line level type phase route figure table item question day".split()
)
_FIGURE = re.compile(r"(?<![\w.,:/$€£¥%+\-–—#])(?:[1-9]|10)(?![\w,:/%\-–—°]|\.\d)")
_WORD_BEFORE = re.compile(r"(\S+)\s+$")
_WORD_BEHIND = re.compile(r"\s+(\S+)")
_ELLIPSIS = re.compile(r"\s?(?:\.\s?\.\s?\.+|…+)")
_DASH = re.compile(r"\s+(?:-{1,3}|–|—)\s+|(?<=\w)--+(?=\w)")
_STRAIGHT = str.maketrans("“”„‘’‚", "\"\"\"'''")


@lru_cache(maxsize=REMEMBERED)
def dress_english(line: str, conventions: Conventions) -> str:
    """An English line as it is shown.

    >>> dress_english('Um, "3 people" -- no...', Conventions("drop", quotes="curly", dash="em", numbers="words"))
    '“Three people”—no...'
    """
    line = spoken(line, conventions)
    if conventions.ellipsis != "keep":
        line = _ELLIPSIS.sub("…" if conventions.ellipsis == "one" else "...", line)
    if conventions.dash == "em":
        line = _DASH.sub("—", line)
    if conventions.numbers == "words":
        line = _FIGURE.sub(_written, line)
    if conventions.quotes != "keep":
        line = line.translate(_STRAIGHT)
    if conventions.quotes == "curly":
        line = _curly(line)
    return line.strip()


def _written(found: re.Match[str]) -> str:
    """A figure as a word, unless it belongs to a unit, or to a name or a row of figures that it counts in."""
    before, behind = _WORD_BEFORE.search(found.string[: found.start()]), _WORD_BEHIND.match(found.string, found.end())
    word, following = (match[1].strip('"“”‘’()[],;!?') if match else "" for match in (before, behind))
    numbered = word.casefold() in NAMED or word[:1].isdigit() or (word[:1].isupper() and word[1:2].isupper())
    if numbered or following.casefold().rstrip(".") in UNITS or following[:1].isdigit():
        return found[0]
    written = WORDS[int(found[0])]
    first = not found.string[: found.start()].strip("\"“‘'([ -") or re.search(
        r"[.!?]\s+$", found.string[: found.start()]
    )
    return written.capitalize() if first else written


def _curly(line: str) -> str:
    """Curly marks: one that opens stands behind a space, a bracket or a dash, or first; every other closes."""
    out = ""
    for place, char in enumerate(line):
        if char in "\"'":
            opens = place == 0 or (line[place - 1] in " \t([—–-\"'" and out[-1] not in "”’")
            elided = char == "'" and line[place + 1 : place + 2].isdigit()  # the '90s
            out += ("“" if opens else "”") if char == '"' else ("‘" if opens and not elided else "’")
        else:
            out += char
    return out
