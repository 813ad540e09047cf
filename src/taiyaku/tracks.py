"""The last stages of a job: its tracks, shaped and checked, and the files they are written to."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from rapidfuzz import process

from taiyaku.check import check_cues
from taiyaku.cues import Leads, Talk, make_cues
from taiyaku.errors import TaiyakuError
from taiyaku.formats import captions_of, read_subtitles, write_srt
from taiyaku.frames import on_frames, parse_rate
from taiyaku.glossary.files import read_glossary
from taiyaku.glossary.match import TermMatcher
from taiyaku.job import Job, dump_job, fingerprint, read_job
from taiyaku.merge import (
    Applied,
    Conformed,
    apply_edits,
    compare_cuts,
    find_edits,
    move_cues,
    move_edits,
    moved_by,
    pin,
    split_edits,
)
from taiyaku.model import Cue, Edit, Finding, Track
from taiyaku.options import Options, Unwatched, Watch
from taiyaku.profiles import load_profile
from taiyaku.shots import find_shots
from taiyaku.stages import STAGE_RULES
from taiyaku.storage import free_name, write_together
from taiyaku.text.normalize import has_japanese
from taiyaku.text.romaji import romaji
from taiyaku.transcript import shown_name
from taiyaku.workspace import Source

BY_HAND: tuple[Track, ...] = ("onscreen",)  # tracks that no stage makes
ALIKE = 60  # percent that two sentences share, for one to be shown as the other's heir


@dataclass(frozen=True, slots=True)
class CutReport:
    """What a new cut did to the sentences of a job; the edits and texts on the screen that it has no place for."""

    cut: Conformed
    edits: tuple[Edit, ...]
    onscreen: tuple[Cue, ...]


def carry_over(before: Job, job: Job) -> tuple[Job, CutReport]:
    """The job of a new cut with a person's work of the old one, at its new times."""
    moved = moved_by(before.alignment, job.alignment)
    edits, lost = move_edits(before.edits, before.alignment, moved)
    straps, gone = move_cues(before.cues.get("onscreen", ()), before.alignment, moved)
    cues: dict[Track, tuple[Cue, ...]] = {"onscreen": straps} if straps else {}
    report = CutReport(compare_cuts(before.alignment, job.alignment), lost, gone)
    kept = [finding for finding in before.findings if finding.rule in STAGE_RULES["translate"]]
    return replace(job, edits=edits, cues=cues, findings=(*job.findings, *kept)), report


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
    """The tracks, a person's edits in their places, and what the checks say of them; cheap, so done at every run."""
    watch.stage("cues")
    matcher = TermMatcher(read_glossary(source.glossaries, source.name))
    profile = load_profile(options.profile, source.profiles)
    english = {t.sentence_id: t for t in job.translations}
    edits, lost = split_edits(job.edits, {sentence.id for sentence in job.sentences})
    talk = Talk(
        _speakers(job, matcher),
        job.shots,
        lambda text: [(hit.start, hit.end) for hit in matcher.find(text)],
        frozenset(name for edit in edits for name in edit.sentences),
    )
    tracks = make_cues(pin(job.alignment, edits), english, profile, talk, options.stacked_lines)
    made: dict[Track, tuple[Cue, ...]] = {"ja": tracks.ja}
    if job.translations:
        made |= {"en": tracks.en, "ja-en": tracks.stacked}
    gaps = {"en": profile.en.gap_ms}
    edited = {
        track: apply_edits(cues, [edit for edit in edits if edit.track == track], gaps.get(track, profile.ja.gap_ms))
        for track, cues in made.items()
    }
    cues = {track: applied.cues for track, applied in edited.items()}
    if options.fps:
        cues = on_frames(cues, parse_rate(options.fps), profile)
    by_hand: dict[Track, tuple[Cue, ...]] = {track: job.cues[track] for track in BY_HAND if track in job.cues}
    kept = tuple(f for f in job.findings if any(f.rule in rules for rules in STAGE_RULES.values()))
    findings = [*kept, *_untranslated(job, english), *_of_edits(job, lost, edited), *check_cues(cues, profile)]
    return replace(job, cues={**cues, **by_hand}, findings=tuple(findings))


def _of_edits(job: Job, lost: Sequence[Edit], edited: Mapping[Track, Applied]) -> list[Finding]:
    """Edits whose sentences left the transcript, and the sentence that is most like them; and what has no room."""
    findings = []
    for edit in lost:
        text = " / ".join(line for cue in edit.cues for line in cue.lines) or "a deleted subtitle"
        near = process.extractOne(edit.source, [s.text for s in job.sentences], score_cutoff=ALIKE)
        now = f"; “{near[0]}” is most like it" if near else ""
        message = f"edited by hand, and no longer in the transcript: “{text}”, over “{edit.source}”{now}"
        findings.append(Finding("edit-lost", "warning", message, edit.track))
    for track, applied in edited.items():
        for cue in applied.covered:
            message = f"no room beside a subtitle that was edited by hand: “{' / '.join(cue.lines)}”"
            findings.append(Finding("edit-covers", "warning", message, track, None, cue.spans[0].sentence_id))
    return findings


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
    told = {finding.sentence_id for finding in job.findings if finding.rule == "no-english"}
    return [
        Finding("untranslated", "warning", f"not translated yet: “{s.text[:30]}”", "en", sentence_id=s.id)
        for s in job.sentences
        if job.translations and s.id not in english and s.id not in told
    ]


def write_outputs(job: Job, source: Source, watch: Watch | None = None) -> None:
    """The tracks and the job file, all of them or none. Raises OutputError.

    A track that somebody changed since it was written is kept beside it, and that is said.
    """
    watch = watch or Unwatched()
    known = read_job(source.job) if source.job.exists() else job
    files = {source.track(track): write_srt(captions_of(cues)).encode() for track, cues in job.cues.items()}
    changed = [path for track in job.cues if _is_edited(known, track, path := source.track(track))]
    copies = {path: free_name(path.with_name(path.name.replace(".srt", ".edited.srt"))) for path in changed}
    kept = {copy: path.read_bytes() for path, copy in copies.items() if files.get(path) != path.read_bytes()}
    write_together({**kept, **files, source.job: dump_job(job).encode()})
    for copy in kept:
        watch.warn(
            f"{copy} is what was changed by hand since the last run: `taiyaku merge {source.name} {copy}` takes it in"
        )


def _is_edited(job: Job, track: Track, path: Path) -> bool:
    """Whether a track's file holds something else than the job, beyond what putting it on frames does.

    So does one that was there before the job had that track.
    """
    try:
        return bool(find_edits(job, track, read_subtitles(path.read_bytes(), str(path)).cues).edits)
    except FileNotFoundError:
        return False
    except (OSError, TaiyakuError):
        return True  # whatever it is, it is not what was written
