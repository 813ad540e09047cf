"""Japanese numerals and what they are worth: digits, kanji, and both mixed (1億2000万, 3.5万, 二〇二四).

No library is used here: those at hand round (1.15億 becomes 114,999,999), and values are compared exactly.
"""

from __future__ import annotations

import re
from fractions import Fraction

DIGITS = {kanji: Fraction(value) for value, kanji in enumerate("〇一二三四五六七八九")} | {"零": Fraction(0)}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}

# Never thousands of digits, which Python refuses. `+` gives no digit back: a row of them would fall into numerals in as
# many ways as there are places between two, and a row of thirty keep a pattern busy for ever.
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,20}+)(?:\.\d{1,20}+)?"
KANJI = "".join(DIGITS) + "".join(SMALL)
NUMERAL = rf"(?:{ARABIC}|[{KANJI}])(?:{ARABIC}|[{KANJI}{''.join(LARGE)}])*"
_PARTS = re.compile(rf"{ARABIC}|.")


def value(numeral: str) -> Fraction:
    """The exact value of a numeral in half-width digits or kanji; digits in a row count by their place.

    >>> value("1億2000万"), value("三百五十"), value("二〇二四"), value("3.5万")
    (Fraction(120000000, 1), Fraction(350, 1), Fraction(2024, 1), Fraction(35000, 1))
    """
    total = section = Fraction(0)
    digits: Fraction | None = None
    for part in _PARTS.findall(numeral):
        if part in LARGE:
            total += (section + (digits or 0) or 1) * LARGE[part]
            section, digits = Fraction(0), None
        elif part in SMALL:
            section += (1 if digits is None else digits) * SMALL[part]
            digits = None
        else:
            number = DIGITS[part] if part in DIGITS else Fraction(part.replace(",", ""))
            digits = number if digits is None else digits * 10 + number
    return total + section + (digits or 0)
