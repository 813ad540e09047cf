"""The lines of one cue: as few as fit, balanced, broken where it reads best."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from taiyaku.cues.english import english_cuts
from taiyaku.cues.split import Cut, even, partition
from taiyaku.text.conventions import Conventions, dress
from taiyaku.text.phrases import break_points
from taiyaku.text.width import width

Extents = Sequence[tuple[int, int]]
AS_WRITTEN = Conventions()


def japanese_cuts(text: str, protected: Extents = ()) -> tuple[Cut, ...]:
    """Where Japanese may be cut: bunsetsu and punctuation, never inside numbers, names and terms."""
    return tuple(Cut(point.at, point.penalty) for point in break_points(text, protected))


def japanese_lines(
    text: str, line_width: float, max_lines: int, protected: Extents = (), conventions: Conventions = AS_WRITTEN
) -> tuple[str, ...]:
    """Lines of at most `line_width` full-width units each, if the text can be broken so, written as is wanted."""

    def measure(part: str) -> float:
        return width(dress(part, conventions))

    lines = _lines(text, measure(text), line_width, max_lines, japanese_cuts(text, protected), measure)
    return tuple(shown for line in lines if (shown := dress(line, conventions)))


def english_lines(text: str, line_width: float, max_lines: int) -> tuple[str, ...]:
    """Lines of at most `line_width` characters each, if the text can be broken so."""
    return _lines(text, len(text.strip()), line_width, max_lines, english_cuts(text), len)


def _lines(
    text: str, size: float, line_width: float, max_lines: int, cuts: Sequence[Cut], measure: Callable[[str], float]
) -> tuple[str, ...]:
    if size <= line_width or max_lines == 1:
        return (text.strip(),)

    def excess(a: int, b: int) -> float:
        return max(0.0, measure(text[a:b].strip()) - line_width) / line_width

    parts = partition(cuts, len(text), even(max_lines), excess)
    return tuple(line for a, b in parts if (line := text[a:b].strip()))
