"""What a check says, and the list of all rules: how grave each is unless somebody says otherwise, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taiyaku.model import Finding, Severity, Track


@dataclass(frozen=True, slots=True)
class Rule:
    """How grave a fault is, what the rule wants, and a hint for who mends it."""

    severity: Severity
    wants: str
    hint: str


RULES: Mapping[str, Rule] = {
    "cps": Rule("info", "a reading speed that viewers can follow", "Shorten the text, or let it stand longer"),
    "line-width": Rule("warning", "lines that fit the picture", "Break the line, or shorten the text"),
    "lines": Rule("warning", "few lines", "Make two subtitles of it"),
    "duration": Rule("info", "subtitles neither too short to be seen nor too long", "Join it with another, or part it"),
    "gap": Rule("warning", "subtitles a little apart, so that a change is seen", "End the one before earlier"),
    "overlap": Rule("error", "one subtitle at a time", "End the one before where this one begins"),
    "order": Rule("error", "subtitles in the order of time", "Sort them by their times"),
    "no-length": Rule("error", "an end behind the start", "Mend the times of this subtitle"),
    "empty": Rule("error", "text in every subtitle", "Write its text, or take it out"),
    "kinsoku": Rule("warning", "lines that begin and end as Japanese lines may", "Move the break"),
    "language-mix": Rule("warning", "one language in a track of one language", "Translate it, or give --lang"),
    "consistency": Rule("warning", "one form for one word", "Choose one form; the glossary can hold it"),
    "out-of-speech": Rule("warning", "subtitles while somebody speaks", "Move it to its sentence, or take it out"),
    "term-missed": Rule("warning", "every term in the form of the glossary", "Use the term, or change the glossary"),
    "encoding": Rule("warning", "UTF-8", "Save the file as UTF-8"),
    "bom": Rule("warning", "no byte-order mark, which some importers take for text", "Save it as UTF-8 without BOM"),
    "crlf": Rule("info", "lines that end with LF alone", "Save it with Unix line ends"),
    "index": Rule("warning", "numbers from 1 on, one before each time", "Number the subtitles anew"),
    "blank-lines": Rule("warning", "one blank line between subtitles and none inside", "Take the others out"),
    "dot-times": Rule("warning", "a comma before the milliseconds", "Write 00:00:01,000"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its rule, the cue's id and time, what was measured and what the rule allows, in `unit`.

    `line` (1-based) is that of the file, where the fault is about the file.
    """

    rule: str
    message: str
    cue: int | None = None
    at_ms: int | None = None
    value: float | None = None
    limit: float | None = None
    unit: str = ""
    line: int | None = None
    severity: Severity | None = None

    @property
    def grade(self) -> Severity:
        """How grave it is: as somebody said, else as the rule is."""
        return self.severity or RULES[self.rule].severity

    def to_finding(self, track: Track, sentence_id: str | None) -> Finding:
        """The same as a job file keeps it."""
        at = f"at {(self.at_ms or 0) / 1000:.2f} s: "
        return Finding(self.rule, self.grade, at + self.message, track, self.cue, sentence_id)
