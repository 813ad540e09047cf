"""English that is there already finds its sentences: every word of it, in order, by time or by order and length."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taiyaku.formats import Caption, Line
from taiyaku.given import Clock, Laid, caption_clock, clues_of, match_english
from taiyaku.given.clock import agreement
from taiyaku.given.stream import stream_of

Row = tuple[int, int, str]

JAPANESE: list[Row] = [
    (1_000, 2_500, "船が来ます。"),
    (3_000, 6_000, "港はとても静かです。"),
    (6_200, 7_000, "はい。"),
    (9_000, 12_500, "2019年にVチームを立ち上げました。"),
    (13_000, 16_000, "倉庫は、山の向こうに32棟あります。"),
]
ENGLISH: list[Row] = [
    (900, 2_600, "A ship comes."),
    (3_100, 6_000, "The harbour is|very quiet."),
    (6_100, 7_100, "Yes."),
    (9_100, 12_300, "In 2019 we set up|the V-team."),
    (13_200, 16_100, "There are 32 warehouses|beyond the mountain."),
]
WHOLE = ["A ship comes.", "The harbour is very quiet.", "Yes.", "In 2019 we set up the V-team.",
         "There are 32 warehouses beyond the mountain."]  # fmt: skip


def captions(rows: list[Row]) -> list[Caption]:
    return [
        Caption(number, start, end, tuple(Line(text) for text in body.split("|")))
        for number, (start, end, body) in enumerate(rows, start=1)
    ]


def lay(english: list[Row], japanese: list[Row] = JAPANESE, timed: bool = True) -> Laid:
    texts = [text for *_, text in japanese]
    clocks = [caption_clock("old", texts, captions(japanese))] if timed else []
    return match_english(captions(english), texts, [clues_of(text) for text in texts], clocks)


def test_what_stood_at_the_same_time_belongs_together() -> None:
    laid = lay(ENGLISH)
    assert list(laid.lines) == WHOLE
    assert (laid.way, laid.shifted, laid.left) == ("old", False, ())
    assert (laid.clues, laid.met) == (2, 2)  # 2019 and 32; a V alone is no name


def test_several_captions_make_one_sentence_and_one_holds_several() -> None:
    rows = [
        (900, 1_500, "A ship"),
        (1_600, 2_600, "comes."),
        (3_100, 7_100, "The harbour is very quiet. Yes."),
        *ENGLISH[3:],
    ]
    assert list(lay(rows).lines) == WHOLE


def test_a_caption_without_a_full_stop_over_two_sentences_is_parted_at_its_comma() -> None:
    rows = [*ENGLISH[:3], (9_100, 16_100, "In 2019 we set up the V-team,|and there are 32 warehouses.")]
    assert lay(rows).lines[3:] == ("In 2019 we set up the V-team,", "and there are 32 warehouses.")


def test_a_caption_that_hangs_on_stays_with_its_sentence() -> None:
    rows = [*ENGLISH[:2], (6_100, 8_900, "Yes, of course it is."), *ENGLISH[3:]]
    assert lay(rows).lines[2] == "Yes, of course it is."


def test_two_voices_part_at_their_dashes() -> None:
    rows = [ENGLISH[0], (3_100, 7_100, "- The harbour is very quiet|- Yes"), *ENGLISH[3:]]
    assert lay(rows).lines[1:3] == ("- The harbour is very quiet", "- Yes")


def test_a_title_at_no_sentence_s_time_is_left_with_its_time() -> None:
    laid = lay([*ENGLISH, (60_000, 62_000, "The|End")])
    assert [(left.start_ms, left.text) for left in laid.left] == [(60_000, "The End")]
    assert list(laid.lines) == WHOLE


def test_a_sentence_without_english_has_none() -> None:
    assert list(lay([*ENGLISH[:3], ENGLISH[4]]).lines) == [*WHOLE[:3], "", WHOLE[4]]


def talk(count: int) -> tuple[list[Row], list[Row]]:
    """A longer talk: sentences of different lengths, at uneven times, each with its number."""
    japanese, english, clock = [], [], 0
    for number in range(1, count + 1):
        size = 1 + number * 7 % 5
        lasts = 1_000 + 700 * size + number * 37 % 400
        japanese.append((clock, clock + lasts, "港の倉庫の話です" * size + f"、{number}番。"))
        english.append((clock + 60, clock + lasts, "This is about the port, " * size + f"number {number}."))
        clock += lasts + 200 + number * 113 % 900
    return japanese, english


@pytest.mark.parametrize(
    ("rate", "offset", "told"),
    [
        (1.0, 7_300, "old, 7.3 s later"),
        (1.0, 3_600_000, "old, 3600.0 s later"),
        (25 / 23.976, 0, "old, which runs 1.0427 times as long, 0.0 s later"),
    ],
)
def test_times_that_were_moved_or_run_at_another_rate_are_found_and_told(rate: float, offset: int, told: str) -> None:
    japanese, english = talk(40)
    moved = [(round(a * rate) + offset, round(b * rate) + offset, text) for a, b, text in english]
    laid = lay(moved, japanese)
    assert list(laid.lines) == [text for *_, text in english]
    assert laid.shifted
    assert laid.way.startswith(told[:-12]) if rate != 1 else laid.way == told


def test_without_any_common_times_order_and_length_decide() -> None:
    japanese, english = talk(40)
    laid = lay([(n * 5_000, n * 5_000 + 4_000, text) for n, (*_, text) in enumerate(english)], japanese, timed=False)
    assert (laid.way, laid.shifted) == ("", False)
    assert list(laid.lines) == [text for *_, text in english]


def test_a_sentence_that_lacks_is_passed_over_by_order_too() -> None:
    japanese, english = talk(40)
    del english[17]
    laid = lay([(n * 5_000, n * 5_000 + 4_000, text) for n, (*_, text) in enumerate(english)], japanese, timed=False)
    assert laid.lines[17] == ""
    assert laid.lines[16:19:2] == (english[16][2], english[17][2])


def test_english_of_another_talk_meets_few_clues() -> None:
    japanese, _ = talk(40)
    other = [
        (n * 5_000 + n * 331 % 900, n * 5_000 + 4_000, "Nobody saw the bakers leave the old town.") for n in range(50)
    ]
    laid = lay(other, japanese)
    assert laid.way == ""
    assert (laid.clues > 20, laid.met) == (True, 0)


def test_files_of_one_talk_agree_and_others_do_as_by_chance() -> None:
    one = [a for a, *_ in talk(60)[0]]
    assert agreement(one, [at + 80 for at in one]) > 0.8
    assert agreement(one, [at + 7_300 for at in one]) < 0.3
    assert agreement(one, [n * 3_700 for n in range(60)]) < 0.3
    assert agreement([], one) == 0.0


def test_the_clock_finds_sentences_among_labels_and_over_several_captions() -> None:
    rows = [(0, 1_000, "山田：港の"), (1_000, 2_000, "倉庫です。佐藤：はい。"), (2_000, 3_000, "佐藤：山です。")]
    clock = caption_clock("old", ["港の倉庫です。", "はい。", "山です。"], captions(rows))
    assert [span and (round(span[0], -2), round(span[1], -2)) for span in clock.spans] == [
        (600, 1_500),
        (1_700, 2_000),
        (2_400, 3_000),
    ]


def test_the_english_is_kept_to_the_letter() -> None:
    odd = "“Well…”  he said -- #1, & <that> is\u00a0it."
    laid = lay([(900, 2_600, odd), *ENGLISH[1:]])
    assert laid.lines[0] == odd


@pytest.mark.parametrize(
    ("text", "clues"),
    [
        ("ＧｅｎＡＩは7〜8時間です。", {frozenset({"genai"}), frozenset({"7", "seven"}), frozenset({"8", "eight"})}),
        ("3,500円です。", {frozenset({"3500"})}),
        ("はい。", set()),
    ],
)
def test_numbers_and_latin_names_are_clues(text: str, clues: set[frozenset[str]]) -> None:
    assert clues_of(text) == clues


def test_a_term_is_a_clue_in_any_of_its_forms() -> None:
    assert clues_of("評価制度", [("evaluation system", "review of work")]) == {
        frozenset({"evaluation", "system", "review", "work"})
    }


WORDS = st.lists(
    st.sampled_from(["a", "ship.", "comes", "Yes!", "42", "“no”", "GenAI,", "Mr.", "and", "- So", "...", "|b"]),
    min_size=1,
    max_size=8,
)
TIMES = st.tuples(st.integers(-500, 3_000), st.integers(300, 6_000))


def rows_of(times: list[tuple[int, int]], texts: list[str]) -> list[Row]:
    clock, rows = 500, []
    for (pause, length), text in zip(times, texts, strict=True):
        rows.append((clock + pause, clock + pause + length, text))
        clock += pause + length
    return sorted(rows)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(TIMES, st.integers(1, 30)), min_size=1, max_size=10),
    st.lists(st.tuples(TIMES, WORDS), min_size=1, max_size=12),
    st.integers(0, 2),
)
def test_every_character_is_there_once_and_in_order(
    said: list[tuple[tuple[int, int], int]], written: list[tuple[tuple[int, int], list[str]]], way: int
) -> None:
    japanese = rows_of([times for times, _ in said], ["港" * size for _, size in said])
    english = captions(rows_of([times for times, _ in written], [" ".join(words) for _, words in written]))
    texts = [text for *_, text in japanese]
    spans = tuple((a, b) if a % 5 else None for a, b, _ in japanese)  # some were not heard
    clocks = [Clock("old", spans, tuple(c.start_ms for c in english))] if way == 0 else []
    clocks += [caption_clock("old", texts, captions(japanese))] if way == 1 else []
    laid = match_english(english, texts, [clues_of(text) for text in texts], clocks)
    whole = stream_of(english).text.split()
    # what is left stands between the lines, each a run of the whole: together they are all of its words
    lines, left = [line.split() for line in laid.lines if line], [one.text.split() for one in laid.left]
    place = 0
    while place < len(whole):
        for queue in (lines, left):
            if queue and whole[place : place + len(queue[0])] == queue[0] and fits(whole, place, lines, left, queue):
                place += len(queue.pop(0))
                break
        else:
            pytest.fail(f"{whole[place:]} is lost: {lines}, {left}")
    assert not lines
    assert not left


def fits(whole: list[str], place: int, lines: list[list[str]], left: list[list[str]], queue: list[list[str]]) -> bool:
    """Whether the rest can still be made of the rest of both queues."""
    if not queue:
        return place == len(whole)
    after = place + len(queue[0])
    rests = (lines[1:], left) if queue is lines else (lines, left[1:])
    if not any(rests):
        return after == len(whole)
    return any(
        one and whole[after : after + len(one[0])] == one[0] and fits(whole, after, rests[0], rests[1], one)
        for one in rests
    )


def test_no_line_of_a_long_talk_takes_long() -> None:
    japanese, english = talk(1_000)
    laid = lay(english, japanese)
    assert list(laid.lines) == [text for *_, text in english]
    assert replace(laid, lines=()).left == ()
