"""Finding each sentence of the transcript in what was heard, by sound.

Both texts are phonemes. Most sentences are told in the order written; those that were not found in it are looked for,
again in their order, in the speech that no sentence took.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from taiyaku.align.likeness import BORDER
from taiyaku.align.order import Price, place_in_order
from taiyaku.align.seeds import look_windows

SPOKEN = 0.5  # share of a sentence's sounds found, from which it was spoken
PARTIAL = 0.3  # from which a part of it was
IN_ORDER = Price(1.5, 0.15)
IN_BETWEEN = Price(2.2, 0.02)  # unrelated talk of the same length reaches 2.5 in one of a hundred
ROOM, SPARE = 1.6, 6  # heard phonemes between two sentences for each that is missing there, and some more
ELSEWHERE = Price(6.0, 0.35)  # in another order anything is possible, so that more has to agree
ROUNDS_ELSEWHERE = 3  # passages told out of order that may stand in yet another order among themselves
PAUSE = 3 * ","  # stands in what was heard for a pause; like BORDER it is like nothing, and it costs three gaps
APART = 40 * BORDER  # between two free stretches: no sentence lies across
RELATED = 0.08  # unrelated talks have about 0.02 in common
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


def match_sentences(sentences: Sequence[str], phonemes: str, pauses: Collection[int] = ()) -> tuple[Match | None, ...]:
    """Match the phonemes of each sentence against the phonemes heard; None where a sentence was not spoken.

    `pauses` are the heard phonemes before which there was a long one: a sentence that goes on behind it has to agree
    that much more.
    """
    heard, origin = _with_pauses(phonemes, pauses)
    places = place_in_order(sentences, heard, look_windows(sentences, heard), IN_ORDER)
    found = [place and _match(sentence, heard, place, False) for sentence, place in zip(sentences, places, strict=True)]
    _fill(found, sentences, heard)
    for _ in range(ROUNDS_ELSEWHERE):
        missing = [n for n, match in enumerate(found) if match is None and sentences[n]]
        new = _elsewhere([sentences[n] for n in missing], heard, _free_stretches(found, len(heard)))
        for number, match in zip(missing, new, strict=True):
            found[number] = match
        if not any(new):
            break
    return tuple(match and _at_origin(match, origin) for match in found)


def _with_pauses(phonemes: str, pauses: Collection[int]) -> tuple[str, list[int]]:
    """What was heard with marks for the pauses in it, and which phoneme each of its places is."""
    out, origin = "", []
    for number, phoneme in enumerate(phonemes):
        part = PAUSE + phoneme if number in pauses else phoneme
        out += part
        origin += [number] * len(part)
    return out, origin


def _at_origin(match: Match, origin: Sequence[int]) -> Match:
    return replace(match, pairs=tuple((written, origin[at]) for written, at in match.pairs))


def belongs(matches: Sequence[Match | None], sentences: Sequence[str], heard: str) -> bool:
    """Whether sentences and speech are of one talk at all, as their matches tell.

    Of the shorter one, some share must stand in the other.
    """
    found = sum(len(match.pairs) for match in matches if match and match.score >= SPOKEN)
    return found >= RELATED * min(len(heard), sum(map(len, sentences)))


def free_stretches(matches: Sequence[Match | None], heard_length: int) -> tuple[tuple[int, int], ...]:
    """Stretches of heard phonemes that no sentence took and that are long enough to be speech."""
    return tuple(
        (start, end) for start, end in _free_stretches(matches, heard_length) if end - start >= SHORTEST_UNSCRIPTED
    )


def _match(sentence: str, heard: str, place: tuple[int, int], out_of_order: bool) -> Match | None:
    """The pairs of equal phonemes of a sentence and its place; None where too few of them are equal."""
    start, end = place
    pairs: list[tuple[int, int]] = []
    for op in Levenshtein.opcodes(sentence, heard[start:end]):
        if op.tag == "equal":
            pairs += zip(
                range(op.src_start, op.src_end), range(start + op.dest_start, start + op.dest_end), strict=True
            )
    score = len(pairs) / max(len(sentence), end - start - heard[start:end].count(PAUSE[0]))
    return Match(tuple(pairs), score, out_of_order) if pairs and score >= PARTIAL else None


def _fill(found: list[Match | None], sentences: Sequence[str], heard: str) -> None:
    """Ask less of the sentences that are missing between two that were found, where about as much was heard."""
    for run in missing_runs(found):
        before, after = (found[n] if 0 <= n < len(found) else None for n in (run[0] - 1, run[-1] + 1))
        start = before.heard_to if before else 0
        end = after.heard_from if after else len(heard)
        if 0 < end - start <= ROOM * sum(len(sentences[n]) for n in run) + SPARE:
            written = [sentences[n] for n in run]
            places = place_in_order(written, heard[start:end], [(0, end - start)] * len(run), IN_BETWEEN)
            for number, place in zip(run, places, strict=True):
                if place:
                    found[number] = _match(sentences[number], heard, (start + place[0], start + place[1]), False)


def missing_runs(found: Sequence[object | None]) -> Iterator[list[int]]:
    """The numbers of those that are None, run by run."""
    for is_missing, run in groupby(range(len(found)), lambda n: found[n] is None):
        if is_missing:
            yield list(run)


def _elsewhere(sentences: Sequence[str], heard: str, free: Sequence[tuple[int, int]]) -> list[Match | None]:
    """Those of the missing sentences that stand in the free stretches, in their order."""
    if not sentences or not free:
        return [None] * len(sentences)
    joined = APART.join(heard[start:end] for start, end in free)
    shift: list[int] = []
    for start, end in free:
        shift += [start - len(shift)] * (end - start + len(APART))
    places = place_in_order(sentences, joined, [(0, len(joined))] * len(sentences), ELSEWHERE)
    out: list[Match | None] = []
    for sentence, place in zip(sentences, places, strict=True):
        if place and BORDER in joined[slice(*place)]:
            place = None
        there = place and (place[0] + shift[place[0]], place[1] + shift[place[0]])
        out.append(there and _match(sentence, heard, there, True))
    return out


def _free_stretches(matches: Sequence[Match | None], heard_length: int) -> list[tuple[int, int]]:
    taken = sorted((m.heard_from, m.heard_to) for m in matches if m)
    free, place = [], 0
    for start, end in [*taken, (heard_length, heard_length)]:
        if start > place:
            free.append((place, start))
        place = max(place, end)
    return free
