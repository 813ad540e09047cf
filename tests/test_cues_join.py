"""Sentences too short to be read share a subtitle; two speakers get a dash each, and names where a profile has them."""

import pytest

from taiyaku.cues import CueTracks, Leads, Talk, make_cues
from taiyaku.model import Alignment, Cue, TimedSentence, Translation, Word
from taiyaku.profiles import Profile, load_profile, parse_profile

VERBATIM = load_profile()
Row = tuple[str, str, str, int, int]  # speaker, Japanese, English, start, end


def tracks(*rows: Row, profile: Profile = VERBATIM, lines: int = 1) -> CueTracks:
    sentences, english, speakers = [], {}, {}
    for number, (speaker, ja, en, start, end) in enumerate(rows, start=1):
        name = f"t{number}.s1"
        sentences.append(TimedSentence(name, "spoken", start, end, 1.0, (Word(ja, start, end),)))
        english[name] = Translation(name, en)
        speakers[name] = Leads(speaker, {"森": "Mori"}.get(speaker, speaker))
    return make_cues(Alignment(tuple(sentences)), english, profile, Talk(speakers), lines)


def shown(cues: tuple[Cue, ...]) -> list[tuple[str, ...]]:
    return [cue.lines for cue in cues]


def profile(**rules: str) -> Profile:
    lines = "\n".join(f'{name} = "{value}"' for name, value in rules.items())
    return parse_profile("own", f'extends = "verbatim"\n[every]\n{lines}')


YES = ("Xia", "はい。", "Yes.", 1_000, 1_400)
SO = ("Xia", "そうです。", "That is so.", 1_450, 2_200)
WHY = ("森", "なぜですか。", "Why is that?", 1_480, 2_300)
LATER = ("森", "倉庫は港にあります。", "The warehouse is at the port.", 9_000, 11_000)


def test_a_sentence_too_short_to_be_read_joins_the_one_behind_it() -> None:
    made = tracks(YES, SO, LATER)
    assert shown(made.ja) == [("はい。そうです。",), ("倉庫は港にあります。",)]
    assert shown(made.en)[0] == ("Yes. That is so.",)
    assert shown(made.stacked)[0] == ("はい。そうです。", "Yes. That is so.")
    assert (made.ja[0].start_ms, made.ja[0].end_ms) == (1_000, 2_700)
    assert [span.sentence_id for span in made.ja[0].spans] == ["t1.s1", "t2.s1"]
    assert [cue.id for cue in made.ja] == [cue.id for cue in made.en] == [1, 2]


def test_with_a_pause_behind_it_a_short_sentence_stands_alone() -> None:
    late = ("Xia", "そうです。", "That is so.", 2_400, 3_200)
    assert len(tracks(YES, late).ja) == 2


def test_two_speakers_share_a_subtitle_with_a_dash_and_a_line_each() -> None:
    made = tracks(YES, WHY, LATER)
    assert shown(made.ja)[0] == ("－はい。", "－なぜですか。")
    assert shown(made.en)[0] == ("-Yes.", "-Why is that?")
    assert len(made.stacked) == 3  # a line for each language is too few for two speakers
    assert shown(tracks(YES, WHY, LATER, lines=2).stacked)[0] == (
        "－はい。",
        "－なぜですか。",
        "-Yes.",
        "-Why is that?",
    )


def test_where_the_profile_has_no_dashes_two_speakers_never_share() -> None:
    assert len(tracks(YES, WHY, LATER, profile=profile(dashes="never")).ja) == 3
    mixed = parse_profile("own", 'extends = "verbatim"\n[en.translation]\ndashes = "never"')
    assert len(tracks(YES, WHY, LATER, profile=mixed).ja) == 3


def test_speakers_who_talk_over_each_other_are_read_together() -> None:
    made = tracks(("Xia", "はい、そうです。", "Yes, it is.", 0, 1_500), ("森", "本当に？", "Really?", 300, 900))
    assert shown(made.ja) == [("－はい、そうです。", "－本当に？")]
    assert (made.ja[0].start_ms, made.ja[0].end_ms) == (0, 2_000)


def test_what_has_no_room_together_stays_apart() -> None:
    english = "When was the old warehouse at the port built?"
    long = ("森", "港の古い倉庫はいつ建てられたものですか。", english, 1_480, 4_500)
    assert shown(tracks(YES, long).ja)[0] == ("はい。",)


def test_a_dash_needs_a_second_line() -> None:
    made = tracks(YES, ("森", "なぜですか。", "", 1_480, 2_300), LATER)
    assert shown(made.ja)[0] == ("－はい。", "－なぜですか。")
    assert shown(made.en)[0] == ("Yes.",)


@pytest.mark.parametrize(
    ("names", "ja", "en"),
    [
        ("never", ["倉庫です。", "いつ？", "三月です。", "春に。"],
         ["A warehouse.", "When?", "In March.", "In spring."]),
        ("first", ["（Xia）倉庫です。", "（森）いつ？", "三月です。", "春に。"],
         ["[Xia] A warehouse.", "[Mori] When?", "In March.", "In spring."]),
        ("always", ["（Xia）倉庫です。", "（森）いつ？", "（Xia）三月です。", "春に。"],
         ["[Xia] A warehouse.", "[Mori] When?", "[Xia] In March.", "In spring."]),
    ],
)  # fmt: skip
def test_names_stand_where_the_profile_has_them(names: str, ja: list[str], en: list[str]) -> None:
    rows = (
        ("Xia", "倉庫です。", "A warehouse.", 0, 2_000),
        ("森", "いつ？", "When?", 4_000, 6_000),
        ("Xia", "三月です。", "In March.", 8_000, 10_000),
        ("Xia", "春に。", "In spring.", 12_000, 14_000),
    )
    made = tracks(*rows, profile=profile(names=names))
    assert [cue.lines[0] for cue in made.ja] == ja
    assert [cue.lines[0] for cue in made.en] == en
    assert [cue.lines[0] for cue in made.stacked] == ja  # there the English has none
    assert [cue.lines[1] for cue in made.stacked] == ["A warehouse.", "When?", "In March.", "In spring."]


def test_a_name_takes_its_room_from_the_line() -> None:
    long = ("Mr. Featherstonehaugh", "倉庫はとても古い建物です。", "The warehouse is a very old building.", 0, 4_000)
    made = tracks(long, profile=profile(names="always"))
    assert made.en[0].lines == ("[Mr. Featherstonehaugh] The warehouse", "is a very old building.")
    assert made.ja[0].lines == ("（Mr. Featherstonehaugh）倉庫は", "とても古い建物です。")


def test_names_take_the_place_of_dashes() -> None:
    made = tracks(YES, WHY, LATER, profile=profile(names="always"))
    assert shown(made.en)[0] == ("[Xia] Yes.", "[Mori] Why is that?")
