"""Finding each sentence of the transcript in what was heard, by sound.

Both texts become phonemes; one edit path over all of them (Levenshtein) says which sounds of which sentence were
heard where. A sentence that the path could not place is looked for in the speech that no sentence took.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

SPOKEN = 0.5  # share of a sentence's sounds found, from which it was spoken
PARTIAL = 0.3  # from which a part of it was
ELSEWHERE = 0.72  # share needed to believe that a sentence was spoken in another place than written
SHORTEST_ELSEWHERE = 10  # phonemes; a shorter sentence would be found anywhere by chance
SHORTEST_RUN = 3  # phonemes; with five vowels, shorter runs agree by chance in any two texts
DOUBTFUL = 0.8  # a match below this is asked whether its neighbours explain its sounds as well
OWN_SHARE = 0.4  # of its sounds that a sentence must explain alone
STRAY_GAP = 14  # phonemes heard between two matches, beyond which the smaller side is a chance match
SHORTEST_UNSCRIPTED = 8  # phonemes


@dataclass(frozen=True, slots=True)
class Match:
    """Where a sentence was heard: pairs (its phoneme, heard phoneme), both rising; `score` is 0 to 1."""

    pairs: tuple[tuple[int, int], ...]
    score: float
    out_of_order: bool = False

    @property
    def heard_from(self) -> int:
        return self.pairs[0][1]

    @property
    def heard_to(self) -> int:
        return self.pairs[-1][1] + 1


def match_sentences(sentences: Sequence[str], heard: str) -> tuple[Match | None, ...]:
    """Match the phonemes of each sentence against the phonemes heard; None where a sentence was not spoken."""
    found = [_trusted(pairs, len(text)) for pairs, text in zip(_path(sentences, heard), sentences, strict=True)]
    found = _uncontested(found, sentences, heard)
    free = _free_stretches(found, len(heard))
    for index in sorted(range(len(sentences)), key=lambda i: -len(sentences[i])):
        if found[index] is None and len(sentences[index]) >= SHORTEST_ELSEWHERE:
            found[index] = _elsewhere(sentences[index], heard, free)
            if found[index] is not None:
                free = _free_stretches(found, len(heard))
    return tuple(found)


def free_stretches(matches: Sequence[Match | None], heard_length: int) -> tuple[tuple[int, int], ...]:
    """Stretches of heard phonemes that no sentence took and that are long enough to be speech."""
    return tuple(
        (start, end) for start, end in _free_stretches(matches, heard_length) if end - start >= SHORTEST_UNSCRIPTED
    )


def _path(sentences: Sequence[str], heard: str) -> list[list[tuple[int, int]]]:
    """For each sentence the pairs of equal phonemes on the cheapest edit path, where a few in a row are equal."""
    edges = [0]
    for sentence in sentences:
        edges.append(edges[-1] + len(sentence))
    pairs: list[list[tuple[int, int]]] = [[] for _ in sentences]
    index = 0
    for op in Levenshtein.opcodes("".join(sentences), heard):
        if op.tag != "equal" or op.src_end - op.src_start < SHORTEST_RUN:
            continue
        for offset in range(op.src_end - op.src_start):
            at = op.src_start + offset
            while at >= edges[index + 1]:
                index += 1
            pairs[index].append((at - edges[index], op.dest_start + offset))
    return pairs


def _trusted(pairs: list[tuple[int, int]], length: int) -> Match | None:
    """The match without its strays, or None if too little is left of it."""
    if not pairs or not length:
        return None
    clusters = [[pairs[0]]]
    for before, pair in pairwise(pairs):
        skipped = pair[1] - before[1] - max(0, pair[0] - before[0])
        if skipped > STRAY_GAP:
            clusters.append([])
        clusters[-1].append(pair)
    core = max(clusters, key=len)
    spread = core[-1][1] - core[0][1] + 1
    score = len(core) / max(length, spread)
    return Match(tuple(core), score) if score >= PARTIAL else None


def _uncontested(found: Sequence[Match | None], sentences: Sequence[str], heard: str) -> list[Match | None]:
    """The matches without those whose sounds their neighbours can explain as well.

    A lead that repeats what the first speaker says takes those words from her; without it they go back. A sentence
    that was truly said leaves a hole. The least certain ones are asked first.
    """
    out = list(found)
    doubtful = [(match.score, index) for index, match in enumerate(out) if match and match.score < DOUBTFUL]
    for _, index in sorted(doubtful):
        match = out[index]
        placed = [i for i, other in enumerate(out) if other is not None]
        place = placed.index(index)
        beside = [*placed[max(0, place - 1) : place], *placed[place + 1 : place + 2]]
        near = [(i, other) for i in beside if (other := out[i]) is not None]
        if match is None or not near:
            continue
        start = min(match.heard_from, *(other.heard_from for _, other in near))
        end = max(match.heard_to, *(other.heard_to for _, other in near))
        without = _path([sentences[i] for i, _ in near], heard[start:end])
        again = [
            _trusted([(i, start + j) for i, j in pairs], len(sentences[n]))
            for (n, _), pairs in zip(near, without, strict=True)
        ]
        gained = sum(len(new.pairs) if new else 0 for new in again) - sum(len(other.pairs) for _, other in near)
        if len(match.pairs) - gained < OWN_SHARE * len(sentences[index]):
            out[index] = None
            for (i, other), new in zip(near, again, strict=True):
                out[i] = new if new and len(new.pairs) > len(other.pairs) else other
    return out


def _free_stretches(matches: Sequence[Match | None], heard_length: int) -> list[tuple[int, int]]:
    taken = sorted((m.heard_from, m.heard_to) for m in matches if m)
    free, place = [], 0
    for start, end in [*taken, (heard_length, heard_length)]:
        if start > place:
            free.append((place, start))
        place = max(place, end)
    return free


def _elsewhere(sentence: str, heard: str, free: Sequence[tuple[int, int]]) -> Match | None:
    """The best place for a sentence among the stretches that are still free."""
    best: Match | None = None
    for start, end in free:
        if end - start < len(sentence) * ELSEWHERE:
            continue
        spot = fuzz.partial_ratio_alignment(sentence, heard[start:end], score_cutoff=100 * ELSEWHERE)
        if spot is None:
            continue
        begin = start + spot.dest_start
        pairs = _path([sentence], heard[begin : start + spot.dest_end])[0]
        match = _trusted([(i, begin + j) for i, j in pairs], len(sentence))
        if match and match.score >= ELSEWHERE and (best is None or match.score > best.score):
            best = Match(match.pairs, match.score, out_of_order=True)
    return best
