"""Every labelled line gets the rules it is labelled with, and no others; a good line gets none."""

import pytest

from labelled import read_pairs
from taiyaku.translate.fidelity import RULES, check_line
from taiyaku.translate.fidelity.problem import Pair

TUNED = read_pairs("fidelity.tsv")
HELD_OUT = read_pairs("fidelity.held-out.tsv")


@pytest.mark.parametrize(("pair", "rules"), TUNED, ids=[f"{p.japanese}|{p.english}" for p, _ in TUNED])
def test_a_line_has_the_problems_that_it_is_labelled_with(pair: Pair, rules: frozenset[str]) -> None:
    found = check_line(pair.japanese, pair.english, pair.expected)
    assert {problem.rule for problem in found} == rules, [problem.message for problem in found]


@pytest.mark.parametrize("cases", [TUNED, HELD_OUT], ids=["tuned", "held out"])
def test_half_of_the_lines_are_good_and_every_rule_has_its_faults(cases: list[tuple[Pair, frozenset[str]]]) -> None:
    good = sum(not rules for _, rules in cases)
    assert 0.4 <= good / len(cases) <= 0.6
    assert frozenset().union(*(rules for _, rules in cases)) == set(RULES)


def test_no_held_out_line_was_tuned_on() -> None:
    assert not {pair.japanese for pair, _ in TUNED} & {pair.japanese for pair, _ in HELD_OUT}
