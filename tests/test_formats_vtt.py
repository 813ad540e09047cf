"""WebVTT is read without its tags and with every character that is no tag."""

import pytest

from taiyaku.formats import read_vtt


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("港の<00:06.000>倉庫<00:00:07.000>です。", ("港の倉庫です。",)),
        ("<ruby>漢字<rt>かんじ</rt></ruby>です。", ("漢字です。",)),
        ("<ruby>漢<rp>(</rp><rt>かん<rp>)</rp>字<rt>じ</ruby>です。", ("漢字です。",)),
        ("x&lt;y>z &amp; &lt;i&gt;", ("x<y>z & <i>",)),
        ("<c.loud>はい</c><lang ja>。</lang>", ("はい。",)),
        ("<v 山田>はい。\n<v.loud 佐藤>ええ。</v>", ("山田：はい。", "佐藤：ええ。")),
        ("<v 山田>はい。</v> <v 佐藤>ええ。</v>", ("山田：はい。", "佐藤：ええ。")),
        ("<v 山田 太郎（社長）>はい。", ("山田 太郎（社長）：はい。",)),
    ],
)
def test_tags_go_and_characters_stay(body: str, lines: tuple[str, ...]) -> None:
    assert read_vtt(f"WEBVTT\n\n00:05.000 --> 00:08.000\n{body}\n")[0].lines == lines
