"""English that is there already is laid over the sentences: every word of it, in order, at its time."""

from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from taiyaku.commands import cli
from taiyaku.commands.running import _paired
from taiyaku.errors import TranscriptError
from taiyaku.formats import read_srt
from taiyaku.given import lay_over
from taiyaku.model import Cue, TimedSentence, Word


def timed(*rows: tuple[str, int, int]) -> list[TimedSentence]:
    return [
        TimedSentence(f"s{number}", "spoken", start, end, 1.0, (Word(text, start, end),))
        for number, (text, start, end) in enumerate(rows, start=1)
    ]


def cues(*rows: tuple[int, int, str]) -> list[Cue]:
    return [Cue(n, start, end, tuple(text.split("|")), ()) for n, (start, end, text) in enumerate(rows, start=1)]


SPOKEN = timed(("船が来ます。", 1_000, 2_500), ("港はとても静かです。", 3_000, 6_000), ("はい。", 6_200, 6_600))


def lines(*rows: tuple[int, int, str]) -> dict[str, str]:
    return dict(lay_over(SPOKEN, cues(*rows), "talk.en.srt").lines)


def test_what_is_said_at_the_same_time_belongs_together() -> None:
    made = lines((900, 2_600, "A ship comes."), (3_100, 6_000, "The harbour is|very quiet."), (6_100, 6_900, "Yes."))
    assert made == {"s1": "A ship comes.", "s2": "The harbour is very quiet.", "s3": "Yes."}


def test_several_subtitles_make_one_sentence() -> None:
    two = (3_000, 4_400, "The harbour"), (4_500, 6_000, "is quiet.")
    made = lines((900, 2_500, "A ship comes."), *two, (6_200, 7_000, "Yes."))
    assert made["s2"] == "The harbour is quiet."


def test_one_subtitle_over_two_sentences_is_parted_where_its_own_sentence_ends() -> None:
    made = lines((900, 2_500, "A ship comes."), (3_000, 6_700, "The harbour is quiet. Yes, it is."))
    assert made == {"s1": "A ship comes.", "s2": "The harbour is quiet.", "s3": "Yes, it is."}


def test_without_a_full_stop_it_is_parted_between_words() -> None:
    made = lines((900, 2_500, "A ship comes."), (3_000, 6_700, "The harbour is quiet and yes it is"))
    assert " ".join([made["s2"], made["s3"]]) == "The harbour is quiet and yes it is"
    assert made["s3"]


def test_a_file_that_begins_at_one_hour_is_moved_back() -> None:
    hour = 3_600_000
    made = lines((hour + 900, hour + 2_600, "A ship comes."), (hour + 3_100, hour + 6_000, "It is quiet."))
    assert made == {"s1": "A ship comes.", "s2": "It is quiet."}


def test_a_subtitle_far_from_every_sentence_is_told_and_not_dropped() -> None:
    rows = (900, 2_500, "A ship comes."), (3_000, 6_000, "It is quiet."), (60_000, 62_000, "End.")
    laid = lay_over(SPOKEN, cues(*rows), "x")
    assert [cue.lines for cue in laid.beside] == [("End.",)]
    assert "s3" not in laid.lines


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([(900, 2_500, "船が来ます。"), (3_000, 6_000, "静かです。")], "x.srt: 2 of 2 subtitles hold Japanese."),
        ([(90_000, 91_000, "A"), (92_000, 93_000, "B")], "x.srt: only 0 of 2 subtitles stand while a sentence"),
    ],
)
def test_a_file_in_another_language_or_of_another_talk_is_refused(
    rows: list[tuple[int, int, str]], problem: str
) -> None:
    with pytest.raises(TranscriptError) as caught:
        lay_over(SPOKEN, cues(*rows), "x.srt")
    assert problem in str(caught.value)


WORDS = st.lists(st.sampled_from(["a", "ship.", "comes", "Yes!", "42", "“no”", "GenAI,"]), min_size=1, max_size=8)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3_000), st.integers(300, 6_000), st.integers(2, 40)), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 3_000), st.integers(300, 6_000), WORDS), min_size=1, max_size=14),
)
def test_every_word_is_there_once_and_in_order(
    said: list[tuple[int, int, int]], written: list[tuple[int, int, list[str]]]
) -> None:
    clock, rows = 0, []
    for pause, length, size in said:
        rows.append(("港" * size, clock + pause, clock + pause + length))
        clock += pause + length
    clock, subtitles = 0, []
    for pause, length, words in written:
        subtitles.append((clock + pause, clock + pause + length, " ".join(words)))
        clock += pause + length
    try:
        laid = lay_over(timed(*rows), cues(*subtitles), "x.srt")
    except TranscriptError:
        return  # they hardly meet
    beside = {cue.id for cue in laid.beside}
    wanted = " ".join(text for number, (_, _, text) in enumerate(subtitles, start=1) if number not in beside)
    names = [f"s{number}" for number in range(1, len(rows) + 1)]
    assert " ".join(laid.lines[name] for name in names if name in laid.lines) == wanted


def test_a_thousand_sentences_are_laid_in_their_order() -> None:
    rows = [("港の倉庫です。" * (1 + n % 3), n * 3_000, n * 3_000 + 2_600) for n in range(1_000)]
    laid = lay_over(timed(*rows), cues(*((a + 100, b, f"Line {n}.") for n, (_, a, b) in enumerate(rows))), "x")
    assert list(laid.lines.values()) == [f"Line {n}." for n in range(1_000)]


def test_a_text_belongs_to_the_recording_before_it() -> None:
    a, b, text = Path("a.mp4"), Path("b.wav"), Path("a.ja.srt")
    assert _paired([a, text, b], None) == [(a, text), (b, None)]
    assert _paired([a], text) == [(a, text)]
    with pytest.raises(TranscriptError, match="has two transcripts"):
        _paired([a, text, Path("a.en.srt")], None)


def test_an_english_file_that_is_not_there_is_said_before_anything_is_done(workspace: Path) -> None:
    done = CliRunner().invoke(cli, ["make", "media/talk.wav", "--en", "gone.srt"])
    assert done.exit_code == 2
    assert "gone.srt: this English file cannot be read (No such file or directory). Check the path" in done.stderr


@pytest.mark.models
def test_the_sample_s_own_subtitles_are_timed_anew_and_keep_their_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copytree(ROOT / "media", tmp_path / "media")
    (tmp_path / "output").mkdir()
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    assert run(cli, ["align", "media/interview.ogg"]).exit_code == 0
    japanese = Path("output/interview.ja.srt").read_text("utf-8")
    Path("old.ja.srt").write_text(japanese, "utf-8")
    numbered = [f"Line {number}." if line[:1] > "ぁ" else line for number, line in enumerate(japanese.splitlines())]
    Path("old.en.srt").write_text("\n".join(numbered), "utf-8")
    done = run(cli, ["make", "media/interview.ogg", "old.ja.srt", "--en", "old.en.srt"])
    assert done.exit_code == 0, done.output
    english = Path("output/interview.en.srt").read_text("utf-8")
    assert texts(english) == texts("\n".join(numbered))
    assert texts(Path("output/interview.ja.srt").read_text("utf-8")) == texts(japanese)
    again = run(cli, ["make", "media/interview.ogg", "old.ja.srt", "--en", "old.en.srt"])
    assert (again.exit_code, Path("output/interview.en.srt").read_text("utf-8")) == (0, english)


def texts(track: str) -> str:
    """All that a track shows, without blanks."""
    return "".join("".join(caption.texts) for caption in read_srt(track).captions).replace(" ", "")
