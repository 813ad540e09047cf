"""A chat model's reply: its text, and how likely the model thought each piece of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

Piece = tuple[str, float]  # text, natural logarithm of its probability
_NUMBER = re.compile(r"\s*(\d+)\s*[.):][ \t]*")


@dataclass(frozen=True, slots=True)
class Reply:
    """`pieces` join to `text`; there are none where a server says nothing of probabilities."""

    text: str
    pieces: tuple[Piece, ...] = ()


def reply_of(choice: Mapping[str, Any]) -> Reply:
    """A chat completion's choice. Raises KeyError or TypeError for what is none."""
    told = (choice.get("logprobs") or {}).get("content") or ()
    return Reply(choice["message"]["content"], tuple((str(one["token"]), float(one["logprob"])) for one in told))


def line_scores(reply: Reply, count: int) -> tuple[float, ...]:
    """The mean log probability of the pieces of each numbered line, without its number; nothing unless all have one.

    A single line may lack its number, as in `parse_answer`.

    >>> line_scores(Reply("", (("1", -3.0), (".", -1.0), (" A", -0.5), (" port", -0.1), ("\\n", 0.0))), 1)
    (-0.3,)
    """
    found: dict[int, float] = {}
    lines = [line for line in _lines(reply.pieces) if _text(line)]
    for line in lines:
        match = _NUMBER.match(_text(line))
        if match:
            ends = accumulate(len(text) for text, _ in line)
            said = [score for (_, score), end in zip(line, ends, strict=True) if end > match.end()]
            found.setdefault(int(match[1]), sum(said) / max(1, len(said)))
    if count == 1 and not found and lines:
        said = [score for _, score in next((line for line in lines if not _text(line).endswith(":")), lines[0])]
        return (sum(said) / len(said),)
    return tuple(found[number] for number in range(1, count + 1)) if len(found) == count else ()


def _text(line: Sequence[Piece]) -> str:
    return "".join(text for text, _ in line).rstrip()


def _lines(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces line by line; one that holds a line's end belongs to that line if it holds more."""
    line: list[Piece] = []
    for text, score in pieces:
        kept = text.rstrip("\n")
        line += [(kept, score)] if kept else []
        if "\n" in text:
            yield line
            line = []
    yield line
