"""Frames are exact at every rate, for importers that floor and that round, and labels go there and back."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.frames import RATES, FrameError, frame_at, from_label, ms_of, nearest_frame, parse_rate, snap, to_label
from taiyaku.model import Cue

HOURS = st.integers(0, 12 * 3600 * 60)
NAMES = [*RATES, "29.97df", "59.94df"]


@pytest.mark.parametrize("name", NAMES)
@given(frame=HOURS)
def test_an_importer_that_floors_and_one_that_rounds_find_the_frame(name: str, frame: int) -> None:
    rate = parse_rate(name)
    exact = Fraction(ms_of(frame, rate)) * rate.exact / 1000
    assert exact // 1 == round(exact) == frame
    assert frame_at(ms_of(frame, rate), rate) == nearest_frame(ms_of(frame, rate), rate) == frame


@pytest.mark.parametrize("name", NAMES)
@given(frame=HOURS)
def test_a_label_leads_back_to_its_frame(name: str, frame: int) -> None:
    rate = parse_rate(name)
    assert from_label(to_label(frame, rate), rate) == frame


@pytest.mark.parametrize(
    ("name", "label", "frame"),
    [
        ("25", "01:00:00:00", 90_000),
        ("29.97", "00:01:00:00", 1800),
        ("29.97df", "00:00:59;29", 1799),
        ("29.97df", "00:01:00;02", 1800),
        ("29.97df", "00:10:00;00", 17_982),
        ("29.97df", "01:00:00;00", 107_892),
        ("59.94df", "00:01:00;04", 3600),
    ],
)
def test_labels_are_those_of_the_standard(name: str, label: str, frame: int) -> None:
    assert to_label(frame, parse_rate(name)) == label
    assert from_label(label, parse_rate(name)) == frame


def test_an_hour_of_drop_frame_labels_is_an_hour_and_one_without_drifts() -> None:
    drop, plain = parse_rate("29.97df"), parse_rate("29.97")
    assert abs(ms_of(from_label("01:00:00;00", drop), drop) - 3_600_000) <= 4
    assert ms_of(from_label("01:00:00:00", plain), plain) == 3_603_600


@pytest.mark.parametrize("text", ["", "12", "24df", "abc", "29.9", "-25"])
def test_what_is_no_rate_is_answered_with_those_that_are(text: str) -> None:
    with pytest.raises(FrameError, match=r"is no frame rate\. Choose 23\.976, 24, 25,"):
        parse_rate(text)


@pytest.mark.parametrize("label", ["1:00", "00:61:00:00", "00:00:00:30", "00:01:00;00", "x"])
def test_what_is_no_timecode_is_named(label: str) -> None:
    with pytest.raises(FrameError, match=r"is no timecode at 29\.97\. Write it as 01:00:00:00"):
        from_label(label, parse_rate("29.97df"))


SPANS = st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 4000)), max_size=12)


@pytest.mark.parametrize("name", RATES)
@given(spans=SPANS, gap_ms=st.sampled_from([0, 84]))
def test_a_track_on_frames_keeps_its_order_and_its_gaps(name: str, spans: list[tuple[int, int]], gap_ms: int) -> None:
    rate, clock = parse_rate(name), 0
    cues = []
    for number, (pause, length) in enumerate(spans, start=1):
        cues.append(Cue(number, clock + pause, clock + pause + length, ("a",), ()))
        clock += pause + length
    snapped = snap(cues, rate, gap_ms)
    assert [cue.id for cue in snapped] == [cue.id for cue in cues]
    assert all(cue.start_ms < cue.end_ms for cue in snapped)
    assert all(ms_of(frame_at(ms, rate), rate) == ms for cue in snapped for ms in (cue.start_ms, cue.end_ms))
    for before, cue in pairwise(snapped):
        apart = frame_at(cue.start_ms, rate) - frame_at(before.end_ms, rate)
        lasts = frame_at(before.end_ms, rate) - frame_at(before.start_ms, rate)
        assert apart >= 0
        assert apart >= frame_at(gap_ms, rate) or lasts == 1
    assert snap(snapped, rate, gap_ms) == snapped
