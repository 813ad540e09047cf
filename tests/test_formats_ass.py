"""ASS: styles for speakers and languages, times that libass shows from the right frame on, and any file read."""

import pysubs2
import pytest
from hypothesis import given, settings

from captions import tracks
from taiyaku.errors import FormatError
from taiyaku.formats import Caption, Line, read_ass, write_ass
from taiyaku.formats.ass import EVENT, EVENT_LIKE
from taiyaku.formats.plain import whole

WIDE = str.maketrans("{}\\", "｛｝＼")


def test_every_speaker_and_language_has_a_style_of_its_own() -> None:
    both = (Line("港です。", "Xia", "ja"), Line("It is a port.", "Xia", "en"))
    text = write_ass([Caption(1, 1_000, 2_339, both), Caption(2, 2_339, 3_000, (Line("はい。", "", "ja"),))])
    styles = [line.split(",")[:3] for line in text.splitlines() if line.startswith("Style")]
    assert styles == [
        ["Style: Default", "Noto Sans CJK JP", "64"],
        ["Style: ja Xia", "Noto Sans CJK JP", "64"],
        ["Style: en Xia", "Noto Sans", "58"],
        ["Style: ja", "Noto Sans CJK JP", "64"],
    ]
    assert text.splitlines()[-2:] == [
        r"Dialogue: 0,0:00:01.00,0:00:02.33,ja Xia,Xia,0,0,0,,港です。\N{\ren Xia}It is a port.",
        "Dialogue: 0,0:00:02.33,0:00:03.00,ja,,0,0,0,,はい。",
    ]


def shown(text: str) -> str:
    return text.translate(WIDE).replace(EVENT, EVENT_LIKE)


@settings(max_examples=150, deadline=None)
@given(tracks(10))
def test_other_peoples_readers_agree(captions: tuple[Caption, ...]) -> None:
    expected = [(c.start_ms, c.end_ms, "\n".join(map(shown, c.texts))) for c in whole(captions)]
    events = pysubs2.SSAFile.from_string(write_ass(captions), format_="ass")
    assert [(e.start, e.end, e.plaintext) for e in events] == expected


def test_a_cue_shorter_than_a_hundredth_is_one_long() -> None:
    assert ",0:00:00.02,0:00:00.03," in write_ass([Caption(1, 23, 28, (Line("港"),))])


HEAD = "[Script Info]\n\n[V4+ Styles]\nFormat: Name\n\n[Events]\nFormat: Start, End, Style, Name, Text\n"


def event(text: str, name: str = "", style: str = "ja Xia") -> str:
    return f"Dialogue: 0:00:01.00,0:00:02.50,{style},{name},{text}\n"


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        (event("港、倉庫,です。"), [Line("港、倉庫,です。", "Xia", "ja")]),
        (event(r"{\an8}港\N{\i1}倉\h庫\n次"),
         [Line("港", "Xia", "ja"), Line("倉\u00a0庫", "Xia", "ja"), Line("次", "Xia", "ja")]),
        (event(r"港\N{\ren Xia}port{\r}", "夏"), [Line("港", "夏", "ja"), Line("port", "Xia", "en")]),
        (event(r"{\p1}m 0 0 l 1 1{\p0}港"), [Line("港", "Xia", "ja")]),
        (event("港{笑", style="*Default"), [Line("港{笑")]),
        (event("港{注}です", style="box", name="夏"), [Line("港です", "夏")]),
    ],
)  # fmt: skip
def test_overrides_go_and_what_is_said_stays(line: str, lines: list[Line]) -> None:
    raised = r"\an8" in line
    assert read_ass(HEAD + line).captions == (Caption(1, 1_000, 2_500, tuple(lines), raised),)


def test_oddities_are_listed_and_comments_passed_over() -> None:
    text = (
        "[Events]\nDialogue: 0,0:00:05.00,0:00:06.00,,,0,0,0,,はい。\nDialogue: 0,0:00:01.00\n"
        "Comment: 0,0:00:01.00,0:00:02.00,,,0,0,0,,注\nDialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,港,です。\n"
        "Dialogue: 0,0:00:07.00,0:00:08.00,,,0,0,0,,{\\p1}m 0 0 l 1 1\n"
    )
    read = read_ass(text)
    assert [(c.start_ms, c.texts) for c in read.captions] == [(1_000, ("港,です。",)), (5_000, ("はい。",))]
    assert [(remark.line, remark.problem) for remark in read.remarks] == [
        (2, "no Format line above the first event; the usual order of fields is taken"),
        (3, "an event whose fields or times cannot be read; it is left out"),
        (5, "a cue that begins before the one above it; it is put in its place"),
        (6, "a drawing; it is left out"),
    ]


def test_a_file_without_events_is_said_so() -> None:
    with pytest.raises(FormatError) as raised:
        read_ass(HEAD, "a.ass")
    assert str(raised.value) == "a.ass: no event was found. Give an ASS file with Dialogue lines."
