"""Where two files have no common times: sentences and English in the same order, by their lengths and what they share.

After Gale and Church, A Program for Aligning Sentences in Bilingual Corpora (1993). What comes of it is a clock: when
each sentence would have stood in the English file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from taiyaku.given.clock import Span
from taiyaku.given.clues import Clue, tokens_of
from taiyaku.given.stream import Stream

RATIO = (1.3, 3.2)  # English characters to a Japanese one, as talks have them
SPREAD = 8.0  # variance of the English length, a character expected
FARTHEST = 8.0  # no length costs more
MOST = 8  # pieces of English to one sentence
ALONE = 4.0  # a sentence without English, or a piece without Japanese
SHARED = 2.5  # two sentences in one piece
PARTED = 1.0  # an English sentence whose pieces belong to two
MET, UNMET = -2.0, 1.5  # each clue
BAND, BAND_SENTENCES = 0.08, 40.0  # how far from an even pace, of the whole and in sentences

Bead = tuple[int, int, int, int]  # sentences from, to, and pieces from, to


@dataclass(frozen=True, slots=True)
class _Texts:
    """Both texts as lengths; `pieces` are the first and last words of the pieces of English."""

    lengths: Sequence[int]
    clues: Sequence[frozenset[Clue]]
    pieces: Sequence[tuple[int, int]]
    sizes: Sequence[int]  # of the English before each piece, and of all
    seams: Sequence[bool]  # whether an English sentence goes on into the piece
    found: dict[str, list[int]]  # the pieces that a word stands in
    ratio: float


def order_clock(stream: Stream, texts: Sequence[str], clues: Sequence[frozenset[Clue]]) -> tuple[Span | None, ...]:
    """When each sentence would have stood in the English file; None for one that has no English there."""
    both = _prepare(stream, texts, clues)
    spans: list[Span | None] = [None] * len(texts)
    for first, last, a, b in _beads(both):
        if a == b:
            continue
        start, end = stream.words[both.pieces[a][0]].at_ms, stream.words[both.pieces[b - 1][1]].at_ms
        whole = sum(both.lengths[first:last])
        shares = list(accumulate(both.lengths[first:last], initial=0))
        for number in range(first, last):
            edges = (start + (end - start) * shares[at] // max(1, whole) for at in (number - first, number - first + 1))
            spans[number] = (next(edges), next(edges))
    return tuple(spans)


def _prepare(stream: Stream, texts: Sequence[str], clues: Sequence[frozenset[Clue]]) -> _Texts:
    heads = [at for at, word in enumerate(stream.words) if word.opens or not word.goes_on]
    pieces = [(a, b - 1) for a, b in zip(heads, [*heads[1:], len(stream.words)], strict=True)]
    found: dict[str, list[int]] = {}
    for at, (a, b) in enumerate(pieces):
        for token in tokens_of(stream.piece(a, b)):
            found.setdefault(token, []).append(at)
    lengths = [len("".join(text.split())) for text in texts]
    sizes = [stream.words[a].start for a, _ in pieces] + [len(stream.text)]
    ratio = min(RATIO[1], max(RATIO[0], len(stream.text) / max(1, sum(lengths))))
    return _Texts(lengths, clues, pieces, sizes, [stream.words[a].goes_on for a, _ in pieces], found, ratio)


def _beads(both: _Texts) -> list[Bead]:
    """The cheapest pairing of runs of sentences with runs of pieces."""
    count = len(both.lengths)
    shares = [size / max(1, both.sizes[-1]) for size in both.sizes]
    pace = [done / max(1, sum(both.lengths)) for done in accumulate(both.lengths, initial=0)]
    width = BAND + BAND_SENTENCES / max(1, count)
    best: list[dict[int, tuple[float, tuple[int, int]]]] = [{} for _ in range(count + 1)]
    best[0][0] = (0.0, (0, 0))
    for done in range(count + 1):
        for taken in range(len(both.pieces) + 1):
            if taken not in best[done]:
                continue
            for sentences, pieces, cost in _moves(both, done, taken):
                to = (done + sentences, taken + pieces)
                total = best[done][taken][0] + cost
                near = abs(shares[to[1]] - pace[to[0]]) <= width or to[1] == len(both.pieces) or to[0] == count
                if near and total < best[to[0]].get(to[1], (float("inf"),))[0]:
                    best[to[0]][to[1]] = (total, (done, taken))
    out: list[Bead] = []
    at = (count, len(both.pieces))
    while at != (0, 0):
        before = best[at[0]][at[1]][1]
        out.append((before[0], at[0], before[1], at[1]))
        at = before
    return out[::-1]


def _moves(both: _Texts, done: int, taken: int) -> Iterator[tuple[int, int, float]]:
    """What may come next: so many sentences, so many pieces, and its cost."""
    left, more = len(both.lengths) - done, len(both.pieces) - taken
    if more:
        yield 0, 1, ALONE
    if left:
        yield 1, 0, ALONE
    for sentences in range(1, min(2, left) + 1):
        for pieces in range(1, min(MOST if sentences == 1 else 2, more) + 1):
            cost = _cost(both, (done, done + sentences, taken, taken + pieces))
            yield sentences, pieces, cost + SHARED * (sentences - 1)


def _cost(both: _Texts, bead: Bead) -> float:
    first, last, a, b = bead
    expected = max(8.0, both.ratio * sum(both.lengths[first:last]))
    apart = both.sizes[b] - both.sizes[a] - expected
    cost = min(FARTHEST, apart * apart / (2 * SPREAD * expected))
    cost += PARTED if both.seams[a] else 0.0
    for clues in both.clues[first:last]:
        cost += sum(MET if any(_stands(both.found.get(word, ()), a, b) for word in clue) else UNMET for clue in clues)
    return cost


def _stands(places: Sequence[int], a: int, b: int) -> bool:
    at = bisect_left(places, a)
    return at < len(places) and places[at] < b
