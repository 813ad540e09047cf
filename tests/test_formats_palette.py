"""Speakers have colours where a profile wants them, in every format that has colours; readers pass over them."""

import pytest

from taiyaku.formats import WRITERS, Caption, Line, WriteOptions, read_subtitles

TRACK = (
    Caption(1, 0, 1_000, (Line("港です。", "Xia", "ja"),)),
    Caption(2, 1_000, 2_000, (Line("はい。", "森", "ja"), Line("そう。", "Xia", "ja"))),
    Caption(3, 2_000, 3_000, (Line("風です。", "", "ja"),)),
)


@pytest.mark.parametrize(
    ("form", "white", "yellow"),
    [
        ("ass", "Style: ja Xia,Noto Sans CJK JP,64,&H00FFFFFF,", "Style: ja 森,Noto Sans CJK JP,64,&H0000FFFF,"),
        ("vtt", "<v Xia>港です。</v>", "<v 森><c.yellow>はい。</c></v>"),
        ("ttml", 'ttm:agent="agent1">港です。</p>', '<span ttm:agent="agent2" tts:color="#FFFF00">はい。</span>'),
    ],
)
def test_the_second_speaker_is_yellow_if_colours_are_wanted(form: str, white: str, yellow: str) -> None:
    write = WRITERS[form].write
    coloured = write(TRACK, WriteOptions(colours=True))
    assert white in coloured
    assert yellow in coloured
    assert yellow not in write(TRACK, WriteOptions())
    assert read_subtitles(coloured.encode(), form).captions == read_subtitles(write(TRACK).encode(), form).captions


def test_a_fifth_speaker_begins_anew() -> None:
    lines = tuple(Caption(n, n, n + 1, (Line("x", f"s{n}"),)) for n in range(1, 6))
    text = WRITERS["vtt"].write(lines, WriteOptions(colours=True))
    assert [name for name in ("yellow", "cyan", "lime") if f"<c.{name}>" in text] == ["yellow", "cyan", "lime"]
    assert "<v s5>x</v>" in text
