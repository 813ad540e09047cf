"""Words of a text that may be terms, what is proposed of them, and how they are read."""

from pathlib import Path

import pytest

from glossary_place import make_job
from taiyaku.glossary.candidates import find_candidates
from taiyaku.glossary.match import TermMatcher
from taiyaku.job import Job
from taiyaku.model import Sentence, Term, Translation, Turn
from taiyaku.suggest import Suggestion, suggest
from taiyaku.talks import Talk
from taiyaku.text.romaji import kana_romaji, romaji


def found(text: str, *terms: Term) -> list[tuple[str, str]]:
    return [(word.ja, word.kind) for word in find_candidates(text, TermMatcher(terms).find(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("GenAIとＧＰＴを使う。", [("GenAI", "latin"), ("ＧＰＴ", "latin")]),
        ("Vチームの人です。", [("Vチーム", "mixed")]),
        ("ソーシャル・メディアのメモです。", [("ソーシャル・メディア", "compound")]),
        ("このサーバーはいい。", [("サーバー", "katakana")]),
        ("社内の評価制度を見直す。", [("社内", "noun"), ("評価制度", "kanji")]),
        ("2019年に三十人が来た。", []),
        ("", []),
    ],
)
def test_words_are_told_by_their_script(text: str, words: list[tuple[str, str]]) -> None:
    assert found(text) == words


def test_what_a_term_covers_is_no_candidate() -> None:
    assert found("VチームのPSCです。", Term("Vチーム", "V-team")) == [("PSC", "latin")]


def test_each_word_knows_its_characters() -> None:
    text = "評価制度とGenAIとサーバーと評価制度"
    words = find_candidates(text, ())
    assert [text[word.start : word.end] for word in words] == [word.ja for word in words]
    assert len(words) == 4


def talk(*texts: str, english: str = "") -> Talk:
    sentences = tuple(Sentence(f"t1.s{n}", text) for n, text in enumerate(texts, start=1))
    job = Job(turns=(Turn("t1", "Xia", sentences, 1),))
    if english:
        job = Job(turns=job.turns, translations=tuple(Translation(s.id, english) for s in sentences))
    return Talk("talk", Path("talk.txt"), job)


def proposed(suggestions: list[Suggestion]) -> list[tuple[str, int, str]]:
    return [(one.ja, len(one.spots), one.english) for one in suggestions]


def test_kanji_compounds_must_recur_and_names_need_not() -> None:
    texts = ("業績評価とGPT。", "業績評価と評価制度。")
    assert proposed(suggest([talk(*texts)], ())) == [("GPT", 1, "GPT"), ("業績評価", 2, "")]
    assert [one.ja for one in suggest([talk(*texts)], (), least=1)] == ["GPT", "業績評価", "評価制度"]
    assert [one.ja for one in suggest([talk(*texts), talk(*texts)], (), least=3)] == ["業績評価"]


def test_names_are_proposed_as_the_translation_writes_them_and_nothing_is_invented() -> None:
    texts = ("ＧｅｎＡＩとサーバーとサーバー。",)
    assert proposed(suggest([talk(*texts, english="It is GenAI.")], ())) == [
        ("ＧｅｎＡＩ", 1, "GenAI"),
        ("サーバー", 2, ""),
    ]


def test_a_word_whose_sounds_were_not_found_is_proposed_though_it_occurs_once() -> None:
    talks = [Talk("talk", Path("talk.taiyaku.json"), make_job())]
    (one,) = [one for one in suggest(talks, (Term("倉庫", "store"),)) if one.misheard]
    assert (one.ja, one.kind, one.sure, one.reading) == ("灯台", "noun", pytest.approx(0.2), "tōdai")


def test_what_was_rejected_is_not_proposed_again() -> None:
    assert suggest([talk("GPTです。")], (Term("GPT", "GPT", status="rejected"),)) == []


@pytest.mark.parametrize(
    ("kana", "latin"),
    [("チョット", "chotto"), ("マッチ", "matchi"), ("ジャム", "jamu"), ("シュー", "shū"), ("ファン", "fan"),
     ("ウィキ", "wiki"), ("キョウ", "kyō"), ("ー", ""), ("", "")],
)  # fmt: skip
def test_kana_are_written_in_hepburn(kana: str, latin: str) -> None:
    assert kana_romaji(kana) == latin


def test_kanji_are_read() -> None:
    assert romaji("業績評価") == "gyōseki hyōka"
