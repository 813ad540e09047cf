"""A job carried over to a new cut of its recording: what a person made goes with the sentences, wherever these went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from taiyaku.merge.edit_list import Part
from taiyaku.merge.edits import ADDED
from taiyaku.model import Alignment, Cue, Edit, Reason, TimedSentence, Unscripted, Word
from taiyaku.rising import longest_rising

SAME_MS = 120  # sentences that moved by about as much are one stretch of the old cut
NEXT_MS = 200  # parts of one sentence that are no further apart in a new cut are still one sentence
MISSING = 0.15  # of a sentence; where more of it is cut off, a part of it is left
MOVED = Reason("edited")


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


def cut_alignment(old: Alignment, parts: Sequence[Part]) -> Alignment:
    """The alignment of a new cut that holds some parts of the recording, each sentence where its part went."""
    sentences = [_carried(timed, parts) for timed in old.sentences]
    late = _out_of_order([s.start_ms for s in sentences])
    moved = tuple(replace(s, out_of_order=n in late) for n, s in enumerate(sentences))
    aside = [
        Unscripted(run[0], run[1], speech.heard)
        for speech in old.unscripted
        if (run := _run(speech.start_ms, speech.end_ms, parts))
    ]
    return Alignment(moved, tuple(sorted(aside, key=lambda speech: speech.start_ms)))


def _carried(timed: TimedSentence, parts: Sequence[Part]) -> TimedSentence:
    """A sentence at its times in the new cut; unspoken where it is not in it, partial where some of it is not."""
    first, last = timed.start_ms or 0, timed.end_ms or 0  # without times it has no length, and is in no part
    run = _run(first, last, parts)
    if run is None:
        words = tuple(replace(word, start_ms=None, end_ms=None) for word in timed.words)
        return replace(timed, status="unspoken", start_ms=None, end_ms=None, confidence=0.0, words=words,
                       out_of_order=False, start_reason=None, end_reason=None)  # fmt: skip
    start, end, there = run
    whole = there >= (1 - MISSING) * (last - first)
    return replace(
        timed,
        status=timed.status if whole else "partial",
        start_ms=start,
        end_ms=end,
        words=tuple(_moved(word, parts, start, end) for word in timed.words),
        start_reason=MOVED,
        end_reason=MOVED,
    )


def _run(start_ms: int, end_ms: int, parts: Sequence[Part]) -> tuple[int, int, int] | None:
    """Where a stretch begins and ends in the new cut, and how much of it is there; None where nothing is.

    Parts of it that follow on each other there are one; of several places it is the one that holds most.
    """
    runs: list[tuple[int, int, int]] = []
    for part in parts:
        first, last = max(start_ms, part.start_ms), min(end_ms, part.end_ms)
        if first >= last:
            continue
        begins, length = part.at_ms + first - part.start_ms, last - first
        if runs and 0 <= begins - runs[-1][1] <= NEXT_MS:
            runs[-1] = (runs[-1][0], begins + length, runs[-1][2] + length)
        else:
            runs.append((begins, begins + length, length))
    return max(runs, key=lambda run: run[2], default=None)


def _moved(word: Word, parts: Sequence[Part], start_ms: int, end_ms: int) -> Word:
    """A word at its times in the new cut, held between those of its sentence."""
    if word.start_ms is None or word.end_ms is None:
        return word
    places = [
        part.at_ms + word.start_ms - part.start_ms for part in parts if part.start_ms <= word.start_ms < part.end_ms
    ]
    begins = min(places, key=lambda at: max(start_ms - at, at - end_ms), default=start_ms)
    begins = min(max(begins, start_ms), end_ms)
    return replace(word, start_ms=begins, end_ms=min(end_ms, begins + word.end_ms - word.start_ms))


def _out_of_order(starts: Sequence[int | None]) -> set[int]:
    """The numbers of those that stand beside the longest row of times that only rise."""
    timed = [(number, start) for number, start in enumerate(starts) if start is not None]
    row = {timed[place][0] for place in longest_rising([start for _, start in timed])}
    return {number for number, _ in timed} - row


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
