"""SRT is written as the strictest importer reads it, and read however carelessly it was written."""

import pysubs2
import pytest
import srt
from hypothesis import given, settings

from captions import tracks
from taiyaku.errors import FormatError
from taiyaku.formats import Caption, Line, read_srt, write_srt
from taiyaku.formats.plain import whole
from taiyaku.formats.srt import safe_line, safe_lines

ODD = "times that are written in another way (00:00:01,000 --> 00:00:02,000 is meant)"
NO_ARROW = "times without an arrow between them"
NO_NUMBER = "no number above the times"
NOT_COUNTED = "numbers that do not count up"
BLANK = "a blank line inside a cue; the text around it belongs together"
UNORDERED = "a cue that begins before the one above it; it is put in its place"
NO_LENGTH = "a cue that ends where it begins, or before; it stays until the next one, 2 s at most"
NEGATIVE = "a time before the beginning; it is taken for the beginning"


@settings(max_examples=150, deadline=None)
@given(tracks())
def test_other_peoples_readers_agree(captions: tuple[Caption, ...]) -> None:
    text = write_srt(captions)
    expected = [(c.start_ms, c.end_ms, "\n".join(safe_lines(c.texts))) for c in whole(captions)]
    by_srt = [
        (round(s.start.total_seconds() * 1000), round(s.end.total_seconds() * 1000), s.content) for s in srt.parse(text)
    ]
    by_pysubs2 = [(e.start, e.end, e.plaintext) for e in pysubs2.SSAFile.from_string(text, format_="srt")]
    assert by_srt == expected
    assert by_pysubs2 == expected


def test_the_file_is_as_strict_importers_want_it() -> None:
    two = Caption(7, 0, 1_500, (Line("港です。", "Xia"), Line("はい。")))
    text = write_srt([two, Caption(9, 1_500, 3_000_000, (Line("次"), Line("")))])
    assert text == "1\n00:00:00,000 --> 00:00:01,500\n港です。\nはい。\n\n2\n00:00:01,500 --> 00:50:00,000\n次\n\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{\\an8}港", "｛\\an8｝港"),
        ("C:\\new", "C:＼new"),
        ("<i>港</i> 1<2 <3", "＜i>港＜/i> 1＜2 ＜3"),
        ("x < 港 > y", "x < 港 > y"),
        ("a --> b", "a → b"),
        ("00:00:01,000 --> 00:00:02,000", "00∶00∶01,000 → 00∶00∶02,000"),
        ("0:00:01,0 と 0:00:02.5 の間", "0∶00∶01,0 と 0∶00∶02.5 の間"),
        ("10:30 -> 11:00", "10∶30 -> 11∶00"),
        ("9:30 は朝", "9:30 は朝"),
    ],
)
def test_what_a_reader_would_take_for_its_own_is_written_wider(text: str, written: str) -> None:
    assert safe_line(text) == written


def test_a_number_at_the_end_of_a_cue_is_not_taken_for_the_next_ones() -> None:
    assert safe_lines(["42"]) == ("42",)
    assert safe_lines(["答えは", "42"]) == ("答えは 42",)


GOOD = "1\n00:00:01,000 --> 00:00:02,000\n港です。\n\n2\n00:00:03,000 --> 00:00:04,000\nはい。\n"
TWO = [(1_000, 2_000, ("港です。",)), (3_000, 4_000, ("はい。",))]


def read(text: str) -> tuple[list[tuple[int, int, tuple[str, ...]]], list[tuple[int, str]]]:
    found = read_srt(text, "talk.srt")
    return [(c.start_ms, c.end_ms, c.texts) for c in found.captions], [(r.line, r.problem) for r in found.remarks]


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        (GOOD, []),
        ("\ufeff" + GOOD.replace("\n", "\r\n"), []),
        (GOOD.replace("\n\n", "\n\n\n\n"), []),
        (GOOD.replace("。\n\n2", "。\n2"), []),
        (GOOD.replace("\n1\n", "\n"), []),
        (GOOD.replace("01,000 -->", "01.000 -->"), [(2, ODD)]),
        (GOOD.replace("-->", "->"), [(2, ODD), (6, ODD)]),
        (GOOD.replace("01,000 --> 00:00:02,000", "01,000-->00:00:02,000"), [(2, ODD)]),
        (GOOD.replace("00:00:01,000", "0:1"), [(2, ODD)]),
        (GOOD.replace("01,000 --> 00:", "01,000 ――＞ ００:"), [(2, ODD)]),
        (GOOD.replace("00:00:01,000", "00 : 00 : 01 , 000"), [(2, ODD)]),
        (GOOD.replace("1,000 -->", "1,000   "), [(2, NO_ARROW)]),
        (GOOD.replace("1\n00", "00").replace("2\n00", "00"), [(1, NO_NUMBER), (4, NO_NUMBER)]),
        (GOOD.replace("1\n00", "7\n00"), [(1, NOT_COUNTED), (5, NOT_COUNTED)]),
        (GOOD.replace("\n\n2", "\n\n3"), [(5, NOT_COUNTED)]),
        ("ところで\n" + GOOD, [(1, "text before the first cue; it is left out")]),
        (GOOD + "\n3\n00:00:05,000 --> 00:00:06,000\n\n", [(10, "a cue without text; it is left out")]),
    ],
)
def test_careless_files_are_read_whole_and_every_repair_is_listed(text: str, remarks: list[tuple[int, str]]) -> None:
    assert read(text) == (TWO, remarks)


def test_a_blank_line_inside_a_cue_does_not_cut_it_off() -> None:
    cues, remarks = read(GOOD.replace("港です。", "港\n\nです。"))
    assert cues[0] == (1_000, 2_000, ("港", "です。"))
    assert remarks == [(4, BLANK)]


def test_cues_are_put_in_order() -> None:
    cues, remarks = read(GOOD.replace("00:00:01", "00:00:05").replace("00:00:02", "00:00:06"))
    assert cues == [(3_000, 4_000, ("はい。",)), (5_000, 6_000, ("港です。",))]
    assert remarks == [(6, UNORDERED)]


@pytest.mark.parametrize("end", ["00:00:01,000", "00:00:00,500"])
def test_a_cue_without_a_length_stays_until_the_next_at_most(end: str) -> None:
    assert read(GOOD.replace("00:00:02,000", end)) == ([(1_000, 3_000, ("港です。",)), TWO[1]], [(2, NO_LENGTH)])
    assert read(GOOD.replace("00:00:04,000", end))[0][1] == (3_000, 5_000, ("はい。",))


def test_a_time_before_the_beginning_is_the_beginning() -> None:
    assert read(GOOD.replace("00:00:01,000", "-00:00:01,000"))[0][0] == (0, 2_000, ("港です。",))
    assert (2, NEGATIVE) in read(GOOD.replace("00:00:01,000", "-00:00:01,000"))[1]


def test_numbers_and_times_that_somebody_says_stay_text() -> None:
    text = GOOD.replace("港です。", "42\n10:30 - 11:00\n00:00:07,000 00:00:08,000\n7")
    assert read(text)[0][0][2] == ("42", "10:30 - 11:00", "00:00:07,000 00:00:08,000", "7")


def test_tags_and_overrides_are_not_kept() -> None:
    body = '{\\an8}<i>港です。</i>\n<font color="#fff">x<y かつ z>w</font>{笑}<br/>次'
    assert read(GOOD.replace("港です。", body))[0][0][2] == ("港です。", "x<y かつ z>w{笑}", "次")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ただの文章です。", "talk.srt: no cue was found. Give an SRT file: times as 00:00:01,000 --> 00:00:02,000."),
        (
            GOOD.replace("00:00:04,000", "00:00:x4"),
            "talk.srt:6: these times cannot be read: 00:00:03,000 --> 00:00:x4. "
            "Write them as 00:00:01,000 --> 00:00:02,000.",
        ),
        (
            GOOD + "港" * 20_001,
            "talk.srt:8: this line has 20,001 characters, which no subtitle file has. "
            "Check that it is a subtitle file.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        read_srt(text, "talk.srt")
    assert str(raised.value) == message
