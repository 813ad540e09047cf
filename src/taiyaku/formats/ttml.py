"""TTML as IMSC 1.1 Text (W3C Recommendation, 2018), the form that streaming services take; any TTML is read.

It is written here and not through ttconv, so that ttconv can prove it: whoever wrote a file is no witness for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from taiyaku.formats.caption import Caption, Line
from taiyaku.formats.options import WriteOptions
from taiyaku.formats.palette import WHITE, colours_of
from taiyaku.formats.plain import plain, whole
from taiyaku.formats.stamps import stamp
from taiyaku.frames import Rate, frame_at

LOSSES: tuple[str, ...] = ()
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"
 xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:tts="http://www.w3.org/ns/ttml#styling"
 xmlns:ebutts="urn:ebu:tt:style" ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text"
 ttp:timeBase="media"{rate} xml:lang={language} xml:space="preserve">
<head>
<metadata><ttm:title>{title}</ttm:title>{agents}</metadata>
<styling>
<style xml:id="all" tts:fontFamily="proportionalSansSerif" tts:color="#FFFFFF" tts:textOutline="#000000 5%"/>
<style xml:id="ja" style="all" tts:fontSize="90%" tts:textAlign="center" ebutts:multiRowAlign="start"/>
<style xml:id="other" style="all" tts:fontSize="85%" tts:textAlign="center"/>
</styling>
<layout>
<region xml:id="bottom" tts:origin="5% 10%" tts:extent="90% 80%" tts:displayAlign="after"/>
<region xml:id="top" tts:origin="5% 10%" tts:extent="90% 80%" tts:displayAlign="before"/>
</layout>
</head>
<body region="bottom">
<div>
"""
FOOT = "</div>\n</body>\n</tt>\n"


def write_ttml(captions: Sequence[Caption], options: WriteOptions | None = None) -> str:
    """IMSC 1.1 Text: times in frames where the rate is known, else in milliseconds; speakers as agents.

    Frames are exact for every processor; one that shows a cue from the first frame on that is not before its time would
    show milliseconds, which are taken up, a frame late. Raises FormatError for cues that importers lose: empty, of no
    length, out of order or overlapping.
    """
    options, captions = options or WriteOptions(), whole(captions)
    names = dict.fromkeys(name for caption in captions for name in caption.speakers)
    agents = {name: f"agent{number}" for number, name in enumerate(names, start=1)}
    colours = {name: c.rgb for name, c in colours_of(captions, options.colours).items() if c != WHITE}
    language = captions[0].lines[0].language if captions else ""
    head = HEAD.format(
        rate=_parameters(options.rate),
        language=quoteattr(language),
        title=escape(plain(options.title)),
        agents="".join(
            f'<ttm:agent xml:id="{agent}" type="person"><ttm:name type="full">{escape(name)}</ttm:name></ttm:agent>'
            for name, agent in agents.items()
        ),
    )
    cast = _Cast(agents, colours)
    return head + "".join(_paragraph(caption, language, cast, options.rate) for caption in captions) + FOOT


@dataclass(frozen=True, slots=True)
class _Cast:
    """The speakers' agents, and colours where these are not white, as RRGGBB."""

    agents: Mapping[str, str]
    colours: Mapping[str, str]


def _parameters(rate: Rate | None) -> str:
    if rate is None:
        return ""
    share = rate.exact / rate.nominal
    return f' ttp:frameRate="{rate.nominal}" ttp:frameRateMultiplier="{share.numerator} {share.denominator}"'


def _paragraph(caption: Caption, language: str, cast: _Cast, rate: Rate | None) -> str:
    lines = caption.lines
    speaker = lines[0].speaker if len({line.speaker for line in lines}) == 1 else ""
    around = Line("", speaker, lines[0].language)
    start, end = _time(caption.start_ms, rate), _time(caption.end_ms, rate)
    region = ' region="top"' if caption.raised else ""
    marks = f'{region} style="{_style(around.language)}"{_marks(around, Line("", "", language), cast)}'
    shown = "<br/>".join(_line(line, around, cast) for line in lines)
    return f'<p xml:id="c{caption.id}" begin="{start}" end="{end}"{marks}>{shown}</p>\n'


def _line(line: Line, around: Line, cast: _Cast) -> str:
    """A line; where its speaker or language is not the paragraph's, a span says so."""
    text, marks = escape(line.text), _marks(line, around, cast)
    style = f' style="{_style(line.language)}"' if _style(line.language) != _style(around.language) else ""
    return f"<span{style}{marks}>{text}</span>" if marks else text


def _marks(line: Line, around: Line, cast: _Cast) -> str:
    """The attributes that tell a line from what it stands in."""
    language = f" xml:lang={quoteattr(line.language)}" if line.language != around.language else ""
    if line.speaker == around.speaker:
        return language
    colour = f' tts:color="#{cast.colours[line.speaker]}"' if line.speaker in cast.colours else ""
    return f'{language} ttm:agent="{cast.agents[line.speaker]}"{colour}'


def _style(language: str) -> str:
    return "ja" if language == "ja" else "other"


def _time(ms: int, rate: Rate | None) -> str:
    return f"{frame_at(ms, rate)}f" if rate else stamp(ms, ".")
