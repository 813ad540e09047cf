"""Lines that the engine is not sure of: listed in every mode, and asked for several times in the careful one."""

import math
from collections.abc import Callable

import pytest

from taiyaku.engine import Candidate, TranslationRequest
from taiyaku.glossary.match import TermMatcher
from taiyaku.model import Turn
from taiyaku.translate.best import CANDIDATES, UNSURE
from taiyaku.translate.turns import Directions, translate_turns

Build = Callable[..., tuple[Turn, ...]]
SURE, UNSURE_SCORE = math.log(UNSURE) + 0.1, math.log(UNSURE) - 0.1
Said = tuple[str, float]


class Doubtful:
    """Says one line first, others when it is asked for several; each with its score, if it tells."""

    name = "doubtful"
    sends_text_to = ""

    def __init__(self, first: Said, *others: Said, tells: bool = True) -> None:
        self.first, self.others, self.tells = first, others, tells
        self.requests: list[TranslationRequest] = []

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        self.requests.append(request)
        told = self.others if request.candidates > 1 else [self.first]
        return tuple(Candidate((text,), 0.0, (score,) if self.tells else ()) for text, score in told)

    def close(self) -> None:
        """Nothing is held."""


def run(turns: tuple[Turn, ...], engine: Doubtful, best: bool) -> tuple[str, float | None, list[str]]:
    (line,), findings = translate_turns(turns, engine, TermMatcher([]), Directions(best=best))
    return line.text, line.estimate, [finding.rule for finding in findings]


def test_an_unsure_line_is_listed_with_its_estimate(interview: Build) -> None:
    turns, engine = interview("船が港に来ます。"), Doubtful(("A ship is here.", UNSURE_SCORE))
    (line,), (finding,) = translate_turns(turns, engine, TermMatcher([]))
    assert line.estimate == pytest.approx(math.exp(UNSURE_SCORE), abs=0.001)
    assert (finding.rule, finding.severity, finding.sentence_id) == ("unsure", "info", "t1.s1")
    assert finding.message == f"sure to {line.estimate:.2f}: “A ship is here.”"
    assert len(engine.requests) == 1


def test_the_surest_of_several_is_kept_in_the_careful_mode(interview: Build) -> None:
    engine = Doubtful(("A ship is here.", UNSURE_SCORE), ("Ships came.", -2.0), ("A ship is coming.", SURE))
    text, sure, rules = run(interview("船が港に来ます。"), engine, best=True)
    assert (text, rules) == ("A ship is coming.", [])
    assert sure == pytest.approx(math.exp(SURE), abs=0.001)
    assert [request.candidates for request in engine.requests] == [1, CANDIDATES]


def test_a_line_with_a_fault_is_not_chosen_however_sure(interview: Build) -> None:
    engine = Doubtful(("3 ships are here.", UNSURE_SCORE), ("Ships are coming.", SURE), ("船 3", 0.0))
    assert run(interview("船が3隻、港に来ます。"), engine, best=True)[0] == "3 ships are here."


def test_a_sure_line_is_left_alone(interview: Build) -> None:
    engine = Doubtful(("A ship is coming.", SURE), ("Ships.", 0.0))
    assert run(interview("船が港に来ます。"), engine, best=True)[0] == "A ship is coming."
    assert len(engine.requests) == 1


def test_an_engine_that_tells_nothing_has_no_estimate(interview: Build) -> None:
    engine = Doubtful(("A ship is coming.", 0.0), tells=False)
    assert run(interview("船が港に来ます。"), engine, best=True) == ("A ship is coming.", None, [])
