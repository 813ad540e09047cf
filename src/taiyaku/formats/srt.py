"""SubRip: what every editor imports, written for the strictest of them, read however it was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

import srt

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Caption, Read, Remark
from taiyaku.formats.mend import Found, settle, split_lines
from taiyaku.formats.options import WriteOptions
from taiyaku.formats.plain import WIDE_BRACES, whole, without_escapes
from taiyaku.formats.tags import untagged
from taiyaku.formats.timing import Times, is_broken, read_times

LOSSES = (
    "speakers and languages of lines; what is raised stays at the bottom",
    "{ } become ｛ ｝, and < & \\ : likewise where a reader would take them for a tag or a time; --> becomes →",
    "a number on the last line of a cue joins the line above",
)
_OVERRIDE = re.compile(r"\{\\[^{}]{0,500}\}")  # ASS's place and look, as in {\an8}
_RAISED = re.compile(r"\{\\an[789]\}")
_MILLISECOND = timedelta(milliseconds=1)
_TAG_LIKE = re.compile(r"<(?=\s*/?\s*[A-Za-z0-9!?])")
_ENTITY_LIKE = re.compile(r"&(?=#?\w{1,32};)")
_STAMP = re.compile(r"\d+:\d+:\d+[.,]\d[\d:.,]*")

NO_NUMBER = "no number above the times"
NOT_COUNTED = "numbers that do not count up"
BLANK_INSIDE = "a blank line inside a cue; the text around it belongs together"
BEFORE_FIRST = "text before the first cue; it is left out"


def write_srt(captions: Sequence[Caption], options: WriteOptions | None = None) -> str:
    """SRT: index from 1, comma before milliseconds, one blank line between cues and none inside, LF.

    Raises FormatError for cues that no importer takes whole: empty, of no length, out of order or overlapping.
    """
    subtitles = [
        srt.Subtitle(
            index,
            caption.start_ms * _MILLISECOND,
            caption.end_ms * _MILLISECOND,
            "\n".join(safe_lines(caption.texts)),
        )
        for index, caption in enumerate(whole(captions), start=1)
    ]
    text: str = srt.compose(subtitles, reindex=False, strict=True)
    return text


def safe_lines(texts: Sequence[str]) -> tuple[str, ...]:
    """The lines of a cue; a number at its end is no line of its own, as it would be taken for the next cue's.

    >>> safe_lines(["答えは", "42"])
    ('答えは 42',)
    """
    lines = [safe_line(text) for text in texts]
    while len(lines) > 1 and lines[-1].isdecimal():
        lines[-2:] = [f"{lines[-2]} {lines[-1]}"]
    return tuple(lines)


def safe_line(text: str) -> str:
    """A line that no reader takes for anything but text; what could be a tag, an escape or times is written wider.

    >>> safe_line("{笑} a-->b <i>x")
    '｛笑｝ a→b ＜i>x'
    """
    text = re.sub("-{2,}>", "→", text.translate(WIDE_BRACES))
    text = without_escapes(_ENTITY_LIKE.sub("＆", _TAG_LIKE.sub("＜", text)))
    text = _STAMP.sub(lambda stamp: stamp[0].replace(":", "∶"), text)
    return text.replace(":", "∶").replace("：", "∶") if read_times(text, ",", apart=True) else text


def read_srt(text: str, name: str = "this text") -> Read:
    """Captions of an SRT text: no index, dots for commas, no arrow, odd blank lines, a BOM. Tags are not kept.

    Raises FormatError where no cue is found, or the times of one cannot be read.
    """
    lines = split_lines(text, name)
    times = _times(lines, name)
    if not times:
        raise FormatError(
            "no cue was found", where=name, remedy="Give an SRT file: times as 00:00:01,000 --> 00:00:02,000"
        )
    places = list(times)
    remarks = [Remark(place + 1, oddity) for place, each in times.items() for oddity in each.oddities]
    remarks += _before_first(lines, places[0])
    found, last_number = [], 0
    for place, following in zip(places, [*places[1:], len(lines)], strict=True):
        number = _number_above(lines, place)
        if number is None:
            remarks.append(Remark(place + 1, NO_NUMBER))
        elif number != last_number + 1:
            remarks.append(Remark(place, NOT_COUNTED))
        last_number = number if number is not None else last_number + 1
        body = lines[place + 1 : following]
        if following < len(lines) and _number_above(lines, following) is not None:
            body.pop()
        shown = untagged(_OVERRIDE.sub("", "\n".join(body)))
        remarks += _blank_inside(body, place + 2)
        raised = any(map(_RAISED.search, body))
        found.append(Found(place + 1, times[place].start_ms, times[place].end_ms, shown, raised))
    return settle(found, remarks, name)


def _times(lines: Sequence[str], name: str) -> dict[int, Times]:
    """The lines of times by their place. Raises FormatError for one that cannot be read."""
    times: dict[int, Times] = {}
    for place, line in enumerate(lines):
        if ":" not in line and "：" not in line and "-->" not in line:
            continue
        above = lines[place - 1].strip() if place else ""
        apart = not above or above.isdecimal()
        found = read_times(line, ",", apart)
        if found is not None:
            times[place] = found
        elif apart and is_broken(line):
            raise FormatError(
                f"these times cannot be read: {line.strip()[:60]}",
                where=f"{name}:{place + 1}",
                remedy="Write them as 00:00:01,000 --> 00:00:02,000",
            )
    return times


def _number_above(lines: Sequence[str], place: int) -> int | None:
    """The number of the cue whose times stand at `place`: on the line above, or before them on their own."""
    above = lines[place - 1].strip() if place else ""
    return int(above) if above.isdecimal() and len(above) < 10 else None


def _before_first(lines: Sequence[str], first: int) -> list[Remark]:
    before = lines[: first - 1] if _number_above(lines, first) is not None else lines[:first]
    return [Remark(at, BEFORE_FIRST) for at, line in enumerate(before, start=1) if line.strip()][:1]


def _blank_inside(body: Sequence[str], first: int) -> list[Remark]:
    shown = [at for at, line in enumerate(body) if line.strip()]
    return [] if not shown or shown[-1] == len(shown) - 1 else [Remark(first + len(shown) - 1, BLANK_INSIDE)]
