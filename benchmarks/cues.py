"""How fast an hour of interview is shaped into its three tracks, and whether what comes out holds to each profile.

The hour is the sample's job, once made, said over and over, each sentence with a number in front, so that none is as
another and nothing is remembered. What holds is told of the sample's job, and of the talks of the translation benchmark
with their references, said at the pace of an ordinary interview. Reading speed and duration depend on how fast people
speak; the other rules have to hold always.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from benchmarks.translate.talks import read_talks
from rich.console import Console
from rich.table import Table

from taiyaku.check import Checked, check_cues, check_track
from taiyaku.cues import Leads, Talk, make_cues
from taiyaku.job import Job, read_job
from taiyaku.model import Alignment, Cue, TimedSentence, Track, Translation, Word
from taiyaku.profiles import load_profile, profile_names

ROOT = Path(__file__).resolve().parent.parent
JOB = ROOT / "output" / "interview.taiyaku.json"
HOUR_MS = 3_600_000
MANY = 10_000  # subtitles
PACE = 5.7  # characters a second: an ordinary interview
PAUSES_MS = (150, 300, 600, 1_200)  # between sentences, in turn
ALWAYS = ("line-width", "lines", "gap", "overlap", "order", "no-length", "empty", "kinsoku")
RUNS = 3


def an_hour(job: Job, first: int = 0) -> tuple[Alignment, dict[str, Translation], Talk]:
    """The spoken sentences of a job again and again for an hour, each with ids of its own."""
    english = {line.sentence_id: line for line in job.translations}
    speakers = {s.id: turn.speaker or "" for turn in job.turns for s in turn.sentences}
    spoken = [s for s in job.alignment.sentences if s.start_ms is not None]
    length = max(s.end_ms or 0 for s in spoken) + 1_000
    sentences, lines, named = [], {}, {}
    for number, timed in enumerate(cycle(spoken)):
        later = number // len(spoken) * length
        if later > HOUR_MS:
            break
        name = f"t{number}.s1"
        sentences.append(moved(timed, later, name, f"{first + number}、"))
        line = english[timed.sentence_id]
        lines[name] = replace(line, sentence_id=name, text=f"{first + number}, {line.text}", subtitle="", clauses=())
        named[name] = Leads(speakers[timed.sentence_id], speakers[timed.sentence_id])
    return Alignment(tuple(sentences)), lines, Talk(named)


def the_talks() -> tuple[Alignment, dict[str, Translation], Talk]:
    """The sentences of the translation benchmark one after another, with their references."""
    sentences, lines, named, clock = [], {}, {}, 0
    for talk in read_talks("all"):
        speakers = {s.id: turn.speaker or "" for turn in talk.turns for s in turn.sentences}
        for number, sentence in enumerate(s for s in talk.sentences if s.id in talk.references):
            name = sentence.id
            end = clock + round(len(sentence.text) / PACE * 1_000)
            sentences.append(TimedSentence(name, "spoken", clock, end, 1.0, (Word(sentence.text, clock, end),)))
            lines[name] = Translation(name, talk.references[name])
            named[name] = Leads(speakers[name], speakers[name])
            clock = end + PAUSES_MS[number % len(PAUSES_MS)]
    return Alignment(tuple(sentences)), lines, Talk(named)


def the_sample(job: Job) -> tuple[Alignment, dict[str, Translation], Talk]:
    """The sample's job as it was made."""
    speakers = {s.id: Leads(turn.speaker or "", turn.speaker or "") for turn in job.turns for s in turn.sentences}
    return job.alignment, {line.sentence_id: line for line in job.translations}, Talk(speakers)


def show_what_holds(title: str, given: tuple[Alignment, dict[str, Translation], Talk]) -> None:
    """Faults of each profile by rule, in all three tracks."""
    table = Table(title=title)
    table.add_column("profile")
    for column in ("subtitles", *ALWAYS[:4], "others", "duration", "cps"):
        table.add_column(column, justify="right")
    for name in profile_names():
        profile = load_profile(name)
        made = make_cues(given[0], given[1], profile, given[2])
        tracks: dict[Track, tuple[Cue, ...]] = {"ja": made.ja, "en": made.en, "ja-en": made.stacked}
        counts = Counter(fault.rule for fault in check_cues(tracks, profile))
        others = sum(counts[rule] for rule in ALWAYS[4:])
        row = [sum(map(len, tracks.values())), *(counts[rule] for rule in ALWAYS[:4]), others]
        table.add_row(name, *map(str, [*row, counts["duration"], counts["cps"]]))
    Console(width=100).print(table)


def moved(timed: TimedSentence, later: int, name: str, before: str) -> TimedSentence:
    """A sentence so many milliseconds later, under another id, with something before it."""
    words = tuple(
        Word(w.text, w.start_ms + later, w.end_ms + later) if w.start_ms is not None and w.end_ms is not None else w
        for w in (replace(timed.words[0], text=before + timed.words[0].text), *timed.words[1:])
    )
    start, end = (timed.start_ms or 0) + later, (timed.end_ms or 0) + later
    return replace(timed, sentence_id=name, start_ms=start, end_ms=end, words=words)


def main() -> None:
    if not JOB.exists():
        raise SystemExit(f"{JOB} is not there: make it with `taiyaku make media/interview.ogg`")
    job = read_job(JOB)
    hour, english, talk = an_hour(job)
    make_cues(Alignment(hour.sentences[:5]), english, load_profile(), talk)  # loads what is loaded once
    table = Table(title=f"an hour of interview, {len(hour.sentences)} sentences; best of {RUNS} runs")
    for column in ("profile", "subtitles (ja)", "shaped in", "checked in", "faults"):
        table.add_column(column, justify="left" if column == "profile" else "right")
    for name in profile_names():
        profile = load_profile(name)
        shaping, checking = [], []
        for run in range(RUNS):
            hour, english, talk = an_hour(job, run * 10_000)  # other numbers, so that this run remembers nothing either
            began = time.perf_counter()
            made = make_cues(hour, english, profile, talk)
            shaping.append(time.perf_counter() - began)
            began = time.perf_counter()
            found = check_cues({"ja": made.ja, "en": made.en, "ja-en": made.stacked}, profile)
            checking.append(time.perf_counter() - began)
        table.add_row(name, str(len(made.ja)), f"{min(shaping):.2f} s", f"{min(checking):.2f} s", str(len(found)))
    Console(width=100).print(table)
    profile = load_profile()
    made = make_cues(hour, english, profile, talk)
    many = [
        replace(cue, id=number, start_ms=cue.start_ms + number * HOUR_MS, end_ms=cue.end_ms + number * HOUR_MS)
        for number, cue in zip(range(MANY), cycle(made.ja), strict=False)
    ]
    began = time.perf_counter()
    check_track(Checked(many, "ja", profile.ja, profile.en))
    print(f"{MANY:,} subtitles checked in {time.perf_counter() - began:.2f} s")
    show_what_holds("the sample", the_sample(job))
    show_what_holds(f"the talks of the translation benchmark, at {PACE} characters a second", the_talks())


if __name__ == "__main__":
    main()
