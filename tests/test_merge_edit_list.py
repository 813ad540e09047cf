"""An edit list says which parts of a recording a new cut holds; its sentences go where their parts went."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.errors import FormatError
from taiyaku.frames import from_label, parse_rate
from taiyaku.merge import Clocks, Part, cut_alignment, read_edit_list
from taiyaku.model import Alignment, TimedSentence, Unscripted, Word

HEAD = "TITLE: FINAL\nFCM: NON-DROP FRAME\n\n"
PAL = Clocks(parse_rate("25"))


def event(number: int, span: str, to: str, clip: str = "talk.mp4", tracks: str = "AA/V", how: str = "C   ") -> str:
    return f"{number:03}  TALK     {tracks:5} {how}     {span} {to}\n* FROM CLIP NAME: {clip}\n"


FIRST = event(1, "00:00:10:00 00:00:20:00", "01:00:00:00 01:00:10:00")
SECOND = event(2, "00:00:02:00 00:00:05:12", "01:00:10:00 01:00:13:12")


def test_parts_stand_where_the_list_puts_them() -> None:
    assert read_edit_list(HEAD + FIRST + SECOND, PAL, "talk.mp4") == (
        Part(10_000, 20_000, 0),
        Part(2_000, 5_480, 10_000),
    )


def test_line_ends_of_windows_and_a_dissolve_and_black_are_taken() -> None:
    black = "003  BL       V     C        00:00:00:00 00:00:05:00 01:00:13:12 01:00:18:12\n"
    into = event(4, "00:01:00:00 00:01:04:00", "01:00:18:12 01:00:22:12", how="D    025")
    text = (HEAD + FIRST + SECOND + black + into).replace("\n", "\r\n")
    assert read_edit_list(text, PAL, "talk.mov")[-1] == Part(60_000, 64_000, 18_480)


def test_of_several_recordings_the_one_of_the_job_counts_and_can_be_named() -> None:
    other = event(3, "00:00:00:00 00:00:09:00", "01:00:13:12 01:00:22:12", clip="Interview A")
    text = HEAD + FIRST + other
    assert len(read_edit_list(text, PAL, "TALK.wav")) == 1
    assert read_edit_list(text, PAL, "raw.wav", clip="interview a") == (Part(0, 9_000, 13_480),)
    assert len(read_edit_list(HEAD + FIRST + SECOND, PAL, "raw.wav")) == 2  # the only one there is


def test_where_there_is_sound_the_picture_does_not_count() -> None:
    picture = event(3, "00:05:00:00 00:05:02:00", "01:00:00:00 01:00:02:00", tracks="V")
    assert len(read_edit_list(HEAD + FIRST + picture, PAL, "talk.mp4")) == 1
    assert len(read_edit_list(HEAD + picture, PAL, "talk.mp4")) == 1


def test_recording_and_cut_may_begin_with_any_timecode() -> None:
    rate = parse_rate("29.97df")
    text = HEAD + event(1, "10:00:10;00 10:00:20;00", "00:58:30;00 00:58:40;00")
    clocks = Clocks(rate, from_label("10:00:00;00", rate), from_label("00:58:29;00", rate))
    assert read_edit_list(text, clocks, "talk.mp4") == (Part(10_010, 20_020, 1_001),)


@pytest.mark.parametrize(
    ("text", "clocks", "problem"),
    [
        ("", PAL, "no event"),
        ("<html>", PAL, "no event"),
        (HEAD, PAL, "no event"),
        (HEAD + event(1, "00:00:10:25 00:00:20:00", "01:00:00:00 01:00:10:00"), PAL, "no timecode at 25"),
        (HEAD + FIRST, Clocks(PAL.rate, 3_600 * 25), "begins before the recording"),
        (HEAD + FIRST, Clocks(PAL.rate, 0, 3_601 * 25), "begins before the recording"),
        (HEAD + FIRST + "M2   TALK       050.0                00:00:10:00\n", PAL, "another speed"),
        (HEAD + FIRST.replace("talk.mp4", "a") + SECOND.replace("talk.mp4", "b").replace("TALK", "B"), PAL, "but a, b"),
    ],
)  # fmt: skip
def test_what_cannot_be_gone_by_is_refused(text: str, clocks: Clocks, problem: str) -> None:
    with pytest.raises(FormatError, match=problem):
        read_edit_list(text, clocks, "raw.mp4" if "but" in problem else "talk.mp4")


def test_a_speed_that_is_the_lists_own_is_no_change() -> None:
    assert read_edit_list(HEAD + FIRST + "M2   TALK       025.0                00:00:10:00\n", PAL, "talk.mp4")


def timed(name: str, start: int, end: int) -> TimedSentence:
    middle = (start + end) // 2
    return TimedSentence(name, "spoken", start, end, 0.9, (Word("前", start, middle), Word("後", middle, end)))


OLD = Alignment(
    (timed("a", 1_000, 3_000), timed("b", 4_000, 6_000), timed("c", 7_000, 9_000)),
    (Unscripted(3_100, 3_900, "えーと"),),
)


def places(alignment: Alignment) -> list[tuple[str, int | None, int | None, bool]]:
    return [(s.status, s.start_ms, s.end_ms, s.out_of_order) for s in alignment.sentences]


def test_sentences_go_with_their_parts() -> None:
    new = cut_alignment(OLD, (Part(6_500, 9_500, 0), Part(500, 4_000, 3_000)))
    assert places(new) == [
        ("spoken", 3_500, 5_500, True),
        ("unspoken", None, None, False),
        ("spoken", 500, 2_500, False),
    ]
    assert new.unscripted == (Unscripted(5_600, 6_400, "えーと"),)
    assert [word.start_ms for word in new.sentences[1].words] == [None, None]
    assert {s.start_reason and s.start_reason.kind for s in new.sentences} == {"edited", None}


def test_a_sentence_out_of_which_little_was_cut_is_whole_and_one_cut_off_is_partial() -> None:
    new = cut_alignment(OLD, (Part(0, 1_900, 0), Part(2_000, 5_000, 1_900)))
    assert places(new)[:2] == [("spoken", 1_000, 2_900, False), ("partial", 3_900, 4_900, False)]
    assert [(word.start_ms, word.end_ms) for word in new.sentences[0].words] == [(1_000, 2_000), (1_900, 2_900)]


def test_of_two_takes_of_a_sentence_the_longer_counts() -> None:
    new = cut_alignment(OLD, (Part(1_000, 1_500, 0), Part(900, 3_200, 5_000)))
    assert places(new)[0] == ("spoken", 5_100, 7_100, False)


@given(st.lists(st.tuples(st.integers(0, 9_500), st.integers(1, 9_000), st.integers(0, 3_000)), max_size=5))
def test_whatever_the_cut_times_are_in_order_and_inside_of_it(cuts: list[tuple[int, int, int]]) -> None:
    at, parts = 0, []
    for start, length, gap in cuts:
        parts.append(Part(start, start + length, at + gap))
        at += gap + length
    for old, new in zip(OLD.sentences, cut_alignment(OLD, parts).sentences, strict=True):
        assert "".join(word.text for word in new.words) == "".join(word.text for word in old.words)
        if new.start_ms is not None and new.end_ms is not None:
            assert 0 <= new.start_ms < new.end_ms <= at
            assert all(new.start_ms <= (w.start_ms or 0) <= (w.end_ms or 0) <= new.end_ms for w in new.words)
        else:
            assert new == replace(old, status="unspoken", start_ms=None, end_ms=None, confidence=0.0, words=new.words)


def test_the_whole_recording_as_one_part_changes_no_time() -> None:
    new = cut_alignment(OLD, (Part(0, 10_000, 0),))
    assert places(new) == places(OLD)
    assert [s.words for s in new.sentences] == [s.words for s in OLD.sentences]
