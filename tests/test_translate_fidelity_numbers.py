"""Numbers, dates, times and shares are compared by their value, however they are written."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taiyaku.translate.fidelity import check_line
from taiyaku.translate.fidelity.amounts import amounts
from taiyaku.translate.fidelity.needs import needs
from taiyaku.translate.fidelity.numerals import DIGITS, value
from taiyaku.translate.fidelity.problem import Pair


@pytest.mark.parametrize(
    ("numeral", "worth"),
    [
        ("三百五十", 350),
        ("二〇二四", 2024),
        ("1億2000万", 120_000_000),
        ("1億2千万", 120_000_000),
        ("3.5万", 35_000),
        ("1.15億", 115_000_000),
        ("2兆3000億", 2_300_000_000_000),
        ("1,234,567", 1_234_567),
        ("千", 1000),
        ("二千二十四", 2024),
        ("0.5", Fraction(1, 2)),
    ],
)
def test_a_numeral_has_its_exact_value(numeral: str, worth: Fraction) -> None:
    assert value(numeral) == worth


@pytest.mark.parametrize(
    ("japanese", "meant"),
    [
        ("約350万円かかりました。", ["3,500,000 yen"]),
        ("７〜８時間です。", ["7 hours", "8 hours"]),
        ("300〜400万円です。", ["3,000,000 yen", "4,000,000 yen"]),
        ("二、三日です。", ["2 or 3"]),
        ("四五人です。", ["4 or 5"]),
        ("2、30人です。", ["20 people", "30 people"]),
        ("二〇二四年の五月三日、火曜日です。", ["May", "day 3", "Tuesday", "2024"]),
        ("令和6年です。", ["the year 2024"]),
        ("午後2時半から14時まで。", ["2:30 p.m.", "2:00 p.m."]),
        ("5時10分前に来ます。", ["4:50"]),
        ("1年半です。", ["1.5 years"]),
        ("3割5分、3分の1、2倍、半分。", ["1/3", "35 percent", "2 times", "half"]),
        ("第3四半期は上半期より良いです。", ["quarter 3", "the first half of the year"]),
        ("三人目、三つ目、一人目、第3の店。", ["the first", "3 people", "3", "3"]),
        ("今月から1990年代まで。", ["1990"]),
    ],
)
def test_what_a_sentence_needs(japanese: str, meant: list[str]) -> None:
    assert sorted(need.meaning for need in needs(Pair(japanese, ""))) == sorted(meant)


@pytest.mark.parametrize(
    "japanese",
    [
        "一緒に一番の店へ行き、一応一部を統一しました。",
        "一つの考えを一人ひとりが持っています。",
        "四国と九州と六本木と千葉の百貨店で十分です。",
        "数百人、何十年、十数人、数日。",
        "お二人は二度と会いません。",
        "GPT-4とWeb3とhttps://example.com/2024を見ました。",
        "予想以上期待しています。",
        "一時的に一般の方を待ちます。",
    ],
)
def test_what_only_looks_like_a_number_is_not_needed(japanese: str) -> None:
    assert needs(Pair(japanese, "")) == ()


@pytest.mark.parametrize(
    ("english", "keys"),
    [
        ("one point two million yen", {"1200000"}),
        ("three and a half million", {"3500000"}),
        ("a million and a half", {"1500000"}),
        ("half a million", {"500000"}),
        ("three to four million", {"3", "3000000", "4000000"}),
        ("¥350k or $3.5M", {"350000", "3500000"}),
        ("seven-eight hours", {"7", "8 hour"}),
        ("a year and a half", {"3/2 year"}),
        ("two dozen, half a dozen", {"24", "6"}),
        ("twice, tenfold", {"2", "10"}),
        ("two thirds, 3 out of 10", {"2/3", "3/10"}),
        ("twenty twenty-four", {"2024"}),
        ("the '90s, the nineties", {"1990", "90"}),
        ("2:30 p.m.", {"14:30"}),
        ("half past two", {"2:30", "14:30"}),
        ("4 in the afternoon, at noon", {"16:00", "12:00"}),
        ("on May 2nd", {"may", "2"}),
        ("Q3", {"3", "quarter"}),
        ("40 to 50 percent", {"40 percent", "50 percent"}),
    ],
)
def test_what_a_sentence_holds(english: str, keys: set[str]) -> None:
    assert keys <= amounts(english)


@pytest.mark.parametrize(
    ("english", "keys"),
    [
        ("four weeks", {"week", "4"}),
        ("2:30 a.m.", {"14:30", "2"}),
        ("3 million", {"3"}),
        ("No, you may march on", {"may", "march"}),
        ("40 percent", {"40"}),
    ],
)
def test_what_a_sentence_does_not_hold(english: str, keys: set[str]) -> None:
    assert not keys & amounts(english)


def test_the_message_says_what_is_lost_and_what_it_means() -> None:
    problems = check_line("午後2時半から約350万円の車を見ます。", "We look at a car at 2:30 a.m.")
    assert [(problem.rule, problem.message, problem.severity) for problem in problems] == [
        ("number-lost", "午後2時半 (2:30 p.m.) does not stand in the English", "error"),
        ("number-lost", "約350万円 (3,500,000 yen) does not stand in the English", "error"),
    ]


def test_another_currency_is_named() -> None:
    (problem,) = check_line("価格は1500円です。", "The price is $1,500.")
    assert problem.message == "the Japanese counts in 円, the English in another currency"


@given(st.integers(2, 10**13))
def test_any_number_is_found_in_digits_and_missed_when_it_is_another(number: int) -> None:
    japanese = f"合計で{_in_kanji_groups(number)}個になります。"
    assert not [p for p in check_line(japanese, f"That makes {number:,} in total.") if p.rule == "number-lost"]
    assert [p for p in check_line(japanese, f"That makes {number + 1:,} in total.") if p.rule == "number-lost"]


def _in_kanji_groups(number: int) -> str:
    """120000000 as 1億2000万."""
    out = ""
    for sign, size in (("兆", 10**12), ("億", 10**8), ("万", 10**4), ("", 1)):
        part, number = divmod(number, size)
        out += f"{part}{sign}" if part else ""
    return out


@example("9" * 30, "9" * 30)
@given(
    st.text(f"{''.join(DIGITS)}十百千万億兆0189.,:/-〜、第約半年月日時分割倍円人%か目前a ", max_size=30),
    st.text(max_size=30),
)
def test_no_text_is_too_odd(japanese: str, english: str) -> None:
    check_line(japanese, english)
    check_line(japanese, japanese)
    check_line(english, f"{english} {len(japanese)} {english} million and a half to 100")
