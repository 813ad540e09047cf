"""The stage that takes the place of translating where an English translation is there already.

Its text is kept to the letter: terms get verdicts and the checks run, but nothing is changed. What finds no sentence,
and the sentences that find nothing, become findings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from taiyaku.errors import FormatError
from taiyaku.formats import Caption, read_subtitles
from taiyaku.given import MATCHING, Clock, Laid, caption_clock, clues_of, match_english
from taiyaku.glossary.expect import expectations
from taiyaku.glossary.files import read_glossary
from taiyaku.glossary.match import TermMatcher
from taiyaku.job import Job, fingerprint
from taiyaku.model import Finding, Sentence, Severity, Translation
from taiyaku.options import Options, Watch
from taiyaku.stages import UNDONE, translate_job, with_findings
from taiyaku.text.clock import clock
from taiyaku.text.normalize import has_japanese
from taiyaku.transcript import captions_of_transcript
from taiyaku.translate import identity, judge_lines, resolve_translator
from taiyaku.workspace import Source

GIVEN, APPROVED = "given", "approved"  # the rungs of lines that nobody here translated
TOLD = 5  # remarks on how the file was read
JAPANESE = 0.3  # of its subtitles; with more that hold Japanese it is the wrong file
LEFT = 0.6  # of its text; where more belongs to no sentence, it is of another talk
REST_MS = 20_000  # what comes so long behind the last sentence is the rest of a talk of which this is an excerpt
# as many clues (numbers, names, terms) must there be, and this share of them met, or it is of another talk
CLUES, LEAST_MET = 5, 0.15
CLUES_BY_ORDER, LEAST_BY_ORDER = 4, 0.3  # where there are no common times that would speak for it
MOVED = "its times are those of {way}; matched so"
BY_ORDER = "its times are not those of the Japanese or of the recording; matched by order and length: look it over"


@dataclass(frozen=True, slots=True)
class _File:
    """The English file: its captions in order of time, its SHA-256, and what was odd about it."""

    captions: tuple[Caption, ...]
    sha256: str
    odd: tuple[str, ...]


def check_english(source: Source) -> None:
    """Raise FormatError where there is an English file that cannot be laid, before an hour goes into listening."""
    if source.english:
        _read(source.english)


def lay_english(job: Job, source: Source, options: Options, watch: Watch) -> Job:
    """The English file's text as the translation of the sentences that it belongs to; `fill` translates the others.

    Raises FormatError for a file that is not English, or of another talk.
    """
    path = source.english or Path()
    file, terms = _read(path), read_glossary(source.glossaries, source.name)
    fill = options.fill or bool(job.settings.get("fill"))
    approved = source.memory.approved((s.text for s in job.sentences), source.name)
    key = fingerprint(
        MATCHING, file.sha256, job.transcript.get("sha256"), [(s.id, s.text) for s in job.sentences],
        [(s.sentence_id, s.start_ms, s.end_ms) for s in job.alignment.sentences], sorted(approved.items()),
        [replace(t, note="", where="", by="", date="") for t in terms], _engine(options) if fill else "",
    )  # fmt: skip
    watch.stage("english")
    if job.fingerprints.get("translate") == key and not options.fresh:
        return job
    matcher = TermMatcher(terms)
    laid = _match(job, source, file, matcher)
    _require_this_talk(laid, path)
    for remark in file.odd[:TOLD]:
        watch.note(f"{path}: {remark}")
    if _odd_times(laid):
        watch.warn(f"{path}: {_odd_times(laid)}")
    lines = {s.id: text for s, text in zip(job.sentences, laid.lines, strict=True) if text}
    told = [*_of_file(laid), *_unshown(job, lines), *_superseded(job, lines, approved)]
    chosen = {s.id: approved[s.text].en for s in job.sentences if s.text in approved}
    rungs = {**dict.fromkeys(lines, GIVEN), **dict.fromkeys(chosen, APPROVED)}
    translations, judged = judge_lines(job.turns, {**lines, **chosen}, rungs, matcher)
    engines = {**job.engines, "translator": f"given:{path.name}"}
    job = job.done("translate", key, translations=translations, engines=engines)
    job = with_findings(job, "translate", [*judged, *told])
    return _filled(job, source, options, watch) if fill else _with_gaps(job)


def _engine(options: Options) -> tuple[str, str]:
    name = resolve_translator(options.translator, options.translator_options.model)
    return name, identity(name, options.translator_options)


def _read(path: Path) -> _File:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FormatError(
            f"this English file cannot be read ({error.strerror})", where=str(path), remedy="Check the path after --en"
        ) from error
    read = read_subtitles(data, str(path))
    japanese = sum(any(map(has_japanese, caption.texts)) for caption in read.captions)
    if japanese > JAPANESE * len(read.captions):
        raise FormatError(
            f"{japanese} of {len(read.captions)} subtitles hold Japanese",
            where=str(path),
            remedy="Give the English file with --en, the Japanese one behind the recording",
        )
    odd = tuple(f"line {remark.line}: {remark.problem}" if remark.line else remark.problem for remark in read.remarks)
    return _File(read.captions, hashlib.sha256(data).hexdigest(), odd)


def _match(job: Job, source: Source, file: _File, matcher: TermMatcher) -> Laid:
    """By the times of the Japanese file, where it has any, or of the recording."""
    texts = [sentence.text for sentence in job.sentences]
    wanted = expectations(job.sentences, [matcher.find(text) for text in texts])
    clues = [clues_of(text, [each.forms for each in one]) for text, one in zip(texts, wanted, strict=True)]
    clocks = [_recording_clock(job)]
    japanese = captions_of_transcript(source.transcript)
    if japanese:
        clocks.insert(0, caption_clock("the Japanese file", texts, japanese))
    return match_english(file.captions, texts, clues, clocks)


def _recording_clock(job: Job) -> Clock:
    timed = {s.sentence_id: (s.start_ms, s.end_ms) for s in job.alignment.sentences}
    spans = []
    for sentence in job.sentences:
        start, end = timed.get(sentence.id, (None, None))
        spans.append((start, end) if start is not None and end is not None else None)
    return Clock("the recording", tuple(spans), tuple(sorted(span[0] for span in spans if span)))


def _require_this_talk(laid: Laid, path: Path) -> None:
    """Raise FormatError where hardly anything of the file belongs to the transcript."""
    strays = [left for left in laid.left if left.start_ms < laid.until_ms + REST_MS]
    whole = sum(map(len, laid.lines)) + sum(len(left.text) for left in strays)
    least, share = (CLUES, LEAST_MET) if laid.way else (CLUES_BY_ORDER, LEAST_BY_ORDER)
    strange = laid.clues >= least and laid.met < share * laid.clues
    problem = ""
    if sum(len(left.text) for left in strays) > LEFT * whole or not any(laid.lines):
        problem = f"hardly anything of it belongs to a sentence of the transcript: “{laid.left[0].text[:40]}” does not"
    elif strange:
        problem = f"only {laid.met} of {laid.clues} numbers, names and terms of the transcript stand in it"
    if problem:
        raise FormatError(problem, where=str(path), remedy="Check that it is the English of this talk")


def _odd_times(laid: Laid) -> str:
    """What is to be said of a file that has no times in common with the Japanese."""
    return MOVED.format(way=laid.way) if laid.shifted else "" if laid.way else BY_ORDER


def _of_file(laid: Laid) -> list[Finding]:
    """What is to be said of the file as a whole, and of what in it belongs to no sentence."""
    odd = _odd_times(laid)
    found = [Finding("english-by-order", "info" if laid.way else "warning", odd, "en")] if odd else []
    for left in laid.left:
        message = f"at {clock(left.start_ms, 1)} of the English file, over no sentence: “{left.text}”"
        found.append(Finding("english-beside", "warning", message, "en"))
    return found


def _unshown(job: Job, lines: Mapping[str, str]) -> list[Finding]:
    """English of sentences that nobody said, so that no subtitle shows it."""
    said = _said(job)
    return [
        Finding("english-unshown", "warning", f"its sentence was not heard: “{text}”", "en", sentence_id=name)
        for name, text in lines.items()
        if name not in said
    ]


def _superseded(job: Job, lines: Mapping[str, str], approved: Container[str]) -> list[Finding]:
    """English in the place of which another line was approved."""
    return [
        Finding(
            "english-approved", "info", f"not shown, as another line is approved: “{lines[s.id]}”", "en", None, s.id
        )
        for s in job.sentences
        if s.text in approved and s.id in lines
    ]


def _said(job: Job) -> set[str]:
    return {item.sentence_id for item in job.alignment.sentences if item.start_ms is not None}


def _open(job: Job) -> list[Sentence]:
    """The sentences without English."""
    there = {line.sentence_id for line in job.translations}
    return [sentence for sentence in job.sentences if sentence.id not in there]


def _with_gaps(job: Job) -> Job:
    """The job with a finding for each sentence without English; one that nobody said needs none."""
    said = _said(job)
    gaps: list[Finding] = []
    for sentence in _open(job):
        severity: Severity = "warning" if sentence.id in said else "info"
        message = f"the English file says nothing here: “{sentence.text[:30]}”"
        gaps.append(Finding("no-english", severity, message, "en", sentence_id=sentence.id))
    return replace(job, findings=(*job.findings, *gaps))


def _filled(job: Job, source: Source, options: Options, watch: Watch) -> Job:
    """The job with a translation of each sentence that was left without English."""
    names = {sentence.id for sentence in _open(job)}
    if not names:
        return job
    turns = [replace(t, sentences=tuple(s for s in t.sentences if s.id in names)) for t in job.turns]
    part = replace(job, turns=tuple(t for t in turns if t.sentences), findings=(), fingerprints={}, translations=())
    part = translate_job(part, source, options, watch)
    engines = {**job.engines, "translator": f"{job.engines['translator']} and {part.engines['translator']}"}
    whole = part.fingerprints.get("translate") != UNDONE
    key = job.fingerprints["translate"] if whole else UNDONE
    translations = _ordered(job.sentences, [*job.translations, *part.translations])
    job = job.done("translate", key, translations=translations, engines=engines)
    return replace(job, findings=(*job.findings, *part.findings))


def _ordered(sentences: Sequence[Sentence], lines: Sequence[Translation]) -> tuple[Translation, ...]:
    known = {line.sentence_id: line for line in lines}
    return tuple(known[sentence.id] for sentence in sentences if sentence.id in known)
