"""WebVTT: the web's subtitles, with a voice tag for who speaks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Caption, Line, Read, Remark
from taiyaku.formats.mend import Found, settle, split_lines
from taiyaku.formats.options import WriteOptions
from taiyaku.formats.palette import WHITE, Colour, colours_of
from taiyaku.formats.plain import WIDE_BRACES, whole, without_escapes
from taiyaku.formats.stamps import stamp
from taiyaku.formats.tags import untagged
from taiyaku.formats.timing import Times, is_broken, read_times

LOSSES = (
    "languages of lines",
    "{ } become ｛ ｝, and \\ becomes ＼ where readers take it for the end of a line",
    "in speakers' names & < > become ＆ ＜ ＞",
)
TOP = " line:0"
_TOP = re.compile(r"\sline:(?:\d|[0-4]?\d(?:\.\d*)?%)(?![\d.%])")
_WIDE_NAME = str.maketrans("&<>", "＆＜＞")
_ASIDE_LIKE = re.compile(r"^(?:NOTE|STYLE|REGION|WEBVTT)")
_ASIDE = ("NOTE", "STYLE", "REGION")  # blocks that show nothing

NO_HEAD = "no WEBVTT on the first line"
NO_TIMES = "text without times; it is left out"


def write_vtt(captions: Sequence[Caption], options: WriteOptions | None = None) -> str:
    """WebVTT with the captions' ids; marks that the format reads as its own are escaped.

    Raises FormatError for cues that importers lose: empty, of no length, out of order or overlapping.
    """
    options, captions = options or WriteOptions(), whole(captions)
    colours = colours_of(captions, options.colours)
    blocks = ["WEBVTT"]
    for caption in captions:
        times = f"{stamp(caption.start_ms, '.')} --> {stamp(caption.end_ms, '.')}{TOP if caption.raised else ''}"
        blocks.append("\n".join([str(caption.id), times, *_voiced(caption.lines, colours)]))
    return "\n\n".join(blocks) + "\n"


def _voiced(lines: Sequence[Line], colours: Mapping[str, Colour]) -> Iterator[str]:
    """The lines, those of one speaker after another inside one voice, in the speaker's colour."""
    for speaker, group in groupby(lines, key=lambda line: line.speaker):
        body = "\n".join(_safe(line.text) for line in group)
        colour = colours.get(speaker, WHITE)
        body = body if colour == WHITE else f"<c.{colour.name}>{body}</c>"
        yield f"<v {speaker.translate(_WIDE_NAME)}>{body}</v>" if speaker else body


def _safe(text: str) -> str:
    """A line with its marks escaped; one that looks like a comment begins with a class, which shows nothing."""
    text = html.escape(without_escapes(text.translate(WIDE_BRACES)), quote=False)
    return _ASIDE_LIKE.sub(r"<c>\g<0></c>", text)


def read_vtt(text: str, name: str = "this text") -> Read:
    """Captions of a WebVTT text, with their voices; notes, styles and regions are passed over.

    Raises FormatError where no cue is found, or the times of one cannot be read.
    """
    lines = split_lines(text, name)
    remarks = [] if lines[0].startswith("WEBVTT") else [Remark(1, NO_HEAD)]
    found: list[Found] = []
    for first, block in _blocks(lines):
        places = [(at, times) for at, line in enumerate(block) if (times := _times(line, f"{name}:{first + at}"))]
        if len(block[: places[0][0]]) > 1 if places else not _is_aside(block[0], first):
            remarks.append(Remark(first, NO_TIMES))
        ends = [*(at for at, _ in places[1:]), len(block)]
        for (at, times), following in zip(places, ends, strict=False):
            body = "\n".join(block[at + 1 : following])
            remarks += [Remark(first + at, oddity) for oddity in times.oddities]
            shown, raised = untagged(body, html.unescape), bool(_TOP.search(block[at]))
            found.append(Found(first + at, times.start_ms, times.end_ms, shown, raised))
    if not found:
        raise FormatError("no cue was found", where=name, remedy="Give a WebVTT file: times as 00:01.000 --> 00:02.000")
    return settle(found, remarks, name)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """What stands between blank lines, with its first line's number."""
    numbered = enumerate(lines, start=1)
    for blank, group in groupby(numbered, key=lambda each: not each[1].strip()):
        block = list(group)
        if not blank:
            yield block[0][0], [line for _, line in block]


def _is_aside(line: str, number: int) -> bool:
    return (number == 1 and line.startswith("WEBVTT")) or line.split(maxsplit=1)[0] in _ASIDE


def _times(line: str, where: str) -> Times | None:
    found = read_times(line, ".", apart=False) if "-" in line or ">" in line else None
    if found is None and is_broken(line):
        raise FormatError(
            f"these times cannot be read: {line.strip()[:60]}",
            where=where,
            remedy="Write them as 00:01.000 --> 00:02.000",
        )
    return found
