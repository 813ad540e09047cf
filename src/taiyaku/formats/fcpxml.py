"""FCPXML 1.10: titles for Final Cut Pro, over an empty clip, their times as exact fractions of a second.

Written after Apple's public description of the format; it was never imported into Final Cut Pro here.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from taiyaku.formats.caption import Caption
from taiyaku.formats.options import WriteOptions
from taiyaku.formats.plain import plain, whole
from taiyaku.frames import Rate, frame_at

LOSSES = ("speakers and languages of lines; what is raised stays at the bottom",)
TITLE = ".../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti"
LOOK = 'font="Hiragino Sans" fontSize="54" fontColor="1 1 1 1" strokeColor="0 0 0 1" alignment="center"'
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.10">
<resources>
<format id="r1" frameDuration="{frame}" width="1920" height="1080"/>
<effect id="r2" name="Basic Title" uid="{title}"/>
</resources>
<library><event name={name}><project name={name}>
<sequence format="r1" duration="{length}" tcStart="{start}" tcFormat="{labels}"><spine>
<gap name="Gap" offset="{start}" start="0s" duration="{length}">
"""
FOOT = "</gap>\n</spine></sequence>\n</project></event></library>\n</fcpxml>\n"


def write_fcpxml(captions: Sequence[Caption], options: WriteOptions | None = None) -> str:
    """Titles at their frames; every time is a whole number of frames. Needs a rate.

    Raises FormatError for cues that importers lose: empty, of no length, out of order or overlapping.
    """
    options, captions = options or WriteOptions(), whole(captions)
    rate = options.rate
    if rate is None:
        raise ValueError("a rate is needed")  # the command asks for it
    first = options.start_frame  # captions were moved already; inside the gap they count from its own beginning
    last = max((frame_at(caption.end_ms, rate) for caption in captions), default=first) - first
    head = HEAD.format(
        frame=_time(1, rate),
        title=escape(TITLE),
        name=quoteattr(plain(options.title) or "taiyaku"),
        length=_time(last, rate),
        start=_time(first, rate),
        labels="DF" if rate.drop else "NDF",
    )
    return head + "".join(_title(caption, number, first, rate) for number, caption in enumerate(captions, 1)) + FOOT


def _title(caption: Caption, number: int, first: int, rate: Rate) -> str:
    start, end = frame_at(caption.start_ms, rate) - first, frame_at(caption.end_ms, rate) - first
    text, style = "\n".join(caption.texts), f"ts{number}"
    return (
        f'<title ref="r2" lane="1" offset="{_time(start, rate)}" start="0s" duration="{_time(end - start, rate)}"'
        f" name={quoteattr(' '.join(caption.texts))}>"
        f'<text><text-style ref="{style}">{escape(text)}</text-style></text>'
        f'<text-style-def id="{style}"><text-style {LOOK}/></text-style-def></title>\n'
    )


def _time(frames: int, rate: Rate) -> str:
    """So many frames in seconds, exactly: 1001/30000s."""
    seconds = frames / rate.exact
    return f"{seconds.numerator}s" if seconds.denominator == 1 else f"{seconds.numerator}/{seconds.denominator}s"
