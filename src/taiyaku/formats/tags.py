"""Tags inside the lines of SubRip and WebVTT: voices tell who speaks, the others go, their text stays."""

from __future__ import annotations

import re
from collections.abc import Callable

from taiyaku.formats.caption import Line

# No tag is longer than this; without a bound, a long text of opened and never closed tags takes quadratic time.
_REST = r"[^<>]{0,500}"
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,200})?[ \t]+([^<>\n]{1,500})>|</v\s{0,10}>")
_READING = re.compile(rf"<(rt|rp)(?:[.\s]{_REST})?>.{{0,300}}?(?:</\1>|(?=<rt|<rp|</ruby>))", re.DOTALL)
_TAG = re.compile(rf"</?(?:c|i|b|u|s|v|lang|ruby|rt|rp|font)(?:[.\s]{_REST})?/?>|<\d[\d:.]{{0,20}}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s{0,5}/?>", re.IGNORECASE)


def untagged(body: str, decoded: Callable[[str], str] = str) -> tuple[Line, ...]:
    """The lines of a caption without tags, each voice on lines of its own; ruby keeps what it stands over.

    `decoded` turns what a format writes for single characters back into them, once the tags are gone.

    >>> untagged("<v 山田><ruby>港<rt>みなと</rt></ruby>です。<v 佐藤><i>ええ。</i>")
    (Line(text='港です。', speaker='山田', language=''), Line(text='ええ。', speaker='佐藤', language=''))
    """
    body = _BREAK.sub("\n", body)
    if "<" not in body:
        return _lines(body, "", decoded)
    pieces: list[Line] = []
    speaker, place = "", 0
    for voice in _VOICE.finditer(body):
        pieces += _lines(_stripped(body[place : voice.start()]), speaker, decoded)
        speaker, place = " ".join(decoded(voice[1] or "").split()), voice.end()
    return tuple(pieces + list(_lines(_stripped(body[place:]), speaker, decoded)))


def _stripped(body: str) -> str:
    return _TAG.sub("", _READING.sub("", body))


def _lines(body: str, speaker: str, decoded: Callable[[str], str]) -> tuple[Line, ...]:
    shown = (decoded(line).strip() for line in body.split("\n"))
    return tuple(Line(line, speaker) for line in shown if line)
