"""The last stages of a job: its tracks, shaped and checked, and the files they are written to."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from functools import cache

from taiyaku.check import check_cues
from taiyaku.cues import Leads, Talk, make_cues
from taiyaku.formats import captions_of, write_srt
from taiyaku.frames import on_frames, parse_rate
from taiyaku.glossary.files import read_glossary
from taiyaku.glossary.match import TermMatcher
from taiyaku.job import Job, dump_job, fingerprint
from taiyaku.model import Cue, Finding, Track
from taiyaku.options import Options, Watch
from taiyaku.profiles import load_profile
from taiyaku.shots import find_shots
from taiyaku.stages import STAGE_RULES
from taiyaku.storage import write_together
from taiyaku.text.normalize import has_japanese
from taiyaku.text.romaji import romaji
from taiyaku.transcript import shown_name
from taiyaku.workspace import Source

BY_HAND: tuple[Track, ...] = ("onscreen",)  # tracks that no stage makes


def look_for_shots(job: Job, source: Source, options: Options, watch: Watch) -> Job:
    """The changes of shot in the recording's picture, where they are asked for. Raises EngineError or MediaError."""
    if not options.shots:
        return replace(job, shots=())
    key = fingerprint(job.media["sha256"])
    report = watch.stage("shots")
    if job.fingerprints.get("shots") == key and not options.fresh:
        return job
    return job.done("shots", key, shots=find_shots(source.media, report))


def shape_cues(job: Job, source: Source, options: Options, watch: Watch) -> Job:
    """The tracks and what the checks say of them; cheap, so it is done at every run."""
    watch.stage("cues")
    matcher = TermMatcher(read_glossary(source.glossaries, source.name))
    profile = load_profile(options.profile, source.profiles)
    english = {t.sentence_id: t for t in job.translations}
    talk = Talk(_speakers(job, matcher), job.shots, lambda text: [(hit.start, hit.end) for hit in matcher.find(text)])
    tracks = make_cues(job.alignment, english, profile, talk, options.stacked_lines)
    cues: dict[Track, tuple[Cue, ...]] = {"ja": tracks.ja}
    by_hand: dict[Track, tuple[Cue, ...]] = {track: job.cues[track] for track in BY_HAND if track in job.cues}
    if job.translations:
        cues |= {"en": tracks.en, "ja-en": tracks.stacked}
    if options.fps:
        cues = on_frames(cues, parse_rate(options.fps), profile)
    job = replace(job, cues={**cues, **by_hand})
    kept = tuple(f for f in job.findings if any(f.rule in rules for rules in STAGE_RULES.values()))
    return replace(job, findings=(*kept, *_untranslated(job, english), *check_cues(cues, profile)))


def _speakers(job: Job, matcher: TermMatcher) -> dict[str, Leads]:
    """Who says each sentence, as both languages write the name: a Japanese one as the glossary has it, or in romaji."""

    @cache
    def english(name: str) -> str:
        hit = next((hit for hit in matcher.find(name) if hit.end - hit.start == len(name)), None)
        return hit.term.en if hit else romaji(name).title() if has_japanese(name) else name

    named = [(s.id, name) for turn in job.turns for s in turn.sentences if (name := shown_name(turn.speaker))]
    return {sentence: Leads(name, english(name)) for sentence, name in named}


def _untranslated(job: Job, english: Container[str]) -> list[Finding]:
    """Sentences that came in after the last translation and have an empty place in the English track."""
    return [
        Finding("untranslated", "warning", f"not translated yet: “{s.text[:30]}”", "en", sentence_id=s.id)
        for s in job.sentences
        if job.translations and s.id not in english
    ]


def write_outputs(job: Job, source: Source) -> None:
    """The tracks and the job file, all of them or none. Raises OutputError."""
    files = {source.track(track): write_srt(captions_of(cues)).encode() for track, cues in job.cues.items()}
    write_together({**files, source.job: dump_job(job).encode()})
