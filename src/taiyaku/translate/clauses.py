"""A long sentence translated clause by clause, in the order of its Japanese: what is read is what is being said.

Its clauses go as lines of their own in the turn's request. They make its English only if each clause's English is true
to that clause; a model that says it all in the first, or again in the next, is asked for the whole sentence instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from taiyaku.glossary.expect import Expected
from taiyaku.model import Anchor, Sentence
from taiyaku.translate.ladder import Line, Problems

MOST_SHARED = 0.5  # of a clause's words that may stand in the next one's English as well
WORD = re.compile(r"[a-z0-9][a-z0-9'’-]{3,}")  # shorter ones are particles of grammar
_ENDED = re.compile(r"[.!?…:;][\"'”’)]*$")
# an English sentence begins so; inside one these are written small
LOWERED = frozenset(
    "a actually also although an and as after at because before but by during even for from he her his however if "
    "in it its my now on once or our she since so still than that the their then there these they this those "
    "though to until we what when where which while who with you your".split()
)

Joined = tuple[str, tuple[Anchor, ...]]


def join_clauses(line: Line, clauses: Sequence[str], english: Sequence[str], problems: Problems) -> Joined | None:
    """The clauses' English as one line, and where each clause but the last ends in both texts; None if it is unfit."""
    parts = [replace(line, sentence=Sentence(line.sentence.id, text), expected=_inside(line, text)) for text in clauses]
    if any(problems(part, text) for part, text in zip(parts, english, strict=True)):
        return None
    if any(_shared(a, b) > MOST_SHARED for a, b in pairwise(english)):
        return None
    text, cuts = english[0], list[Anchor]()
    for clause, following in zip(clauses, english[1:], strict=False):
        ja = (cuts[-1].ja if cuts else 0) + len(clause)
        cuts.append(Anchor(ja, len(text) + 1))
        text = f"{text} {following if _ENDED.search(text) else _lowered(following)}"
    return None if problems(line, text) else (text, tuple(cuts))


def _inside(line: Line, clause: str) -> tuple[Expected, ...]:
    return tuple(wanted for wanted in line.expected if wanted.ja in clause)


def _shared(before: str, after: str) -> float:
    """The share of the shorter text's words that the other has too."""
    words, others = (set(WORD.findall(text.lower())) for text in (before, after))
    return len(words & others) / max(1, min(len(words), len(others)))


def _lowered(text: str) -> str:
    first, *_ = text.split(" ", 1)
    return text[:1].lower() + text[1:] if first.lower() in LOWERED else text
