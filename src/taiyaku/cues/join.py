"""Short sentences that share a subtitle, as each alone would be gone before it is read.

One dynamic programme over all of them: what it costs to leave a sentence too short, or too fast, against joining it
with its neighbours. Two speakers share a subtitle with dashes, where the profile has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from taiyaku.cues.cells import Cell, english_of, fits, japanese_of
from taiyaku.cues.grid import Grid
from taiyaku.profiles import Profile, TrackRules

MOST = 3  # sentences in one subtitle
VOICES = 2  # speakers
TOO_SHORT = 1.0  # a subtitle under the profile's least duration
TOO_FAST = 0.2  # one that is read at twice the profile's speed
JOINED = 0.3  # each sentence that does not stand alone
OTHER_VOICE = 0.2  # and, if another speaker says it, this much more


def join_short(cells: Sequence[Cell], grid: Grid, profile: Profile) -> list[Cell]:
    """The cells, short ones joined; two voices only where the rules of both languages let them share a subtitle."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    alone = [
        _cost(cell, after.start_ms if after else None, grid, profile) for cell, after in zip_longest(cells, cells[1:])
    ]
    for end in range(1, len(cells) + 1):
        following = cells[end].start_ms if end < len(cells) else None
        ways = [(best[end - 1][0] + alone[end - 1], end - 1)]
        for start in range(end - 2, max(-1, end - 1 - MOST), -1):
            if sum(alone[start:end]) <= JOINED:
                continue
            cell = _joined(cells[start:end], grid, profile)
            if cell is None:
                break
            ways.append((best[start][0] + _cost(cell, following, grid, profile), start))
        best.append(min(ways))
    out: list[Cell] = []
    at = len(cells)
    while at:
        start = best[at][1]
        out.append(Cell(tuple(piece for cell in cells[start:at] for piece in cell.pieces)))
        at = start
    return out[::-1]


def _joined(cells: Sequence[Cell], grid: Grid, profile: Profile) -> Cell | None:
    """Whole sentences without a long pause between them as one cell, if that has room for both languages."""
    pieces = tuple(piece for cell in cells for piece in cell.pieces)
    rules = profile.ja
    near = all(b.start_ms - a.end_ms <= rules.min_ms for a, b in pairwise(cells))
    cell = Cell(pieces)
    shared = rules.dashes == profile.en.dashes == "share" and min(grid.ja.max_lines, grid.en.max_lines) >= VOICES
    voices = len(cell.voices)
    if not (near and all(p.joins for p in pieces) and voices <= (VOICES if shared else 1)):
        return None
    return cell if fits(cell, grid) else None


def _cost(cell: Cell, following: int | None, grid: Grid, profile: Profile) -> float:
    rules = profile.ja
    end = max(cell.end_ms + rules.hang_ms, cell.start_ms + rules.min_ms)
    if following is not None:
        end = min(end, following - rules.gap_ms)
    lasts = max(1, end - cell.start_ms)
    fast = _fast(japanese_of(cell, grid.ja), lasts, profile.ja) + _fast(english_of(cell, grid.en), lasts, profile.en)
    joins = len(cell.pieces) - 1
    return TOO_SHORT * (lasts < rules.min_ms) + TOO_FAST * fast + JOINED * joins + OTHER_VOICE * (len(cell.voices) - 1)


def _fast(lines: Sequence[str], lasts_ms: int, rules: TrackRules) -> float:
    """How much faster than it can be read, as a share of that speed."""
    return max(0.0, sum(map(len, lines)) * 1000 / lasts_ms / rules.cps - 1)
