"""WebVTT is read without its tags and with every character that is no tag; its voices are speakers."""

import pytest

from taiyaku.errors import FormatError
from taiyaku.formats import Caption, Line, read_vtt, write_vtt


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("港の<00:06.000>倉庫<00:00:07.000>です。", ("港の倉庫です。",)),
        ("<ruby>漢字<rt>かんじ</rt></ruby>です。", ("漢字です。",)),
        ("<ruby>漢<rp>(</rp><rt>かん<rp>)</rp>字<rt>じ</ruby>です。", ("漢字です。",)),
        ("x&lt;y>z &amp; &lt;i&gt;", ("x<y>z & <i>",)),
        ("<c.loud>はい</c><lang ja>。</lang>", ("はい。",)),
        ("<v 山田>はい。\n<v.loud 佐藤>ええ。</v>", ("山田：はい。", "佐藤：ええ。")),
        ("<v 山田>はい。\nええ。</v>\n誰か", ("山田：はい。", "ええ。", "誰か")),
        ("<v 山田>はい。</v> <v 佐藤>ええ。</v>", ("山田：はい。", "佐藤：ええ。")),
        ("<v 山田 太郎（社長）>はい。", ("山田 太郎（社長）：はい。",)),
        ("<v 山田：社長>はい。", ("山田 社長：はい。",)),
    ],
)
def test_tags_go_and_characters_stay(body: str, lines: tuple[str, ...]) -> None:
    assert read_vtt(f"WEBVTT\n\n00:05.000 --> 00:08.000\n{body}\n").labelled[0].lines == lines


def test_speakers_are_voices_and_marks_are_escaped() -> None:
    lines = (Line("1 < 2 --> 3", "A & <B>"), Line("はい。", "A & <B>"), Line("ええ。", "佐藤"), Line("（笑）"))
    assert write_vtt([Caption(3, 0, 3_600_500, lines)]) == (
        "WEBVTT\n\n3\n00:00:00.000 --> 01:00:00.500\n"
        "<v A ＆ ＜B＞>1 &lt; 2 --&gt; 3\nはい。</v>\n<v 佐藤>ええ。</v>\n（笑）\n"
    )


def test_what_shows_nothing_is_passed_over_and_oddities_are_listed() -> None:
    text = (
        "Kind: captions\n\nNOTE 00:00 は注\n\nSTYLE\n::cue{}\n\nintro\n00:01,000 --> 00:02.000 line:0\n港です。\n"
        "00:02.000 --> 00:03.000\nはい。\n\n迷子\n"
    )
    read = read_vtt(text)
    assert [(c.start_ms, c.end_ms, c.texts) for c in read.captions] == [
        (1_000, 2_000, ("港です。",)),
        (2_000, 3_000, ("はい。",)),
    ]
    assert [(remark.line, remark.problem) for remark in read.remarks] == [
        (1, "no WEBVTT on the first line"),
        (1, "text without times; it is left out"),
        (9, "times that are written in another way (00:00:01,000 --> 00:00:02,000 is meant)"),
        (14, "text without times; it is left out"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("WEBVTT\n\nはい。\n", "a.vtt: no cue was found. Give a WebVTT file: times as 00:01.000 --> 00:02.000."),
        (
            "WEBVTT\n\n00:01.000 --> 00:x\nはい。\n",
            "a.vtt:3: these times cannot be read: 00:01.000 --> 00:x. Write them as 00:01.000 --> 00:02.000.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        read_vtt(text, "a.vtt")
    assert str(raised.value) == message
