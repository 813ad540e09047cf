"""The subject that a Japanese sentence leaves unsaid, where its form tells who that is.

Japanese drops a subject that everybody knows, and a small model guesses: "I hear what's bothering you" for what "we
ask". In an interview much can be told from the form alone. A question about what somebody does asks the listener, a
wish or a thought is the speaker's own, and what is done to an object, by nobody named, is done by the speaker's people.
Where somebody else is named, or was spoken of before, nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

from taiyaku.text.morphemes import Morpheme, morphemes

LISTENER, SPEAKER, SPEAKERS = "あなたは", "私は", "私たちは"
Topic: TypeAlias = Literal["speaker", "person", "thing"]

_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|（[^）]*）|\([^)]*\)")
_ASKS = re.compile(r"(?:[?？]|か[。．.]?)\s*$")
_LEADS = ("接続詞", "感動詞", "副詞", "フィラー")  # words that may stand ahead of a subject, with a comma behind them
_COMMAS = "、，､,"
_OWN = ("私", "僕", "俺", "うち", "我々", "我が", "弊社", "当社", "自分")
_TIES = tuple("が けど けれど けれども ので から ば と のに し".split())  # end a clause of another subject
# who acts, by the last characters of a noun
_PEOPLE = tuple(
    "人 者 員 さん 様 氏 方 たち 達 班 チーム 先生 彼 彼女 部 課 社 会社 子 係 生 長 手 師 家 客 父 母 親 兄 姉 弟 妹 "
    "夫 妻 息子 娘 みんな 誰 ロボット 犬 猫 工 校 局 省 庁 団".split()
)
_NAMES = ("人名", "組織")
# verbs that nobody does, or whose subject is somebody else
_STATES = frozenset("ある いる なる できる 言う いう 違う かかる わかる 分かる 見える 聞こえる".split())
_OTHERS = frozenset(
    "くれる くださる ください もらう いただく 頂く れる られる せる させる らしい なさる おっしゃる いらっしゃる "
    "召し上がる がる".split()
)
_PASSING = frozenset("切る 超える 越える 上回る 下回る 割る 過ぎる".split())  # what a number does: 5時間を切る
_ENDINGS = ("の", "ん", "つもり")  # nouns that may follow the verb of a sentence whose predicate it still is
_CONDITIONS = ("たら", "なら")  # auxiliaries that do so too
_ALLOWED = ("いい", "よい", "良い")  # 〜てもいい
_ASKED_DOING = ("どう", "何")


def unsaid_subject(text: str) -> str:
    """Who a sentence leaves unsaid: LISTENER, SPEAKER or SPEAKERS; "" where it names its subject or does not tell.

    >>> unsaid_subject("下訳にはGPT-4を使っています。")
    '私たちは'
    >>> unsaid_subject("検査員は、毎日来るのですか。")
    ''
    """
    words = _words(text)
    verbs = [place for place, word in enumerate(words) if word.kind == "動詞" and word.finer.startswith("自立")]
    if not verbs or _is_own(words):
        return ""
    verb = verbs[-1]
    behind = words[verb + 1 :]
    nominal = any(word.kind == "名詞" and word.surface not in _ENDINGS for word in behind)
    if nominal or any(word.lemma in _OTHERS for word in words[verb:]):
        return ""
    asks, marked, main = bool(_ASKS.search(text)), _marked(words), words[verb]
    thinks = main.lemma == "思う" and words[verb - 1].surface == "と"
    if thinks or any(word.lemma == "たい" or word.surface == "つもり" for word in behind):
        return "" if any(mark.particle == "は" for mark in marked) else LISTENER if asks else SPEAKER
    if marked or main.lemma in _STATES or any(word.lemma in _ALLOWED for word in behind):
        return ""
    acts = _has_object(words, verb)
    if asks:
        acts = acts or (main.lemma == "する" and words[verb - 1].surface in _ASKED_DOING)
        return LISTENER if acts and not _is_addressed(words) else ""
    supposed = any(word.lemma == "う" for word in behind)  # 〜でしょう, 〜ましょう
    return SPEAKERS if acts and not supposed else ""


def topic(text: str) -> Topic | None:
    """What a sentence is about: who says it, somebody else, or something; None where it names nothing new."""
    words = _words(text)
    if _is_own(words):
        return "speaker"
    main = _main_clause(words)
    named = [_is_person(mark.noun) for mark in _marked(words) if mark.particle != "が" or mark.place >= main]
    return ("person" if any(named) else "thing") if named else None


def put_subject(subject: str, text: str) -> str:
    """A sentence with its subject, behind words that lead into it.

    >>> put_subject("私は", "ええ、たぶん泣くと思います。")
    'ええ、私はたぶん泣くと思います。'
    """
    if not subject:
        return text
    place = 0
    for match in re.finditer(rf"[^{_COMMAS}]+[{_COMMAS}]\s*", text):
        if match.start() != place or any(word.kind not in _LEADS for word in morphemes(match[0].rstrip(_COMMAS + " "))):
            break
        place = match.end()
    return f"{text[:place]}{subject}{text[place:]}"


@dataclass(frozen=True, slots=True)
class _Marked:
    """A noun that its particle (は, も, が; では behind people) makes the subject, and the particle's place."""

    noun: Morpheme
    particle: str
    place: int


@lru_cache(maxsize=1)  # both questions are asked of each sentence in turn
def _words(text: str) -> tuple[Morpheme, ...]:
    """The morphemes of a text, with "it" for what is quoted."""
    return morphemes(_QUOTED.sub("それ", text))


def _is_own(words: Sequence[Morpheme]) -> bool:
    return any(word.surface in _OWN for word in words)


def _is_person(noun: Morpheme) -> bool:
    return noun.surface.endswith(_PEOPLE) or any(name in noun.finer for name in _NAMES)


def _is_addressed(words: Sequence[Morpheme]) -> bool:
    """Whether somebody is called by name or title: ご主人、"""
    return any(_is_person(word) and mark.surface == "、" for word, mark in pairwise(words) if word.kind == "名詞")


def _marked(words: Sequence[Morpheme]) -> list[_Marked]:
    """The subjects and topics that a sentence names; a time, an object (話はしません) or a place is none."""
    found = []
    for place, (noun, particle) in enumerate(pairwise(words), start=1):
        behind = words[place + 1].lemma if place + 1 < len(words) else ""
        if particle.kind != "助詞":
            continue
        if particle.surface == "が" and particle.finer.startswith("格助詞"):
            found.append(_Marked(noun, "が", place))
        elif noun.kind == "名詞" and particle.surface in ("は", "も") and behind != "する" and not _is_time(noun):
            found.append(_Marked(noun, particle.surface, place))
        elif particle.surface == "は" and noun.surface == "で" and place > 1 and _is_person(words[place - 2]):
            found.append(_Marked(words[place - 2], "では", place))
    return found


def _is_time(noun: Morpheme) -> bool:
    return "副詞可能" in noun.finer or noun.finer.startswith("接尾,助数詞")


def _has_object(words: Sequence[Morpheme], verb: int) -> bool:
    """Whether something is done to an object in the last clause."""
    for place in range(max(1, _main_clause(words)), verb):
        particle = words[place]
        amount = any(word.finer.startswith("数") for word in words[max(0, place - 3) : place])
        if particle.surface == "を" and not (amount and words[verb].lemma in _PASSING):
            return True
        if particle.surface == "は" and place == verb - 1 and words[verb].lemma == "する":
            return True
    return False


def _main_clause(words: Sequence[Morpheme]) -> int:
    """Where the last clause begins that may have a subject of its own."""
    begin = 0
    for place, word in enumerate(words[:-2], start=1):
        tie = word.surface in _TIES and word.finer.startswith("接続助詞")
        if tie or (word.kind == "助動詞" and word.surface in _CONDITIONS):
            begin = place
    return begin
