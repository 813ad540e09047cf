"""One page about a whole job: both tracks side by side along the sound, with everything a person should look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from taiyaku.check import RULES, reading_speed
from taiyaku.job import Job
from taiyaku.model import Cue, Finding, Severity, Track
from taiyaku.profiles import Profile
from taiyaku.report.rows import HALF_MS, ROW_MS, make_rows
from taiyaku.report.sound import PEAK_MS, Sound
from taiyaku.report.templates import template
from taiyaku.text.clock import clock
from taiyaku.transcript import shown_name

NEAR = 0.85  # of the profile's reading speed; from there on a subtitle is read in haste
FULL = 2.0  # times that speed: as far as the picture goes
LISTED = 8  # of each kind of finding that stand open; the rest unfolds
ELSEWHERE = ("unsure", "unspoken", "partial", "out-of-order", "unscripted")  # rules with a section of their own
GRAVEST: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Side:
    """A subtitle in one language: its lines, its characters a second, and that as a share of the profile's."""

    lines: tuple[str, ...]
    cps: float
    share: float
    by_hand: bool

    @property
    def band(self) -> str:
        return "over" if self.share > 1 else "near" if self.share > NEAR else "calm"

    @property
    def percent(self) -> float:
        """How much of the picture's width its speed takes; half of it is the limit."""
        return round(100 * min(self.share, FULL) / FULL, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """What is shown at a time; `speaker` where it changes."""

    key: str
    start_ms: int
    end_ms: int
    speaker: str = ""
    ja: Side | None = None
    en: Side | None = None
    findings: tuple[Finding, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A finding, a term or a line, and the row that shows it, if one does."""

    key: str
    at: str
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What one rule found."""

    rule: str
    severity: Severity
    hint: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of the glossary: how often its English stood, was implied and was missed, and where."""

    ja: str
    en: str
    counts: Mapping[str, int]
    places: tuple[Place, ...]


def compose_report(job: Job, profile: Profile, sound: Sound | None) -> str:
    """The whole page as HTML that needs nothing beside it. Without `sound` it has no waveform."""
    rows = _rows(job, profile)
    homes: dict[str, str] = {}
    for row in rows:
        for name in row.sentences:
            homes.setdefault(name, row.key)
    at = {row.key: clock(row.start_ms, 1) for row in rows}
    end_ms = max([row.end_ms for row in rows] + [sound.duration_ms if sound else 0, 1])
    minutes = range(0, end_ms, ROW_MS)
    waves = {half.start_ms: half.wave for one in make_rows(sound, (), end_ms) for half in one.halves} if sound else {}
    return template("subtitles.html").render(
        name=sound.name if sound else str(job.media.get("path", "")).rpartition("/")[2],
        length=clock(sound.duration_ms if sound else int(job.media.get("duration_ms") or end_ms)),
        job=job,
        profile=profile,
        rows={start: [row for row in rows if row.start_ms // ROW_MS * ROW_MS == start] for start in minutes},
        all_rows=rows,
        minutes=minutes,
        halves={start: [at for at in (start, start + HALF_MS) if at < end_ms] for start in minutes},
        waves=waves,
        groups=_groups(job, rows, homes, at),
        terms=_terms(job, homes, at),
        ledger=_ledger(job, homes),
        unsure=_unsure(job, homes, at),
        units=HALF_MS // PEAK_MS,
        half_ms=HALF_MS,
        unit_ms=PEAK_MS,
        listed=LISTED,
        clock=clock,
    )


def _rows(job: Job, profile: Profile) -> list[Row]:
    """The subtitles of both languages by time, those of one id that meet on one row."""
    speakers = {s.id: shown_name(turn.speaker) for turn in job.turns for s in turn.sentences}
    found: dict[str, Row] = {}
    for track, rules in (("ja", profile.ja), ("en", profile.en)):
        for cue in job.cues.get(track, ()):  # type: ignore[call-overload]  # both are tracks
            speed = reading_speed(cue, track)  # type: ignore[arg-type]
            side = Side(cue.lines, speed, speed / rules.cps, cue.locked)
            key = f"s{cue.id}"
            row = found.get(key)
            if row is None or not (row.start_ms < cue.end_ms and cue.start_ms < row.end_ms):
                key = key if row is None else f"s{cue.id}{track}"
                row = Row(key, cue.start_ms, cue.end_ms, sentences=_sentences(cue))
            found[key] = replace(row, ja=side) if track == "ja" else replace(row, en=side)
    about: dict[tuple[Track | None, int | None], list[Finding]] = {}
    for finding in job.findings:
        about.setdefault((finding.track, finding.cue), []).append(finding)
    out, last = [], ""
    for row in sorted(found.values(), key=lambda each: each.start_ms):
        who = " / ".join(dict.fromkeys(speakers.get(name, "") for name in row.sentences if speakers.get(name)))
        number = int(row.key[1:].removesuffix("en").removesuffix("ja"))
        here = tuple(one for track in ("ja", "en") for one in about.get((track, number), ()))
        out.append(replace(row, speaker=who if who != last else "", findings=here))
        last = who
    return out


def _sentences(cue: Cue) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.sentence_id for span in cue.spans))


def _groups(job: Job, rows: Sequence[Row], homes: Mapping[str, str], at: Mapping[str, str]) -> list[Group]:
    """The findings by rule, the gravest first; those that have a section of their own stand there."""
    shown = {id(finding): row.key for row in rows for finding in row.findings}
    groups: dict[tuple[str, Severity], list[Place]] = {}
    for finding in job.findings:
        if finding.rule in ELSEWHERE:
            continue
        key = shown.get(id(finding)) or homes.get(finding.sentence_id or "", "")
        place = Place(key, at.get(key, ""), finding.message, finding.track or "")
        groups.setdefault((finding.rule, finding.severity), []).append(place)
    ranked = sorted(groups.items(), key=lambda item: (GRAVEST.index(item[0][1]), item[0][0]))
    hints = {rule: RULES[rule].hint for rule in RULES}
    return [Group(rule, grade, hints.get(rule, ""), tuple(places)) for (rule, grade), places in ranked]


def _terms(job: Job, homes: Mapping[str, str], at: Mapping[str, str]) -> list[TermRow]:
    """Every term that occurs, those that were missed first."""
    places: dict[tuple[str, str], list[Place]] = {}
    for line in job.translations:
        key = homes.get(line.sentence_id, "")
        for verdict in line.verdicts:
            place = Place(key, at.get(key, line.sentence_id), line.shown, verdict.verdict)
            places.setdefault((verdict.ja, verdict.en), []).append(place)
    marks = {key: [place.mark for place in each] for key, each in places.items()}
    rows = [
        TermRow(*key, {name: marks[key].count(name) for name in ("kept", "implied", "missed")}, tuple(each))
        for key, each in places.items()
    ]
    return sorted(rows, key=lambda row: (-row.counts["missed"], -row.counts["implied"], -len(row.places)))


def _ledger(job: Job, homes: Mapping[str, str]) -> list[Place]:
    """What was not said as it is written: in order of time, sentences that were not heard first."""
    texts = {sentence.id: sentence.text for sentence in job.sentences}
    timed = sorted(job.alignment.sentences, key=lambda s: -1 if s.start_ms is None else s.start_ms)
    found = [
        Place(homes.get(s.sentence_id, ""), _at(s.start_ms), texts.get(s.sentence_id, ""), what)
        for s in timed
        for what, holds in (
            ("not heard", s.status == "unspoken"),
            ("partly heard", s.status == "partial"),
            ("out of order", s.out_of_order),
        )
        if holds
    ]
    return found + [Place("", _at(u.start_ms), u.heard, "not in the transcript") for u in job.alignment.unscripted]


def _at(ms: int | None) -> str:
    return "" if ms is None else clock(ms, 1)


def _unsure(job: Job, homes: Mapping[str, str], at: Mapping[str, str]) -> list[Place]:
    """The lines of English that the translator was not sure of, the least sure first."""
    marked = {finding.sentence_id for finding in job.findings if finding.rule == "unsure"}
    lines = sorted((t for t in job.translations if t.sentence_id in marked), key=lambda t: t.estimate or 0.0)
    return [_line(line.sentence_id, line.shown, line.estimate or 0.0, homes, at) for line in lines]


def _line(name: str, text: str, estimate: float, homes: Mapping[str, str], at: Mapping[str, str]) -> Place:
    key = homes.get(name, "")
    return Place(key, at.get(key, name), text, f"{estimate:.2f}")
