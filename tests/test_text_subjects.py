"""Subjects left unsaid: told where the form tells, and nothing put into the mouth of anybody else."""

import pytest

from taiyaku.text.subjects import LISTENER, SPEAKER, SPEAKERS, put_subject, topic, unsaid_subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("倉庫では毎朝、荷札を読み取ります。", SPEAKERS),
        ("値引きの話はしません。", SPEAKERS),
        ("雨が降ったら、窓を閉めます。", ""),  # rather say nothing than put somebody beside the rain
        ("昼までに何を運ぶのですか。", LISTENER),
        ("それで、どうしたんですか?", LISTENER),
        ("来年はどこへ行きたいですか。", LISTENER),
        ("もう一度あの島へ行きたいです。", SPEAKER),
        ("雪が解けたら、たぶん笑うと思います。", SPEAKER),
        ("来月から始めるつもりです。", SPEAKER),
    ],
)
def test_the_form_tells_who_is_meant(text: str, subject: str) -> None:
    assert unsaid_subject(text) == subject


@pytest.mark.parametrize(
    "text",
    [
        "運転手は、荷札を読み取ります。",  # named
        "運転手が荷札を読み取ります。",
        "運輸局では、毎年車を調べます。",  # an office that acts
        "私たちは荷札を読み取ります。",  # said
        "うちは荷札を読み取ります。",
        "荷札を読み取ってくれます。",  # somebody else's doing
        "荷札を読み取られました。",
        "荷札を読み取ってください。",
        "先生、何をなさるのですか。",
        "荷札を読み取るでしょう。",  # supposed
        "荷札を読み取ることです。",  # a noun
        "待ち時間は減って、5時間を切りました。",
        "去年、5時間を切りました。",  # a number's doing
        "雪が積もっています。",
        "荷物がありますか。",
        "ここで写真を撮ってもいいですか。",  # may I
        "ご主人、何を焼いているのですか。",  # called by title
        "はい。",
        "",
    ],
)
def test_where_it_does_not_tell_nothing_is_said(text: str) -> None:
    assert unsaid_subject(text) == ""


def test_what_is_quoted_is_somebody_elses() -> None:
    assert unsaid_subject("「妻が箱を開ける」と言いながら、荷札を読み取ります。") == SPEAKERS


def test_a_subject_stands_behind_the_words_that_lead_in() -> None:
    assert put_subject(SPEAKERS, "それから、荷札を読みます。") == "それから、私たちは荷札を読みます。"
    assert put_subject(SPEAKERS, "ええ、まあ、荷札を読みます。") == "ええ、まあ、私たちは荷札を読みます。"
    assert put_subject(SPEAKERS, "倉庫で、荷札を読みます。") == "私たちは倉庫で、荷札を読みます。"
    assert put_subject("", "荷札を読みます。") == "荷札を読みます。"


def test_a_sentence_is_about_others_about_oneself_or_goes_on() -> None:
    assert topic("運転手は、週に二回来ます。") == "person"
    assert topic("うちの運転手は、週に二回来ます。") == "speaker"
    assert topic("荷札は青いです。") == "thing"
    assert topic("週に二回です。") is None
    assert topic("客が減ったので、荷札を替えました。") is None  # who stands in a clause only
