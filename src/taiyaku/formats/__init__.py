"""Subtitle formats: one file each, pure functions between a file's text or bytes and captions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from taiyaku.formats.ass import LOSSES as ASS_LOSSES
from taiyaku.formats.ass import read_ass, write_ass
from taiyaku.formats.avid import LOSSES as AVID_LOSSES
from taiyaku.formats.avid import write_avid
from taiyaku.formats.avid_read import MARK as AVID_MARK
from taiyaku.formats.avid_read import read_avid
from taiyaku.formats.caption import Caption, Held, Line, Read, Remark, captions_of, cues_of
from taiyaku.formats.captions_json import read_json, write_json
from taiyaku.formats.entry import Paper, Reader, Writer
from taiyaku.formats.fcpxml import LOSSES as FCPXML_LOSSES
from taiyaku.formats.fcpxml import write_fcpxml
from taiyaku.formats.fcpxml_read import MARK as FCPXML_MARK
from taiyaku.formats.fcpxml_read import read_fcpxml
from taiyaku.formats.markers import LOSSES as MARKER_LOSSES
from taiyaku.formats.markers import write_csv, write_edl, write_fcp7
from taiyaku.formats.opened import require_subtitles, text_of
from taiyaku.formats.options import WriteOptions
from taiyaku.formats.rows import Note, Row
from taiyaku.formats.scc import LOSSES as SCC_LOSSES
from taiyaku.formats.scc import write_scc
from taiyaku.formats.scc_read import MARK as SCC_MARK
from taiyaku.formats.scc_read import read_scc
from taiyaku.formats.script_docx import write_docx
from taiyaku.formats.script_html import LOSSES as SCRIPT_LOSSES
from taiyaku.formats.script_html import write_script_html
from taiyaku.formats.srt import LOSSES as SRT_LOSSES
from taiyaku.formats.srt import read_srt, write_srt
from taiyaku.formats.stl import LOSSES as STL_LOSSES
from taiyaku.formats.stl import write_stl
from taiyaku.formats.stl_read import MARK as STL_MARK
from taiyaku.formats.stl_read import read_stl
from taiyaku.formats.transcript_txt import LOSSES as TRANSCRIPT_LOSSES
from taiyaku.formats.transcript_txt import write_transcript
from taiyaku.formats.ttml import write_ttml
from taiyaku.formats.ttml_read import read_ttml
from taiyaku.formats.vtt import LOSSES as VTT_LOSSES
from taiyaku.formats.vtt import read_vtt, write_vtt
from taiyaku.frames import Rate

LATIN = ("en",)  # layouts without Japanese
WRITERS: Mapping[str, Writer] = {
    "srt": Writer(write_srt, ".srt", "SubRip, for every editor", SRT_LOSSES),
    "vtt": Writer(write_vtt, ".vtt", "WebVTT, for the web", VTT_LOSSES),
    "ass": Writer(write_ass, ".ass", "Advanced SubStation Alpha, for Aegisub and libass", ASS_LOSSES),
    "ttml": Writer(write_ttml, ".ttml", "TTML (IMSC 1.1 Text), for streaming services"),
    "json": Writer(write_json, ".json", "JSON, for programs"),
    "fcpxml": Writer(write_fcpxml, ".fcpxml", "titles for Final Cut Pro", FCPXML_LOSSES, needs_rate=True),
    "scc": Writer(write_scc, ".scc", "CEA-608 captions for American television", SCC_LOSSES, True, LATIN),
    "stl": Writer(write_stl, ".stl", "EBU subtitles for European television", STL_LOSSES, True, LATIN),
    "avid": Writer(write_avid, ".avid.txt", "DS captions for Avid", AVID_LOSSES, needs_rate=True),
}
PAPERS: Mapping[str, Paper] = {
    "txt": Paper(write_transcript, ".transcript.txt", "a transcript with times and its English", TRANSCRIPT_LOSSES),
    "html": Paper(write_script_html, ".script.html", "a script for proof-reading, for a browser", SCRIPT_LOSSES),
    "docx": Paper(write_docx, ".script.docx", "the same for Word", SCRIPT_LOSSES),
    "csv": Paper(write_csv, ".markers.csv", "what to look at, as a table", MARKER_LOSSES),
    "edl": Paper(write_edl, ".markers.edl", "the same as markers, for DaVinci Resolve", MARKER_LOSSES, needs_rate=True),
    "fcp7": Paper(write_fcp7, ".markers.xml", "the same as markers, for Premiere", MARKER_LOSSES, needs_rate=True),
}
READERS: Mapping[str, Reader] = {  # the first whose mark is found
    "vtt": Reader(read_vtt, re.compile(r"\A\s*WEBVTT")),
    "ass": Reader(read_ass, re.compile(r"\A[\s;]*(?:\[(?:script info|v4\+? styles|events)\]|dialogue:)", re.I)),
    "fcpxml": Reader(read_fcpxml, FCPXML_MARK),
    "ttml": Reader(read_ttml, re.compile(r"\A\s*<(?:[?!]|(?:\w+:)?tt[\s>])")),
    "json": Reader(read_json, re.compile(r"\A\s*\{\s*\"")),
    "scc": Reader(read_scc, SCC_MARK),
    "srt": Reader(read_srt, re.compile("")),
}
HEAD = 2_000  # characters within which a file shows what it is


def read_subtitles(data: bytes, name: str, rate: Rate | None = None) -> Read:
    """The captions of a subtitle file of any kind, told by what it begins with; `name` is for messages.

    `rate` is that of a file which counts frames and does not say at which. What could be mended is a remark. Raises
    FormatError for a file that is none, or from which nothing can be read.
    """
    if STL_MARK.match(data):  # the one that is no text
        require_subtitles(data, name)
        return read_stl(data, name)
    text, odd = text_of(data, name)
    head = text[:HEAD].lstrip("\ufeff")
    if AVID_MARK.search(head):
        read = read_avid(text, name, rate)
    else:
        read = next(reader for reader in READERS.values() if reader.mark.search(head)).read(text, name)
    return replace(read, remarks=(*odd, *read.remarks))


__all__ = [
    "PAPERS",
    "READERS",
    "WRITERS",
    "Caption",
    "Held",
    "Line",
    "Note",
    "Paper",
    "Read",
    "Reader",
    "Remark",
    "Row",
    "WriteOptions",
    "Writer",
    "captions_of",
    "cues_of",
    "read_ass",
    "read_avid",
    "read_fcpxml",
    "read_json",
    "read_scc",
    "read_srt",
    "read_stl",
    "read_subtitles",
    "read_ttml",
    "read_vtt",
    "write_ass",
    "write_json",
    "write_srt",
    "write_ttml",
    "write_vtt",
]
