"""English words that stand for amounts and are no number words: each with the keys that it brings."""

from __future__ import annotations

from taiyaku.translate.fidelity.units import clock

_TWO = "both twice double doubled doubles doubling couple pair pairs duo twins sophomore biannual semiannual ii"
_HALF = "half halve halved halves halving halfway"

WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_TWO.split(), ("2",)),
    **dict.fromkeys(_HALF.split(), ("1/2",)),
    **dict.fromkeys("triple tripled triples tripling thrice trio triplets iii".split(), ("3",)),
    **dict.fromkeys("quadruple quadrupled quadruples quadrupling quartet iv".split(), ("4",)),
    **dict.fromkeys("quarter quarters quarterly".split(), ("1/4", "quarter")),
    **dict.fromkeys("teens teenager teenagers teenage".split(), ("10",)),
    **dict.fromkeys("noon midday".split(), (clock(12 * 60), "12")),
    "midnight": (clock(0), "0", "24", "12"),
    "fortnight": ("2 week", "14 day"),
    "once": ("1",),
    "single": ("1",),
    **{word: (str(10 * tens),) for tens, word in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2)},
}  # fmt: skip
