"""What stands behind Japanese numerals, and words that hold a numeral without being a number."""

from __future__ import annotations

import re
from itertools import pairwise

from taiyaku.translate.fidelity.numerals import DIGITS, KANJI, NUMERAL, SMALL, value

TIMED = {  # counters of time, and the English unit
    "年間": "year", "年度": "year", "年代": "year", "年": "year", "歳": "year", "才": "year", "周年": "year",
    "か月": "month", "カ月": "month", "ヵ月": "month", "ヶ月": "month", "ケ月": "month", "箇月": "month",
    "週間": "week", "週": "week", "日間": "day", "日": "day", "時間": "hour", "分間": "minute", "分": "minute",
    "秒間": "second", "秒": "second", "世紀": "century",
}  # fmt: skip
NAMES = {"円": "yen", "ドル": "dollars", "ユーロ": "euros", "人": "people", "名": "people"}  # for what is said of them
_ALONE = "円 ドル ユーロ 人 名 個 件 社 台 枚 冊 店 軒 つ 回 頭 匹 杯"  # no unit of time can stand for these
ALONE = frozenset(_ALONE.split())
_OTHERS = (
    "度 本 階 番 位 代 世代 ページ 章 話 点 票 校 泊 種類 品 カ所 か所 ヶ所 箇所 キロ メートル センチ グラム トン "
    "リットル 段階 拠点 部屋 世帯 班 組 チーム 曲 作 色 行 問 羽 隻 倍 割 パーセント % 時 月"
)
COUNTER = "|".join(sorted({*TIMED, *ALONE, *_OTHERS.split()}, key=len, reverse=True))

VAGUE = re.compile(r"[数何幾][十百千万億]+|[十百千\d]+数(?=[十百千万人年日件社名個])|(?<!\d)数(?=[人年日回])")
FIXED = re.compile(  # kanji numerals that count nothing, and idioms whose English need not count
    r"お[二2]人|二度と|二つ返事|二日酔い|二の[次足]|二人三脚|二枚目|二言目|二次会|二度手間|三度の飯|三日月|三日坊主|三人称|三人三様|"
    r"三年寝|三軒茶屋|三[角重菱井]|三々?五々|四つ角|四六時中|四日市|四国|四苦八苦|五日市|五月雨|五月病|五月蝿|五分五分|八分目|九分九厘|"
    r"六本木|二本松|三本木|七転び八起き|十八番|十人十色|百人百様|百人力|百人一首|百人町|千本桜|八百屋|百貨店|九州|千葉|一石二鳥|"
    r"五十歩百歩|石の上にも三年|(?<![二三四五六七八九百千])十分(?!の[一-九]|間)"
)
_SEPARATOR = r"(?:から|ないし|[~〜ー–・、,-]|か)"
_RANGE = re.compile(rf"(?<![{''.join(DIGITS)}\d/.,-])({NUMERAL})({_SEPARATOR})({NUMERAL})({COUNTER})")
_SCALED = re.compile(rf"(.*?)([{''.join(SMALL)}万億兆]+)")
_NEXT = "|".join(f"{a}(?={b})" for a, b in pairwise("一二三四五六七八九"))
_SIDE_BY_SIDE = re.compile(rf"(?<![{KANJI}])({_NEXT})(?=.[十百千万億]*(?:{COUNTER}))")  # 二三日, 四五十人


def spread(text: str) -> str:
    """Give each number of a range or a list the counter, and the scale, that stands behind the last.

    >>> spread("7〜8時間"), spread("三、四百万円"), spread("1、2、3月"), spread("二三日")
    ('7時間〜8時間', '三百万円、四百万円', '1月、2月、3月', '二日、三日')
    """
    text = _SIDE_BY_SIDE.sub(r"\1、", text)
    while True:
        wider = _RANGE.sub(lambda m: f"{_scaled(m[1], m[3])}{m[4]}{m[2]}{m[3]}{m[4]}", text)
        if wider == text:
            return text
        text = wider


def _scaled(low: str, high: str) -> str:
    """The lower number with the scale of the higher, where it has none itself and would be out of order without."""
    if re.fullmatch("[1-8]", low) and re.fullmatch(rf"{int(low) + 1}0+", high):  # 2、30人
        return low + high[1:]
    scaled = _SCALED.fullmatch(high)
    if scaled is None or not scaled[1] or _SCALED.search(low) or value(low) >= value(scaled[1]):
        return low
    return low + scaled[2]
