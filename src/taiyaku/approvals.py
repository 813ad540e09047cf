"""The English of a talk as a person went through it, in a sheet or in an editor: what was changed there is approved."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from taiyaku.errors import FormatError
from taiyaku.glossary.delimited import compose_rows, find_delimiter, guard, unguard
from taiyaku.glossary.entry import Remark
from taiyaku.glossary.expect import expectations
from taiyaku.glossary.match import TermMatcher
from taiyaku.glossary.verify import verdict
from taiyaku.job import Job
from taiyaku.memory import ApprovedLine
from taiyaku.merge import ADDED, Merged, english_of, find_edits
from taiyaku.model import Cue, Term, Translation

PART = "Part it where the second sentence begins, or use --csv"
COLUMNS = ("sentence", "speaker", "time", "ja", "en", "was", "by", "date")
NEEDED = ("sentence", "ja", "en", "was")


@dataclass(frozen=True, slots=True)
class Approvals:
    """What a sheet approves, English by Japanese, and a remark for each row that cannot be taken."""

    lines: Mapping[str, str]
    remarks: tuple[Remark, ...]


def write_lines(job: Job, approved: Mapping[str, ApprovedLine], name: str) -> str:
    """A row a sentence in the transcript's order; `was` is the English as it stood when the sheet was written.

    Tabs part the cells if `name` ends in .tsv. Times are in seconds.
    """
    english = {line.sentence_id: line.text for line in job.translations}
    times = {item.sentence_id: item.start_ms for item in job.alignment.sentences}
    rows = []
    for turn in job.turns:
        for sentence in turn.sentences:
            text, start = english.get(sentence.id, ""), times.get(sentence.id)
            line = approved.get(sentence.text, ApprovedLine("", "", ""))
            time = f"{start / 1000:.3f}" if start is not None else ""
            rows.append([sentence.id, turn.speaker or "", time, sentence.text, text, text, line.by, line.date])
    return compose_rows([COLUMNS, *(list(map(guard, row)) for row in rows)], find_delimiter("", name))


def read_lines(text: str, name: str, job: Job) -> Approvals:
    """The lines of a sheet that were changed. Raises FormatError for a file that is no such sheet.

    A row whose Japanese is no longer in the talk is a remark, and so is one that was emptied.
    """
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=find_delimiter(text, name))
    known = {" ".join(sentence.text.split()): sentence.text for sentence in job.sentences}
    lines: dict[str, str] = {}
    remarks: list[Remark] = []
    try:
        header = [cell.strip().casefold() for cell in next(rows, [])]
        for column in NEEDED:
            if column not in header:
                raise _unfit(f"there is no column {column!r}", f"{name}:1")
        for row in rows:
            cells = dict(zip(header, (" ".join(unguard(cell).split()) for cell in row), strict=False))
            ja, en, was = (cells.get(column, "") for column in NEEDED[1:])
            if en == was:
                continue
            if ja not in known:
                problem = f"this sentence is no longer in the talk: “{ja[:30]}”"
                remarks.append(Remark("error", problem, f"{name}:{rows.line_num}", "Write the sheet again"))
            elif not en:
                problem = f"this line was emptied: “{ja[:30]}”"
                remarks.append(Remark("warning", problem, f"{name}:{rows.line_num}", "Write what it should say"))
            elif lines.get(known[ja], en) != en:
                problem = f"this sentence stands there twice, with two texts: “{ja[:30]}”"
                remarks.append(Remark("error", problem, f"{name}:{rows.line_num}", "One approval holds for both"))
            else:
                lines[known[ja]] = en
    except csv.Error as error:
        raise _unfit(f"the row that begins here cannot be read ({error})", f"{name}:{rows.line_num}") from error
    return Approvals(lines, tuple(remarks))


def read_subtitles(cues: Sequence[Cue], job: Job, name: str) -> Approvals:
    """The lines that were changed in the English subtitles, which may have been cut, joined and moved.

    A subtitle that belongs to no sentence and a sentence that lost all its subtitles are remarks, too.
    """
    merged = find_edits(job, "en", cues)
    found = approvals_of(job, merged, name)
    remarks = list(found.remarks)
    for edit, blocks in merged.edits:
        text = " ".join(line for cue in edit.cues for line in cue.lines)
        if edit.sentences[0].startswith(ADDED):
            place = _at(name, edit.cues[0].start_ms)
            remarks.append(Remark("warning", f"this subtitle is in no sentence's time: “{text}”", place))
        elif not edit.cues:
            was = " ".join(line for block in blocks for cue in block.before for line in cue.lines)
            gone = f"this sentence has no subtitle any more: “{was}”"
            remarks.append(Remark("warning", gone, name, "It is left as it was"))
    return replace(found, remarks=tuple(remarks))


def approvals_of(job: Job, merged: Merged, name: str) -> Approvals:
    """What a merged English track approves.

    A subtitle over several sentences of which nobody can say what belongs to which is a remark: a person decides.
    """
    shown = {line.sentence_id: line.shown for line in job.translations}
    texts = {sentence.id: sentence.text for sentence in job.sentences}
    lines, unclear = english_of([blocks for _, blocks in merged.edits], shown)
    remarks = [
        Remark("warning", f"this subtitle is over several sentences: “{one.text}”", _at(name, one.at_ms), PART)
        for one in unclear
    ]
    return Approvals({texts[sentence]: text for sentence, text in lines.items() if sentence in texts}, tuple(remarks))


def with_lines(job: Job, lines: Mapping[str, str], terms: Sequence[Term]) -> Job:
    """The job with approved English, by its Japanese, in the place of what was translated; terms are judged anew."""
    matcher, sentences = TermMatcher(terms), job.sentences
    expected = expectations(sentences, [matcher.find(sentence.text) for sentence in sentences])
    new = {}
    for sentence, wanted in zip(sentences, expected, strict=True):
        if english := lines.get(sentence.text):
            verdicts = tuple(verdict(one, english, (), "approved") for one in wanted)
            new[sentence.id] = Translation(sentence.id, english, verdicts)
    return replace(job, translations=tuple(new.get(line.sentence_id, line) for line in job.translations))


def _at(name: str, ms: int) -> str:
    return f"{name}, {ms / 1000:.3f} s"


def _unfit(problem: str, where: str) -> FormatError:
    return FormatError(problem, where=where, remedy="Give the sheet that `taiyaku approve --csv` wrote, saved as CSV")
