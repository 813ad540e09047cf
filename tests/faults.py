"""Faults to plant in good lines: each takes a pair and gives its English at fault, or None where it has no hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from taiyaku.translate.fidelity.needs import needs
from taiyaku.translate.fidelity.negatives import negations
from taiyaku.translate.fidelity.problem import Pair

Fault = Callable[[Pair], str | None]

_ROWS = (  # amounts in words: each is changed into the next
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen twenty two",
    "thirty forty fifty sixty seventy eighty ninety thirty",
    "second third fourth fifth sixth seventh eighth ninth tenth fourteenth eighteenth second",
    "first nineteenth twentieth first",
    "hundred thousand million billion trillion",
    "twenties thirties forties fifties sixties seventies eighties nineties twenties",
    "half quarter half doubled tripled tenfold twofold once twice ten dozen forty",
    "monday tuesday wednesday thursday friday saturday sunday monday",
    "january february march april may july october january",
    "thirty-five forty-six twenty-five thirty-eight thirty-four fifty-three eighteen seventeen few thousands",
    "one four",
)
_UNITS = ("year week year decade year week quarter week",)


def _chain(rows: Sequence[str]) -> dict[str, str]:
    return {word: after for row in reversed(rows) for word, after in reversed(list(pairwise(row.split())))}


def _words(changes: Mapping[str, str]) -> str:
    return rf"\b(?:{'|'.join(sorted(changes, key=len, reverse=True))})\b"


_NEXT, _NEXT_UNIT = _chain(_ROWS), _chain(_UNITS)
_AMOUNT = re.compile(rf"\d+(?:[.,:]\d+)*|{_words(_NEXT)}", re.IGNORECASE)
_UNIT = re.compile(_words(_NEXT_UNIT), re.IGNORECASE)
_AFFIRMED = (
    (r"\b(has|is|are|was|were|does|did|do|could|would|have|had)n['’]t\b", r"\1"), (r"\bcan['’]t\b|\bcannot\b", "can"),
    (r"\bwon['’]t\b", "will"), (r"\bnot ", ""), (r"\bnobody\b|\bno one\b", "everyone"), (r"\bnever\b", "always"),
    (r"\bnothing\b", "something"), (r"\bwithout\b", "with"), (r"\bno\b", "some"), (r"\bundecided\b", "decided"),
    (r"\brather than\b|\binstead of\b", "and"), (r"\b(?:short of|lack)\b", "full of"), (r"\btoo late\b", "in time"),
    (r"\bto prevent\b", "to allow"),
)  # fmt: skip


def number_changed(pair: Pair) -> str | None:
    """The first amount is another one, or its unit; the rest stays."""
    if not needs(pair):
        return None
    pattern = _AMOUNT if _AMOUNT.search(pair.english) else _UNIT
    return pattern.sub(_other, pair.english, count=1)


def _other(match: re.Match[str]) -> str:
    amount = match[0].lower()
    return (_NEXT | _NEXT_UNIT).get(amount) or str(int(re.sub(r"\D", "", amount)) * 3 + 1)


def number_dropped(pair: Pair) -> str | None:
    """No amount is left."""
    if not needs(pair):
        return None
    return _UNIT.sub("", re.sub(rf"\S*\d\S*|{_words(_NEXT)}", "", pair.english, flags=re.IGNORECASE))


def negation_dropped(pair: Pair) -> str | None:
    if not negations(pair.japanese):
        return None
    english = pair.english
    for denied, affirmed in _AFFIRMED:
        english = re.sub(denied, affirmed, english, flags=re.IGNORECASE)
    return english if english != pair.english else None


def name_swapped(pair: Pair) -> str | None:
    for wanted in pair.expected:
        if wanted.en in pair.english:
            return pair.english.replace(wanted.en, "Globex")
    return None


def japanese_left(pair: Pair) -> str | None:
    return f"{pair.english} {pair.japanese[-4:]}"


def words_repeated(pair: Pair) -> str | None:
    """The last words come again and again, as from a model that has lost its way."""
    return f"{pair.english.rstrip('.?!')}{3 * (' ' + ' '.join(pair.english.rstrip('.?!').split()[-3:]))}."


def line_repeated(pair: Pair) -> str | None:
    return f"{pair.english} {pair.english}" if len(pair.english.split()) > 2 else None


def sentences_added(pair: Pair) -> str | None:
    more = "It began long ago. Everyone knows this story. They still tell it today. It is a good one."
    return f"{pair.english} {more}"


def remark_added(pair: Pair) -> str | None:
    return f"Here is the English translation: {pair.english}"


def note_added(pair: Pair) -> str | None:
    return f"{pair.english} (Note: the subject is left out in Japanese.)" if "注" not in pair.japanese else None


def line_emptied(pair: Pair) -> str | None:
    return ""


def line_cut(pair: Pair) -> str | None:
    return pair.english[:5] if len(pair.japanese) > 15 else None


def announced(pair: Pair) -> str | None:
    return "The speaker says:"


FAULTS: Mapping[str, tuple[str, Fault]] = {  # the rule that must see it, and the fault
    "number changed": ("number-lost", number_changed),
    "number dropped": ("number-lost", number_dropped),
    "negation dropped": ("negation-lost", negation_dropped),
    "name swapped": ("term-missed", name_swapped),
    "Japanese left": ("not-english", japanese_left),
    "words repeated": ("repetition", words_repeated),
    "line repeated": ("repetition", line_repeated),
    "sentences added": ("sentence-added", sentences_added),
    "remark": ("remark", remark_added),
    "note": ("remark", note_added),
    "line emptied": ("empty", line_emptied),
    "line cut": ("length", line_cut),
    "announced": ("remark", announced),
}
