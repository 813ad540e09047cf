"""Whether a line of English is true to its Japanese, as far as that can be seen without understanding either."""

from taiyaku.translate.fidelity.checks import RULES, check_line
from taiyaku.translate.fidelity.problem import Problem

__all__ = ["RULES", "Problem", "check_line"]
