"""The check of numbers, dates, times, shares and money: each must stand in the English by its value."""

from __future__ import annotations

import re

from taiyaku.translate.fidelity.amounts import amounts
from taiyaku.translate.fidelity.needs import needs
from taiyaku.translate.fidelity.problem import Pair, Problem

RULE = "number-lost"
CURRENCIES = {  # what the Japanese writes behind a sum, and what the English may write for it
    "円": re.compile(r"¥|\byen\b|\bjpy\b", re.IGNORECASE),
    "ドル": re.compile(r"\$|\bdollars?\b|\busd\b|\bbucks?\b", re.IGNORECASE),
    "ユーロ": re.compile(r"€|\beuros?\b", re.IGNORECASE),
    "ポンド": re.compile(r"£|\bsterling\b", re.IGNORECASE),
    "人民元": re.compile(r"\byuan\b|\brenminbi\b|\brmb\b", re.IGNORECASE),
}
_SUM = re.compile(rf"[\d０-９十百千万億兆]({'|'.join(CURRENCIES)})")


def lost_numbers(pair: Pair) -> list[Problem]:
    """A problem for each need that no amount in the English meets."""
    wanted = needs(pair)
    keys = amounts(pair.english) if wanted else frozenset()
    return [
        Problem(
            RULE,
            f"{need.written} ({need.meaning}) does not stand in the English",
            hints=((need.written, need.meaning),),
        )
        for need in wanted
        if not any(way <= keys for way in need.any_of)
    ]


def other_currency(pair: Pair) -> list[Problem]:
    """A problem where the English names a currency, and none of those in the Japanese."""
    wanted = set(_SUM.findall(pair.japanese))
    found = {name for name, pattern in CURRENCIES.items() if pattern.search(pair.english)}
    if not wanted or not found or wanted & found:
        return []
    return [Problem(RULE, f"the Japanese counts in {'、'.join(sorted(wanted))}, the English in another currency")]
