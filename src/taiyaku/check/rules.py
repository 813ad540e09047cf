"""The checks of a track against its profile: what a subtitle editor would send back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from taiyaku.cues import CueTracks
from taiyaku.model import Cue, Finding, Severity, Track
from taiyaku.profiles import Profile, TrackRules
from taiyaku.text.kinsoku import LINE_START_FORBIDDEN
from taiyaku.text.width import width

CPS_ALLOWANCE = 1.0  # characters a second over the limit that nobody sees


def check_cues(tracks: CueTracks, profile: Profile) -> tuple[Finding, ...]:
    """Findings for every track: reading speed, width, lines, duration, order, kinsoku."""
    return (
        *_check(tracks.ja, "ja", profile.ja),
        *_check(tracks.en, "en", profile.en),
        *(finding for cue in tracks.stacked for finding in _width(cue, "ja-en", profile)),
        *_order(tracks.stacked, "ja-en"),
    )


def _check(cues: Sequence[Cue], track: Track, rules: TrackRules) -> Iterator[Finding]:
    yield from _order(cues, track)
    for cue in cues:
        seconds = (cue.end_ms - cue.start_ms) / 1000
        letters = (
            sum(not char.isspace() for line in cue.lines for char in line)
            if track == "ja"
            else sum(map(len, cue.lines))
        )
        if letters / seconds > rules.cps + CPS_ALLOWANCE:
            yield _finding(
                "cps", "info", cue, track, f"{letters / seconds:.1f} characters a second, limit {rules.cps:g}"
            )
        if len(cue.lines) > rules.max_lines:
            yield _finding("lines", "warning", cue, track, f"{len(cue.lines)} lines, limit {rules.max_lines}")
        if not rules.min_ms <= cue.end_ms - cue.start_ms <= rules.max_ms + rules.hang_ms:
            limit = f"{rules.min_ms / 1000:g} to {rules.max_ms / 1000:g} s"
            yield _finding("duration", "info", cue, track, f"lasts {seconds:.2f} s, should last {limit}")
        for line in cue.lines:
            size = width(line) if track == "ja" else float(len(line))
            if size > rules.line_width:
                yield _finding(
                    "line-width", "warning", cue, track, f"{size:g} wide, limit {rules.line_width:g}: {line}"
                )
            if track == "ja" and line[:1] in LINE_START_FORBIDDEN and line != cue.lines[0]:
                yield _finding("kinsoku", "warning", cue, track, f"a line begins with {line[0]}")


def _width(cue: Cue, track: Track, profile: Profile) -> Iterator[Finding]:
    for line in cue.lines:
        if width(line) > max(profile.ja.stacked_width, profile.en.stacked_width / 2):
            yield _finding("line-width", "info", cue, track, f"{width(line):g} wide: {line}")


def _order(cues: Sequence[Cue], track: Track) -> Iterator[Finding]:
    for before, cue in pairwise(cues):
        if cue.start_ms < before.end_ms:
            yield _finding("overlap", "error", cue, track, f"begins {before.end_ms - cue.start_ms} ms too early")


def _finding(rule: str, severity: Severity, cue: Cue, track: Track, message: str) -> Finding:
    sentence = cue.spans[0].sentence_id if cue.spans else None
    return Finding(rule, severity, f"at {cue.start_ms / 1000:.2f} s: {message}", track, cue.id, sentence)
