"""Captions of Avid come back at their frames, at a rate that the reader is told, since the file does not say it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from captions import tracks
from taiyaku.errors import FormatError
from taiyaku.formats import WRITERS, Caption, Line, WriteOptions, read_avid, read_subtitles
from taiyaku.formats.plain import whole
from taiyaku.frames import ms_of, parse_rate

RATES = ("23.976", "24", "25", "29.97", "29.97df", "30", "50", "59.94", "59.94df", "60")
EDITED = """@ This file written with the Avid Caption plugin, version 1

<begin subtitles>

01:00:01;00 01:00:02;15
港は静か
です。

01:00:03;00 01:00:03;20
Yes & no
<end subtitles>
@ anything
"""


@settings(deadline=None, max_examples=100)
@given(tracks(), st.sampled_from(RATES), st.sampled_from([0, 107_892]))
def test_reading_what_was_written_gives_the_same_captions(
    given_captions: tuple[Caption, ...], name: str, first: int
) -> None:
    rate, at, captions = parse_rate(name), first, []
    for caption in given_captions:
        captions.append(replace(caption, start_ms=ms_of(at, rate), end_ms=ms_of(at + 5, rate)))
        at += 5 + caption.id % 3
    written = WRITERS["avid"].write(captions, WriteOptions("talk", rate))
    assert isinstance(written, str)
    read = read_subtitles(written.encode(), "talk.avid.txt", rate)
    assert read.remarks == ()
    for now, was in zip(read.captions, whole(captions), strict=True):
        assert (now.start_ms, now.end_ms) == (was.start_ms, was.end_ms)
        words = " ".join(was.texts).split()
        assert " ".join(now.texts).replace("＜", "<").split() == " ".join(words).replace("＜", "<").split()
        assert len(now.lines) == min(2, len(was.lines))


def test_a_file_of_an_editor_is_read() -> None:
    read = read_subtitles(EDITED.replace("\n", "\r\n").encode("utf-16"), "edited.txt", parse_rate("29.97df"))
    assert [caption.texts for caption in read.captions] == [("港は静か", "です。"), ("Yes & no",)]
    assert [caption.start_ms for caption in read.captions] == [3_600_998, 3_603_000]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (EDITED.replace("01:00:03;00", "01:75:03;00"), "a timecode that this rate does not have"),
        (EDITED.replace("<begin subtitles>\n", "<begin subtitles>\nlost"), "a line outside of every subtitle"),
    ],
)
def test_what_is_not_right_in_a_file_is_said(text: str, problem: str) -> None:
    read = read_avid(text, "x", parse_rate("29.97df"))
    assert read.captions[0].lines[0] == Line("港は静か")
    assert [remark.problem.startswith(problem) for remark in read.remarks] == [True]


def test_without_a_rate_it_is_said_how_to_give_one() -> None:
    with pytest.raises(FormatError, match=r"does not say how many a second has\. Say so, as `taiyaku merge JOB FILE"):
        read_subtitles(EDITED.encode(), "edited.txt")
    with pytest.raises(FormatError, match="no cue with text was found"):
        read_subtitles(EDITED[:80].encode(), "edited.txt", parse_rate("25"))
