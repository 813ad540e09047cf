"""`taiyaku export` on frames and from a timecode on."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from taiyaku.commands import cli
from taiyaku.formats import READERS
from taiyaku.frames import frame_at, ms_of, parse_rate


def export(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", "talk", *arguments])


def times(path: str) -> list[tuple[int, int]]:
    return [(cue.start_ms, cue.end_ms) for cue in READERS[path[-3:]].read(Path(path).read_text("utf-8"), path).cues]


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_every_time_lies_on_a_frame_and_the_gap_is_whole_frames(shown: Path, form: str) -> None:
    assert export("--to", form, "--fps", "23.976").exit_code == 0
    rate = parse_rate("23.976")
    (_, end), (start, _) = written = times(f"output/talk.en.{form}")
    assert all(ms_of(frame_at(ms, rate), rate) == ms for span in written for ms in span)
    assert frame_at(start, rate) - frame_at(end, rate) == 2


def test_without_a_rate_milliseconds_stay_as_they_are(shown: Path) -> None:
    assert export().exit_code == 0
    assert times("output/talk.ja.srt") == [(0, 1210), (1215, 2700)]


def test_a_start_timecode_moves_all_by_its_frames(shown: Path) -> None:
    assert export("--fps", "29.97df", "--start-tc", "01:00:00;00").exit_code == 0
    assert times("output/talk.ja.srt")[0][0] == ms_of(107_892, parse_rate("29.97"))


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--fps", "26"), "taiyaku: --fps: '26' is no frame rate. Choose 23.976, 24, 25,"),
        (("--start-tc", "01:00:00:00"), "A timecode has frames: say how many with --fps."),
        (
            ("--fps", "25", "--start-tc", "1h"),
            "'1h' is no timecode at 25. Write it as 01:00:00:00.",
        ),
    ],
)
def test_what_is_no_rate_or_timecode_is_said_and_nothing_is_written(
    shown: Path, arguments: tuple[str, ...], problem: str
) -> None:
    done = export(*arguments)
    assert done.exit_code == 2
    assert problem in done.stderr
    assert not list(Path("output").glob("*.srt"))
