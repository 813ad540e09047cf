"""The checks of cues against a profile: what a subtitle editor would send back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from taiyaku.check.consistency import unlike
from taiyaku.check.fault import Fault
from taiyaku.model import Cue, Finding, Track
from taiyaku.profiles import Profile, TrackRules
from taiyaku.text.clock import clock
from taiyaku.text.kinsoku import LINE_END_FORBIDDEN, LINE_START_FORBIDDEN
from taiyaku.text.normalize import has_japanese
from taiyaku.text.width import is_visible, width

CPS_ALLOWANCE = 1.0  # characters a second over the limit that nobody sees
MIXED = 0.2  # of the cues of a track may be in the other language (a quotation, a name) without its being mixed


@dataclass(frozen=True, slots=True)
class Checked:
    """A track to check: its cues, which it is, its rules, and those of its English lines in a stacked one.

    `speech` is when somebody speaks, (from, to) in order, where that is known.
    """

    cues: Sequence[Cue]
    track: Track
    rules: TrackRules
    english: TrackRules
    speech: Sequence[tuple[int, int]] = ()


Check = Callable[[Checked], Iterator[Fault]]


def check_track(checked: Checked) -> tuple[Fault, ...]:
    """The faults of a track, in the order of the checks."""
    return tuple(fault for check in CHECKS for fault in check(checked))


def check_cues(tracks: Mapping[Track, Sequence[Cue]], profile: Profile) -> tuple[Finding, ...]:
    """The findings of a job's tracks: reading speed, width, lines, duration, gaps, order, kinsoku."""
    found = []
    for track, cues in tracks.items():
        if track == "onscreen":  # timed by hand, and no speech
            continue
        sentences = {cue.id: cue.spans[0].sentence_id for cue in cues if cue.spans}
        rules = profile.en if track == "en" else profile.ja
        faults = check_track(Checked(cues, track, rules, profile.en))
        found += [fault.to_finding(track, sentences.get(fault.cue or 0)) for fault in faults]
    return tuple(found)


def _times(checked: Checked) -> Iterator[Fault]:
    """Each cue's own times."""
    rules = checked.rules
    for cue in checked.cues:
        lasts = cue.end_ms - cue.start_ms
        if lasts <= 0:
            yield _fault("no-length", cue, f"ends {-lasts} ms before it begins" if lasts else "ends where it begins")
        elif not rules.min_ms <= lasts <= rules.max_ms + rules.hang_ms:
            limit = rules.min_ms if lasts < rules.min_ms else rules.max_ms
            span = f"{rules.min_ms / 1000:g} to {rules.max_ms / 1000:g} s"
            yield _fault("duration", cue, f"lasts {lasts / 1000:.2f} s, should last {span}", lasts, limit, "ms")


def _between(checked: Checked) -> Iterator[Fault]:
    """What lies between two cues."""
    gap_ms = checked.rules.gap_ms
    for before, cue in pairwise(checked.cues):
        gap = cue.start_ms - before.end_ms
        if cue.start_ms < before.start_ms:
            yield _fault("order", cue, f"begins {before.start_ms - cue.start_ms} ms before the one before it")
        elif gap < 0:
            yield _fault("overlap", cue, f"begins {-gap} ms too early", gap, 0, "ms")
        elif gap < gap_ms:
            message = f"begins {gap} ms after the one before, should be {gap_ms}"
            yield _fault("gap", cue, message, gap, gap_ms, "ms")


def _text(checked: Checked) -> Iterator[Fault]:
    """Lines and their width, reading speed, and cues without text."""
    rules, stacked = checked.rules, checked.track == "ja-en"
    for cue in checked.cues:
        if not any(map(is_visible, cue.lines)):
            yield _fault("empty", cue, "has no text")
            continue
        most = 2 * rules.max_lines if stacked else rules.max_lines
        if len(cue.lines) > most:
            yield _fault("lines", cue, f"{len(cue.lines)} lines, limit {most}", len(cue.lines), most, "lines")
        for line in cue.lines:
            yield from _width(cue, line, checked)
        speed = reading_speed(cue, checked.track)
        if not stacked and cue.end_ms > cue.start_ms and speed > rules.cps + CPS_ALLOWANCE:
            message = f"{speed:.1f} characters a second, limit {rules.cps:g}"
            yield _fault("cps", cue, message, round(speed, 2), rules.cps, "characters a second")


def _width(cue: Cue, line: str, checked: Checked) -> Iterator[Fault]:
    japanese = has_japanese(line) if checked.track == "ja-en" else checked.track == "ja"
    rules = checked.rules if japanese or checked.track != "ja-en" else checked.english
    limit = rules.stacked_width if checked.track == "ja-en" else rules.line_width
    size = width(line) if japanese else float(len(line))
    if size > limit:
        yield _fault("line-width", cue, f"{size:g} wide, limit {limit:g}: {line}", size, limit, "width")


def reading_speed(cue: Cue, track: Track) -> float:
    """Characters a second; blanks count in English only."""
    letters = sum(len(line) if track == "en" else sum(not char.isspace() for char in line) for line in cue.lines)
    return letters * 1000 / max(1, cue.end_ms - cue.start_ms)


def _kinsoku(checked: Checked) -> Iterator[Fault]:
    for cue in checked.cues:
        lines = [line for line in cue.lines if has_japanese(line)]
        for before, line in pairwise(lines):
            if line[:1] in LINE_START_FORBIDDEN:
                yield _fault("kinsoku", cue, f"a line begins with {line[0]}")
            if before[-1:] in LINE_END_FORBIDDEN:
                yield _fault("kinsoku", cue, f"a line ends with {before[-1]}")


def _languages(checked: Checked) -> Iterator[Fault]:
    """Japanese left in an English track; a track that is half of it is named once."""
    if checked.track != "en":
        return
    mixed = [cue for cue in checked.cues if any(map(has_japanese, cue.lines))]
    if len(mixed) > MIXED * len(checked.cues):
        yield _fault("language-mix", mixed[0], f"{len(mixed)} of {len(checked.cues)} subtitles hold Japanese")
        return
    for cue in mixed:
        yield _fault("language-mix", cue, f"Japanese in an English track: {' '.join(cue.lines)}")


def _consistency(checked: Checked) -> Iterator[Fault]:
    for cue, written, usual in unlike(checked.cues):
        yield _fault("consistency", cue, f"“{written}” here, “{usual}” elsewhere")


def _speech(checked: Checked) -> Iterator[Fault]:
    """Cues that stand while nobody speaks."""
    starts, ends = sorted(a for a, _ in checked.speech), sorted(b for _, b in checked.speech)
    for cue in checked.cues if checked.speech else ():
        if bisect_left(starts, cue.end_ms) <= bisect_right(ends, cue.start_ms):
            yield _fault("out-of-speech", cue, f"nobody speaks from {clock(cue.start_ms, 1)} to {clock(cue.end_ms, 1)}")


def _fault(
    rule: str, cue: Cue, message: str, value: float | None = None, limit: float | None = None, unit: str = ""
) -> Fault:
    return Fault(rule, message, cue.id, cue.start_ms, value, limit, unit)


CHECKS: tuple[Check, ...] = (_times, _between, _text, _kinsoku, _languages, _consistency, _speech)
