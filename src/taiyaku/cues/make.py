"""Timed sentences as cues: a Japanese, an English and a stacked track that share their ids where they share a grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from taiyaku.cues.grid import Part, Room, split_sentence
from taiyaku.cues.lines import english_lines, japanese_lines
from taiyaku.model import Alignment, Cue, Span, TimedSentence, Translation
from taiyaku.profiles import Profile

Protect = Callable[[str], Sequence[tuple[int, int]]]  # text -> extents that no break may enter
SHORTEST_MS = 100  # where speakers overlap, what is left of a cue


@dataclass(frozen=True, slots=True)
class CueTracks:
    """The three tracks. `ja` and `en` have one grid and the same ids; the stacked one has a finer grid."""

    ja: tuple[Cue, ...]
    en: tuple[Cue, ...]
    stacked: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """One part of one sentence, with its texts."""

    sentence_id: str
    part: Part
    japanese: str
    english: str
    protected: tuple[tuple[int, int], ...]
    first: bool
    last: bool


def no_protection(text: str) -> Sequence[tuple[int, int]]:
    """Nothing but numbers, names and Latin words is kept whole."""
    return ()


def make_cues(
    alignment: Alignment,
    translations: Mapping[str, Translation],
    profile: Profile,
    protect: Protect = no_protection,
    stacked_lines: int = 1,
) -> CueTracks:
    """Cues of every sentence that was spoken, in order of time; those that were not wait without one.

    `translations` are by sentence id; a sentence without one has an empty place in the English track.
    `stacked_lines` is how many lines each language may have in the stacked track.
    """
    spoken = sorted((s for s in alignment.sentences if s.start_ms is not None), key=lambda s: s.start_ms or 0)
    ja, en = profile.ja, profile.en
    room = Room(ja.line_width, en.line_width, ja.max_lines, ja.max_ms, ja.conventions)
    narrow = Room(ja.stacked_width, en.stacked_width, stacked_lines, ja.max_ms, ja.conventions)
    cells = _cells(spoken, translations, room, protect)
    fine = _cells(spoken, translations, narrow, protect)
    return CueTracks(
        _track(cells, lambda c: _japanese(c, room), profile, "ja"),
        _track(cells, lambda c: english_lines(_en(c), en.line_width, en.max_lines), profile, "en"),
        _track(fine, lambda c: _stacked(c, narrow), profile, "ja"),
    )


def _cells(
    spoken: Sequence[TimedSentence], translations: Mapping[str, Translation], room: Room, protect: Protect
) -> list[_Cell]:
    cells: list[_Cell] = []
    for timed in spoken:
        japanese = "".join(word.text for word in timed.words)
        translation = translations.get(timed.sentence_id, Translation(timed.sentence_id, ""))
        parts = split_sentence(timed, translation, room, protect(japanese))
        for number, part in enumerate(parts):
            inside = tuple(
                (a - part.ja[0], b - part.ja[0]) for a, b in protect(japanese) if part.ja[0] <= a < part.ja[1]
            )
            first, last = number == 0, number == len(parts) - 1
            cells.append(_Cell(timed.sentence_id, part, japanese, translation.shown, inside, first, last))
    return cells


def _ja(cell: _Cell) -> str:
    return cell.japanese[slice(*cell.part.ja)]


def _en(cell: _Cell) -> str:
    return cell.english[slice(*cell.part.en)]


def _japanese(cell: _Cell, room: Room) -> tuple[str, ...]:
    return japanese_lines(_ja(cell), room.ja_width, room.max_lines, cell.protected, room.conventions)


def _stacked(cell: _Cell, room: Room) -> tuple[str, ...]:
    return (*_japanese(cell, room), *(line for line in english_lines(_en(cell), room.en_width, room.max_lines) if line))


def _track(
    cells: Sequence[_Cell], lines: Callable[[_Cell], tuple[str, ...]], profile: Profile, language: str
) -> tuple[Cue, ...]:
    """Cues of one track; ids count the cells, so that tracks of one grid share them."""
    cues = []
    for number, cell in enumerate(cells, start=1):
        shown = tuple(line for line in lines(cell) if line)
        extent = cell.part.ja if language == "ja" else cell.part.en
        if shown:
            start_reason = "first sound" if cell.first else "break in the sentence"
            end_reason = "last sound" if cell.last else "break in the sentence"
            span = Span(cell.sentence_id, *extent)
            part = cell.part
            cues.append(Cue(number, part.start_ms, part.end_ms, shown, (span,), start_reason, end_reason))
    return _held(_apart(cues), profile, language)


def _apart(cues: Sequence[Cue]) -> list[Cue]:
    """Cues without overlap: the later one waits a little for the one before, which ends where the later begins."""
    out: list[Cue] = []
    for cue in cues:
        start = cue.start_ms
        if out and start < out[-1].start_ms + SHORTEST_MS:
            start = out[-1].start_ms + SHORTEST_MS
        if out and out[-1].end_ms > start:
            out[-1] = replace(out[-1], end_ms=start, end_reason="next cue")
        out.append(replace(cue, start_ms=start, end_ms=max(cue.end_ms, start + SHORTEST_MS)))
    return out


def _held(cues: Sequence[Cue], profile: Profile, language: str) -> tuple[Cue, ...]:
    """Each cue held after its last sound for reading, as far as the pause and the profile let it.

    Between two cues there is the profile's gap, also where the speech goes on: the earlier one ends that much earlier.
    """
    rules = profile.ja if language == "ja" else profile.en
    out: list[Cue] = []
    for cue, following in zip_longest(cues, cues[1:]):
        wanted = min(cue.end_ms + rules.hang_ms, cue.start_ms + max(rules.max_ms, cue.end_ms - cue.start_ms))
        reason = "held for reading" if wanted > cue.end_ms else cue.end_reason
        if following and following.start_ms - rules.gap_ms < wanted:
            wanted = max(following.start_ms - rules.gap_ms, min(following.start_ms, cue.start_ms + SHORTEST_MS))
            reason = reason if wanted > cue.end_ms else "next cue"
        out.append(replace(cue, end_ms=wanted, end_reason=reason))
    return tuple(out)
