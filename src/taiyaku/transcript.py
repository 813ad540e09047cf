"""A transcript's text as turns of sentences.

A turn begins with its speaker's label (`labels`): `Xia: …`, `山田：…`, `**Xia:** …`, the name alone on its line or with
the words behind it; or with the dash of an interviewer who is not named. Headings, text before the first turn and
notes on a line of their own have no speaker: nobody is expected to say them. Line breaks end a sentence and are not
kept, nor are labels and markup; every other character is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from taiyaku.errors import TranscriptError
from taiyaku.formats import READERS, Caption, Read
from taiyaku.labels import find_label, speakers, without_markup
from taiyaku.model import Cue, Sentence, Turn
from taiyaku.names import NOTE_WORDS
from taiyaku.text.decode import decode
from taiyaku.text.sentences import split_sentences

DASH = "――"  # who speaks where Japanese web interviews begin the interviewer's line with a dash
STOPS = 0.1  # of the cues of a subtitle file end a sentence with a mark; with fewer, its ends of cues stand for them
LINE_ENDS = tuple("。｡．！？!?‼⁇⁈⁉」』）)】…♪")
_DASHED = re.compile(r"^\s*(?:[—―─–]+|--+)\s*(?=[^\s—―─–-])")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+\S")
_STRONG_LINE = re.compile(r"^\s*(\*\*|__)(?=\S)(?:(?!\1).)+(?<![\s。！？!?])\1\s*$")
_RULE = re.compile(r"^\s*(?:[-*_=—―─━]\s*){3,}$")
_NOTE = re.compile(r"^\s*(?:[(（\[【〔].*[)）\]】〕]|※.*)\s*$")
_NOTE_WORD = re.compile(rf"^\s*(?:{'|'.join(sorted(NOTE_WORDS, key=len, reverse=True))})\d*\s*(?P<colon>[:：])")
_TIMED = (  # the formats of subtitles, each with what no other transcript holds
    ("vtt", re.compile(r"\A\s*WEBVTT")),
    ("ass", re.compile(r"^\s*dialogue:\s*[^,\n]*,\s*\d+:\d\d:", re.MULTILINE | re.IGNORECASE)),
    ("ttml", re.compile(r"\A\s*<(?s:.{0,2000}?)(?<=<)(?:\w+:)?tt[\s>]")),
    ("srt", re.compile(r"^\s*\d{1,3}:\d{2}(?::\d{2})?[.,]\d{1,3}\s*-->", re.MULTILINE)),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """What is left of a line to say, and by whom (None: by nobody); `opens` says that a new turn begins here."""

    number: int
    speaker: str | None
    text: str
    opens: bool


def shown_name(speaker: str | None) -> str:
    """A speaker's name; an interviewer who is only a dash has none."""
    return "" if speaker is None or speaker == DASH else speaker


def parse_transcript_bytes(data: bytes, name: str) -> tuple[Turn, ...]:
    """Turns of a transcript file: plain text, Markdown, or subtitles, in any of the encodings of `decode`.

    Raises TranscriptError where there is no text in it.
    """
    text = decode(data, name).text
    read = _read_timed(text, name)
    turns = _cue_turns(read.labelled) if read else parse_transcript(text)
    if not turns:
        raise TranscriptError("this transcript is empty", where=name, remedy="Write `Name: what was said` into it")
    return turns


def captions_of_transcript(path: Path) -> tuple[Caption, ...]:
    """The captions of a transcript that is a subtitle file; none of one that has no times.

    Raises TranscriptError or FormatError where it cannot be read.
    """
    read = _read_timed(decode(path.read_bytes(), str(path)).text, str(path))
    return read.captions if read else ()


def _read_timed(text: str, name: str) -> Read | None:
    """A text as subtitles, if it is such."""
    form = next((form for form, mark in _TIMED if mark.search(text)), None)
    return READERS[form].read(text, name) if form else None


def parse_transcript(text: str) -> tuple[Turn, ...]:
    """Turns of a transcript's text, with ids t1, t1.s1 and so on in order; none for an empty text."""
    lines = text.splitlines()
    return _turns(_lines(lines, speakers(lines)))


def _turns(lines: Iterable[_Line]) -> tuple[Turn, ...]:
    blocks: list[list[_Line]] = []
    for line in lines:
        if line.opens or not blocks or blocks[-1][-1].speaker != line.speaker:
            blocks.append([])
        blocks[-1].append(line)
    turns: list[Turn] = []
    for block in blocks:
        sentences = [s for line in block for s in split_sentences(line.text.strip()) if s.strip()]
        if sentences:
            name = f"t{len(turns) + 1}"
            numbered = tuple(Sentence(f"{name}.s{i}", s) for i, s in enumerate(sentences, start=1))
            turns.append(Turn(name, block[0].speaker, numbered, block[0].number))
    return tuple(turns)


def _lines(lines: Iterable[str], names: frozenset[str]) -> Iterator[_Line]:
    """Each line with its owner. Rules and blank lines are left out; outside turns they part what stands around them."""
    speaker: str | None = None
    named: str | None = None  # who goes on after a dash's line or a note
    fresh = blank = True
    for number, line in enumerate(lines, start=1):
        text = without_markup(line)
        label = find_label(text)
        if label is not None and label.name in names:
            speaker = named = label.name
            fresh = False
            yield _Line(number, speaker, text[label.end :], opens=True)
        elif _RULE.match(line):
            fresh = True
        elif _stands_apart(line, blank):
            fresh = True
            yield _Line(number, None, text, opens=True)
        elif names and (dash := _DASHED.match(text)):
            speaker, fresh = DASH, False
            yield _Line(number, DASH, text[dash.end() :], opens=True)
        elif text.strip():
            yield _Line(number, speaker, text, opens=fresh)
            fresh = False
        blank = not text.strip()
        fresh = fresh or (blank and speaker is None)
        if speaker == DASH and (blank or text.rstrip().endswith(LINE_ENDS)):
            speaker = named


def _stands_apart(line: str, after_blank: bool) -> bool:
    """Whether the line is a heading or a note.

    注： begins a note everywhere; with the half-width colon of chats and code only where a paragraph begins.
    """
    word = _NOTE_WORD.match(line)
    noted = word is not None and (after_blank or word["colon"] == "：")
    return noted or any(form.match(line) for form in (_HEADING, _STRONG_LINE, _NOTE))


def _cue_turns(cues: Iterable[Cue]) -> tuple[Turn, ...]:
    """Turns of subtitles: a sentence that runs over several lines or cues is one again, a speaker who is named again
    in the next cue goes on. Where a file does without full stops, each cue is a sentence."""
    shown = [[line.strip() for line in cue.lines if line.strip()] for cue in cues]
    lines = [line for each in shown for line in each]
    begins = [number == 0 for each in shown for number in range(len(each))]
    stops = sum(each[-1].endswith(LINE_ENDS) for each in shown if each) >= STOPS * len(shown)
    names = speakers(lines)
    joined: list[str] = []
    speaker: str | None = None
    for line, begin in zip(lines, begins, strict=True):
        text = without_markup(line)
        label = find_label(text)
        named = label is not None and label.name in names
        same = named and label is not None and label.name == speaker
        rest = text[label.end :] if same and label is not None else line
        apart = (named and not same) or _stands_apart(line, True) or bool(_DASHED.match(text))
        if joined and not apart and (stops or not begin) and not joined[-1].rstrip().endswith(LINE_ENDS):
            joined[-1] = _glued(joined[-1], rest)
        else:
            joined.append(rest)
        speaker = label.name if named and label is not None else speaker
    return _turns(_lines(joined, names))


def _glued(before: str, after: str) -> str:
    """Two pieces of a line: a space between Latin words, none beside a Japanese character."""
    wide = any(unicodedata.east_asian_width(char) in "WFH" for char in (before[-1:], after[:1]) if char)
    return before + after if wide or not before or not after else f"{before} {after}"
