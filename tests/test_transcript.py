"""Speakers, notes and sentences are told apart, and no character is lost."""

import re

import pytest
from hypothesis import given, settings
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


@pytest.mark.parametrize(
    "label",
    [
        "山田（社長）：", "山田(社長):", "山田 (00:01):", "[00:01:02] 山田：",
        "00:01:02 山田：", "【山田】", "【山田】：", "> 山田：",
        "- 山田：", "**山田**：", "**山田（社長）：**", "@山田:", "山田 00:01\n", "【山田】\n",
        "00:01:02 山田\n", "（00:01）山田：",
        "○山田：", "**山田：** ", "［山田］",
    ],
)  # fmt: skip
def test_a_label_is_the_name_without_role_time_and_markup(label: str) -> None:
    other = label.replace("山田", "佐藤")
    expected = ["山田|はい。", "佐藤|ええ。", "山田|では。"]
    assert picture(f"{label}はい。\n\n{other}ええ。\n\n{label}では。") == expected
    assert picture(f"{label}はい。\n\n{other}ええ。\n\n山田：では。") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("山田 太郎（社長）：はい。\n山田　太郎：では。", ["山田 太郎|はい。", "山田 太郎|では。"]),
        ("1号：はい。\n2号：ええ。", ["1号|はい。", "2号|ええ。"]),
        ("@yamada: はい。", ["yamada|はい。"]),
        (
            "株式会社アクメホールディングス 代表取締役社長 山田太郎：はい。",
            ["株式会社アクメホールディングス 代表取締役社長 山田太郎|はい。"],
        ),
        (
            "Chief Executive Officer of Acme Japan Taro Yamada: はい。",
            ["Chief Executive Officer of Acme Japan Taro Yamada|はい。"],
        ),
        ("Q. なぜ？\nA. 速いから。\nＱ２．では？", ["Q|なぜ？", "A|速いから。", "Ｑ|では？"]),
        ("A. 港に行く。", ["-|A. 港に行く。"]),
        ("Speaker 1 00:01\nはい。\nSpeaker 2 00:05\nええ。", ["Speaker 1|はい。", "Speaker 2|ええ。"]),
        ("Speaker 1 00:01\nはい。", ["Speaker 1|はい。"]),
        ("話者1：10人です。\n話者2：30人です。", ["話者1|10人です。", "話者2|30人です。"]),
    ],
)  # fmt: skip
def test_labels_have_many_forms(text: str, expected: list[str]) -> None:
    assert picture(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "午後3:00から始めます。", "月曜10:30に会います。", "理由は簡単：速いからです。",
        "一つ目：速いこと。", "ポイント1：速い。",
        "第1部：始まり", "参加者：山田、佐藤", "出席者：田中", "URL：https://example.com", "url：あとで送ります。",
        "詳しく説明すると：こうです。", "例えば：港です。", "今日のまとめ：速い。",
        "10年後：三倍です。", "大切なのは：速さです。",
        "【速報】港です。", "[拍手]ええ。", "NOTE: 港です。",
    ],
)  # fmt: skip
@pytest.mark.parametrize("others", ["", "佐藤：ええ。\n山田：では。\n佐藤：ええ。"])
def test_headings_counts_and_clauses_are_no_speakers(line: str, others: str) -> None:
    assert picture(f"山田：話します。\n{line}\n{others}")[0].replace("|", "") == f"山田話します。{line}"


@pytest.mark.parametrize(
    "line",
    ["Kim: 私も。", "田中さん：私も。", "司会：私も。", "鈴木：私も。", "ジョン・スミス：私も。", "学生A：私も。"],
)
@pytest.mark.parametrize("pair", [("山田", "佐藤"), ("Xia", "Dev437")])
def test_a_person_who_speaks_once_is_a_speaker(line: str, pair: tuple[str, str]) -> None:
    talk = [f"{name}: はい。" for name in pair * 2]
    assert picture("\n".join([*talk, line, *talk]))[4] == line.replace(": ", "|").replace("：", "|")


@pytest.mark.parametrize("line", ["効果：三割です。", "速さ：三割です。", "GenAI: 三割です。"])
def test_a_word_that_comes_once_among_known_speakers_is_spoken(line: str) -> None:
    assert picture(f"山田：はい。\n佐藤：ええ。\n{line}") == ["山田|はい。", f"佐藤|ええ。|{line}"]


def test_who_takes_part_is_a_heading_once_and_a_speaker_when_it_comes_again() -> None:
    assert picture("参加者：山田、佐藤\n\n山田：はい。") == ["-|参加者：山田、佐藤", "山田|はい。"]
    assert picture("参加者：はい。\n山田：ええ。\n参加者：では。") == ["参加者|はい。", "山田|ええ。", "参加者|では。"]


@pytest.mark.parametrize("dash", ["――", "—", "——", "── "])
def test_an_interviewers_dash_begins_a_turn(dash: str) -> None:
    text = f"山田：港です。\n{dash}なぜですか？\n\n速いからです。\n{dash}では\n次は？\n山田：倉庫です。"
    assert picture(text) == [
        "山田|港です。",
        "――|なぜですか？",
        "山田|速いからです。",
        "――|では|次は？",
        "山田|倉庫です。",
    ]


def test_notes_inside_a_turn_have_no_speaker() -> None:
    text = "山田：はい。\n注：未確認です。\n続けます。\n\n編集部注: 三月の数字\n\n佐藤：ええ。"
    assert picture(text) == [
        "山田|はい。",
        "-|注：未確認です。",
        "山田|続けます。",
        "-|編集部注: 三月の数字",
        "佐藤|ええ。",
    ]


def test_markdowns_bold_is_not_spoken() -> None:
    text = "**山田：はい、そうです。**\n\n**次の見出し**\n\n**佐藤**：ええ、**本当**です。\n**はい。**"
    assert picture(text) == ["山田|はい、そうです。", "-|次の見出し", "佐藤|ええ、本当です。|はい。"]


SHIFT = "Xia: 港の倉庫です。\nDev437: そうですか。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "iso2022_jp"]
)
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


def test_subtitles_without_full_stops_have_a_sentence_a_cue() -> None:
    cues = timed("srt", "港の倉庫について\n伺います", "もう古いですか", "いいえ まだ", "新しいです")
    turns = parse_transcript_bytes(cues, "talk.srt")
    assert [s.text for t in turns for s in t.sentences] == [
        "港の倉庫について伺います",
        "もう古いですか",
        "いいえ まだ",
        "新しいです",
    ]


def test_webvtt_voices_are_speakers() -> None:
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Xia>港です。\n\n00:02.000 --> 00:03.000\n<v Dev437>はい。</v>\n"
    turns = parse_transcript_bytes(vtt.encode(), "talk.vtt")
    assert [(t.speaker, t.sentences[0].text) for t in turns] == [("Xia", "港です。"), ("Dev437", "はい。")]


def timed(form: str, *cues: str) -> bytes:
    """A subtitle file of these cues, one a second."""
    mark = "." if form == "vtt" else ","
    head = ["WEBVTT"] if form == "vtt" else []
    blocks = [f"00:00:{i:02}{mark}000 --> 00:00:{i + 1:02}{mark}000\n{cue}" for i, cue in enumerate(cues)]
    return "\n\n".join([*head, *blocks]).encode()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (timed("vtt", "<v 山田>はい。\n<v 佐藤>ええ。"), ["山田|はい。", "佐藤|ええ。"]),
        (timed("vtt", "<v 山田>はい</v><v 佐藤>ええ</v>"), ["山田|はい", "佐藤|ええ"]),
        (timed("srt", "山田：はい\n佐藤：ええ"), ["山田|はい", "佐藤|ええ"]),
        (timed("vtt", "<v 山田 太郎（社長）>はい。"), ["山田 太郎|はい。"]),
        (timed("vtt", "<v 山田>港の", "<v 山田>倉庫です。", "<v 佐藤>ええ。"), ["山田|港の倉庫です。", "佐藤|ええ。"]),
        (timed("srt", "今日は GenAI", "works\nwell", "ね。"), ["-|今日は GenAI works wellね。"]),
        (timed("srt", "{\\an8}山田：港の\n倉庫です。"), ["山田|港の倉庫です。"]),
        (timed("srt", "山田：港の", "（笑）", "倉庫"), ["山田|港の", "-|（笑）", "山田|倉庫"]),
    ],
)
def test_cues_are_joined_as_they_were_said(data: bytes, expected: list[str]) -> None:
    turns = parse_transcript_bytes(data, "talk")
    assert [f"{turn.speaker or '-'}|{'|'.join(s.text for s in turn.sentences)}" for turn in turns] == expected


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


LABELS = (
    "山田：",
    "山田（社長）: ",
    "[00:01] 山田：",
    "【山田】：",
    "> 山田：",
    "- 山田：",
    "**山田：** ",
    "佐藤 00:01:02：",
    "Kim: ",
)


@settings(deadline=None)  # the first call loads OpenJTalk's dictionary
@given(
    st.lists(
        st.tuples(st.sampled_from(LABELS), st.text("港倉庫です。｡！?「」（）【】AbC 12、…：:—・.", max_size=20)),
        max_size=6,
    )
)
def test_what_follows_a_label_is_kept_whole(said: list[tuple[str, str]]) -> None:
    turns = parse_transcript("\n".join(label + words for label, words in said))
    kept = "".join(s.text for turn in turns for s in turn.sentences)
    assert kept.replace(" ", "") == "".join(words for _, words in said).replace(" ", "")


@settings(deadline=None)
@given(st.lists(st.text("山田佐藤は理由港です。！?「」（）【】Ab 123、：:-・[]", max_size=20), max_size=6))
def test_only_labels_are_left_out(lines: list[str]) -> None:
    kept = "".join(s.text for turn in parse_transcript("\n".join(lines)) for s in turn.sentences)
    rest = iter("".join(lines))
    assert all(char in rest for char in kept)
    for line in lines:
        assert re.split(r"[：:】\]]", line)[-1].strip(" -") in kept


@given(st.sampled_from(["10:30", "9:05に", "https://example.com/", "http:"]), st.text("港です。", max_size=5))
def test_times_and_addresses_are_no_speakers(start: str, words: str) -> None:
    assert [turn.speaker for turn in parse_transcript(start + words)] == [None]
