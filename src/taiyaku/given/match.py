"""Which English belongs to which sentence: by common times where there are any, else by order and length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from taiyaku.formats import Caption
from taiyaku.given.clock import Clock, Span, agreement
from taiyaku.given.clues import Clue, tokens_of
from taiyaku.given.drift import moved
from taiyaku.given.lay import lay
from taiyaku.given.order import order_clock
from taiyaku.given.stream import Stream, stream_of

MATCHING = 1  # raise it with every change to what matching gives: English is laid again
COMMON = 0.35  # agreement from which two files have common times


@dataclass(frozen=True, slots=True)
class Left:
    """English that belongs to no sentence, and when it stands in its file."""

    start_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Laid:
    """`lines` are the English of each sentence to the letter, empty where there is none; `left` is all the rest.

    `way` names the clock that they were matched by, and is empty where there was none: then order and length decided.
    `shifted` says that the clock had to be moved, or run at another rate.
    `until_ms` is when the last English that has a sentence stands, on the English file's clock. Of `clues` (numbers,
    names and terms of the Japanese that has English) `met` stand in their English.
    """

    lines: tuple[str, ...]
    left: tuple[Left, ...]
    way: str
    shifted: bool
    clues: int
    met: int
    until_ms: int


def match_english(
    captions: Sequence[Caption],
    texts: Sequence[str],
    clues: Sequence[frozenset[Clue]],
    clocks: Sequence[Clock] = (),
) -> Laid:
    """The English of each sentence. `captions` are in order of time; `texts` and `clues` are the sentences'.

    The first of `clocks` that has times in common with the captions decides.
    """
    stream = stream_of(captions)
    starts = [caption.start_ms for caption in captions]
    common = next((clock for clock in clocks if agreement(clock.starts, starts) >= COMMON), None)
    spans: Sequence[Span | None] = common.spans if common else ()
    shifted = None
    if not common:
        spans = order_clock(stream, texts, clues)
        shifted = next((found for clock in clocks if (found := moved(clock, spans, starts))), None)
        spans = shifted.spans if shifted else spans
    owners = lay(stream, _in_order(spans))
    lines, left = _collect(stream, owners, len(texts))
    told = [(clue, set(tokens_of(line))) for line, each in zip(lines, clues, strict=True) if line for clue in each]
    met = sum(not clue.isdisjoint(words) for clue, words in told)
    way = common or shifted
    owned = (word.at_ms for word, owner in zip(stream.words, owners, strict=True) if owner is not None)
    return Laid(lines, left, way.name if way else "", shifted is not None, len(told), met, max(owned, default=0))


def _in_order(spans: Sequence[Span | None]) -> list[Span | None]:
    """Spans whose starts do not go back; one that does, as it was said earlier than it is written, has none."""
    out: list[Span | None] = []
    latest = 0
    for span in spans:
        out.append(span if span is not None and span[0] >= latest else None)
        latest = max(latest, span[0]) if span is not None else latest
    return out


def _collect(stream: Stream, owners: Sequence[int | None], count: int) -> tuple[tuple[str, ...], tuple[Left, ...]]:
    """Runs of words as the lines of their owners; of what has none, a piece a caption."""
    lines = [""] * count
    left: list[Left] = []
    places = range(len(owners))
    for (owner, caption), run in groupby(places, lambda at: (owners[at], None if owners[at] is not None
                                                             else stream.words[at].caption)):  # fmt: skip
        inside = list(run)
        text = stream.piece(inside[0], inside[-1])
        if owner is None:
            left.append(Left(stream.captions[caption or 0].start_ms, text))
        else:
            lines[owner] = text
    return tuple(lines), tuple(left)
