"""Titles of Final Cut Pro come back at their frames, from our own files and from timelines that an editor worked on."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from captions import tracks
from taiyaku.errors import FormatError
from taiyaku.formats import WRITERS, Caption, Line, WriteOptions, read_fcpxml, read_subtitles
from taiyaku.formats.plain import whole
from taiyaku.frames import RATES, Rate, ms_of

EDITED = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.11"><resources/><library><event><project>
<sequence tcStart="3600s"><spine>
<asset-clip offset="3600s" start="10s" duration="5s"><title offset="11s" start="3600s" duration="1001/500s"><text>
<text-style ref="ts1">港は</text-style><text-style ref="ts2">静か
です。</text-style></text></title></asset-clip>
<gap offset="3605s" start="3600s" duration="5s"><title offset="3601s" duration="1s"><text><text-style>Yes &amp; no</text-style></text></title></gap>
</spine></sequence></project></event></library></fcpxml>"""  # noqa: E501


@settings(deadline=None, max_examples=100)
@given(tracks(), st.sampled_from(sorted(RATES)), st.sampled_from([0, 90_000]))
def test_reading_what_was_written_gives_the_same_captions(
    given_captions: tuple[Caption, ...], name: str, first: int
) -> None:
    rate, at, captions = Rate(name, RATES[name]), first, []
    for caption in given_captions:
        lines = tuple(Line(line.text) for line in caption.lines)
        captions.append(Caption(caption.id, ms_of(at, rate), ms_of(at + 5, rate), lines))
        at += 5 + caption.id % 3
    written = WRITERS["fcpxml"].write(captions, WriteOptions("talk", rate, first))
    assert isinstance(written, str)
    read = read_subtitles(written.encode(), "talk.fcpxml")
    back = ms_of(first, rate)
    assert read.remarks == ()
    for now, was in zip(read.captions, whole(captions), strict=True):
        assert replace(now, start_ms=0, end_ms=0) == replace(was, start_ms=0, end_ms=0)
        assert abs(now.start_ms + back - was.start_ms) <= 1
        assert abs(now.end_ms + back - was.end_ms) <= 1


def test_titles_on_clips_and_gaps_are_where_the_timeline_has_them() -> None:
    captions = read_fcpxml(EDITED).captions
    assert [(c.start_ms, c.end_ms, c.texts) for c in captions] == [
        (1_000, 3_002, ("港は静か", "です。")),
        (6_000, 7_000, ("Yes & no",)),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<fcpxml><sequence/></fcpxml>", "x: no title was found."),
        (EDITED.replace("11s", "soon"), "x:5: offset = 'soon' is no time"),
        (EDITED.replace("1001/500s", "1/0s"), "duration = '1/0s' is no time"),
        (EDITED.replace("<!DOCTYPE fcpxml>", '<!DOCTYPE fcpxml [<!ENTITY a "b">]>'), "a DOCTYPE is declared here"),
        ("<xmeml/>", "x: this is no FCPXML: its first element is xmeml"),
        ("<fcpxml>", "this is no well-formed XML"),
    ],
)
def test_what_is_no_timeline_is_said(text: str, problem: str) -> None:
    with pytest.raises(FormatError) as caught:
        read_fcpxml(text, "x")
    assert problem in str(caught.value)
