"""A person's edits over the tracks that the stages make: what was changed by hand stays, the rest makes room for it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import count

from taiyaku.merge.edits import ADDED
from taiyaku.model import Alignment, Cue, Edit, TimedSentence

SHORTEST_MS = 100  # what must be left of a made subtitle beside a hand-made one


@dataclass(frozen=True, slots=True)
class Applied:
    """A track with its edits, and the made subtitles that had no room beside them."""

    cues: tuple[Cue, ...]
    covered: tuple[Cue, ...] = ()


def split_edits(edits: Sequence[Edit], sentences: Container[str]) -> tuple[list[Edit], list[Edit]]:
    """Edits whose sentences are all there, and those that lost one: the transcript was changed under them."""
    here = [all(name.startswith(ADDED) or name in sentences for name in edit.sentences) for edit in edits]
    return [e for e, is_here in zip(edits, here, strict=True) if is_here], [
        e for e, is_here in zip(edits, here, strict=True) if not is_here
    ]


def apply_edits(made: Sequence[Cue], edits: Sequence[Edit], gap_ms: int) -> Applied:
    """The subtitles of a track with the edits of that track in their place.

    Made subtitles end, and begin, `gap_ms` beside hand-made ones. Ids stay, new ones go on counting.
    """
    edited = {name: edit for edit in edits for name in edit.sentences}
    replaced: dict[int, list[Cue]] = {}
    kept = []
    for cue in made:
        edit = next((edited[span.sentence_id] for span in cue.spans if span.sentence_id in edited), None)
        if edit is None:
            kept.append(cue)
        else:
            replaced.setdefault(id(edit), []).append(cue)
    fresh = count(1 + max((cue.id for cue in made), default=0))
    by_hand = []
    for edit in edits:
        old = replaced.get(id(edit), [])
        ids = [cue.id for cue in old]
        by_hand += [
            replace(cue, id=ids[number] if number < len(ids) else next(fresh))
            for number, cue in enumerate(_as_edited(edit, old))
        ]
    return _apart(sorted([*kept, *by_hand], key=lambda cue: (cue.start_ms, not cue.locked)), gap_ms)


def _as_edited(edit: Edit, made: Sequence[Cue]) -> list[Cue]:
    """An edit's subtitles: what was not changed by hand, text or times, is taken from those made now, if as many."""
    if len(made) != len(edit.cues) or (edit.text and edit.times):
        return list(edit.cues)
    if edit.text:
        return [
            replace(cue, start_ms=new.start_ms, end_ms=new.end_ms) for cue, new in zip(edit.cues, made, strict=True)
        ]
    return [replace(cue, lines=new.lines, ja_lines=new.ja_lines) for cue, new in zip(edit.cues, made, strict=True)]


def _apart(cues: Sequence[Cue], gap_ms: int) -> Applied:
    """Subtitles of which none covers another: made ones give way, of two hand-made ones the earlier ends earlier."""
    out: list[Cue] = []
    covered: list[Cue] = []
    for cue in cues:
        while out and cue.locked and not out[-1].locked and cue.start_ms - out[-1].start_ms < SHORTEST_MS + gap_ms:
            covered.append(out.pop())
        if out and cue.start_ms < out[-1].end_ms + gap_ms and (cue.locked or out[-1].locked):
            last = out[-1]
            if cue.locked:
                latest = cue.start_ms if last.locked else cue.start_ms - gap_ms
                out[-1] = replace(last, end_ms=max(last.start_ms + 1, min(last.end_ms, latest)))
            else:
                cue = replace(cue, start_ms=last.end_ms + gap_ms)
                if cue.end_ms - cue.start_ms < SHORTEST_MS:
                    covered.append(cue)
                    continue
        out.append(cue)
    return Applied(tuple(out), tuple(covered))


def pin(alignment: Alignment, edits: Sequence[Edit]) -> Alignment:
    """An alignment in which sentences whose Japanese subtitles a person moved begin, and end, where these do."""
    starts = {edit.sentences[0]: edit.starts_ms for edit in edits if edit.starts_ms is not None}
    ends = {edit.sentences[-1]: edit.ends_ms for edit in edits if edit.ends_ms is not None}
    sentences = [_pinned(s, starts.get(s.sentence_id), ends.get(s.sentence_id)) for s in alignment.sentences]
    return replace(alignment, sentences=tuple(sentences))


def _pinned(timed: TimedSentence, start_ms: int | None, end_ms: int | None) -> TimedSentence:
    """A sentence with another start or end; its words keep their shares of it."""
    if timed.start_ms is None or timed.end_ms is None:
        return timed
    start = timed.start_ms if start_ms is None else start_ms
    end = timed.end_ms if end_ms is None else end_ms
    if (start, end) == (timed.start_ms, timed.end_ms) or start >= end:
        return timed
    share = (end - start) / max(1, timed.end_ms - timed.start_ms)

    def moved(ms: int | None) -> int | None:
        return None if ms is None else round(start + (ms - (timed.start_ms or 0)) * share)

    words = tuple(replace(word, start_ms=moved(word.start_ms), end_ms=moved(word.end_ms)) for word in timed.words)
    return replace(timed, start_ms=start, end_ms=end, words=words)
