"""Random work of an editor on a track: texts, times, splits, joins, deletions, additions, frames, and another start."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from taiyaku.frames import RATES, Rate, frame_at, ms_of, nearest_frame
from taiyaku.model import Cue, Span

WORDS = (
    "harbour ship quiet warehouse evening we they moved the boxes carefully before rain came and nobody knew why it "
    "was late again so everyone waited near old gate with new papers from Osaka about seven engines"
).split()
SHORT = ("Yes.", "No.", "I see.", "Really?", "Of course.")
HOUR_MS = 3_600_000


@dataclass(slots=True)
class Script:
    """A track as it came back, and what was done to which sentences: (what, the sentences it was done to)."""

    cues: list[Cue]
    done: list[tuple[str, frozenset[str]]] = field(default_factory=list)


def a_track(chance: random.Random, count: int) -> list[Cue]:
    """Subtitles of sentences, some of which need two, some of which share one; several have the same text."""
    cues: list[Cue] = []
    clock, number = chance.randint(0, 5_000), 0
    while len(cues) < count:
        number += 1
        parts = 2 if chance.random() < 0.25 else 1
        shared = parts == 1 and chance.random() < 0.1
        names = [f"s{number}", f"s{number}b"] if shared else [f"s{number}"]
        for _ in range(parts):
            text = chance.choice(SHORT) if parts == 1 and chance.random() < 0.15 else a_text(chance)
            end = clock + chance.randint(900, 5_000)
            spans = tuple(Span(name, 0, 9) for name in names)
            cues.append(Cue(len(cues) + 1, clock, end, (text,), spans))
            clock = end + chance.choice((84, 84, 300, 2_500))
    return cues


def a_text(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(3, 9))).capitalize() + "."


def _names(*cues: Cue) -> frozenset[str]:
    return frozenset(span.sentence_id for cue in cues for span in cue.spans)


def retype(script: Script, at: int, chance: random.Random) -> None:
    """One to three words become others, or all of them."""
    cue = script.cues[at]
    words = cue.lines[0].split()
    for _ in range(chance.randint(1, 3)):
        words[chance.randrange(len(words))] = chance.choice(WORDS) + str(chance.randint(2, 99))
    text = a_text(chance) + "!" if chance.random() < 0.15 else " ".join(words)
    script.cues[at] = replace(cue, lines=(text,))
    script.done.append(("text", _names(cue)))


def retime(script: Script, at: int, chance: random.Random) -> None:
    """Half a second or less at either edge, within the neighbours."""
    cue = script.cues[at]
    earliest = script.cues[at - 1].end_ms if at else 0
    latest = script.cues[at + 1].start_ms if at + 1 < len(script.cues) else cue.end_ms + 900
    start = min(max(earliest, cue.start_ms + chance.randint(-500, 400)), cue.end_ms - 400)
    end = max(start + 300, min(latest, cue.end_ms + chance.randint(-300, 500)))
    if max(abs(start - cue.start_ms), abs(end - cue.end_ms)) > 100:
        script.cues[at] = replace(cue, start_ms=start, end_ms=end)
        script.done.append(("times", _names(cue)))


def split(script: Script, at: int, chance: random.Random) -> None:
    cue = script.cues[at]
    words = cue.lines[0].split()
    if len(words) < 2 or cue.end_ms - cue.start_ms < 800:
        return
    cut = chance.randint(1, len(words) - 1)
    middle = cue.start_ms + (cue.end_ms - cue.start_ms) * cut // len(words)
    halves = [
        replace(cue, end_ms=middle, lines=(" ".join(words[:cut]),)),
        replace(cue, start_ms=middle, lines=(" ".join(words[cut:]),)),
    ]
    script.cues[at : at + 1] = halves
    script.done.append(("split", _names(cue)))


def join(script: Script, at: int, chance: random.Random) -> None:
    if at + 1 >= len(script.cues):
        return
    first, second = script.cues[at : at + 2]
    lines = (f"{first.lines[0]} {second.lines[0]}",) if chance.random() < 0.5 else (*first.lines, *second.lines)
    script.cues[at : at + 2] = [replace(first, end_ms=second.end_ms, lines=lines, spans=(*first.spans, *second.spans))]
    script.done.append(("joined", _names(first, second)))


def delete(script: Script, at: int, chance: random.Random) -> None:
    if len(script.cues) > 3:
        script.done.append(("deleted", _names(script.cues.pop(at))))


def add(script: Script, at: int, chance: random.Random) -> None:
    """A new one in a pause that is long enough."""
    after = script.cues[at]
    following = script.cues[at + 1].start_ms if at + 1 < len(script.cues) else after.end_ms + 5_000
    if following - after.end_ms > 1_500:
        text = f"[{a_text(chance)}]"
        script.cues.insert(at + 1, Cue(0, after.end_ms + 200, following - 200, (text,), ()))
        script.done.append(("added", frozenset({text})))


DEEDS: Sequence[Callable[[Script, int, random.Random], None]] = (retype, retype, retime, split, join, delete, add)


def an_edit(before: Sequence[Cue], chance: random.Random) -> Script:
    """One to eight deeds, on subtitles that no other deed touched; then perhaps frames, and a timeline's start."""
    script, touched = Script(list(before)), set[str]()
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(script.cues))
        near = script.cues[max(0, at - 1) : at + 3]
        if not touched & _names(*near) and all(cue.spans for cue in near):
            chance.choice(DEEDS)(script, at, chance)
            touched |= _names(*near)
    if chance.random() < 0.5:
        name = chance.choice(list(RATES))
        script.cues = on_frames(script.cues, Rate(name, RATES[name]), chance.random() < 0.5)
    if chance.random() < 0.2:
        script.cues = [replace(c, start_ms=c.start_ms + HOUR_MS, end_ms=c.end_ms + HOUR_MS) for c in script.cues]
    return script


def on_frames(cues: Sequence[Cue], rate: Rate, floors: bool) -> list[Cue]:
    """Times on frames, as an importer floors or rounds them."""
    put = frame_at if floors else nearest_frame
    return [
        replace(cue, start_ms=ms_of(put(cue.start_ms, rate), rate), end_ms=ms_of(put(cue.end_ms, rate), rate))
        for cue in cues
    ]
