"""SCC and EBU STL: another program reads every word of them at its frame; what they cannot hold is said, and where."""

import io
import unicodedata
from fractions import Fraction
from typing import Any

import pytest
import ttconv.model
import ttconv.scc.reader
import ttconv.stl.reader
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from taiyaku.errors import FormatError
from taiyaku.formats import WRITERS, Caption, Line, WriteOptions
from taiyaku.formats.plain import plain
from taiyaku.formats.scc import ONE, TWO
from taiyaku.formats.stl import ACCENTS, SIGNS
from taiyaku.frames import Rate, ms_of, parse_rate

WORDS = ("Yes.", "We", "moved", "the", "café", "señor", "it's", "“quoted”", "½", "100%", "{x}", "C:\\new", "*", "Ñandú")


LOOK_ALIKES = str.maketrans("━ʌ┃┏┓┗┛", "—^¦┌┐└┘")  # what that reader has for them
WORD_LISTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)


def read(document: Any) -> list[tuple[Fraction, Fraction, str]]:
    paragraphs = [p for div in document.get_body() for p in div if said(p).strip()]
    return [(p.get_begin() or Fraction(0), p.get_end(), said(p)) for p in paragraphs]


def said(element: Any) -> str:
    if isinstance(element, ttconv.model.Text):
        return str(element.get_text())
    return "\n" if isinstance(element, ttconv.model.Br) else "".join(map(said, element))


def caption(number: int, start: int, end: int, *lines: str, rate: Rate, raised: bool = False) -> Caption:
    return Caption(number, ms_of(start, rate), ms_of(end, rate), tuple(map(Line, lines)), raised)


def scc(*captions: Caption, rate: Rate) -> str:
    return str(WRITERS["scc"].write(captions, WriteOptions("talk", rate)))


def stl(*captions: Caption, rate: Rate, first: int = 0) -> bytes:
    written = WRITERS["stl"].write(captions, WriteOptions("talk", rate, first))
    assert isinstance(written, bytes)
    return written


@settings(deadline=None, max_examples=80)
@given(
    st.sampled_from(["29.97", "29.97df"]),
    st.lists(st.tuples(st.integers(0, 90), st.integers(20, 200), WORD_LISTS, st.booleans()), min_size=1, max_size=8),
)
def test_scc_is_read_word_for_word_and_frame_for_frame(name: str, rows: list[tuple[int, int, list[str], bool]]) -> None:
    rate, at, captions, frames = parse_rate(name), 107_892, [], []
    for number, (pause, length, words, raised) in enumerate(rows, start=1):
        start = at + pause
        at = start + length
        frames.append((start, at))
        captions.append(caption(number, start, at, " ".join(words), rate=rate, raised=raised))
    try:
        text = scc(*captions, rate=rate)
    except FormatError as error:
        assume("there are too few frames before it" not in str(error))
        raise
    found = read(ttconv.scc.reader.to_model(text))
    assert [" ".join(words.split()) for _, _, words in found] == [" ".join(c.texts[0].split()) for c in captions]
    for (start, end), (begins, ends, _) in zip(frames, found, strict=True):
        assert begins == start / rate.exact
        assert abs(ends * rate.exact - end) <= 2  # more than none only where the next is being sent


def test_every_character_of_cea_608_comes_back() -> None:
    rate = parse_rate("29.97")
    for chars in ("".join(sorted(ONE)), "".join(char for char in TWO if char != "\0")):
        for at in range(0, len(chars), 8):
            word = f"x{chars[at : at + 8].replace(' ', '_')}x"
            ((_, _, text),) = read(ttconv.scc.reader.to_model(scc(caption(1, 900, 999, word, rate=rate), rate=rate)))
            assert text.translate(LOOK_ALIKES) == word.replace("’", "'")


@pytest.mark.parametrize(
    ("captions", "name", "problem"),
    [
        ([(900, 999, "港です。")], "29.97", "cue 1 at 30030 ms: SCC has no '港です。': “港です。”. Export another"),
        ([(900, 999, "long words " * 13)], "29.97", "this takes more than 4 rows of 32"),
        ([(3, 99, "Too early, there is no time.")], "29.97", "two characters a frame are sent"),
        ([(900, 999, "Yes.")], "25", "--fps: SCC counts 29.97 frames a second. Give --fps 29.97 or 29.97df."),
    ],
)
def test_what_scc_cannot_hold_is_said(captions: list[tuple[int, int, str]], name: str, problem: str) -> None:
    rate = parse_rate(name)
    with pytest.raises(FormatError) as caught:
        scc(*(caption(n, a, b, text, rate=rate) for n, (a, b, text) in enumerate(captions, start=1)), rate=rate)
    assert problem in str(caught.value)


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(1, 200), st.lists(WORD_LISTS, min_size=1, max_size=3)),
        min_size=1,
        max_size=8,
    ),
)
def test_stl_is_read_word_for_word_and_frame_for_frame(rows: list[tuple[int, int, list[list[str]]]]) -> None:
    rate, at, captions, frames = parse_rate("25"), 0, [], []
    for number, (pause, length, lines) in enumerate(rows, start=1):
        start = at + pause
        at = start + length
        frames.append((start, at))
        captions.append(caption(number, start, at, *map(" ".join, lines), rate=rate))
    found = read(ttconv.stl.reader.to_model(io.BytesIO(stl(*captions, rate=rate))))
    assert [(begins * rate.exact, ends * rate.exact) for begins, ends, _ in found] == frames
    assert [text for _, _, text in found] == ["\n".join(map(plain, c.texts)) for c in captions]


def test_the_general_block_says_what_the_file_holds() -> None:
    rate = parse_rate("25")
    long, short = caption(1, 90_000, 90_050, "x" * 150, rate=rate), caption(2, 90_060, 90_070, "Yes.", rate=rate)
    data = stl(long, short, rate=rate, first=90_000)
    assert len(data) == 1024 + 3 * 128  # the first takes two blocks
    assert (data[:16], data[16:32]) == (b"850STL25.0100009"[:16], b"talk".ljust(16))
    assert (data[238:243], data[243:248]) == (b"00003", b"00002")
    assert (data[256:264], data[264:272]) == (b"01000000", b"01000000")
    assert [data[1024 + 128 * block + 3] for block in range(3)] == [0, 0xFF, 0xFF]


def test_every_sign_and_accent_of_iso_6937_comes_back() -> None:
    letters = [base + mark for mark, (_, bases) in ACCENTS.items() for base in bases + bases.upper()]
    chars = [*SIGNS, *(unicodedata.normalize("NFC", letter) for letter in letters)]
    rate = parse_rate("25")
    for at in range(0, len(chars), 20):
        text = "".join(chars[at : at + 20])
        data = stl(caption(1, 0, 50, text, rate=rate), rate=rate)
        ((_, _, found),) = read(ttconv.stl.reader.to_model(io.BytesIO(data)))
        assert unicodedata.normalize("NFC", found) == text


def test_what_stl_cannot_hold_is_said() -> None:
    rate = parse_rate("25")
    with pytest.raises(FormatError, match="STL has no '港'"):
        stl(caption(1, 0, 50, "港 is a port", rate=rate), rate=rate)
    with pytest.raises(FormatError, match="EBU STL counts 25 frames a second"):
        stl(caption(1, 0, 50, "a", rate=parse_rate("24")), rate=parse_rate("24"))
