"""The alignment's ledger: what of the transcript was not spoken as written, and what was spoken beside it."""

from __future__ import annotations

from taiyaku.job import Job
from taiyaku.model import Finding, Severity

LOW_CONFIDENCE = 0.5  # sentences below are listed for a person to look at


def ledger(job: Job) -> list[Finding]:
    """A finding for each sentence that a person should look at, and for each stretch of unscripted speech."""
    text = {sentence.id: sentence.text for sentence in job.sentences}
    speaker = {s.id: turn.speaker for turn in job.turns for s in turn.sentences}
    found: list[Finding] = []
    for item in job.alignment.sentences:
        quoted = f"“{text[item.sentence_id][:30]}”"
        if item.status == "unspoken":
            severity: Severity = "warning" if speaker[item.sentence_id] else "info"
            found.append(Finding("unspoken", severity, f"not heard: {quoted}", sentence_id=item.sentence_id))
            continue
        for rule, applies in (
            ("partial", item.status == "partial"),
            ("out-of-order", item.out_of_order),
            ("low-confidence", item.confidence < LOW_CONFIDENCE),
        ):
            if applies:
                message = f"at {(item.start_ms or 0) / 1000:.2f} s: {quoted}"
                found.append(Finding(rule, "warning", message, sentence_id=item.sentence_id))
    for stretch in job.alignment.unscripted:
        message = f"{stretch.start_ms / 1000:.2f} to {stretch.end_ms / 1000:.2f} s, heard: “{stretch.heard}”"
        found.append(Finding("unscripted", "warning", message))
    return found
