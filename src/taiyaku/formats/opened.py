"""A subtitle file's bytes as captions: whatever else goes by its name is told apart first, and text is decoded."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping

from taiyaku.errors import FormatError, TranscriptError
from taiyaku.formats.caption import Remark
from taiyaku.text.decode import JAPANESE, decode

LARGEST = 32 << 20  # bytes; a subtitle file of a day's talk has 3 million
MAGIC: Mapping[bytes, str] = {  # how files begin that are no subtitles
    b"\x1f\x8b": "a gzip archive",
    b"PK\x03\x04": "a zip archive (or a document of Word or Excel)",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"%PDF": "a PDF document",
    b"{\\rtf": "a document in Rich Text",
    b"\xd0\xcf\x11\xe0": "a document of an older Word or Excel",
    b"\x1aE\xdf\xa3": "a Matroska recording",
    b"OggS": "an Ogg recording",
    b"RIFF": "a recording",
    b"ID3": "a recording",
}
ENCODINGS: Mapping[str, str] = {
    "cp932": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "iso2022_jp_ext": "ISO-2022-JP",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}
SLIPS = 0.1  # of what is no ASCII; with more, this was never UTF-8
LATIN = 0.1  # of all characters; with more beyond ASCII, this is no Latin text
_ASCII = bytes(range(0x80))
_PAGE = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)

NUL = "NUL characters; they are left out"
SLIP = "bytes that are no text; each is shown as �"


def text_of(data: bytes, name: str) -> tuple[str, tuple[Remark, ...]]:
    """The text of a subtitle file, and what was odd about its encoding.

    Raises FormatError for what cannot be one: an archive, a web page, a recording, nothing, too much, no text.
    """
    require_subtitles(data, name)
    data, remarks = _without_slips(data)
    western = _western(data)
    try:
        decoded = decode(data, name)
        text, encoding = decoded.text, decoded.encoding
    except TranscriptError as error:
        if not western:
            raise FormatError(error.problem, where=name, remedy="Save it as UTF-8 text") from error
        text, encoding = western, "cp1252"
    if encoding in JAPANESE and western and not any("ぁ" <= char <= "ヺ" for char in text):
        text, encoding = western, "cp1252"
    named = ENCODINGS.get(encoding)
    return text, (*([Remark(0, f"read as {named}")] if named else []), *remarks)


def require_subtitles(data: bytes, name: str) -> None:
    """Raise FormatError for what cannot be a subtitle file: an archive, a web page, a recording, nothing, too much."""
    kind = next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), "")
    if not kind and data[4:8] == b"ftyp":
        kind = "an MP4 recording"
    if not kind and _PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:2_000]):
        kind = "a web page"
    if kind:
        raise FormatError(
            f"this is {kind}, whatever its name says", where=name, remedy="Give the subtitle file itself, as text"
        )
    if not data.strip(b"\0\r\n\t \xef\xbb\xbf"):
        raise FormatError("this file is empty", where=name, remedy="Check that it was saved or copied whole")
    if len(data) > LARGEST:
        raise FormatError(
            f"this file has {len(data) >> 20:,} MB; no subtitle file has more than {LARGEST >> 20}",
            where=name,
            remedy="Check that it is a subtitle file",
        )


def _without_slips(data: bytes) -> tuple[bytes, list[Remark]]:
    """Data without NUL bytes (unless it is UTF-16) and, where it is UTF-8 but for single bytes, with � for each."""
    remarks: list[Remark] = []
    if b"\0" in data and data.count(b"\0") < len(data) * SLIPS and not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        remarks.append(Remark(data[: data.index(b"\0")].count(b"\n") + 1, NUL))
        data = data.replace(b"\0", b"")
    text = data.decode("utf-8", "replace")
    slips, foreign = (
        text.count("\ufffd") - data.count("\ufffd".encode()),
        len(text) - len(text.encode("ascii", "ignore")),
    )
    if 0 < slips <= foreign * SLIPS:
        lines = [at for at, line in enumerate(text.split("\n"), start=1) if "\ufffd" in line]
        return text.encode(), remarks + [Remark(at, SLIP) for at in lines]
    return data, remarks


def _western(data: bytes) -> str:
    """The text as Windows-1252, where that may be it: Latin letters with few marks beyond ASCII."""
    if len(data.translate(None, _ASCII)) > len(data) * LATIN or b"\0" in data:
        return ""
    try:
        return data.decode("cp1252").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return ""
