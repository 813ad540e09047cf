"""A transcript's text as turns of sentences.

A turn begins with its speaker and a colon (`Xia: …`, `山田：…`, `**Xia:** …`), the name alone on its line or with the
words behind it. Headings, text before the first turn and notes on a line of their own have no speaker: nobody is
expected to say them. Line breaks end a sentence and are not kept; every other character is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from taiyaku.errors import TranscriptError
from taiyaku.formats import READERS
from taiyaku.model import Sentence, Turn
from taiyaku.text.decode import decode
from taiyaku.text.sentences import split_sentences

LONGEST_LABEL = 24  # characters; names with a title fit
NOTE_WORDS = (
    "注", "註", "編集部注", "編注", "訳注", "写真", "図", "出典", "結論", "注意", "例", "備考", "補足", "日時", "場所",
    "タイトル", "テーマ", "参考", "URL", "note", "title", "date", "photo", "source", "caption",
)  # fmt: skip
_MARK = r"(?:\*\*|__)?"  # Markdown's bold
_LABEL = re.compile(rf"^{_MARK}\s*(?P<name>[^:：\n]{{1,{LONGEST_LABEL}}}?)\s*{_MARK}\s*[:：]\s*{_MARK}\s*")
_NO_NAME = re.compile(r"[。、！？!?「」『』（）()\[\]【】〈〉《》\"“”…/\\=<>@#]|https?|^\d")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+\S")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_NOTE = re.compile(r"^\s*(?:[(（\[【〔].*[)）\]】〕]|※.*)\s*$")
_TIMING = re.compile(r"^\s*\d{1,3}:\d{2}(?::\d{2})?[.,]\d{1,3}\s*-->", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Block:
    """A run of lines with one owner; `speaker` is None for headings, leads and notes."""

    speaker: str | None
    lines: tuple[str, ...]
    number: int


def parse_transcript_bytes(data: bytes, name: str) -> tuple[Turn, ...]:
    """Turns of a transcript file: plain text, Markdown, SRT or WebVTT, in any of the encodings of `decode`.

    Raises TranscriptError where there is no text in it.
    """
    text = decode(data, name).text
    if _TIMING.search(text):
        form = "vtt" if text.lstrip().startswith("WEBVTT") else "srt"
        text = _joined_cues(" ".join(line for line in cue.lines) for cue in READERS[form](text))
    turns = parse_transcript(text)
    if not turns:
        raise TranscriptError("this transcript is empty", where=name, remedy="Write `Name: what was said` into it")
    return turns


def parse_transcript(text: str) -> tuple[Turn, ...]:
    """Turns of a transcript's text, with ids t1, t1.s1 and so on in order; none for an empty text."""
    turns: list[Turn] = []
    for block in _blocks(text.splitlines()):
        sentences = [s for line in block.lines for s in split_sentences(line.strip()) if s.strip()]
        if sentences:
            name = f"t{len(turns) + 1}"
            numbered = tuple(Sentence(f"{name}.s{i}", s) for i, s in enumerate(sentences, start=1))
            turns.append(Turn(name, block.speaker, numbered, block.number))
    return tuple(turns)


def speaker_labels(lines: Iterable[str]) -> frozenset[str]:
    """The names that are speakers in this text.

    What stands before a colon at a line's start is a name if it is short, holds no sentence marks, and is no note's
    word. One that comes once, in a text where others come again and again, is taken for a word like 結論: instead.
    """
    found = Counter(name for name in map(_label, lines) if name)
    often = {name for name, count in found.items() if count > 1}
    if len(often) < 2:
        return frozenset(found)
    shapes = {_shape(name) for name in often}
    return frozenset(often | {name for name in found if _shape(name) in shapes})


def _blocks(lines: list[str]) -> Iterator[_Block]:
    names = speaker_labels(lines)
    speaker: str | None = None
    open_lines: list[str] = []
    number = 1
    for at, line in enumerate(lines, start=1):
        label = _label(line)
        apart = bool(_HEADING.match(line) or _NOTE.match(line)) and label not in names
        if label in names or apart or _RULE.match(line):
            yield _Block(speaker, tuple(open_lines), number)
            open_lines, number = [], at
        if apart:
            yield _Block(None, (line,), at)
        elif label in names:
            speaker = label
            open_lines = [_LABEL.sub("", line, count=1)]
        elif not _RULE.match(line):
            if not open_lines:
                number = at
            open_lines.append(line)
        if speaker is None and not line.strip():
            yield _Block(None, tuple(open_lines), number)
            open_lines = []
    yield _Block(speaker, tuple(open_lines), number)


def _label(line: str) -> str | None:
    """The speaker's name that a line begins with, if it may be one."""
    match = _LABEL.match(line)
    if match is None:
        return None
    name = match["name"].strip().strip("*_").strip()
    after = line[match.end() :]
    if not name or name.casefold() in NOTE_WORDS or _NO_NAME.search(name) or name.count(" ") > 3:
        return None
    if name.isdigit() or not any(char.isalpha() for char in name) or after.startswith("//"):
        return None
    return name


def _shape(name: str) -> str:
    """What kind of name it is: Latin, or Japanese with or without an honorific."""
    if name.isascii():
        return "latin"
    return "honorific" if name.endswith(("さん", "氏", "様", "君", "先生")) else "japanese"


def _joined_cues(texts: Iterable[str]) -> str:
    """The texts of subtitle cues as lines; a sentence that runs over several cues is one line again."""
    lines: list[str] = []
    for text in texts:
        text = re.sub(r"<v(?:\.\S+)? ([^>]+)>", r"\1: ", text)
        text = re.sub(r"</?[a-zA-Z][^>]*>", "", text).strip()
        ended = not lines or lines[-1].endswith(tuple("。！？!?」』）)…"))
        if ended or _label(text):
            lines.append(text)
        else:
            lines[-1] += text
    return "\n".join(lines)
