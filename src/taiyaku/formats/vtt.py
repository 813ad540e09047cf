"""WebVTT: the web's subtitles."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from taiyaku.errors import FormatError
from taiyaku.model import Cue

_TIME = r"(?:(\d{1,3}):)?(\d{2}):(\d{2})\.(\d{3})"
_ARROW = re.compile(rf"^\s*{_TIME}\s+-->\s+{_TIME}")
_VOICE = re.compile(r"\s*+<v(?:\.[^\s>]*)?[ \t]+([^<>\n]+)>\s*+")
_READING = re.compile(r"<(rt|rp)(?:[.\s][^>]*)?>.*?(?:</\1>|(?=<rt|<rp|</ruby>))", re.DOTALL)
_TAG = re.compile(r"</?(?:c|i|b|u|s|v|lang|ruby|rt|rp|font)(?:[.\s][^>]*)?>|<\d[\d:.]*>", re.IGNORECASE)


def write_vtt(cues: Sequence[Cue]) -> str:
    """Cues as WebVTT, with their ids; marks that the format reads as its own are escaped."""
    blocks = ["WEBVTT"]
    for cue in cues:
        lines = [html.escape(line.strip(), quote=False) for line in cue.lines if line.strip()]
        blocks.append("\n".join([str(cue.id), f"{_stamp(cue.start_ms)} --> {_stamp(cue.end_ms)}", *lines]))
    return "\n\n".join(blocks) + "\n"


def read_vtt(text: str) -> tuple[Cue, ...]:
    """Cues of a WebVTT text; notes, styles and regions are passed over; lines are as `plain_lines` gives them.

    Raises FormatError where no cue is found.
    """
    cues: list[Cue] = []
    blocks = re.split(r"\n[ \t]*\n+", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    for block in blocks:
        lines = block.strip("\n").split("\n")
        at = next((i for i, line in enumerate(lines[:2]) if _ARROW.match(line)), None)
        match = _ARROW.match(lines[at]) if at is not None else None
        if at is None or match is None:
            continue
        parts = match.groups()
        shown = tuple(html.unescape(line) for line in plain_lines("\n".join(lines[at + 1 :])))
        cues.append(Cue(len(cues) + 1, _ms(parts[:4]), _ms(parts[4:]), shown, ()))
    if not cues:
        raise FormatError("no cue was found", remedy="Give a WebVTT file: times as 00:01.000 --> 00:02.000")
    return tuple(cues)


def plain_lines(body: str) -> tuple[str, ...]:
    """The lines of a cue without tags, each voice on a line of its own as `Name：`; ruby keeps what it stands over.

    >>> plain_lines("<v 山田><ruby>港<rt>みなと</rt></ruby>です。<v 佐藤><i>ええ。</i>")
    ('山田：港です。', '佐藤：ええ。')
    """
    body = _VOICE.sub(lambda voice: "\n" + re.sub("[:：]", " ", voice[1]).strip() + "：", body)
    body = _TAG.sub("", _READING.sub("", body))
    return tuple(line.strip() for line in body.split("\n") if line.strip())


def _stamp(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _ms(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, fraction = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction
