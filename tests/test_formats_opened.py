"""Files that only go by the name of subtitles are named for what they are; odd encodings are read, and said."""

import contextlib
import gzip
import io
import socket
import zipfile

import pytest

from taiyaku.errors import FormatError
from taiyaku.formats import read_subtitles
from taiyaku.formats.opened import LARGEST

SRT = "1\n00:00:01,000 --> 00:00:02,000\n港の倉庫です。\n\n2\n00:00:03,000 --> 00:00:04,000\nはい、そうです。\n"
TEXTS = [("港の倉庫です。",), ("はい、そうです。",)]


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever asks for something from elsewhere fails."""

    def refuse(*args: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize(
    ("data", "remarks"),
    [
        (SRT.encode(), []),
        (SRT.encode("utf-8-sig").replace(b"\n", b"\r\n"), []),
        (SRT.encode("utf-16"), [(0, "read as UTF-16")]),
        (SRT.encode("utf-16-le"), [(0, "read as UTF-16")]),
        (SRT.encode("utf-16-be"), [(0, "read as UTF-16")]),
        (SRT.encode("cp932"), [(0, "read as Shift_JIS")]),
        (SRT.encode("euc_jp"), [(0, "read as EUC-JP")]),
        (SRT.encode("iso2022_jp"), [(0, "read as ISO-2022-JP")]),
        (SRT.encode().replace(b"\n\n", b"\0\n\n"), [(3, "NUL characters; they are left out")]),
    ],
)
def test_every_encoding_gives_the_same_captions(data: bytes, remarks: list[tuple[int, str]]) -> None:
    read = read_subtitles(data, "talk.srt")
    assert [caption.texts for caption in read.captions] == TEXTS
    assert [(remark.line, remark.problem) for remark in read.remarks] == remarks


def test_western_marks_do_not_become_kanji() -> None:
    data = SRT.replace("港の倉庫です。", "Don’t – it’s a café").replace("はい、そうです。", "Yes.").encode("cp1252")
    read = read_subtitles(data, "talk.srt")
    assert read.captions[0].texts == ("Don’t – it’s a café",)
    assert [remark.problem for remark in read.remarks] == ["read as Windows-1252"]


def test_a_byte_that_is_no_text_spoils_its_character_only() -> None:
    data = (SRT * 5).encode().replace("庫".encode(), b"\xff", 1)
    read = read_subtitles(data, "talk.srt")
    assert read.captions[0].texts == ("港の倉\ufffdです。",)
    assert (3, "bytes that are no text; each is shown as �") in [(r.line, r.problem) for r in read.remarks]


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.srt", b"\0" * (64 << 20))
    return out.getvalue()


AS_TEXT = "Give the subtitle file itself, as text"
CHECK = "Check that it is a subtitle file"


@pytest.mark.parametrize(
    ("data", "problem", "remedy"),
    [
        (gzip.compress(SRT.encode()), "this is a gzip archive, whatever its name says", AS_TEXT),
        (_zip(), "this is a zip archive (or a document of Word or Excel), whatever its name says", AS_TEXT),
        (b"\n<!-- x -->\n<!DOCTYPE html>\n<p>404", "this is a web page, whatever its name says", AS_TEXT),
        ("\ufeff<html><body>".encode(), "this is a web page, whatever its name says", AS_TEXT),
        (b"\0\0\0\x20ftypisom", "this is an MP4 recording, whatever its name says", AS_TEXT),
        (b"{\\rtf1 1}", "this is a document in Rich Text, whatever its name says", AS_TEXT),
        (b"", "this file is empty", "Check that it was saved or copied whole"),
        (b"\xef\xbb\xbf\r\n\0 ", "this file is empty", "Check that it was saved or copied whole"),
        (b"x" * (LARGEST + 1), "this file has 32 MB; no subtitle file has more than 32", CHECK),
        (bytes(range(256)) * 40, "this is no text in UTF-8, UTF-16, Shift_JIS, EUC-JP or ISO-2022-JP",
         "Save it as UTF-8 text"),
        (b"1\n00:00:01,000 --> 00:00:02,000\n<i></i>\n", "no cue with text was found",
         "Check that it is the right file"),
    ],
)  # fmt: skip
def test_what_is_no_subtitle_file_is_named(data: bytes, problem: str, remedy: str) -> None:
    with pytest.raises(FormatError) as raised:
        read_subtitles(data, "talk.srt")
    assert str(raised.value) == f"talk.srt: {problem}. {remedy}."


def test_a_line_without_end_is_refused_with_its_number() -> None:
    with pytest.raises(FormatError) as raised:
        read_subtitles(SRT.encode() + b"x" * (LARGEST >> 1), "talk.srt")
    assert str(raised.value) == (
        "talk.srt:8: this line has 16,777,216 characters, which no subtitle file has. Check that it is a subtitle file."
    )


@pytest.mark.parametrize(
    "piece", ["<i <rt ", "{\\b", "1:2:3,4 - ", "<v a", "<ruby><rt>", "<v x>", "--> 0:0", "&amp", "[00:01]", "<font "]
)
def test_lines_made_to_be_slow_are_read_all_the_same(piece: str) -> None:
    body = "\n".join([piece * (15_000 // len(piece))] * 60)
    for head in ("1\n00:00:01,000 --> 00:00:02,000\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n"):
        with contextlib.suppress(FormatError):
            assert read_subtitles((head + body).encode(), "slow").captions


@pytest.mark.parametrize(
    ("head", "form"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n港", "vtt"),
        ("[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,港", "ass"),
        ('<?xml version="1.0"?>\n<t:tt xmlns:t="x"><t:body><t:p begin="1s" end="2s">港</t:p></t:body></t:tt>', "ttml"),
        ('{"captions": [{"start_ms": 1000, "end_ms": 2000, "lines": [{"text": "港"}]}]}', "json"),
        ("00:00:01,000 --> 00:00:02,000\n港", "srt"),
    ],
)  # fmt: skip
def test_a_file_is_told_by_what_it_holds_whatever_it_is_called(head: str, form: str) -> None:
    captions = read_subtitles(head.encode(), "talk.srt").captions
    assert [(c.start_ms, c.end_ms, c.texts) for c in captions] == [(1_000, 2_000, ("港",))], form


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"captions": [{"start_ms": 1.5, "end_ms": 2, "lines": []}]}',
         "captions[0].start_ms is 1.5, not a whole number"),
        ('{"title": "x"}', "captions is missing"),
        ('{"captions": ', "Expecting value: line 1 column 14 (char 13)"),
    ],
)  # fmt: skip
def test_json_of_another_shape_is_refused(text: str, problem: str) -> None:
    with pytest.raises(FormatError) as raised:
        read_subtitles(text.encode(), "a.json")
    remedy = "Write it with `taiyaku export --to json`"
    assert str(raised.value) == f"a.json: this is no JSON file of captions ({problem}). {remedy}."
