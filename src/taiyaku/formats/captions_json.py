"""Captions as JSON, for programs: everything that the other formats can say, and nothing of the job."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Caption, Line, Read
from taiyaku.formats.mend import Found, settle
from taiyaku.formats.options import WriteOptions
from taiyaku.formats.plain import whole
from taiyaku.shape import Maybe, require_shape

LOSSES: tuple[str, ...] = ()
VERSION = 1
SHAPE = {
    "captions": [
        {
            "start_ms": int,
            "end_ms": int,
            "raised": Maybe(bool),
            "lines": [{"text": str, "speaker": Maybe(str), "language": Maybe(str)}],
        }
    ]
}


def write_json(captions: Sequence[Caption], options: WriteOptions | None = None) -> str:
    """Captions as one object, times in milliseconds; what a line does not say is left out of it.

    Raises FormatError for cues that importers lose: empty, of no length, out of order or overlapping.
    """
    options = options or WriteOptions()
    data = {
        "version": VERSION,
        "title": options.title,
        **({"fps": str(options.rate.exact), "start_frame": options.start_frame} if options.rate else {}),
        "captions": [_caption(caption) for caption in whole(captions)],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _caption(caption: Caption) -> dict[str, Any]:
    out = {**asdict(caption), "lines": [{k: v for k, v in asdict(line).items() if v} for line in caption.lines]}
    return out if caption.raised else {key: value for key, value in out.items() if key != "raised"}


def read_json(text: str, name: str = "this text") -> Read:
    """Captions of a JSON text in the shape that `write_json` gives. Raises FormatError for any other."""
    try:
        data = json.loads(text)
        require_shape(data, SHAPE)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FormatError(
            f"this is no JSON file of captions ({error})", where=name, remedy="Write it with `taiyaku export --to json`"
        ) from error
    found = [
        Found(0, each["start_ms"], each["end_ms"], _lines(each["lines"]), each.get("raised") or False)
        for each in data["captions"]
    ]
    return settle(found, (), name)


def _lines(lines: Sequence[dict[str, Any]]) -> tuple[Line, ...]:
    return tuple(
        Line(line["text"], line.get("speaker") or "", line.get("language") or "") for line in lines if line["text"]
    )
