"""Advanced SubStation Alpha: a style for each speaker and language, so that their looks are changed in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Caption, Line, Read, Remark
from taiyaku.formats.mend import Found, settle, split_lines
from taiyaku.formats.options import WriteOptions
from taiyaku.formats.palette import WHITE, Colour, colours_of
from taiyaku.formats.plain import plain, whole
from taiyaku.formats.stamps import to_ms
from taiyaku.frames import Rate, frame_at

LOSSES = (
    "times are cut to hundredths of a second, which libass shows from the right frame on",
    "{ } \\ become ｛ ｝ ＼, Dialogue: becomes Dialogue∶, in speakers' names , ( ) * likewise",
    "languages other than ja and en",
)
FONTS = {"ja": ("Noto Sans CJK JP", 64), "en": ("Noto Sans", 58)}  # of a picture 1080 high
STYLE = "Style: {},{},{},&H00{},&H000000FF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,96,96,54,1"
HEAD = """[Script Info]
Title: {title}
ScriptType: v4.00+
WrapStyle: 0
ScaledBorderAndShadow: yes
PlayResX: 1920
PlayResY: 1080

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
{styles}

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
TOP = r"{\an8}"
_TOP = re.compile(r"\\an[789](?!\d)")
_TIME = re.compile(r"\s*(\d{1,3}):(\d{1,2}):(\d{1,2})[.,:](\d{1,3})\s*$")
EVENT, EVENT_LIKE = "Dialogue:", "Dialogue∶"  # in a text, Gaupol takes it for the next event
_WIDE = str.maketrans("{}\\", "｛｝＼")
_WIDE_NAME = str.maketrans("{}\\,()*", "｛｝＼，（）＊")
_OURS = re.compile(r"(ja|en|und)(?: (.+))?$")
_OVERRIDE = re.compile(r"\{([^{}]{0,2000})\}")
_RESET = re.compile(r"\\r([^\\{}]*)")
_DRAWING = re.compile(r"\\p(\d+)")

NO_FORMAT = "no Format line above the first event; the usual order of fields is taken"
UNREADABLE = "an event whose fields or times cannot be read; it is left out"
DRAWN = "a drawing; it is left out"


def write_ass(captions: Sequence[Caption], options: WriteOptions | None = None) -> str:
    """ASS with a style for each speaker and language; the actor's field names who speaks first.

    Raises FormatError for cues that importers lose: empty, of no length, out of order or overlapping.
    """
    options, captions = options or WriteOptions(), whole(captions)
    colours = colours_of(captions, options.colours)
    styles = {_style(line): colours.get(line.speaker, WHITE) for caption in captions for line in caption.lines}
    looks = [_look(style, colour, options.font) for style, colour in {"Default": WHITE, **styles}.items()]
    events = []
    for caption in captions:
        start = _hundredths(caption.start_ms, options.rate)
        end = max(start + 1, _hundredths(caption.end_ms, options.rate))
        named = f"{_style(caption.lines[0])},{_name(caption.lines[0].speaker)}"
        text = (TOP if caption.raised else "") + _text(caption.lines)
        events.append(f"Dialogue: 0,{_stamp(start)},{_stamp(end)},{named},0,0,0,,{text}\n")
    return HEAD.format(title=plain(options.title), styles="\n".join(dict.fromkeys(looks))) + "".join(events)


def _look(style: str, colour: Colour, font: str) -> str:
    """A style's line; ASS writes colours as BBGGRR."""
    usual, size = FONTS.get(style.split(" ")[0], FONTS["ja"])
    red, green, blue = (colour.rgb[at : at + 2] for at in (0, 2, 4))
    return STYLE.format(style, font or usual, size, blue + green + red)


def _style(line: Line) -> str:
    """The style of a line: `ja Xia`."""
    language = line.language if line.language in FONTS else "und"
    name = f"{language} {_name(line.speaker)}".strip()
    return "Default" if name == "und" else name


def _name(speaker: str) -> str:
    return speaker.translate(_WIDE_NAME)


def _text(lines: Sequence[Line]) -> str:
    """The lines of an event; where the style changes, an override says so."""
    out, style = "", _style(lines[0])
    for number, line in enumerate(lines):
        out += "\\N" if number else ""
        if _style(line) != style:
            style = _style(line)
            out += f"{{\\r{style}}}"
        out += line.text.translate(_WIDE).replace(EVENT, EVENT_LIKE)
    return out


def _hundredths(ms: int, rate: Rate | None) -> int:
    """The last hundredth that is not after the time: libass shows an event on frames that begin at it or later."""
    return int(frame_at(ms, rate) / rate.exact * 100) if rate else ms // 10


def _stamp(hundredths: int) -> str:
    seconds, rest = divmod(hundredths, 100)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:02}"


def read_ass(text: str, name: str = "this text") -> Read:
    """Captions of an ASS or SSA text, with their actors; comments and drawings are left out, overrides not kept.

    Raises FormatError where no event is found.
    """
    fields: tuple[str, ...] = ()
    section, remarks, found = "", list[Remark](), list[Found]()
    for number, line in enumerate(split_lines(text, name), start=1):
        head, _, rest = line.partition(":")
        if line.startswith("["):
            section = line.strip().lower()
        elif head.strip().lower() == "format" and section != "[v4+ styles]" and section != "[v4 styles]":
            fields = tuple(field.strip().lower() for field in rest.split(","))
        elif head.strip().lower() == "dialogue":
            if not fields:
                remarks.append(Remark(number, NO_FORMAT))
                fields = FIELDS
            event = _event(number, dict(zip(fields, rest.split(",", len(fields) - 1), strict=False)))
            found += [event] if isinstance(event, Found) else []
            remarks += [event] if isinstance(event, Remark) else []
    if not found:
        raise FormatError("no event was found", where=name, remedy="Give an ASS file with Dialogue lines")
    return settle(found, remarks, name)


def _event(number: int, fields: Mapping[str, str]) -> Found | Remark:
    """One event; or what is wrong with it."""
    times = [_TIME.match(fields.get(edge, "")) for edge in ("start", "end")]
    if "text" not in fields or times[0] is None or times[1] is None:
        return Remark(number, UNREADABLE)
    style, actor = fields.get("style", "").strip().lstrip("*"), fields.get("name", "").strip()
    shown = tuple(_lines(fields["text"], style, actor))
    if not shown and _DRAWING.search(fields["text"]):
        return Remark(number, DRAWN)
    raised = any(map(_TOP.search, _OVERRIDE.findall(fields["text"])))
    return Found(number, to_ms(*times[0].groups()), to_ms(*times[1].groups()), shown, raised)


def _lines(text: str, style: str, actor: str) -> Iterator[Line]:
    """The lines of an event's text; each has the style that its first character has."""
    body, of_line, now, drawing = "", style, style, False
    for place, piece in enumerate(_OVERRIDE.split(text)):
        if place % 2:
            resets, modes = _RESET.findall(piece), _DRAWING.findall(piece)
            now = (resets[-1].strip() or style) if resets else now
            drawing = int(modes[-1]) > 0 if modes else drawing
        elif not drawing:
            for nth, part in enumerate(re.split(r"\\[Nn]", piece)):
                if nth:
                    yield from _line(body, of_line, style, actor)
                    body = ""
                of_line = of_line if body.strip() else now
                body += part.replace("\\h", "\xa0")
    yield from _line(body, of_line, style, actor)


def _line(body: str, style: str, base: str, actor: str) -> Iterator[Line]:
    """A line of an event, if anything is left of it: who speaks, and in which language, as far as the style says it."""
    ours = _OURS.match(style)
    language = ours[1] if ours and ours[1] != "und" else ""
    speaker = actor if style == base and actor else (ours[2] or "" if ours else "")
    if body.strip():
        yield Line(body.strip(), speaker, language)
