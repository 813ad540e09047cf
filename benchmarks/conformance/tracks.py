"""Nasty tracks: whatever a format could take for its own, captions a frame long, none apart, at all rates."""

from __future__ import annotations

import random
from dataclasses import dataclass

from taiyaku.formats import Caption, Line
from taiyaku.frames import RATES, Rate, ms_of

FRAGMENTS = (
    "港の倉庫です。", "はい、PSC です！", "42", "1", "<i>", "</i>", "<3", "<v 山田>", "a<b and c>d", "{笑}", "\\N",
    "\\n",
    "C:\\new", "-->", "--->", "->", "10:30 -> 11:00", "0:1", "00:00:01,000 --> 00:00:02,000", "&amp;", "&",
    "&lt;i&gt;", "]]>", "<!--", "\"'", "WEBVTT", "NOTE", "STYLE", "[Events]", "Dialogue: 0,,", ",", "山田：", "Name: ",
    "……", "――", "か\u3099", "𠮷野家", "👨‍👩‍👧", "ｶﾞ", "é", "שלום", "\u3000", "#", "*", "@", "(", ")", "～", "〜",
    "x" * 60,
    "-", "GenAI", "½",
)  # fmt: skip
NAMES = ("", "", "Xia", "山田 太郎", "Dev437", "A & B", "<x>")


@dataclass(frozen=True, slots=True)
class Track:
    """Captions on frames: `frames` are where each begins and ends."""

    rate: Rate
    captions: tuple[Caption, ...]
    frames: tuple[tuple[int, int], ...]


def a_track(number: int) -> Track:
    """The track of a number, always the same; the rates take turns."""
    chance = random.Random(number)
    name = list(RATES)[number % len(RATES)]
    rate = Rate(name, RATES[name])
    captions, frames, at = [], [], chance.choice((0, 1, 90_000))
    for place in range(1, chance.randint(1, 9) + 1):
        start = at + chance.choice((0, 0, 1, 2, 30, 700))
        at = start + chance.choice((1, 2, 3, 25, 100, 400))
        lines = tuple(a_line(chance) for _ in range(chance.choice((1, 1, 2, 2, 3))))
        captions.append(Caption(place, ms_of(start, rate), ms_of(at, rate), lines, chance.random() < 0.1))
        frames.append((start, at))
    return Track(rate, tuple(captions), tuple(frames))


def a_line(chance: random.Random) -> Line:
    text = "".join(chance.choices(FRAGMENTS, k=chance.randint(1, 4)))
    return Line(text + chance.choice(("港", "a", ".")), chance.choice(NAMES), chance.choice(("ja", "en", "")))
