"""What lies along a recording: its sentences, and the speech beside them, as a page lists and draws them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from taiyaku.ledger import LOW_CONFIDENCE
from taiyaku.model import Alignment, Finding, Turn, Unscripted
from taiyaku.text.clock import clock

BANDS = ((0.9, "sure"), (0.7, "fair"), (LOW_CONFIDENCE, "weak"))  # a confidence from which on; below all, "low"
MARKS = {  # the ledger's rules about a spoken sentence, in a reader's words
    "low-confidence": "low confidence",
    "partial": "partly heard",
    "out-of-order": "out of order",
}
TINY = 1e-6  # 0.29 * 100 is a little less than 29
GRAZE_MS = 60  # stretches that overlap by less stand in one lane


@dataclass(frozen=True, slots=True)
class Stretch:
    """Speech from `start_ms` to `end_ms`: a sentence, or what the transcript does not hold (`band` is "beside").

    `key` is its anchor on the page, `lane` keeps stretches apart that sound at the same time.
    """

    key: str
    name: str
    band: str
    start_ms: int
    end_ms: int
    text: str
    speaker: str = ""
    confidence: float = 0.0
    marks: tuple[str, ...] = ()
    lane: int = 0

    @property
    def number(self) -> str:
        """The confidence, never rounded up over a limit; nothing for speech beside the transcript."""
        return "" if self.band == "beside" else f"{int(self.confidence * 100 + TINY) / 100:.2f}"

    @property
    def why(self) -> str:
        """What the ledger says of it."""
        return ", ".join(MARKS[mark] for mark in self.marks)

    @property
    def about(self) -> str:
        """All that is known of it, in one line."""
        times = f"{clock(self.start_ms, 2)} – {clock(self.end_ms, 2)}"
        sure = f"confidence {self.number}" if self.number else "not in the transcript"
        return " · ".join(filter(None, (self.name, self.speaker, times, sure, self.why)))


def find_stretches(turns: Sequence[Turn], alignment: Alignment, findings: Iterable[Finding]) -> tuple[Stretch, ...]:
    """Everything that was said, in order of time."""
    timed = {item.sentence_id: item for item in alignment.sentences}
    rules: dict[str, list[str]] = {}
    for finding in findings:
        if finding.sentence_id and finding.rule in MARKS:
            rules.setdefault(finding.sentence_id, []).append(finding.rule)
    found = [_beside(i, item) for i, item in enumerate(alignment.unscripted, start=1)]
    for turn in turns:
        for sentence in turn.sentences:
            item = timed.get(sentence.id)
            if item and item.start_ms is not None and item.end_ms is not None:
                found.append(
                    Stretch(
                        f"s{len(found)}",
                        item.sentence_id,
                        _band(item.confidence),
                        item.start_ms,
                        item.end_ms,
                        sentence.text,
                        turn.speaker or "",
                        item.confidence,
                        tuple(rules.get(sentence.id, ())),
                    )
                )
    return _in_lanes(sorted(found, key=lambda s: (s.start_ms, s.end_ms)))


def least_sure(stretches: Iterable[Stretch], at_least: int) -> list[Stretch]:
    """The sentences to listen to, the least sure first: those that the ledger names.

    Where it names fewer than `at_least`, the least sure of the others stand among them.
    """
    sentences = sorted((s for s in stretches if s.band != "beside"), key=lambda s: (s.confidence, s.start_ms))
    named = [s for s in sentences if s.marks]
    others = [s for s in sentences if not s.marks][: max(0, at_least - len(named))]
    return sorted(named + others, key=lambda s: (s.confidence, s.start_ms))


def _band(confidence: float) -> str:
    return next((name for limit, name in BANDS if confidence >= limit), "low")


def _beside(number: int, item: Unscripted) -> Stretch:
    return Stretch(f"u{number}", "", "beside", item.start_ms, item.end_ms, item.heard)


def _in_lanes(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Each in the first lane that is free when it begins."""
    ends: list[int] = []
    out = []
    for stretch in stretches:
        lane = next((i for i, end in enumerate(ends) if end <= stretch.start_ms + GRAZE_MS), len(ends))
        ends[lane : lane + 1] = [stretch.end_ms]
        out.append(replace(stretch, lane=lane))
    return tuple(out)
