"""What a format writes it reads back; what it cannot hold is what its entry says, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings

from captions import tracks
from taiyaku.errors import FormatError
from taiyaku.formats import READERS, WRITERS, Caption, Line, WriteOptions, read_subtitles
from taiyaku.formats.ass import EVENT, EVENT_LIKE
from taiyaku.formats.plain import WIDE_BRACES, whole, without_escapes
from taiyaku.formats.srt import safe_lines

WIDE = str.maketrans("{}\\", "｛｝＼")
WIDE_TAGS = str.maketrans("&<>", "＆＜＞")
WIDE_NAME = str.maketrans("{}\\,()*", "｛｝＼，（）＊")
KEPT: Mapping[str, Callable[[Line], Line]] = {
    "vtt": lambda line: Line(without_escapes(line.text.translate(WIDE_BRACES)), line.speaker.translate(WIDE_TAGS)),
    "ass": lambda line: replace(
        line, text=line.text.translate(WIDE).replace(EVENT, EVENT_LIKE), speaker=line.speaker.translate(WIDE_NAME)
    ),
    "ttml": lambda line: line,
    "json": lambda line: line,
}
FREE = sorted(form for form in READERS if not WRITERS[form].needs_rate)  # of any millisecond
STEPS = {"ass": 10}  # milliseconds


def kept(captions: tuple[Caption, ...], form: str) -> tuple[Caption, ...]:
    """What a format holds of captions."""
    if form == "srt":
        return tuple(replace(c, lines=tuple(map(Line, safe_lines(c.texts))), raised=False) for c in whole(captions))
    return tuple(replace(caption, lines=tuple(map(KEPT[form], caption.lines))) for caption in whole(captions))


@pytest.mark.parametrize("form", FREE)
def test_reading_what_was_written_gives_the_same_captions(form: str) -> None:
    @settings(max_examples=150, deadline=None)
    @given(tracks(STEPS.get(form, 1)))
    def check(captions: tuple[Caption, ...]) -> None:
        written = WRITERS[form].write(captions, WriteOptions())
        data = written if isinstance(written, bytes) else written.encode()
        read = read_subtitles(data, "written")
        assert read.captions == kept(captions, form)
        assert read.remarks == ()

    check()


def test_every_format_that_is_read_is_written() -> None:
    assert set(READERS) <= set(WRITERS)


@pytest.mark.parametrize("form", FREE)
@pytest.mark.parametrize(
    "captions",
    [
        [Caption(1, 0, 0, (Line("港"),))],
        [Caption(1, 0, 10, (Line(" \u200e\x00"),))],
        [Caption(1, 0, 10, ())],
        [Caption(1, -5, 10, (Line("港"),))],
        [Caption(1, 0, 100, (Line("港"),)), Caption(2, 50, 200, (Line("倉"),))],
    ],
    ids=["no-length", "blank", "no-line", "before-zero", "overlap"],
)
def test_captions_that_importers_lose_are_refused(form: str, captions: list[Caption]) -> None:
    with pytest.raises(FormatError) as raised:
        WRITERS[form].write(captions, WriteOptions())
    bad = captions[-1]
    assert str(raised.value) == (
        f"cue {bad.id} at {bad.start_ms} ms: this cue is empty, has no length, or begins before the one before it ends"
        ". Make the cues again with `taiyaku make`."
    )
