"""Captions for tests of formats: ordinary ones, and nasty ones that hold whatever some format reads as its own."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from taiyaku.formats import Caption, Line

FRAGMENTS = (
    "港の倉庫です。", "はい、PSC です！", "42", "1", "<i>", "</i>", "<3", "<v 山田>", "a<b and c>d", "{\\an8}", "{笑}",
    "\\N", "\\n", "\\h", "C:\\new", "-->", "--->", "->", "00:00:01,000 --> 00:00:02,000", "10:30 -> 11:00", "0:1",
    "00:00:01,000 → 00:00:02,000", "&amp;", "&", "&lt;i&gt;", "]]>", "<!--", "\"'", "WEBVTT", "NOTE", "[Events]",
    "Dialogue: 0,,", ",", "山田：", "Name: ", "……", "――", "か\u3099", "𠮷野家", "👨‍👩‍👧", "ｶﾞ", "é",
    "שלום", "\u00a0", "\u3000", "\u200b", "\t", "\u2028", "\x0b", "\x00", "\x85", "\ufeff", "\ud800", "#", "*", "@",
    "(", ")", "～", "〜", "x" * 80,
)  # fmt: skip
NAMES = ("", "", "Xia", "山田 太郎", "Dev437", "A, {B} (c)*", '<x> & "y"', "z\\N", "名：前", "two  spaces")

texts = st.one_of(st.text(max_size=12), st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=5).map("".join))
lines = st.builds(Line, texts, st.sampled_from(NAMES), st.sampled_from(["", "ja", "en"]))


@st.composite
def tracks(draw: st.DrawFn, step_ms: int = 1) -> tuple[Caption, ...]:
    """Captions in order of time without overlap, on multiples of `step_ms`; each shows something."""
    captions, clock = [], 0
    for number in range(1, draw(st.integers(1, 6)) + 1):
        start = clock + draw(st.integers(0, 5_000)) * step_ms
        clock = start + draw(st.integers(1, 9_000)) * step_ms
        shown = draw(st.lists(lines, min_size=1, max_size=3))
        first = replace(shown[0], text=shown[0].text + draw(st.sampled_from(["港", "a", "."])))
        captions.append(Caption(number, start, clock, (first, *shown[1:]), draw(st.booleans())))
    return tuple(captions)
