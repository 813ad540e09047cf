"""Where Japanese text may be broken, and how well: sentence ends, commas, bunsetsu (BudouX), and the last resorts.

BudouX knows nothing of numbers, Latin words or glossary terms (it splits 2019年 inside the number), so those are
found first and kept whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from taiyaku.text.kinsoku import can_break
from taiyaku.text.width import width

Kind: TypeAlias = Literal["sentence", "clause", "phrase", "word", "other"]
Extent: TypeAlias = tuple[int, int]

WIDEST_CHUNK = 10.0  # full-width units; a bunsetsu wider than this also gets breaks inside
WIDEST_NUMBER = 12.0  # full-width units; a longer chain of numbers and counters may be broken between its parts

# How much a break hurts, from 0 (none) to 1 (a reader stumbles); beyond 1 are last resorts.
SENTENCE, CLAUSE, WORD, OTHER = 0.0, 0.12, 1.3, 2.0
BEFORE_AUXILIARY = 1.1

_NUMERAL = r"[0-9０-９][0-9０-９,，.．:：/]*|[〇一二三四五六七八九十百千]+"
_COUNTER = (
    r"(?:年度|年代|年|[かヶカ]月|月|日|曜日|時間|時|分|秒|歳|才|人|名|件|個|本|台|回|度|万|億|兆|千|百|円|ドル|ユーロ|つ|番|位|階|"
    r"倍|割|点|社|国|冊|枚|週|泊|歩|票|校|店|代|章|話|キロ|メートル|センチ|グラム|トン|リットル|パーセント|ポイント|％|%|"
    r"[A-Za-z]{1,3}(?![A-Za-z]))"
)
_AFTER_COUNTER = (
    r"(?:目|間|以上|以下|以内|未満|半|ごろ|頃|前|後|ぶり|台|分の|近く|余り|あまり|ほど|くらい|ぐらい|ずつ)?"
)
NUMBER = re.compile(rf"[第約]?(?:{_NUMERAL})(?:{_COUNTER}+{_AFTER_COUNTER})?")
NUMBERS = re.compile(rf"(?:[第約]?(?:{_NUMERAL}){_COUNTER}+{_AFTER_COUNTER})+")
_LATIN = r"A-Za-zＡ-Ｚａ-ｚ\u00c0-\u024f"
# a Latin word with what belongs to it: V-team, GPT-4, C++, O'Reilly, AT&T, example.com, Vチーム
LATIN_WORD = re.compile(
    rf"[{_LATIN}0-9０-９][{_LATIN}0-9０-９'’&+#_@./:-]*[{_LATIN}0-9０-９+#][ァ-ヴー]*|[{_LATIN}][ァ-ヴー]*"
)
_HONORIFIC = r"(?:さん|さま|様|氏|君|くん|ちゃん|先生|先輩|社長|部長|課長|会長|教授|博士|監督|選手|首相|大臣|議員)"
NAME = re.compile(rf"(?:[一-鿿々]{{1,4}}|[ァ-ヴー・]{{2,12}}|[{_LATIN}]+){_HONORIFIC}")

_SENTENCE_END = re.compile(r"[。！？!?｡][」』）)”’]*\s*$")
_CLAUSE_END = re.compile(r"[、，､；：;…‥―—」』）)】\u3000]\s*$")
_LATIN_SPACE = re.compile(rf"[{_LATIN}0-9.,'’&+-]\s+$")
# What ends a bunsetsu says how well a line may end after it; the first that matches counts.
_ENDINGS: tuple[tuple[re.Pattern[str], float], ...] = (
    # an adverb belongs to what follows, though it ends like a topic: 誰も来ない, 一度もない, 今でも好き, 特に寒い
    (
        re.compile(
            r"(?:^|[^ぁ-んァ-ヶ一-鿿])(?:(?:誰|だれ|何|なに|どこ|[一1]\w)(?:に|から|へ|と|まで)?(?:も|でも)|今も|今でも|いまも|"
            r"いまだに|少しも|必ずしも|とても|もっとも|最も|もっと|かなり|特に|非常に|本当に|すごく|まったく|全く|決して|初めて|ほとんど)$"
        ),
        0.8,
    ),
    (
        re.compile(
            r"(?:ので|けれども|けれど|けども|けど|ですが|ますが|ましたが|でしたが|のに|ながら|まして|ものの|たら|[けせてねべめげれ]ば|(?<!たと)(?<!例)えば|ため|ために|ずに|[てで]も|"
            r"てからは|場合は|時は|ときは)$"
        ),
        0.25,
    ),
    (re.compile(r"[るうくすつぬむぶぐい]と$"), 0.3),  # a condition
    (re.compile(r"(?:[しいっんりきぎみびえけせてねめれべげじちり]て|んで|くて|たり|つつ|から)$"), 0.35),
    (re.compile(r"[」』]と$"), 0.3),
    (re.compile(r"(?:は|も)$"), 0.35),
    (re.compile(r"[一-鿿々ァ-ヴー]と$"), 0.7),  # a noun's companion: 東京と大阪
    (re.compile(r"が$"), 0.42),
    (re.compile(r"(?:と|まで|より|では|には)$"), 0.5),
    (re.compile(r"(?:を|に|で|へ)$"), 0.55),
    (re.compile(r"(?:の|な|という|といった|この|その|あの|こんな|そんな|同じ)$"), 0.9),
    (re.compile(r"[るたいうくすつぬむぶ]$"), 0.75),  # most often a verb or adjective that describes what follows
)
_DEFAULT_ENDING = 0.6
# A bunsetsu that begins so leans on the one before it: 見て|いる, 行く|こと, 食べて|しまった
_AUXILIARY = re.compile(
    r"(?:いま|いる|いた|いて|いく|いっ|いけ|ある|あり|あっ|ない|なく|なか|なり|なる|なっ|くださ|しま|しまう|おり|おき|おい|みる|みた|みま|"
    r"きた|きま|くる|ほしい|もらい|もらう|あげ|くれ|いただ|いき|いか(?:な|ず)|こと|もの|ため|とき|よう|ところ|わけ|はず|つもり|ほう|まま|うち|という|といった|"
    r"として|について|による|によって|において|にとって|思い|思う|思っ)"
)
# nouns that close a clause lean on the verb or adjective before them: 違う時は, 帰る前に
_CLOSES_CLAUSE = re.compile(r"(?:時|頃|ころ|前|後|度|中|間|場合|方|所|点)[はがをにもでとの、]")
_DESCRIBES = re.compile(r"[るたいうくすつぬむぶぐな]$")
# pairs that belong together though the first ends in a particle: あると言う, 会いに行く
_BOUND = (
    (re.compile(r"[るうくすつぬむぶぐいた]と$"), re.compile(r"[言思考聞話書答信感教伝願約]|いう|いわ|いっ|おも"), 0.6),
    (re.compile(r"[いきぎしちにびみりえけせてねめれ]に$"), re.compile(r"[行来]|いく|いき|いっ|くる|きた|きて"), 0.9),
)
# so short a bunsetsu leans on its verb, if nothing describes it: 目が覚める, 手を抜く
_SHORT = re.compile(r"(?<![のなるたいうくすつぬむぶ])[一-鿿][がをに]$")
LEANS = 0.15
_PARTICLE_BEHIND_BRACKET = re.compile(r"(?<=[」』）)])(?=[をがはもにでとのへや])")
# ends that BudouX overlooks
_OVERLOOKED = re.compile(r"(?<=を)(?=\S)|(?<=[はがに])(?=[ァ-ヴ])|(?<=[一-鿿]は)(?=\S)|(?<=[てで]も)(?=[一-鿿ァ-ヴ])")
_ALONE = frozenset("を が は も に で と の へ や には とは".split())  # particles that it leaves without their noun


@dataclass(frozen=True, slots=True)
class Break:
    """A place where text may be broken: before the character `at`. `penalty` is 0 for the best."""

    at: int
    kind: Kind
    penalty: float


@cache
def load_bunsetsu_parser() -> Any:
    """BudouX's Japanese parser, read once, when first needed."""
    import budoux

    return budoux.load_default_japanese_parser()


def whole_spans(text: str) -> Iterator[Extent]:
    """The numbers with their counters, Latin words and names with honorifics that no break may enter.

    >>> [text[a:b] for text in ["2019年の4時30分"] for a, b in sorted(set(whole_spans(text)))]
    ['2019年', '4時30分']
    """
    for pattern in (NUMBER, LATIN_WORD, NAME):
        yield from (match.span() for match in pattern.finditer(text))
    for match in NUMBERS.finditer(text):
        if width(match.group()) <= WIDEST_NUMBER:
            yield match.span()


class Whole:
    """The parts of a text that must not be broken; overlapping ones are joined."""

    def __init__(self, spans: Sequence[Extent]) -> None:
        merged: list[Extent] = []
        for start, end in sorted(spans):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            elif end > start:
                merged.append((start, end))
        self._spans = merged
        self._starts = [start for start, _ in merged]

    def holds(self, at: int) -> bool:
        """Whether a break before `at` would fall inside one of them."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and self._spans[index][0] < at < self._spans[index][1]


def break_points(text: str, protected: Sequence[Extent] = ()) -> tuple[Break, ...]:
    """Every place where a Japanese sentence may be broken, in order, with its kind and penalty.

    `protected` are extents (from, to) that stay whole besides the numbers, Latin words and names found here. Kinsoku
    is respected; the ends of the text are not breaks.

    >>> [b.at for b in break_points("今日は、天気がいいですね。")][:2]
    [4, 7]
    """
    whole = Whole([*protected, *whole_spans(text)])
    breaks: list[Break] = []
    bunsetsu_start = 0
    for end in _boundaries(text, whole):
        breaks.extend(_inside(text, bunsetsu_start, end, whole))
        if end < len(text):
            breaks.append(_judge(text, bunsetsu_start, end))
        bunsetsu_start = end
    return tuple(breaks)


def _boundaries(text: str, whole: Whole) -> list[int]:
    """The ends of the bunsetsu, of what punctuation closes, and of the text."""
    ends = {match.end() for match in re.finditer(r"[。！？!?、，；…‥―」』）)\s]+", text)}
    ends.update(match.end() for match in _OVERLOOKED.finditer(text))
    ends.difference_update(match.end() for match in _PARTICLE_BEHIND_BRACKET.finditer(text))
    at = 0
    for bunsetsu in load_bunsetsu_parser().parse(text):
        if bunsetsu in _ALONE and text[at - 1 : at].isalnum():
            ends.discard(at)
        at += len(bunsetsu)
        ends.add(at + len(text[at:]) - len(text[at:].lstrip()) if text[at : at + 1].isspace() else at)
    allowed = {at for at in ends if can_break(text, at) and not whole.holds(at)}
    return [*sorted(allowed), len(text)]


def _judge(text: str, start: int, at: int) -> Break:
    """What kind of break lies at the end of the bunsetsu `text[start:at]`."""
    before = text[start:at]
    if _SENTENCE_END.search(before):
        return Break(at, "sentence", SENTENCE)
    if _LATIN_SPACE.search(before):
        return Break(at, "word", 0.8)
    if _CLAUSE_END.search(before):
        closes_quote = before.rstrip()[-1:] in "」』）)】"
        return Break(at, "clause", 0.6 if closes_quote else CLAUSE)
    if _AUXILIARY.match(text, at):
        return Break(at, "word", BEFORE_AUXILIARY)
    stem = before.rstrip()
    if _DESCRIBES.search(stem) and _CLOSES_CLAUSE.match(text, at):
        return Break(at, "word", BEFORE_AUXILIARY)
    leans = LEANS if len(stem) == 2 and start and _SHORT.search(text[:at].rstrip()) else 0.0
    return Break(at, "phrase", _ending(stem, text, at) + leans)


def _ending(stem: str, text: str, at: int) -> float:
    """How well a line ends with a bunsetsu, given what follows at `at`."""
    for ending, following, penalty in _BOUND:
        if ending.search(stem) and following.match(text, at):
            return penalty
    return next((penalty for ending, penalty in _ENDINGS if ending.search(stem)), _DEFAULT_ENDING)


def _inside(text: str, start: int, end: int, whole: Whole) -> Iterator[Break]:
    """Last resorts inside a bunsetsu that is wider than `WIDEST_CHUNK`: where the script changes, then anywhere."""
    if width(text[start:end]) <= WIDEST_CHUNK:
        return
    for at in range(start + 1, end):
        if not can_break(text, at) or whole.holds(at):
            continue
        if _script(text[at - 1]) != _script(text[at]) and _script(text[at]) != "hiragana":
            yield Break(at, "word", WORD)
        else:
            yield Break(at, "other", OTHER)


def _script(char: str) -> str:
    if "ぁ" <= char <= "ゖ":
        return "hiragana"
    if "ァ" <= char <= "ヶ" or char == "ー":
        return "katakana"
    return "kanji" if "一" <= char <= "鿿" or char == "々" else "other"
