"""The lines of one cue: as few as fit, balanced, broken where it reads best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from taiyaku.cues.english import english_cuts
from taiyaku.cues.split import Cut, even, partition
from taiyaku.text.conventions import Conventions, dress
from taiyaku.text.conventions_en import dress_english
from taiyaku.text.phrases import break_points
from taiyaku.text.width import width

Extents = Sequence[tuple[int, int]]
REMEMBERED = 1024  # texts: the same one is looked at for its parts, its lines and its neighbours
AS_WRITTEN = Conventions()


@dataclass(frozen=True, slots=True)
class Room:
    """What a cue has for one language: lines of so many full-width units or characters, written in some way."""

    line_width: float
    max_lines: int
    conventions: Conventions = AS_WRITTEN

    @property
    def size(self) -> float:
        """All lines together."""
        return self.line_width * self.max_lines


def japanese_cuts(text: str, protected: Extents = ()) -> tuple[Cut, ...]:
    """Where Japanese may be cut: bunsetsu and punctuation, never inside numbers, names and terms."""
    return _japanese_cuts(text, tuple(protected))


@lru_cache(maxsize=REMEMBERED)
def _japanese_cuts(text: str, protected: Extents) -> tuple[Cut, ...]:
    return tuple(Cut(point.at, point.penalty) for point in break_points(text, protected))


def japanese_lines(text: str, room: Room, protected: Extents = (), lead: str = "") -> tuple[str, ...]:
    """Lines as wide as the room has it, if the text can be broken so; `lead` stands before them."""

    def shown(part: str) -> str:
        return dress(part, room.conventions)

    return _lines(text, room, japanese_cuts(text, protected), shown, width, lead)


def english_lines(text: str, room: Room, lead: str = "") -> tuple[str, ...]:
    """Lines as wide as the room has it, if the text can be broken so; `lead` stands before them."""

    def shown(part: str) -> str:
        return dress_english(part, room.conventions)

    return _lines(text, room, english_cuts(text), shown, len, lead)


def _lines(
    text: str,
    room: Room,
    cuts: Sequence[Cut],
    shown: Callable[[str], str],
    measure: Callable[[str], float],
    lead: str,
) -> tuple[str, ...]:
    before = measure(lead)

    def excess(a: int, b: int) -> float:
        return max(0.0, measure(shown(text[a:b])) + (0 if a else before) - room.line_width) / room.line_width

    whole = room.max_lines == 1 or not excess(0, len(text))
    parts = ((0, len(text)),) if whole else partition(cuts, len(text), even(room.max_lines), excess)
    lines = [line for a, b in parts if (line := shown(text[a:b]))]
    return (lead + lines[0], *lines[1:]) if lines else ()
