"""Cues hold everything that was spoken, in order of time, in lines that fit, on one grid for both languages."""

import itertools
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taiyaku.check import check_cues
from taiyaku.cues import CueTracks, make_cues
from taiyaku.cues.lines import Room, english_lines, japanese_lines
from taiyaku.model import Alignment, Cue, Finding, TimedSentence, Translation, Word
from taiyaku.profiles import load_profile
from taiyaku.text.kinsoku import LINE_START_FORBIDDEN
from taiyaku.text.width import width

LONG_JA = "以前は年に1回だけで、書類を書くのに7〜8時間もかかっていましたが、今は四半期ごとに短く話し合っています。"
LONG_EN = (
    "It used to be once a year, and it took seven or eight hours to write the papers, but now we talk briefly "
    "every quarter."
)
PROFILE = load_profile()


def timed(number: int, text: str, start: int, end: int) -> TimedSentence:
    step = (end - start) / len(text)
    words = tuple(Word(c, round(start + i * step), round(start + (i + 1) * step)) for i, c in enumerate(text))
    return TimedSentence(f"t{number}.s1", "spoken", start, end, 1.0, words)


def tracks(*rows: tuple[str, str, int, int], lines: int = 1) -> CueTracks:
    """Cues of (Japanese, English, start, end) rows."""
    sentences = tuple(timed(i, ja, start, end) for i, (ja, _, start, end) in enumerate(rows, start=1))
    english = {f"t{i}.s1": Translation(f"t{i}.s1", row[1]) for i, row in enumerate(rows, start=1)}
    return make_cues(Alignment(sentences), english, PROFILE, stacked_lines=lines)


def findings(made: CueTracks) -> tuple[Finding, ...]:
    return check_cues({"ja": made.ja, "en": made.en, "ja-en": made.stacked}, PROFILE)


def joined(cues: Sequence[Cue], texts: Callable[[str], str]) -> str:
    return "".join(texts(span.sentence_id)[span.start : span.end] for cue in cues for span in cue.spans)


def test_a_short_sentence_is_one_cue_held_for_reading() -> None:
    cue = tracks(("最初は5人です。", "At first, there were five.", 1_000, 2_500)).ja[0]
    assert (cue.start_ms, cue.end_ms, cue.lines) == (1_000, 3_000, ("最初は5人です。",))
    assert (cue.start_reason, cue.end_reason) == ("first sound", "held for reading")


def test_a_long_sentence_is_cut_alike_in_both_languages() -> None:
    made = tracks((LONG_JA, LONG_EN, 0, 11_000))
    assert len(made.ja) == len(made.en) > 1
    assert [cue.id for cue in made.ja] == [cue.id for cue in made.en]
    assert [cue.start_ms for cue in made.ja] == [cue.start_ms for cue in made.en]
    assert joined(made.ja, lambda _: LONG_JA) == LONG_JA
    assert joined(made.en, lambda _: LONG_EN) == LONG_EN


def test_numbers_and_counters_stay_whole() -> None:
    shown = [line for cue in tracks((LONG_JA, LONG_EN, 0, 11_000)).ja for line in cue.lines]
    for whole in ("1回", "7〜8時間"):
        assert any(whole in line for line in shown)


@pytest.mark.parametrize("lines", [1, 2])
def test_the_stacked_track_has_both_languages_in_every_cue(lines: int) -> None:
    for cue in tracks((LONG_JA, LONG_EN, 0, 11_000), ("はい。", "Yes.", 12_000, 12_500), lines=lines).stacked:
        assert 2 <= len(cue.lines) <= 2 * lines
        assert all(width(line) <= 21 for line in cue.lines)


def test_a_held_cue_leaves_a_gap_before_the_next() -> None:
    made = tracks(("はい。", "Yes.", 0, 900), ("船です。", "A ship.", 1_200, 2_000))
    assert made.ja[0].end_ms == 1_200 - PROFILE.ja.gap_ms


def test_speakers_who_overlap_get_cues_that_do_not() -> None:
    made = tracks(
        ("はい、そうです。", "Yes.", 0, 3_000), ("いいえ。", "No.", 1_500, 4_000), ("え。", "Eh.", 1_500, 1_600)
    )
    for before, after in zip(made.ja, made.ja[1:], strict=False):
        assert before.start_ms < before.end_ms <= after.start_ms
    assert not [f for f in findings(made) if f.severity == "error"]


def test_unspoken_sentences_make_no_cue() -> None:
    unspoken = TimedSentence("t1.s1", "unspoken", None, None, 0.0, (Word("題", None, None),))
    made = make_cues(Alignment((unspoken,)), {"t1.s1": Translation("t1.s1", "Title")}, PROFILE)
    assert made == CueTracks((), (), ())


def test_a_word_that_is_too_long_is_kept_whole_and_reported() -> None:
    word = "https://example.com/" + "a" * 60
    made = tracks((f"{word}です。", f"It is {word}.", 0, 3_000))
    assert joined(made.en, lambda _: f"It is {word}.") == f"It is {word}."
    assert any(f.rule == "line-width" for f in findings(made))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("It was quiet.", ("It was quiet.",)),
        ("We moved the goods to the new warehouse, and the old one was closed.",
         ("We moved the goods to the new warehouse,", "and the old one was closed.")),
    ],
)  # fmt: skip
def test_english_lines_break_where_they_read_best(text: str, lines: tuple[str, ...]) -> None:
    assert english_lines(text, Room(42, 2)) == lines


def test_japanese_lines_break_between_phrases() -> None:
    assert japanese_lines("書類を書くのに、いつも七時間もかかりました。", Room(16, 2)) == (
        "書類を書くのに、",
        "いつも七時間もかかりました。",
    )


PIECES = "港の 倉庫は 2019年に できて、 PSCと 「古い」と 言われた 。 船が 来ました。".split()
TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXT, st.integers(0, 2_000), st.integers(300, 9_000)), min_size=1, max_size=5))
def test_nothing_is_lost_out_of_order_or_wrongly_begun(rows: list[tuple[str, int, int]]) -> None:
    clock, given_rows = 0, []
    for text, pause, length in rows:
        start = clock + pause
        clock = start + length
        given_rows.append((text, "The port is old, " * (len(text) // 8 + 1), start, clock))
    made = tracks(*given_rows)
    by_id = {f"t{i}.s1": row for i, row in enumerate(given_rows, start=1)}
    for cues, column in ((made.ja, 0), (made.en, 1)):
        assert joined(cues, lambda name, c=column: str(by_id[name][c])) == "".join(str(r[column]) for r in given_rows)  # type: ignore[misc]
    for track in (made.ja, made.en, made.stacked):
        for before, after in itertools.pairwise(track):
            assert before.start_ms < before.end_ms <= after.start_ms
    for cue in made.ja:
        assert all(line[0] not in LINE_START_FORBIDDEN for line in cue.lines[1:])


def test_the_screen_shows_what_the_profile_wants_and_the_spans_hold_the_text() -> None:
    text = "はい、5人で32台を運びました。とても重かったです。"
    made = make_cues(Alignment((timed(1, text, 0, 6_000),)), {}, load_profile("netflix"))
    assert made.ja[0].lines == ("はい ５人で32台を運びました", "とても重かったです")
    assert joined(made.ja, lambda _: text) == text
    assert make_cues(Alignment((timed(1, text, 0, 6_000),)), {}, PROFILE).ja[0].lines[1] == "とても重かったです。"
