"""The stage that takes the place of translating where an English translation is there already."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from taiyaku.errors import TranscriptError
from taiyaku.formats import read_subtitles
from taiyaku.given import lay_over
from taiyaku.glossary.expect import expectations
from taiyaku.glossary.files import read_glossary
from taiyaku.glossary.match import TermMatcher
from taiyaku.glossary.verify import verdict
from taiyaku.job import Job, fingerprint
from taiyaku.model import Finding, Translation
from taiyaku.options import Options, Watch
from taiyaku.stages import STAGE_RULES
from taiyaku.text.clock import clock
from taiyaku.translate.fidelity import check_line
from taiyaku.workspace import Source

RUNG = "given"  # of a verdict on a line that was not translated here


def require_english(options: Options) -> None:
    """Raise TranscriptError or FormatError where the English file cannot be read: before an hour of listening."""
    _read(Path(options.english))


def lay_english(job: Job, source: Source, options: Options, watch: Watch) -> Job:
    """The English file's text over the sentences, to the letter; what the checks say of it are findings, no changes.

    Raises TranscriptError for a file that is not English, or of another talk.
    """
    path = Path(options.english)
    data = _read(path)
    terms = read_glossary(source.glossaries, source.name)
    key = fingerprint(
        hashlib.sha256(data).hexdigest(),
        [replace(t, note="", where="", by="", date="") for t in terms],
        [(s.sentence_id, s.start_ms, s.end_ms) for s in job.alignment.sentences],
        [(s.id, s.text) for s in job.sentences],
    )
    watch.stage("translate")
    if job.fingerprints.get("translate") == key and not options.fresh:
        return job
    read = read_subtitles(data, str(path))
    for remark in read.remarks:
        watch.warn(f"{path}:{remark.line}: {remark.problem}")
    laid = lay_over(job.alignment.sentences, read.cues, str(path))
    matcher, sentences = TermMatcher(terms), job.sentences
    wanted = expectations(sentences, [matcher.find(sentence.text) for sentence in sentences])
    lines = []
    findings: list[Finding] = []
    spoken = {s.sentence_id for s in job.alignment.sentences if s.start_ms is not None}
    for sentence, expected in zip(sentences, wanted, strict=True):
        english = laid.lines.get(sentence.id, "")
        if not english:
            if sentence.id in spoken:
                message = f"the English file says nothing here: “{sentence.text[:30]}”"
                findings.append(Finding("no-english", "warning", message, "en", sentence_id=sentence.id))
            continue
        verdicts = tuple(verdict(one, english, (), RUNG) for one in expected)
        lines.append(Translation(sentence.id, english, verdicts))
        findings += [
            Finding(one.rule, "warning", f"{one.message}: “{english}”", "en", sentence_id=sentence.id)
            for one in check_line(sentence.text, english)
        ]
    for cue in laid.beside:
        text = " ".join(cue.lines)
        message = f"at {clock(cue.start_ms, 1)} of the English file, over no sentence: “{text}”"
        findings.append(Finding("english-beside", "warning", message, "en"))
    job = job.done("translate", key, translations=tuple(lines), engines={**job.engines, "translator": path.name})
    kept = [finding for finding in job.findings if finding.rule not in STAGE_RULES["translate"]]
    return replace(job, findings=(*kept, *findings))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TranscriptError(
            f"this English file cannot be read ({error.strerror})", where=str(path), remedy="Check the path after --en"
        ) from error
