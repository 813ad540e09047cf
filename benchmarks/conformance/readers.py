"""Other people's readers, and one as strict as the strictest editor: what each makes of a file's bytes.

A reader gives (start in ms, end in ms, text) for every caption. Its imports stand inside, so that the others run where
one is not installed.
"""

from __future__ import annotations

import html
import io
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

Seen = tuple[float, float, str]
FCPXML_DTD = Path(__file__).with_name("fcpxml.dtd")
TTML = "{http://www.w3.org/ns/ttml}"
_TAG = re.compile(r"<[^>]*>")
_OVERRIDE = re.compile(r"\{[^}]*\}")
_STRICT_TIMES = re.compile(r"(\d\d):(\d\d):(\d\d),(\d\d\d) --> (\d\d):(\d\d):(\d\d),(\d\d\d)")


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader, the module it needs, and what it makes of a file of each format it knows."""

    module: str
    reads: Mapping[str, Callable[[bytes], Sequence[Seen]]]


def strict_srt(data: bytes) -> list[Seen]:
    """As MLT reads SRT: a number, times with a comma, lines up to the first blank one; anything else ends the cue."""
    out: list[Seen] = []
    state, times, lines = "number", (0.0, 0.0), list[str]()
    for line in [*data.decode("utf-8").split("\n"), ""]:
        if state == "number":
            state = "times" if line.isascii() and line.isdigit() else "number"
        elif state == "times":
            match = _STRICT_TIMES.fullmatch(line)
            state = "text" if match else "number"
            if match:
                h, m, s, ms, h2, m2, s2, ms2 = map(int, match.groups())
                times = (((h * 60 + m) * 60 + s) * 1000.0 + ms, ((h2 * 60 + m2) * 60 + s2) * 1000.0 + ms2)
                lines = []
        elif line:
            lines.append(line)
        else:
            out.append((*times, "\n".join(lines)))
            state = "number"
    return out


def by_srt(data: bytes) -> list[Seen]:
    import srt

    found = srt.parse(data.decode("utf-8"), ignore_errors=False)
    return [(s.start.total_seconds() * 1000, s.end.total_seconds() * 1000, s.content) for s in found]


def by_pysubs2(form: str) -> Callable[[bytes], list[Seen]]:
    def read(data: bytes) -> list[Seen]:
        import pysubs2

        found = pysubs2.SSAFile.from_string(data.decode("utf-8"), format_=form)
        clean = html.unescape if form == "vtt" else str
        return [(float(event.start), float(event.end), clean(event.plaintext)) for event in found]

    return read


def by_webvtt(data: bytes) -> list[Seen]:
    import webvtt

    found: Any = webvtt.from_string(data.decode("utf-8"))
    return [(_ms(c.start), _ms(c.end), _untagged(c.raw_text)) for c in found]


def by_ffmpeg(form: str) -> Callable[[bytes], list[Seen]]:
    """FFmpeg's demuxers through PyAV: packets as they leave them."""

    def read(data: bytes) -> list[Seen]:
        import av

        out: list[Seen] = []
        with av.open(io.BytesIO(data), "r", format={"vtt": "webvtt"}.get(form, form)) as container:
            for packet in container.demux(container.streams.subtitles[0]):
                if packet.pts is not None and packet.size:
                    text = _of_packet(bytes(packet).decode("utf-8"), form)
                    tick_ms = float((packet.time_base or 0) * 1000)
                    start = packet.pts * tick_ms
                    out.append((start, start + (packet.duration or 0) * tick_ms, text))
        return out

    return read


def _of_packet(text: str, form: str) -> str:
    if form == "ass":  # read order, layer, style, name, margins, effect, text
        return _OVERRIDE.sub("", text.split(",", 8)[8]).replace("\\N", "\n")
    return _untagged(text) if form == "vtt" else text


def _untagged(text: str) -> str:
    return html.unescape(_TAG.sub("", text))


def _as_it_is(text: str) -> str:
    return text


CLEAN: Mapping[str, Callable[[str], str]] = {  # a text as a format holds it -> what a viewer reads
    "srt": _as_it_is,
    "vtt": _untagged,
    "ass": lambda text: _OVERRIDE.sub("", text),
}


def by_ttconv(form: str) -> Callable[[bytes], list[Seen]]:
    """ttconv's model: a paragraph's times and its text."""

    def read(data: bytes) -> list[Seen]:
        import xml.etree.ElementTree as ET

        import ttconv.imsc.reader
        import ttconv.model
        import ttconv.srt.reader
        import ttconv.vtt.reader

        if form == "ttml":
            document = ttconv.imsc.reader.to_model(ET.ElementTree(ET.fromstring(data)))
        else:
            module = ttconv.srt.reader if form == "srt" else ttconv.vtt.reader
            document = module.to_model(io.StringIO(data.decode("utf-8")))
        return [
            (float((p.get_begin() or 0) * 1000), float(p.get_end() * 1000), _spoken(p, ttconv.model))
            for div in document.get_body()
            for p in div
            if p.get_end() is not None
        ]

    return read


def _spoken(element: Any, model: Any) -> str:
    if isinstance(element, model.Text):
        return str(element.get_text())
    return "\n" if isinstance(element, model.Br) else "".join(_spoken(child, model) for child in element)


def by_aeidon(form: str) -> Callable[[bytes], list[Seen]]:
    """Gaupol's core."""

    def read(data: bytes) -> list[Seen]:
        import aeidon

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"track.{form}"
            path.write_bytes(data)
            project = aeidon.Project()
            project.open_main(str(path), "utf_8")
            return [(s.start_seconds * 1000, s.end_seconds * 1000, CLEAN[form](s.main_text)) for s in project.subtitles]

    return read


def by_lxml(data: bytes) -> list[Seen]:
    """TTML by lxml, strict: ids unique, regions and styles defined, times in frames of the file's own rate."""
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    parameter = "{http://www.w3.org/ns/ttml#parameter}"
    number, divisor = map(int, root.get(f"{parameter}frameRateMultiplier", "1 1").split())
    rate = int(root.get(f"{parameter}frameRate", "30")) * number / divisor
    ids = root.xpath("//@xml:id")
    if len(ids) != len(set(ids)):
        raise ValueError("two elements have one id")
    known = set(ids)
    for element in root.iter():
        for name in (*element.get("style", "").split(), element.get("region")):
            if name and name not in known:
                raise ValueError(f"{name} is not defined")
    out = []
    for p in root.iter(f"{TTML}p"):
        for br in list(p.iter(f"{TTML}br")):
            br.tail = "\n" + (br.tail or "")
        begin, end = (int(p.get(edge).removesuffix("f")) / rate * 1000 for edge in ("begin", "end"))
        out.append((begin, end, "".join(p.itertext())))
    return out


def fcpxml_by_lxml(data: bytes) -> list[Seen]:
    """FCPXML by lxml against fcpxml.dtd; every time a whole number of frames, every title inside of its clip."""
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    etree.DTD(str(FCPXML_DTD)).assertValid(root)
    frame = _seconds(root.find(".//format").get("frameDuration"))
    for element in root.iter():
        for name in ("offset", "start", "duration", "tcStart"):
            if (_seconds(element.get(name, "0s")) / frame).denominator != 1:
                raise ValueError(f"{name} {element.get(name)} of a {element.tag} is no whole number of frames")
    gap = root.find(".//gap")
    offset, first, length = (_seconds(gap.get(name, "0s")) for name in ("offset", "start", "duration"))
    out = []
    for title in gap:
        start = _seconds(title.get("offset")) - first
        end = start + _seconds(title.get("duration"))
        if not 0 <= start < end <= length:
            raise ValueError(f"a title from {start} to {end} s in a clip of {length} s")
        out.append(
            (float((offset + start) * 1000), float((offset + end) * 1000), "".join(title.find("text").itertext()))
        )
    return out


def _seconds(time: str) -> Fraction:
    """A time such as 1001/30000s."""
    return Fraction(time.removesuffix("s"))


def _ms(stamp: str) -> float:
    seconds = 0.0
    for part in stamp.split(":"):
        seconds = seconds * 60 + float(part)
    return round(seconds * 1000, 3)


READERS: Mapping[str, Reader] = {
    "strict (as MLT)": Reader("re", {"srt": strict_srt}),
    "ffmpeg (PyAV)": Reader("av", {form: by_ffmpeg(form) for form in ("srt", "vtt", "ass")}),
    "srt": Reader("srt", {"srt": by_srt}),
    "pysubs2": Reader("pysubs2", {form: by_pysubs2(form) for form in ("srt", "vtt", "ass")}),
    "webvtt-py": Reader("webvtt", {"vtt": by_webvtt}),
    "ttconv": Reader("ttconv", {form: by_ttconv(form) for form in ("srt", "vtt", "ttml")}),
    "aeidon (Gaupol)": Reader("aeidon", {form: by_aeidon(form) for form in ("srt", "vtt", "ass")}),
    "lxml": Reader("lxml", {"ttml": by_lxml, "fcpxml": fcpxml_by_lxml}),
}
