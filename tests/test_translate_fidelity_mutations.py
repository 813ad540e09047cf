"""A fault that is planted in a good line is always found, by the check that is there for it."""

import pytest

from faults import FAULTS
from labelled import read_pairs
from taiyaku.translate.fidelity import check_line

HALVES = ("fidelity.tsv", "fidelity.held-out.tsv")
GOOD = [pair for name in HALVES for pair, rules in read_pairs(name) if not rules]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_always_found(fault: str) -> None:
    rule, plant = FAULTS[fault]
    planted = [(pair, english) for pair in GOOD if (english := plant(pair)) is not None]
    missed = [
        (pair.japanese, english)
        for pair, english in planted
        if rule not in {problem.rule for problem in check_line(pair.japanese, english, pair.expected)}
    ]
    assert missed == []
    assert len(planted) >= 3
