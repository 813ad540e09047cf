"""SRT is written as the strictest importer reads it, and read however carelessly it was written."""

import pysubs2
import pytest
import srt
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.errors import FormatError
from taiyaku.formats import READERS, WRITERS, read_srt, write_srt, write_vtt
from taiyaku.model import Cue

LINE = st.text("港の倉庫です、はい。PSC abc?!", min_size=1, max_size=20).map(str.strip).filter(bool)


@st.composite
def tracks(draw: st.DrawFn) -> tuple[Cue, ...]:
    cues, clock = [], 0
    for number in range(1, draw(st.integers(1, 8)) + 1):
        start = clock + draw(st.integers(0, 5_000))
        clock = start + draw(st.integers(1, 9_000))
        cues.append(Cue(number, start, clock, tuple(draw(st.lists(LINE, min_size=1, max_size=2))), ()))
    return tuple(cues)


@given(tracks(), st.sampled_from(sorted(WRITERS)))
def test_reading_what_was_written_gives_the_same_cues(cues: tuple[Cue, ...], form: str) -> None:
    assert READERS[form](WRITERS[form](cues)) == cues


@given(tracks())
def test_other_peoples_readers_agree(cues: tuple[Cue, ...]) -> None:
    expected = [(c.start_ms, c.end_ms, "\n".join(c.lines)) for c in cues]
    text = write_srt(cues)
    by_srt = [
        (round(s.start.total_seconds() * 1000), round(s.end.total_seconds() * 1000), s.content) for s in srt.parse(text)
    ]
    by_pysubs2 = [(e.start, e.end, e.plaintext) for e in pysubs2.SSAFile.from_string(text, format_="srt")]
    assert by_srt == expected
    assert by_pysubs2 == expected
    assert len(webvtt.from_string(write_vtt(cues))) == len(cues)


def test_the_file_is_as_strict_importers_want_it() -> None:
    text = write_srt([Cue(7, 0, 1_500, ("港です。", "はい。"), ()), Cue(9, 1_500, 3_000_000, ("次", ""), ())])
    assert text == ("1\n00:00:00,000 --> 00:00:01,500\n港です。\nはい。\n\n2\n00:00:01,500 --> 00:50:00,000\n次\n\n")


@pytest.mark.parametrize(
    "cues",
    [
        [Cue(1, 0, 0, ("港",), ())],
        [Cue(1, 0, 10, (" ",), ())],
        [Cue(1, 0, 100, ("港",), ()), Cue(2, 50, 200, ("倉",), ())],
    ],
)
def test_cues_that_importers_lose_are_refused(cues: list[Cue]) -> None:
    with pytest.raises(FormatError):
        write_srt(cues)


GOOD = "1\n00:00:01,000 --> 00:00:02,000\n港です。\n\n2\n00:00:03,000 --> 00:00:04,000\nはい。\n"


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "\ufeff" + GOOD.replace("\n", "\r\n"),
        GOOD.replace(",", "."),
        GOOD.replace("1\n00", "00").replace("2\n00", "00"),
        GOOD.replace("\n\n", "\n\n\n\n"),
        GOOD.replace("。\n\n2", "。\n2"),
    ],
    ids=["good", "bom-crlf", "dots", "no-index", "blank-lines", "no-blank-line"],
)
def test_careless_files_are_read_whole(text: str) -> None:
    cues = read_srt(text)
    assert [(c.start_ms, c.end_ms, c.lines) for c in cues] == [
        (1_000, 2_000, ("港です。",)),
        (3_000, 4_000, ("はい。",)),
    ]


def test_tags_and_overrides_are_not_kept() -> None:
    body = '{\\an8}<i>港です。</i>\n<font color="#fff">x<y かつ z>w</font>{笑}'
    assert read_srt(GOOD.replace("港です。", body))[0].lines == ("港です。", "x<y かつ z>w{笑}")


def test_a_text_without_cues_is_said_so() -> None:
    with pytest.raises(FormatError, match="no cue was found"):
        read_srt("ただの文章です。")
