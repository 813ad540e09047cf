"""Speakers, notes and sentences are told apart, and no character is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.errors import TranscriptError
from taiyaku.transcript import parse_transcript, parse_transcript_bytes


def picture(text: str) -> list[str]:
    """One line a turn: its speaker (- for none) and its sentences between bars."""
    return [f"{turn.speaker or '-'}|{'|'.join(s.text for s in turn.sentences)}" for turn in parse_transcript(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xia: 港です。\nDev437: はい。", ["Xia|港です。", "Dev437|はい。"]),
        ("Xia：港です。\n\n山田さん： はい。", ["Xia|港です。", "山田さん|はい。"]),
        ("**Xia:** 港です。\n**Dev437**: はい。", ["Xia|港です。", "Dev437|はい。"]),
        ("Xia:\n港です。\n\nDev437:\nはい。", ["Xia|港です。", "Dev437|はい。"]),
        ("José Díaz: 港です。\nДмитрий: はい。", ["José Díaz|港です。", "Дмитрий|はい。"]),
        ("司会: 一つ目。\n\n二つ目の段落。\n\nXia: はい。", ["司会|一つ目。|二つ目の段落。", "Xia|はい。"]),
    ],
)
def test_turns_begin_with_their_speaker(text: str, expected: list[str]) -> None:
    assert picture(text) == expected


def test_headings_leads_and_notes_have_no_speaker() -> None:
    notes = "（編集部注：数字は三月のもの）"
    text = f"# 港の話\n\n古い倉庫が変わる。\n\nXia: どうですか。\n\n{notes}\n\nDev437: はい。\n\n---\n\nXia: では。"
    assert picture(text) == [
        "-|# 港の話",
        "-|古い倉庫が変わる。",
        "Xia|どうですか。",
        "-|（編集部注：数字は三月のもの）",
        "Dev437|はい。",
        "Xia|では。",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "10:30に始めます。",
        "https://example.com/a を見てください。",
        "注: 未確認です。",
        "結論：やめました。",
        "「なぜ:」と聞く。",
    ],
)
def test_what_stands_before_a_colon_need_not_be_a_speaker(line: str) -> None:
    assert (
        picture(f"Xia: 話します。\n{line}\nDev437: はい。\nXia: では。\nDev437: ええ。")[0] == f"Xia|話します。|{line}"
    )


def test_a_text_without_speakers_is_still_a_transcript() -> None:
    assert picture("港です。船が来ます。") == ["-|港です。|船が来ます。"]


def test_lines_are_counted_from_one() -> None:
    assert [turn.line for turn in parse_transcript("# 題\n\nXia: はい。\n\nDev437: ええ。")] == [1, 3, 5]


SHIFT = "Xia: 港の倉庫です。\nDev437: そうですか。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp"])
@pytest.mark.parametrize("text", [SHIFT, "山田：はい\n", "Xia: ヴィーチームのテスト、100%です?\r\n"])
def test_encodings_are_found(encoding: str, text: str) -> None:
    turns = parse_transcript_bytes(text.encode(encoding), "talk.txt")
    assert turns == parse_transcript(text.replace("\r\n", "\n"))


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_so(data: bytes) -> None:
    with pytest.raises(TranscriptError, match=r"talk\.txt: this transcript is empty"):
        parse_transcript_bytes(data, "talk.txt")


def test_what_is_no_text_is_said_so() -> None:
    with pytest.raises(TranscriptError, match="no text in UTF-8"):
        parse_transcript_bytes(b"\x00\x01\x02\xff" * 40, "talk.txt")


SRT = """1
00:00:01,000 --> 00:00:02,000
Xia: 港の倉庫は

2
00:00:02,000 --> 00:00:03,000
もう古いですか？

3
00:00:03,500 --> 00:00:05,000
Dev437: いいえ。
"""


def test_subtitles_become_turns_and_a_sentence_over_two_cues_is_one_again() -> None:
    turns = parse_transcript_bytes(SRT.encode(), "talk.srt")
    assert [(t.speaker, [s.text for s in t.sentences]) for t in turns] == [
        ("Xia", ["港の倉庫はもう古いですか？"]),
        ("Dev437", ["いいえ。"]),
    ]


def test_webvtt_voices_are_speakers() -> None:
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Xia>港です。\n\n00:02.000 --> 00:03.000\n<v Dev437>はい。</v>\n"
    turns = parse_transcript_bytes(vtt.encode(), "talk.vtt")
    assert [(t.speaker, t.sentences[0].text) for t in turns] == [("Xia", "港です。"), ("Dev437", "はい。")]


@given(st.lists(st.text("港倉庫です。！?!「」（）AbC 12、…〜"), max_size=6))
def test_no_character_is_lost_and_ids_are_unique(lines: list[str]) -> None:
    text = "\n".join("Xia: " + line for line in lines)
    turns = parse_transcript(text)
    kept = "".join("".join(s.text for s in turn.sentences) for turn in turns)
    written = "".join(lines)
    assert kept.replace(" ", "") == written.replace(" ", "")
    ids = [s.id for turn in turns for s in turn.sentences]
    assert len(ids) == len(set(ids))


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    for turn in parse_transcript(text):
        assert all(s.text.strip() for s in turn.sentences)
