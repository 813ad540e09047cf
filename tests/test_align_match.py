"""Sentences are found in what was heard by their sounds; results are compared as small pictures."""

from taiyaku.align.match import free_stretches, match_sentences
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
