"""Timed sentences as cues: a Japanese, an English and a stacked track that share their ids where they share a grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from taiyaku.cues.cells import Cell, Talk, cells_of, english_of, japanese_of
from taiyaku.cues.grid import Grid, Leads
from taiyaku.cues.join import join_short
from taiyaku.cues.lines import Room
from taiyaku.cues.timing import FIRST_SOUND, INSIDE, LAST_SOUND, time_cues
from taiyaku.model import Alignment, Cue, Translation
from taiyaku.profiles import Profile, TrackRules


@dataclass(frozen=True, slots=True)
class CueTracks:
    """The three tracks. `ja` and `en` have one grid and the same ids; the stacked one has a finer grid."""

    ja: tuple[Cue, ...]
    en: tuple[Cue, ...]
    stacked: tuple[Cue, ...]


Lines = tuple[str, ...]


def make_cues(
    alignment: Alignment,
    translations: Mapping[str, Translation],
    profile: Profile,
    talk: Talk | None = None,
    stacked_lines: int = 1,
) -> CueTracks:
    """Cues of every sentence that was spoken, in order of time; those that were not wait without one.

    `translations` are by sentence id; a sentence without one has an empty place in the English track.
    `stacked_lines` is how many lines each language may have in the stacked track.
    """
    talk = talk or Talk()
    spoken = sorted((s for s in alignment.sentences if s.start_ms is not None), key=lambda s: s.start_ms or 0)
    ja, en = profile.ja, profile.en
    room, en_room = Room(ja.line_width, ja.max_lines, ja.conventions), Room(en.line_width, en.max_lines, en.conventions)
    grid = Grid(room, en_room, ja.max_ms, ja.min_ms + ja.gap_ms)
    fine = Grid(
        replace(room, line_width=ja.stacked_width, max_lines=stacked_lines),
        replace(en_room, line_width=en.stacked_width, max_lines=stacked_lines),
        ja.max_ms,
        ja.min_ms + ja.gap_ms,
    )
    # one name is enough where both languages stand together
    once = replace(talk, speakers={name: Leads(speaker.ja) for name, speaker in talk.speakers.items()})
    cells, narrow = (
        join_short(cells_of(spoken, translations, each, known, profile), each, profile)
        for each, known in ((grid, talk), (fine, once))
    )
    return CueTracks(
        _track(cells, "ja", lambda c: (japanese_of(c, grid.ja), ()), ja, talk),
        _track(cells, "en", lambda c: ((), english_of(c, grid.en)), en, talk),
        _track(narrow, "ja", lambda c: (japanese_of(c, fine.ja), english_of(c, fine.en)), ja, talk),
    )


def _track(
    cells: Sequence[Cell], language: str, lines: Callable[[Cell], tuple[Lines, Lines]], rules: TrackRules, talk: Talk
) -> tuple[Cue, ...]:
    """Cues of one track; ids count the cells, so that tracks of one grid share them."""
    cues = []
    for number, cell in enumerate(cells, start=1):
        japanese, english = lines(cell)
        if japanese or english:
            start_reason = FIRST_SOUND if cell.pieces[0].first else INSIDE
            end_reason = LAST_SOUND if cell.pieces[-1].last else INSIDE
            shown, spans = (*japanese, *english), cell.spans(language)
            cue = Cue(number, cell.start_ms, cell.end_ms, shown, spans, start_reason, end_reason)
            cues.append(replace(cue, ja_lines=len(japanese)))
    return time_cues(cues, rules, talk.shots)
