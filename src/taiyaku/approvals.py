"""The English of a talk as a person went through it, in a sheet or in an editor: what was changed there is approved."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taiyaku.errors import FormatError
from taiyaku.glossary.delimited import compose_rows, find_delimiter, guard, unguard
from taiyaku.glossary.entry import Remark
from taiyaku.job import Job
from taiyaku.memory import ApprovedLine
from taiyaku.model import Cue

LEAST_SHARED = 0.3  # of a subtitle's time, for it to belong to a sentence
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
    """The lines that were changed in the English subtitles, which may have been cut, joined and moved a little.

    A subtitle belongs to the sentence that it shares most of its time with. One that is shared by two sentences, and a
    sentence that lost all its subtitles, are remarks: a person decides what is meant.
    """
    shown: dict[str, list[Cue]] = {}
    for cue in job.cues.get("en", ()):
        for sentence in dict.fromkeys(span.sentence_id for span in cue.spans):
            shown.setdefault(sentence, []).append(cue)
    now: dict[str, list[str]] = {sentence: [] for sentence in shown}
    remarks: list[Remark] = []
    doubtful: set[str] = set()
    for cue in cues:
        near = [sentence for sentence, each in shown.items() if _shared(cue, each) > LEAST_SHARED]
        text = " ".join(cue.lines)
        if not near:
            remarks.append(Remark("warning", f"this subtitle is in no sentence's time: “{text}”", _at(name, cue)))
        elif len(near) > 1:
            doubtful.update(near)
            remarks.append(Remark("warning", f"this subtitle is over two sentences: “{text}”", _at(name, cue), PART))
        for sentence in near:
            now[sentence].append(text)
    texts = {sentence.id: sentence.text for sentence in job.sentences}
    lines: dict[str, str] = {}
    for sentence, found in now.items():
        was, text = (_joined(parts) for parts in ([" ".join(cue.lines) for cue in shown[sentence]], found))
        if not text:
            gone = f"this sentence has no subtitle any more: “{was}”"
            remarks.append(Remark("warning", gone, name, "It is left as it was"))
        elif text != was and sentence not in doubtful:
            lines[texts[sentence]] = text
    return Approvals(lines, tuple(remarks))


def _shared(cue: Cue, others: Sequence[Cue]) -> float:
    """The share of a subtitle's time that others cover."""
    if cue.end_ms <= others[0].start_ms or cue.start_ms >= others[-1].end_ms:
        return 0.0
    covered = sum(max(0, min(cue.end_ms, other.end_ms) - max(cue.start_ms, other.start_ms)) for other in others)
    return covered / max(1, cue.end_ms - cue.start_ms)


def _joined(parts: Sequence[str]) -> str:
    return " ".join(" ".join(parts).split())


def _at(name: str, cue: Cue) -> str:
    return f"{name}, {cue.start_ms / 1000:.3f} s"


def _unfit(problem: str, where: str) -> FormatError:
    return FormatError(problem, where=where, remedy="Give the sheet that `taiyaku approve --csv` wrote, saved as CSV")
