"""The checks of cues: each rule finds its fault, with what was measured and what is allowed; good cues have none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.check import RULES, Checked, Fault, check_track
from taiyaku.model import Cue, Track
from taiyaku.profiles import load_profile

PROFILE = load_profile()


def cue(number: int, start: int, end: int, *lines: str) -> Cue:
    return Cue(number, start, end, lines, ())


def faults(track: Track, *cues: Cue) -> tuple[Fault, ...]:
    return check_track(Checked(cues, track, PROFILE.en if track == "en" else PROFILE.ja, PROFILE.en))


def test_good_cues_have_no_faults() -> None:
    assert faults("ja", cue(1, 0, 2000, "港は静かです。"), cue(2, 2084, 4000, "船が来て、", "人が降ります。")) == ()
    assert faults("en", cue(1, 0, 2000, "The port is quiet."), cue(2, 2084, 4000, "A ship comes in.")) == ()
    assert faults("ja-en", cue(1, 0, 2000, "港は静かです。", "The port is quiet.")) == ()


@pytest.mark.parametrize(
    ("track", "cues", "rule", "value", "limit"),
    [
        ("en", [cue(1, 0, 1000, "x" * 40)], "cps", 40.0, 20),
        ("ja", [cue(1, 0, 1000, "港" * 12)], "cps", 12.0, 7),
        ("en", [cue(1, 0, 5000, "x" * 43)], "line-width", 43, 42),
        ("ja", [cue(1, 0, 7000, "港" * 16 + "a")], "line-width", 16.5, 16),
        ("ja-en", [cue(1, 0, 7000, "港" * 5, "x" * 43)], "line-width", 43, 42),
        ("en", [cue(1, 0, 5000, "a", "b", "c")], "lines", 3, 2),
        ("ja-en", [cue(1, 0, 5000, "港", "港", "a", "b", "c")], "lines", 5, 4),
        ("en", [cue(1, 0, 500, "a")], "duration", 500, 833),
        ("en", [cue(1, 0, 8000, "a")], "duration", 8000, 7000),
        ("en", [cue(1, 0, 1000, "a"), cue(2, 1040, 2000, "b")], "gap", 40, 84),
        ("en", [cue(1, 0, 1000, "a"), cue(2, 900, 2000, "b")], "overlap", -100, 0),
        ("en", [cue(1, 1000, 2000, "a"), cue(2, 0, 900, "b")], "order", None, None),
        ("en", [cue(1, 0, 1000, " ", "\u200b")], "empty", None, None),
        ("ja", [cue(1, 0, 3000, "船が来た", "。港です")], "kinsoku", None, None),
        ("ja", [cue(1, 0, 3000, "船が「", "来た」と")], "kinsoku", None, None),
    ],
)
def test_each_rule_finds_its_fault(
    track: Track, cues: list[Cue], rule: str, value: float | None, limit: float | None
) -> None:
    (fault,) = faults(track, *cues)
    assert (fault.rule, fault.value, fault.limit, fault.cue) == (rule, value, limit, cues[-1].id)
    assert fault.grade == RULES[rule].severity


@pytest.mark.parametrize(
    ("track", "texts", "found"),
    [
        ("en", ["The V-team grew.", "A V team?", "The V-team met."], ["#2: “V team” here, “V-team” elsewhere"]),
        ("en", ["LLaMA is new.", "With LLama.", "LLaMA again."], ["#2: “LLama” here, “LLaMA” elsewhere"]),
        ("ja", ["サーバーです。", "サーバです。", "サーバーと。"], ["#2: “サーバ” here, “サーバー” elsewhere"]),
        ("en", ["E-mail came.", "An e-mail.", "Teams and a team meet here, the team."], []),
    ],
)
def test_a_word_in_two_forms_is_named_where_it_is_rarer(track: Track, texts: list[str], found: list[str]) -> None:
    cues = [cue(i, i * 5000, i * 5000 + 4000, text) for i, text in enumerate(texts, start=1)]
    named = [f"#{f.cue}: {f.message}" for f in faults(track, *cues) if f.rule == "consistency"]
    assert named == found


def test_a_cue_while_nobody_speaks_is_named_where_speech_is_known() -> None:
    cues = (cue(1, 0, 900, "港です。"), cue(2, 2000, 3000, "はい。"), cue(3, 3500, 4500, "船です。"))
    rules = PROFILE.ja
    found = check_track(Checked(cues, "ja", rules, PROFILE.en, ((3100, 3600), (0, 5), (2500, 9000))))
    assert [(f.rule, f.cue) for f in found if f.rule == "out-of-speech"] == []
    found = check_track(Checked(cues, "ja", rules, PROFILE.en, ((0, 850), (3400, 4400))))
    assert [f.message for f in found if f.rule == "out-of-speech"] == ["nobody speaks from 0:02.0 to 0:03.0"]


@pytest.mark.parametrize("end", [1000, 400])
def test_a_cue_without_length_is_named(end: int) -> None:
    assert [fault.rule for fault in faults("en", cue(1, 1000, end, "a" * 30))] == ["no-length"]


def test_japanese_in_an_english_track_is_named_each_or_once_for_all() -> None:
    few = [cue(i, i * 3000, i * 3000 + 2000, "A port.") for i in range(1, 11)]
    assert [f.cue for f in faults("en", *few, cue(11, 50_000, 52_000, "港 is quiet."))] == [11]
    (whole,) = faults("en", *(cue(i, i * 3000, i * 3000 + 2000, "港です。") for i in range(1, 5)))
    assert whole.message == "4 of 4 subtitles hold Japanese"


ODD = st.text("港a。「<b>\u200f\u0301👩‍🚀{\\an8}\n 、", max_size=30)


@given(
    st.lists(st.tuples(st.integers(-500, 9000), st.integers(-500, 9000), st.lists(ODD, max_size=10)), max_size=8),
    st.sampled_from(["ja", "en", "ja-en"]),
)
def test_no_cue_is_so_odd_that_the_checks_stop(rows: list[tuple[int, int, list[str]]], track: Track) -> None:
    for fault in faults(track, *(cue(i, start, end, *lines) for i, (start, end, lines) in enumerate(rows, start=1))):
        assert fault.rule in RULES
        assert fault.message
