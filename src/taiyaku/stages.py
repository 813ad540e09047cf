"""Each stage of a job: what it takes from the job, what decides its result, and what it puts back.

A stage is skipped where the fingerprint of its inputs is the one that its last result was made from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from taiyaku.align import ALIGNER, align, require_room
from taiyaku.confidential import forbidden_by, refuse_sending
from taiyaku.engine import EngineOptions
from taiyaku.errors import AlignError, TranscriptError
from taiyaku.frames import parse_rate
from taiyaku.glossary.files import read_glossary
from taiyaku.glossary.match import TermMatcher
from taiyaku.job import Job, carry_ids, dump_job, fingerprint, read_job
from taiyaku.ledger import ledger
from taiyaku.listen import open_recognizer
from taiyaku.media import load_audio, probe, sha256_of
from taiyaku.merge import Part, compare_scripts, cut_alignment
from taiyaku.model import Finding, Turn
from taiyaku.options import Options, Watch
from taiyaku.pace import paces
from taiyaku.profiles import load_profile
from taiyaku.storage import check_writable, write_together
from taiyaku.text.normalize import has_japanese, normalize
from taiyaku.transcript import parse_transcript_bytes
from taiyaku.translate import (
    FIDELITY_RULES,
    LADDER,
    Directions,
    Remembering,
    identity,
    open_translator,
    require_translator,
    resolve_translator,
    translate_turns,
)
from taiyaku.workspace import Source, relative

UNDONE = ""  # the fingerprint of a stage that has more to do at the next run
TOLD = 10  # sentences of a changed transcript that are named
JAPANESE_SHARE = 0.2  # of a transcript's sentences; with less it is in another language
# what may be found where English is laid, not translated
BY_LAYING = ("no-english", "english-beside", "english-unshown", "english-by-order", "english-approved")
# which stage made a finding: one that runs again replaces its own only; translation-suspect is of older versions
STAGE_RULES = {
    "align": ("unspoken", "partial", "out-of-order", "unscripted", "low-confidence"),
    "translate": ("term-implied", "unsure", *BY_LAYING, "translation-suspect", *FIDELITY_RULES),
}


def check_translator(source: Source, options: Options) -> None:
    """Refuse a translator that is not there, before an hour goes into listening: EngineError or WeightsError.

    Where the job is confidential, also one that sends text to another machine: ConfidentialError. Where the English is
    there already, and nothing is to be filled in, none is needed.
    """
    if source.english and not options.fill:
        return
    require_translator(options.translator, options.translator_options, forbidden_by(options.local_only, source.places))


def read_inputs(source: Source, options: Options, watch: Watch) -> Job:
    """The transcript's turns and the recording's facts, over what the last run left.

    Raises ProfileError or OutputError for what would fail at the end, TranscriptError or MediaError.
    """
    watch.stage("read")
    load_profile(options.profile, source.profiles)
    if options.fps:
        parse_rate(options.fps)
    check_writable(source.job.parent)
    before = read_job(source.job) if source.job.exists() else Job()
    turns, digest = read_transcript(source.transcript)
    _tell_rewritten(turns, before, watch)
    info = probe(source.media)
    if not info.ends:
        watch.warn(f"{source.media.name} has no end: it was cut off, or recorded from a stream")
    return replace(
        before,
        media={
            "path": relative(source.media, source.job),
            "sha256": sha256_of(source.media),
            "duration_ms": info.duration_ms,
        },
        transcript={"path": relative(source.transcript, source.job), "sha256": digest},
        settings=_settings(source, options),
        turns=carry_ids(turns, before.turns),
    )


def _tell_rewritten(turns: Sequence[Turn], before: Job, watch: Watch) -> None:
    """Say what an edited transcript changed since the last run."""
    if not before.turns:
        return
    found = compare_scripts(before.turns, carry_ids(turns, before.turns))
    rows = [("new", s.text) for s in found.new] + [("gone", s.text) for s in found.gone]
    rows += [("changed", f"{old.text} → {new.text}") for old, new in found.changed]
    if rows:
        counts = f"{len(found.new)} new, {len(found.changed)} changed, {len(found.gone)} gone"
        watch.note(f"the transcript changed: {counts}")
    for what, text in rows[:TOLD]:
        watch.note(f"  {what}: {text}")
    if len(rows) > TOLD:
        watch.note(f"  and {len(rows) - TOLD} more")


def reopen(source: Source) -> Job:
    """The job as it was left. Raises JobError."""
    check_writable(source.job.parent)
    return read_job(source.job)


def read_transcript(path: Path) -> tuple[tuple[Turn, ...], str]:
    """A transcript's turns and its SHA-256. Raises TranscriptError: missing, empty, or not Japanese."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TranscriptError(
            f"this transcript cannot be read ({error.strerror})",
            where=str(path),
            remedy="Check the path given with --transcript",
        ) from error
    turns = parse_transcript_bytes(data, str(path))
    texts = [sentence.text for turn in turns for sentence in turn.sentences]
    if sum(map(has_japanese, texts)) < JAPANESE_SHARE * len(texts):
        raise TranscriptError(
            "this transcript is not in Japanese",
            where=str(path),
            remedy="Give the Japanese transcript of the recording with --transcript",
        )
    return turns, hashlib.sha256(data).hexdigest()


def align_turns(job: Job, source: Source, options: Options, watch: Watch) -> Job:
    """When each sentence was spoken; what stands beside the transcript becomes findings."""
    readings = known_readings(source.glossaries, source.name)
    key = fingerprint(
        ALIGNER,
        job.media["sha256"],
        options.track,
        options.recognizer,
        _decisive(options.recognizer_options),
        [(s.id, s.text, readings(s.text)) for s in job.sentences],
    )
    report = watch.stage("align")
    if _is_done(job, "align", key, options):
        return job
    try:
        if not options.excerpt:
            require_room(job.turns, job.media["duration_ms"])
        recording = load_audio(source.media, options.track)
        recognizer = open_recognizer(options.recognizer, options.recognizer_options)
        goes_to = getattr(recognizer, "sends_sound_to", "")  # only a third party's may have it
        refuse_sending("the sound", goes_to, forbidden_by(options.local_only, source.places))
        alignment = align(job.turns, recording, recognizer, readings, report)
    except AlignError as error:
        raise AlignError(error.problem, where=str(source.media), remedy=error.remedy) from error
    job = job.done("align", key, alignment=alignment, engines={**job.engines, "recognizer": recognizer.name})
    return with_findings(job, "align", ledger(job))


def cut_turns(before: Job, job: Job, parts: Sequence[Part]) -> Job:
    """When each sentence is spoken in a new cut, by the parts of the old recording that it holds."""
    key = fingerprint(before.fingerprints.get("align"), parts)
    job = job.done("align", key, alignment=cut_alignment(before.alignment, parts))
    return with_findings(job, "align", ledger(job))


def translate_job(job: Job, source: Source, options: Options, watch: Watch) -> Job:
    """The English of every sentence, spoken or not, with a verdict for every term."""
    terms = read_glossary(source.glossaries, source.name)
    name = resolve_translator(options.translator, options.translator_options.model)
    model = identity(name, options.translator_options)
    pace = paces(job.alignment, load_profile(options.profile, source.profiles).en)
    approved = {
        ja: line.en for ja, line in source.memory.approved((s.text for s in job.sentences), source.name).items()
    }
    key = fingerprint(
        LADDER, name, model, _decisive(options.translator_options),
        [replace(t, note="", where="", by="", date="") for t in terms], approved, pace, options.best, options.context,
        [(t.speaker, [(s.id, s.text) for s in t.sentences]) for t in job.turns],
    )  # fmt: skip
    report = watch.stage("translate")
    if _is_done(job, "translate", key, options):
        return job
    directions = Directions(approved, pace, context_turns=options.context, best=options.best)
    engine = open_translator(name, replace(options.translator_options, tell=watch.note))
    with closing(Remembering(engine, source.memory, model, approved, options.fresh, watch.warn)) as translator:
        watch.note(f"translating with {translator.name}")
        refuse_sending("the text", translator.sends_text_to, forbidden_by(options.local_only, source.places))
        if translator.sends_text_to:
            watch.warn(f"the transcript's text is sent to {translator.sends_text_to}")
        translations, findings = translate_turns(job.turns, translator, TermMatcher(terms), directions, report)
    if translator.recalled:
        watch.note(f"{translator.recalled} of {translator.recalled + translator.asked} answers were remembered")
    whole = all(line.text.strip() for line in translations)
    engines = {**job.engines, "translator": translator.name}
    job = job.done("translate", key if whole else UNDONE, translations=translations, engines=engines)
    return with_findings(job, "translate", findings)


def save_job(job: Job, source: Source) -> None:
    """The job file alone, so that a run that stops later goes on from here. Raises OutputError."""
    write_together({source.job: dump_job(job).encode()})


def _is_done(job: Job, stage: str, key: str, options: Options) -> bool:
    """Whether the stage's last result still stands."""
    return job.fingerprints.get(stage) == key and not options.fresh


def _settings(source: Source, options: Options) -> Mapping[str, Any]:
    """The caller's choices as the job file keeps them; engines' own extras may hold addresses and stay out."""
    kept = asdict(options)
    del kept["fresh"], kept["local_only"]
    for engine in ("recognizer_options", "translator_options"):
        del kept[engine]["extra"], kept[engine]["tell"]
    given = {"english": relative(source.english, source.job)} if source.english else {}
    return {**kept, **given, "glossaries": [relative(path, source.job) for path in source.glossaries]}


def _decisive(options: EngineOptions) -> tuple[str, str, str]:
    """What of an engine's options can change its result; the number of threads cannot."""
    return options.model, options.device, options.compute_type


def known_readings(glossaries: Sequence[Path], job: str = "") -> Callable[[str], list[tuple[int, int, str]]]:
    """A function that gives the spans of known terms in a text whose reading the glossaries tell.

    A term's reading is not its alias's: only the term's own spelling is read so.
    """
    matcher = TermMatcher(read_glossary(glossaries, job))

    def readings(text: str) -> list[tuple[int, int, str]]:
        return [
            (hit.start, hit.end, hit.term.reading)
            for hit in matcher.find(text)
            if hit.term.reading and normalize(text[hit.start : hit.end]) == normalize(hit.term.ja)
        ]

    return readings


def with_findings(job: Job, stage: str, findings: Sequence[Finding]) -> Job:
    """The job with a stage's findings in the place of those of its last run."""
    kept = tuple(f for f in job.findings if f.rule not in STAGE_RULES[stage])
    return replace(job, findings=(*kept, *findings))
