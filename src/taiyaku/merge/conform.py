"""A job carried over to a new cut of its recording: what a person made goes with the sentences, wherever these went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from taiyaku.merge.edits import ADDED
from taiyaku.model import Alignment, Cue, Edit, TimedSentence

SAME_MS = 120  # sentences that moved by about as much are one stretch of the old cut


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences in a row that the new cut has as they were, `by_ms` later (negative: earlier); times of the old cut."""

    sentences: tuple[str, ...]
    start_ms: int
    end_ms: int
    by_ms: int


@dataclass(frozen=True, slots=True)
class Conformed:
    """What became of the sentences: stretches that moved, sentences cut off, gone and newly there, by their ids."""

    stretches: tuple[Stretch, ...]
    cut: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


def compare_cuts(old: Alignment, new: Alignment) -> Conformed:
    """What a new cut did to the sentences of the old one; both alignments hold the same sentences."""
    after = {s.sentence_id: s for s in new.sentences}
    before = {s.sentence_id: s for s in old.sentences}
    spoken = [s for s in _in_time(old) if after[s.sentence_id].start_ms is not None]
    stretches: list[Stretch] = []
    for timed in spoken:
        by = (after[timed.sentence_id].start_ms or 0) - (timed.start_ms or 0)
        last = stretches[-1] if stretches else None
        if last and abs(by - last.by_ms) <= SAME_MS:
            names = (*last.sentences, timed.sentence_id)
            stretches[-1] = replace(last, sentences=names, end_ms=timed.end_ms or 0)
        else:
            stretches.append(Stretch((timed.sentence_id,), timed.start_ms or 0, timed.end_ms or 0, by))
    return Conformed(
        tuple(stretches),
        tuple(s.sentence_id for s in spoken if after[s.sentence_id].status == "partial" != s.status),
        tuple(s.sentence_id for s in _in_time(old) if after[s.sentence_id].start_ms is None),
        tuple(s.sentence_id for s in _in_time(new) if before[s.sentence_id].start_ms is None),
    )


def moved_by(old: Alignment, new: Alignment) -> dict[str, int]:
    """By how many milliseconds each sentence that both cuts have is later in the new one."""
    after = {s.sentence_id: s.start_ms for s in new.sentences}
    return {
        s.sentence_id: start - (s.start_ms or 0) for s in _in_time(old) if (start := after[s.sentence_id]) is not None
    }


def move_edits(
    edits: Sequence[Edit], old: Alignment, moved: Mapping[str, int]
) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """Edits at the times of the new cut; and those whose sentences it does not have."""
    here, gone = [], []
    for edit in edits:
        by = next((moved[name] for name in edit.sentences if name in moved), None)
        if by is None and edit.sentences[0].startswith(ADDED):
            by = _nearest(edit.cues[0].start_ms, old, moved)
        if by is None:
            gone.append(edit)
        else:
            cues = tuple(_later(cue, by) for cue in edit.cues)
            starts, ends = (None if at is None else at + by for at in (edit.starts_ms, edit.ends_ms))
            here.append(replace(edit, cues=cues, starts_ms=starts, ends_ms=ends))
    return tuple(here), tuple(gone)


def move_cues(cues: Sequence[Cue], old: Alignment, moved: Mapping[str, int]) -> tuple[tuple[Cue, ...], tuple[Cue, ...]]:
    """Cues that belong to no sentence, at the times of the new cut; and those around which nothing is left."""
    places = [(cue, _nearest(cue.start_ms, old, moved)) for cue in cues]
    here = sorted((_later(cue, by) for cue, by in places if by is not None), key=lambda cue: cue.start_ms)
    return tuple(here), tuple(cue for cue, by in places if by is None)


def _nearest(at_ms: int, old: Alignment, moved: Mapping[str, int]) -> int | None:
    """By how much the sentence nearest to a time moved; None where it is gone."""
    spoken = _in_time(old)
    if not spoken:
        return None
    nearest = min(spoken, key=lambda s: max((s.start_ms or 0) - at_ms, at_ms - (s.end_ms or 0), 0))
    return moved.get(nearest.sentence_id)


def _later(cue: Cue, by_ms: int) -> Cue:
    return replace(cue, start_ms=max(0, cue.start_ms + by_ms), end_ms=max(1, cue.end_ms + by_ms))


def _in_time(alignment: Alignment) -> list[TimedSentence]:
    """The spoken sentences, in order of time."""
    return sorted((s for s in alignment.sentences if s.start_ms is not None), key=lambda s: s.start_ms or 0)
