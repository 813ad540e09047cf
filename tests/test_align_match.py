"""Sentences are found in what was heard by their sounds; results are compared as small pictures."""

import itertools

import pytest

from taiyaku.align import match as matching
from taiyaku.align.match import SHORTEST_UNSCRIPTED, SPOKEN, Match, belongs, free_stretches, match_sentences
from taiyaku.text.sounds import sounds

ASK = "新しい倉庫の準備は進んでいますか。"
ANSWER = "はい、来月の中ごろには荷物を移せる見込みです。"
COST = "費用は当初の予定より少し増えました。"
TITLE = "特集 港町の物流を変える若者たち"


def picture(sentences: list[str], heard: str) -> str:
    """One line a sentence: S(poken) or -, with * if out of order; then what no sentence took."""
    phonemes = sounds(heard).phonemes
    matches = match_sentences([sounds(s).phonemes for s in sentences], phonemes)
    marks = "".join("-" if m is None else ("*" if m.out_of_order else "S") for m in matches)
    return f"{marks} free={len(free_stretches(matches, len(phonemes)))}"


def test_everything_spoken_is_found() -> None:
    assert picture([ASK, ANSWER, COST], ASK + ANSWER + COST) == "SSS free=0"


def test_an_unspoken_title_and_note_are_not_taken_for_spoken() -> None:
    note = "編集部による注記、数字は取材時のもの。"
    assert picture([TITLE, ASK, note, ANSWER, COST], ASK + ANSWER + COST) == "-S-SS free=0"


def test_wrong_kanji_do_not_matter() -> None:
    assert picture([COST], "費用は登場の余程より少し増えました") == "S free=0"


def test_speech_outside_the_transcript_is_free() -> None:
    assert picture([ASK, COST], ASK + ANSWER + COST) == "SS free=1"


def test_a_sentence_spoken_elsewhere_is_found_out_of_order() -> None:
    assert picture([COST, ASK, ANSWER], ASK + ANSWER + COST) == "*SS free=0"


def test_another_talk_matches_nothing() -> None:
    assert picture([TITLE, COST], "今日の天気は晴れのち曇り、海では波が高いでしょう") == "-- free=1"


def test_pairs_rise_and_stay_inside_both_texts() -> None:
    heard = sounds(ASK + ANSWER).phonemes
    match = match_sentences([sounds(ANSWER).phonemes], heard)[0]
    assert match is not None
    assert list(match.pairs) == sorted(match.pairs)
    assert match.heard_to <= len(heard)
    assert match.score > 0.9


def test_a_lead_that_repeats_the_first_speaker_does_not_take_her_words() -> None:
    lead, first, answer = "kadonopaNyanozubutosuziwa", "kadonopaNyaeikimasita", "soosiwataiheNdesita"
    found = match_sentences([lead, first, answer], first + answer)
    assert found[0] is None
    assert found[1] is not None
    assert found[1].score == 1.0


ROOF = "屋根の工事は来週の火曜に終わります。"
MISHEARD = "屋号のほうが、いつも通りに変わります。"  # about as long, and little of it agrees
ASIDE = "それはさておき、子どものころに祖父とよく釣りに出かけた川の話をしましょう。"
STORY = (
    "島の図書館は去年の春に開きました。",
    "本は町の人たちが持ち寄ったものです。",
    "雨の日には子どもが朝から集まります。",
    "冬は船が来ないので貸し出しが増えます。",
    "次は古い蔵を直して読書室にします。",
    "棚は地元の大工が作ってくれました。",
    "夜は近くの喫茶店が鍵を預かっています。",
    "返すのを忘れる人はほとんどいません。",
)


def places(sentences: list[str], heard: list[str]) -> str:
    """For each sentence the number of the heard one in which it was found, * if out of order, - for none."""
    edges = [0]
    for text in heard:
        edges.append(edges[-1] + len(sounds(text).phonemes))
    phonemes = "".join(sounds(text).phonemes for text in heard)
    out = []
    for found in match_sentences([sounds(text).phonemes for text in sentences], phonemes):
        middle = (found.heard_from + found.heard_to) / 2 if found else -1
        number = next((n for n, edge in enumerate(edges[1:]) if edges[n] <= middle < edge), -1)
        out.append(f"{number}{'*' if found.out_of_order else ''}" if found else "-")
    return " ".join(out)


def test_between_two_that_were_found_little_has_to_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    assert places([ASK, ROOF, COST], [ASK, MISHEARD, COST]) == "0 1 2"
    monkeypatch.setattr(matching, "ROOM", 0.0)
    assert places([ASK, ROOF, COST], [ASK, MISHEARD, COST]) == "0 - 2"


def test_at_both_ends_little_has_to_agree_where_about_as_much_was_heard() -> None:
    assert places([ROOF, COST], [MISHEARD, COST]) == "0 1"
    assert places([ASK, ROOF], [ASK, MISHEARD]) == "0 1"


def test_what_agrees_little_is_not_found_where_much_more_was_heard() -> None:
    assert places([ASK, ROOF, COST], [ASK, MISHEARD, ASIDE, COST]) == "0 - 3"


def test_something_else_of_the_same_length_is_not_taken_for_the_missing_one() -> None:
    stock = "棚卸しは月曜の夕方に行います。"
    assert places([ASK, ROOF, COST], [ASK, stock, COST]) == "0 - 2"
    assert places([ASK, stock, COST], [ASK, ROOF, COST]) == "0 - 2"


def test_two_that_are_missing_side_by_side_are_both_found() -> None:
    assert (
        places([ASK, ROOF, ANSWER, COST], [ASK, MISHEARD, "はぁ、雷鳴の長頃に鼻を折る見込みです。", COST]) == "0 1 2 3"
    )


def test_a_passage_told_later_is_found_out_of_order_sentence_by_sentence() -> None:
    told = [*STORY[3:], *STORY[:3]]
    assert places(list(STORY), told) == "5* 6* 7* 0 1 2 3 4"
    assert places(told, list(STORY)) == "3 4 5 6 7 0* 1* 2*"


def test_a_passage_told_later_may_stand_in_another_order_in_itself() -> None:
    assert places(list(STORY), [*STORY[3:], STORY[1], STORY[0], STORY[2]]) == "6* 5* 7* 0 1 2 3 4"
    assert places(list(STORY), [*STORY[3:], STORY[2], STORY[1], STORY[0]]) == "7* 6* 5* 0 1 2 3 4"


def test_two_passages_that_change_places_are_both_found() -> None:
    told = [*STORY[:2], *STORY[5:7], *STORY[2:5], STORY[7]]
    assert places(list(STORY), told) == "0 1 4 5 6 2* 3* 7"


def test_an_unspoken_note_in_a_passage_told_later_stays_unspoken() -> None:
    assert places([STORY[0], "編集部による注記。", *STORY[1:]], [*STORY[2:], *STORY[:2]]) == "6* - 7* 0 1 2 3 4 5"


def test_speech_of_a_few_sounds_is_no_free_stretch() -> None:
    taken = Match(((0, 0), (1, 9)), 1.0)
    assert free_stretches([taken], 10 + SHORTEST_UNSCRIPTED - 1) == ()
    assert free_stretches([taken, None], 10 + SHORTEST_UNSCRIPTED) == ((10, 10 + SHORTEST_UNSCRIPTED),)
    assert free_stretches([], SHORTEST_UNSCRIPTED) == ((0, SHORTEST_UNSCRIPTED),)


def related(sentences: list[str], heard: str) -> bool:
    phonemes, spoken = [sounds(text).phonemes for text in sentences], sounds(heard).phonemes
    return belongs(match_sentences(phonemes, spoken), phonemes, spoken)


def test_a_transcript_belongs_to_what_was_said_of_it() -> None:
    assert related(list(STORY), "".join(STORY))
    assert related(list(STORY), STORY[4])  # an excerpt
    assert related([STORY[4]], ASK + ANSWER + STORY[4] + COST)  # an excerpt of the transcript
    assert related(list(STORY), STORY[6] + ASIDE * 4)


def test_a_transcript_of_another_talk_does_not_belong() -> None:
    assert not related(list(STORY), ASK + ANSWER + COST + ASIDE)
    assert not related([ASK, ANSWER, COST], "".join(STORY))


def test_to_belong_a_share_of_the_shorter_one_is_needed_and_half_found_sentences_do_not_count() -> None:
    sentences, heard = ["a" * 500, "i" * 500], "u" * 300
    needed = [Match(tuple((i, i) for i in range(24)), SPOKEN), None]
    too_little = [Match(tuple((i, i) for i in range(23)), SPOKEN), None]
    unsure = [Match(tuple((i, i) for i in range(200)), SPOKEN - 0.01), None]
    assert [belongs(found, sentences, heard) for found in (needed, too_little, unsure)] == [True, False, False]
    assert belongs(needed, ["a" * 300], heard * 9)


def test_a_passage_told_elsewhere_does_not_lie_over_a_short_answer() -> None:
    first, told, answer, last = ("kanotamerihosu" * 3, "sutemanorikohemi" * 3, "hai", "timokerasunohatu" * 3)
    half = len(told) // 2
    heard = first + told[:half] + answer + told[half:] + last
    found = match_sentences([told, first, answer, last], heard)
    places = sorted((m.heard_from, m.heard_to) for m in found if m)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(places))


def test_a_sentence_does_not_begin_with_chance_sounds_before_a_pause() -> None:
    heard = "iegyakunaNdesu" + "hitowazeNtaiodakemimaSita"
    written = "niNgeNgahanasunowazeNtaidake"
    across, behind = (match_sentences([written], heard, pauses)[0] for pauses in ((), (14,)))
    assert across is not None
    assert behind is not None
    assert across.heard_from < 14 <= behind.heard_from


def test_a_sentence_with_a_pause_inside_is_found_whole() -> None:
    written = "soredewaeNzubasugahasirimasita"
    match = match_sentences([written], "umi" + written + "yama", (3, 10, 15, 33))[0]
    assert match is not None
    assert (match.heard_from, match.heard_to, match.score) == (3, 33, 1.0)
