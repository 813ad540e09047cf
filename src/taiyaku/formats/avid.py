"""Avid's DS captions, plain text that its SubCap effect takes in; it stops at the first overlap, and so there is none.

Written after descriptions of the format; it was never imported into Media Composer here.
"""

from __future__ import annotations

from collections.abc import Sequence

from taiyaku.formats.caption import Caption
from taiyaku.formats.options import WriteOptions
from taiyaku.formats.plain import whole
from taiyaku.frames import frame_at, to_label

LOSSES = ("speakers and languages of lines; what is raised stays at the bottom", "lines beyond the second join it")
HEAD = "@ This file written with the Avid Caption plugin, version 1\n\n<begin subtitles>\n\n"
FOOT = "<end subtitles>\n"
MOST_LINES = 2


def write_avid(captions: Sequence[Caption], options: WriteOptions | None = None) -> str:
    """Two timecodes above the lines of each caption. Needs a rate.

    Raises FormatError for cues that importers lose: empty, of no length, out of order or overlapping.
    """
    options, captions = options or WriteOptions(), whole(captions)
    rate = options.rate
    if rate is None:
        raise ValueError("a rate is needed")  # the command asks for it
    out = []
    for caption in captions:
        start, end = (to_label(frame_at(ms, rate), rate) for ms in (caption.start_ms, caption.end_ms))
        lines = [*caption.texts[: MOST_LINES - 1], " ".join(caption.texts[MOST_LINES - 1 :])]
        shown = [line.replace("<", "＜") if line.startswith("<") else line for line in lines if line]
        out.append("\n".join([f"{start} {end}", *shown]) + "\n\n")
    return HEAD + "".join(out) + FOOT
