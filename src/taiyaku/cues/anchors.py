"""Where the English of a sentence says what its Japanese says: numbers, names and terms that stand in both, clauses.

Between two anchors the English goes on at the pace of the Japanese. Anchors that would cross (the two languages put
them in another order) are left out, as few as possible, and so are those far from where an even pace would put them:
that too is a sign of another order. The ends of clauses are never left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from taiyaku.model import Anchor, Translation
from taiyaku.text.normalize import normalize

FARTHEST = 0.25  # of a clause, in one text from where it is in the other
_NUMBER = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*")

Place = Callable[[int], float]
Edges = tuple[Anchor, Anchor]  # of something that stands in both texts


def anchors(japanese: str, translation: Translation) -> tuple[Anchor, ...]:
    """Places in both texts that belong together, in order; the ends of the texts are the last.

    >>> anchors("今は32人です。", Translation("s1", "Now we are 32."))
    (Anchor(ja=2, en=11), Anchor(ja=4, en=13), Anchor(ja=8, en=14))
    """
    english = translation.shown
    found = [*_numbers(japanese, english)]
    for verdict in translation.verdicts:
        found += _same_count(_all(japanese, verdict.ja), _all(english.casefold(), verdict.en.casefold()))
    fixed = [
        Anchor(0, 0),
        *(translation.clauses if english == translation.text else ()),
        Anchor(len(japanese), len(english)),
    ]
    out: list[Anchor] = []
    for before, after in pairwise(fixed):
        inside = [edges for edges in found if all(_belongs(before, edge, after) for edge in edges)]
        out += [*_in_order(edge for edges in inside for edge in edges), after]
    return tuple(out)


def placed(cuts: Sequence[Anchor]) -> Place:
    """A function from a place in the Japanese to the place in the English that belongs to it, between characters."""
    import numpy as np

    ja, en = [0, *(cut.ja for cut in cuts)], [0, *(cut.en for cut in cuts)]
    return lambda place: float(np.interp(place, ja, en))


def _belongs(before: Anchor, anchor: Anchor, after: Anchor) -> bool:
    """Whether an anchor lies between two others, and about as far on in both texts."""
    ja, en = anchor.ja - before.ja, anchor.en - before.en
    whole_ja, whole_en = after.ja - before.ja, after.en - before.en
    if not (0 <= ja <= whole_ja and 0 <= en <= whole_en):
        return False
    return abs(ja / max(1, whole_ja) - en / max(1, whole_en)) <= FARTHEST


def _numbers(japanese: str, english: str) -> list[Edges]:
    pairs: list[Edges] = []
    for value in {_value(match[0]) for match in _NUMBER.finditer(japanese)}:
        spans = (
            [match.span() for match in _NUMBER.finditer(text) if _value(match[0]) == value]
            for text in (japanese, english)
        )
        pairs += _same_count(*spans)
    return pairs


def _value(number: str) -> str:
    return normalize(number).replace(",", "")


def _all(text: str, wanted: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(re.escape(wanted), text)] if wanted else []


def _same_count(ja: Sequence[tuple[int, int]], en: Sequence[tuple[int, int]]) -> list[Edges]:
    """What stands in both texts equally often."""
    if len(ja) != len(en):
        return []
    return [(Anchor(a, c), Anchor(b, d)) for (a, b), (c, d) in zip(ja, en, strict=True)]


def _in_order(cuts: Iterable[Anchor]) -> list[Anchor]:
    """As many as go up in both texts (the longest increasing subsequence)."""
    ranked = sorted(set(cuts), key=lambda cut: (cut.ja, -cut.en))
    tails: list[int] = []
    chains: list[list[Anchor]] = []
    for cut in ranked:
        at = bisect_left(tails, cut.en)
        chain = [*(chains[at - 1] if at else []), cut]
        tails[at : at + 1], chains[at : at + 1] = [cut.en], [chain]
    return chains[-1] if chains else []
