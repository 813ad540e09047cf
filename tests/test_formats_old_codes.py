"""SCC and EBU STL: another program reads every word of them at its frame; what they cannot hold is said, and where."""

import contextlib
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
from taiyaku.formats import WRITERS, Caption, Line, WriteOptions, read_scc, read_stl, read_subtitles
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
    ours = read_subtitles(text.encode(), "talk.scc")
    assert ours.remarks == ()
    assert [" ".join(c.texts) for c in ours.captions] == [" ".join(" ".join(c.texts).split()) for c in captions]
    assert [(c.start_ms, c.raised) for c in ours.captions] == [(c.start_ms, c.raised) for c in captions]
    assert [c.end_ms for c in ours.captions] == [ms_of(int(ends * rate.exact), rate) for _, ends, _ in found]


def test_every_character_of_cea_608_comes_back() -> None:
    rate = parse_rate("29.97")
    for chars in ("".join(sorted(ONE)), "".join(char for char in TWO if char != "\0")):
        for at in range(0, len(chars), 8):
            word = f"x{chars[at : at + 8].replace(' ', '_')}x"
            ((_, _, text),) = read(ttconv.scc.reader.to_model(scc(caption(1, 900, 999, word, rate=rate), rate=rate)))
            assert text.translate(LOOK_ALIKES) == word.replace("’", "'")
            assert read_scc(scc(caption(1, 900, 999, word, rate=rate), rate=rate)).cues[0].lines == (
                word.replace("’", "'"),
            )


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
    ours = read_subtitles(stl(*captions, rate=rate), "talk.stl")
    assert (ours.captions, ours.remarks) == (tuple(captions), ())


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
        assert read_stl(data).cues[0].lines == (text,)


def test_what_stl_cannot_hold_is_said() -> None:
    rate = parse_rate("25")
    with pytest.raises(FormatError, match="STL has no '港'"):
        stl(caption(1, 0, 50, "港 is a port", rate=rate), rate=rate)
    with pytest.raises(FormatError, match="EBU STL counts 25 frames a second"):
        stl(caption(1, 0, 50, "a", rate=parse_rate("24")), rate=parse_rate("24"))


def test_an_stl_on_a_timeline_of_its_own_counts_from_where_the_programme_begins() -> None:
    rate = parse_rate("25")
    data = stl(caption(1, 90_050, 90_100, "Yes.", rate=rate), rate=rate, first=90_000)
    assert [(cue.start_ms, cue.end_ms) for cue in read_stl(data).cues] == [(2_000, 4_000)]


def block(text: bytes, start: tuple[int, ...] = (0, 0, 2, 0), extension: int = 0xFF, comment: int = 0) -> bytes:
    head = bytes([0, 0, 0, extension, 0, *start, 0, 0, 9, 0, 20, 2, comment])
    return head + text.ljust(112, b"\x8f")


@pytest.mark.parametrize(
    ("blocks", "lines", "problem"),
    [
        ([block(b"\x07\x0b\x0bYes.\x8a\x8a\x80No.\x0a\x0a")], [("Yes.", "No.")], ""),
        ([block(b"a" * 112, extension=0), block(b"b")], [("a" * 112 + "b",)], ""),
        ([block(b"x", comment=1), block(b"data", extension=0xFE), block(b"Yes.")], [("Yes.",)], ""),
        ([block(b"\xa4 5\xfe")], [("$ 5\ufffd",)], "a letter that its table does not have"),
        ([block(b"x", start=(0, 0, 61, 0)), block(b"Yes.")], [("Yes.",)], "a time that is none"),
        ([block(b"Yes."), block(b"No.")[:50]], [("Yes.",)], "the file ends in the middle"),
        ([block(b"Yes."), block(b"No.", extension=0)], [("Yes.",)], "the file ends in the middle"),
    ],
    ids=["colours", "two-blocks", "comments", "unknown-letter", "no-time", "cut", "cut-between-blocks"],
)
def test_odd_stl_files_are_read_with_what_was_mended(
    blocks: list[bytes], lines: list[tuple[str, ...]], problem: str
) -> None:
    rate = parse_rate("25")
    read = read_subtitles(stl(caption(1, 0, 5, "x", rate=rate), rate=rate)[:1024] + b"".join(blocks), "odd.stl")
    assert [caption.texts for caption in read.captions] == lines
    assert [remark.problem.startswith(problem) for remark in read.remarks] == ([True] if problem else [])


def test_an_stl_in_greek_letters_is_read_by_its_table() -> None:
    rate = parse_rate("25")
    head = stl(caption(1, 0, 5, "x", rate=rate), rate=rate)[:1024]
    greek = head[:12] + b"03" + head[14:] + block("Ναι\n".encode("iso8859_7").replace(b"\n", b"\x8a"))
    assert read_stl(greek).cues[0].lines == ("Ναι",)
    with pytest.raises(FormatError, match="its table of letters, b'77', is not known"):
        read_stl(head[:12] + b"77" + head[14:])
    with pytest.raises(FormatError, match="no cue with text was found"):
        read_stl(head)


POP_ON = "Scenarist_SCC V1.0\n\n00:00:02;00\t9420 9420 94ae 94ae {} 942f 942f\n\n00:00:05;00\t942c 942c\n"


@pytest.mark.parametrize(
    ("text", "lines", "problem"),
    [
        (POP_ON.format("9470 9470 d9e5 73ae"), [("Yes.",)], ""),
        (POP_ON.format("1340 1340 ceef ae80 9470 9470 d9e5 73ae"), [("No.", "Yes.")], ""),
        (POP_ON.format("9470 9470 d9e5 7380 94a1 94a1 73ae"), [("Yes.",)], ""),
        (POP_ON.format("9470 9470 d9e5 73ae 1cf0 1cf0 ceef ae80"), [("Yes.",)], ""),
        (POP_ON.format("d9e5 73ae"), [("Yes.",)], ""),
        (POP_ON.format("9470 9470 d9e5 73ae") + "\nno codes", [("Yes.",)], "this is no line of codes"),
        (POP_ON.format("9470 d9e5 73ae") + "\n00:00:07;00\t9420 9470 ceef ae80", [("Yes.",)], "a caption that is"),
    ],
    ids=["plain", "two-rows", "backspace", "another-channel", "no-row", "no-codes", "never-shown"],
)
def test_odd_scc_files_are_read_with_what_was_mended(text: str, lines: list[tuple[str, ...]], problem: str) -> None:
    read = read_subtitles(text.encode(), "odd.scc")
    assert [caption.texts for caption in read.captions] == lines
    assert [remark.problem.startswith(problem) for remark in read.remarks] == ([True] if problem else [])


def test_captions_that_roll_up_are_refused() -> None:
    with pytest.raises(FormatError, match=r"odd\.scc:3: these captions roll up or are painted on"):
        read_subtitles(b"Scenarist_SCC V1.0\n\n00:00:02;00\t9425 9425 94ad 94ad 9470 d9e5 73ae\n", "odd.scc")
    with pytest.raises(FormatError, match="this is no SCC"):
        read_scc("1\n00:00:01,000 --> 00:00:02,000\nYes.\n")


@given(st.lists(st.integers(0, 0xFFFF), max_size=60), st.sampled_from(["00:00:02;00", "00:00:02:00", "09:99:00:00"]))
def test_any_codes_are_captions_or_an_error(words: list[int], label: str) -> None:
    text = f"Scenarist_SCC V1.0\n\n{label}\t{' '.join(f'{word:04x}' for word in words)} 942f\n"
    with contextlib.suppress(FormatError):
        assert all(caption.start_ms < caption.end_ms for caption in read_scc(text).captions)


@given(st.binary(max_size=400), st.binary(min_size=16, max_size=16))
def test_any_blocks_are_subtitles_or_an_error(data: bytes, begin: bytes) -> None:
    rate = parse_rate("25")
    head = stl(caption(1, 0, 5, "x", rate=rate), rate=rate)[:1024]
    with contextlib.suppress(FormatError):
        read = read_subtitles(head[:256] + begin + head[272:] + data, "odd.stl")
        assert all(caption.start_ms < caption.end_ms for caption in read.captions)


def test_a_file_too_large_is_refused_at_once() -> None:
    with pytest.raises(FormatError, match="this file has 33 MB"):
        read_subtitles(b"850STL25.01".ljust(33 << 20, b"0"), "large.stl")
