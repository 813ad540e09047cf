"""The whole job on one screen: read, align, translate, shape, write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from taiyaku import laying, stages, tracks
from taiyaku.job import Job
from taiyaku.merge import Part
from taiyaku.options import Options, Unwatched, Watch
from taiyaku.tracks import CutReport
from taiyaku.workspace import Source, as_before


def make_subtitles(source: Source, options: Options | None = None, watch: Watch | None = None) -> Job:
    """Turn a recording and its transcript into three SRT files and the job file, with `source.english` untranslated.

    A stage whose inputs have not changed since the last run is taken from the job file. Raises a TaiyakuError that says
    what to do; the tracks of the last run are then untouched, and a finished alignment is kept.
    """
    options, watch = options or Options(), watch or Unwatched()
    stages.check_translator(source, options)
    laying.check_english(source)
    english = laying.lay_english if source.english else stages.translate_job
    job = stages.read_inputs(source, options, watch)
    job = tracks.look_for_shots(job, source, options, watch)
    job = stages.align_turns(job, source, options, watch)
    stages.save_job(job, source)
    job = english(job, source, options, watch)
    job = tracks.shape_cues(job, source, options, watch)
    tracks.write_outputs(job, source, watch)
    return job


def conform_job(
    source: Source,
    onto: Source,
    options: Options | None = None,
    watch: Watch | None = None,
    parts: Sequence[Part] = (),
) -> tuple[Job, Job, CutReport]:
    """Carry a job over to a new cut of its recording; returns the old job, the new one, and what became of the old.

    Where `parts` of an edit list say what the cut is made of, its sound is not listened to.
    """
    options, watch = options or Options(), watch or Unwatched()
    before = stages.reopen(source)
    job = stages.read_inputs(onto, replace(options, excerpt=True), watch)
    job = replace(job, turns=before.turns, translations=before.translations, engines=before.engines)
    job = tracks.look_for_shots(job, onto, options, watch)
    if parts:
        job = stages.cut_turns(before, job, parts)
    else:
        job = stages.align_turns(job, onto, replace(options, excerpt=True), watch)
    job, report = tracks.carry_over(before, job)
    job = tracks.shape_cues(job, onto, options, watch)
    tracks.write_outputs(job, onto, watch)
    return before, job, report


def align_only(source: Source, options: Options | None = None, watch: Watch | None = None) -> Job:
    """Time the transcript; write the Japanese track and the job file."""
    options, watch, source = options or Options(), watch or Unwatched(), as_before(source)
    job = stages.read_inputs(source, options, watch)
    job = tracks.look_for_shots(job, source, options, watch)
    job = stages.align_turns(job, source, options, watch)
    job = tracks.shape_cues(job, source, options, watch)
    tracks.write_outputs(job, source, watch)
    return job


def translate_only(source: Source, options: Options | None = None, watch: Watch | None = None) -> Job:
    """Translate the turns of a job that was aligned before, and write its tracks again.

    Where it has English that was there already, that stays.
    """
    options, watch = options or Options(), watch or Unwatched()
    stages.check_translator(source, options)
    job = stages.reopen(source)
    english = laying.lay_english if source.english else stages.translate_job
    job = english(job, source, options, watch)
    job = tracks.shape_cues(job, source, options, watch)
    tracks.write_outputs(job, source, watch)
    return job
