"""What a person changed in a track that comes back: edits over whole sentences, and a list of changes to show.

A subtitle that was added belongs to no sentence; it gets a name of its own, +1, and is treated as if it were one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from taiyaku.formats import Caption, Held, read_srt, write_srt
from taiyaku.formats import captions_of as captions
from taiyaku.job import Job
from taiyaku.merge.match import Block, find_offset, match_cues
from taiyaku.model import Cue, Edit, Span, Track

ADDED = "+"  # what the name of an added subtitle begins with
TOLERANCE_MS = 42  # a frame at 23.976: times that an editor put on a frame were not changed by a person


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a person did, at a time, and the texts of before and now."""

    at_ms: int
    what: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The edits that a file holds, each with its blocks; what was done, in order; how much later it is as a whole."""

    edits: tuple[tuple[Edit, tuple[Block, ...]], ...]
    changes: tuple[Change, ...]
    offset_ms: int = 0


def find_edits(job: Job, track: Track, now: Sequence[Cue], held: Held = tuple) -> Merged:
    """Compare a track as it came back with the job's; `now` is in order of time, `held` what its format has of them."""
    before = _as_written(job.cues.get(track, ()))
    offset = find_offset(before, now)
    moved = [replace(cue, start_ms=cue.start_ms - offset, end_ms=cue.end_ms - offset) for cue in now]
    names = _free_names(job)
    groups = _groups([_named(_unworn(block, held), names) for block in match_cues(before, moved)])
    texts = {sentence.id: sentence.text for sentence in job.sentences}
    edits = [(edit, tuple(group)) for group in groups if (edit := _edit(group, track, texts))]
    changes = [change for _, group in edits for block in group if (change := _change(block))]
    return Merged(tuple(edits), tuple(changes), offset)


def _as_written(cues: Sequence[Cue]) -> list[Cue]:
    """Cues with their texts as a file holds them: what no format can say was not changed by a person."""
    if not cues:
        return []
    written: Sequence[Caption] = read_srt(write_srt(captions(cues))).captions
    return [replace(cue, lines=caption.texts) for cue, caption in zip(cues, written, strict=True)]


def _unworn(block: Block, held: Held) -> Block:
    """A block whose subtitles have their lines of before where only the format made others of them."""
    if _structure(block):
        return block
    pairs = zip(block.before, block.now, strict=True)
    return replace(
        block, now=tuple(replace(b, lines=a.lines) if held(a.lines) == held(b.lines) else b for a, b in pairs)
    )


def _free_names(job: Job) -> Iterator[str]:
    """Names for added subtitles that no edit of the job has."""
    used = {name for edit in job.edits for name in edit.sentences}
    return (name for number in count(1) if (name := f"{ADDED}{number}") not in used)


def _named(block: Block, names: Iterator[str]) -> Block:
    """A block whose subtitles of now say which sentences they show: those of before, or a new name."""
    spans = tuple(dict.fromkeys(span for cue in block.before for span in cue.spans))
    if not block.before:
        return replace(block, now=tuple(replace(cue, spans=(Span(next(names), 0, 0),)) for cue in block.now))
    return replace(block, now=tuple(replace(cue, spans=spans) for cue in block.now))


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks together that share a sentence, and whatever lies between them."""
    groups: list[list[Block]] = []
    last: dict[str, int] = {}  # sentence -> its group
    for block in blocks:
        home = min((last[name] for name in sentences_of([block]) if name in last), default=len(groups))
        merged = [one for group in groups[home:] for one in group] + [block]
        groups[home:] = [merged]
        last.update(dict.fromkeys(sentences_of(merged), home))
    return groups


def sentences_of(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The sentences of blocks, in order, each once."""
    cues = [cue for block in blocks for cue in (*block.before, *block.now)]
    return tuple(dict.fromkeys(span.sentence_id for cue in cues for span in cue.spans))


def _edit(group: Sequence[Block], track: Track, texts: Mapping[str, str]) -> Edit | None:
    """What was changed in a group; None for nothing."""
    text = any(retyped(block) for block in group)
    times = any(_retimed(block) for block in group)
    if not (text or times):
        return None
    names = sentences_of(group)
    cues = tuple(replace(cue, locked=True) for block in group for cue in block.now)
    source = "".join(texts.get(name, "") for name in names)
    moved = _moved(group) if track == "ja" and times else (None, None)
    return Edit(track, names, cues, text, times, source, *moved)


def _moved(group: Sequence[Block]) -> tuple[int | None, int | None]:
    """Where a group begins now, if that is another place; where it ends, if earlier: a later end is reading time."""
    before = [cue for block in group for cue in block.before]
    now = [cue for block in group for cue in block.now]
    if not (before and now):
        return None, None
    start, end = now[0].start_ms, now[-1].end_ms
    return (
        start if abs(start - before[0].start_ms) > TOLERANCE_MS else None,
        end if before[-1].end_ms - end > TOLERANCE_MS else None,
    )


def _structure(block: Block) -> bool:
    return len(block.before) != len(block.now)


def retyped(block: Block) -> bool:
    """Whether a person changed the text of a block, or where its lines and subtitles end."""
    return _structure(block) or any(a.lines != b.lines for a, b in zip(block.before, block.now, strict=False))


def _retimed(block: Block) -> bool:
    apart = (
        max(abs(a.start_ms - b.start_ms), abs(a.end_ms - b.end_ms))
        for a, b in zip(block.before, block.now, strict=False)
    )
    return _structure(block) or any(ms > TOLERANCE_MS for ms in apart)


def _change(block: Block) -> Change | None:
    """What was done to a block, in words."""
    was, now = (" ".join(" / ".join(cue.lines) for cue in cues) for cues in (block.before, block.now))
    at = (block.now or block.before)[0].start_ms
    if not block.before:
        return Change(at, "added", "", now)
    if not block.now:
        return Change(at, "deleted", was, "")
    parts = []
    if len(block.before) != len(block.now):
        parts.append("split" if len(block.before) < len(block.now) else "joined")
    elif _retimed(block):
        parts.append("times")
    if "".join(was.split()).replace("/", "") != "".join(now.split()).replace("/", ""):
        parts.append("text")
    elif not parts and retyped(block):
        parts.append("line breaks")
    return Change(at, ", ".join(parts), was, now) if parts else None


def add_edits(before: Sequence[Edit], new: Sequence[Edit]) -> tuple[Edit, ...]:
    """All edits of a job: a new one takes the place of those of its track that hold one of its sentences."""
    taken = {(edit.track, name) for edit in new for name in edit.sentences}
    kept = [edit for edit in before if not any((edit.track, name) in taken for name in edit.sentences)]
    fresh = [edit for edit in new if edit.cues or any(not name.startswith(ADDED) for name in edit.sentences)]
    return (*kept, *fresh)
