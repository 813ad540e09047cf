"""The list of checks. Each takes a pair and names its problems; none knows the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from taiyaku.glossary.expect import Expected
from taiyaku.translate.fidelity import length, loops, negation, numbers, questions, relative, remarks, script, terms
from taiyaku.translate.fidelity.problem import Pair, Problem

Check = Callable[[Pair], list[Problem]]

CHECKS: tuple[tuple[str, Check], ...] = (  # the rule that a check's problems name, and the check
    (terms.RULE, terms.missed_terms),
    (numbers.RULE, numbers.lost_numbers),
    (numbers.RULE, numbers.other_currency),
    (relative.RULE, relative.changed_time),
    (negation.LOST, negation.lost_negation),
    (negation.ADDED, negation.added_negation),
    (questions.RULE, questions.lost_question),
    (script.EMPTY, script.nothing_there),
    (script.LEFT, script.other_script),
    (length.LENGTH, length.unfit_length),
    (length.ADDED, length.added_sentences),
    (loops.RULE, loops.repetition),
    (remarks.RULE, remarks.remarks),
)
RULES = tuple(dict.fromkeys(rule for rule, _ in CHECKS))


def check_line(
    japanese: str, english: str, expected: Sequence[Expected] = (), named: Sequence[Expected] = ()
) -> tuple[Problem, ...]:
    """What is wrong with the English of a sentence; nothing, if all is well.

    `expected` is what the glossary wants to see in it, `named` what the lines before it in its turn have named.

    >>> [problem.message for problem in check_line("費用は約350万円です。", "It costs about 35 million yen.")]
    ['約350万円 (3,500,000 yen) does not stand in the English']
    """
    pair = Pair(japanese, english, tuple(expected), tuple(named))
    return tuple(problem for _, check in CHECKS for problem in check(pair))
