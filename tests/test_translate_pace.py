"""Lines that a sentence's time decides: long ones in clauses, and shorter ones for what cannot be read in time."""

from collections.abc import Callable, Mapping

import pytest

from taiyaku.engine import Candidate, TranslationRequest
from taiyaku.glossary.match import TermMatcher
from taiyaku.model import Anchor, Term, Translation, Turn
from taiyaku.pace import Pace
from taiyaku.translate.turns import Directions, translate_turns

MATCHER = TermMatcher([Term("Vチーム", "V-team")])
FIRST, SECOND = "Vチームが3月に来たので、", "港は静かではありません。"
WHOLE = FIRST + SECOND
Build = Callable[..., tuple[Turn, ...]]


class Table:
    """Answers from a table by the Japanese; what is too long, from another, one candidate after the other."""

    name = "table"
    sends_text_to = ""

    def __init__(self, answers: Mapping[str, str], shorter: tuple[str, ...] = ()) -> None:
        self.answers, self.shorter = answers, iter(shorter)
        self.requests: list[TranslationRequest] = []

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        self.requests.append(request)
        if request.too_long:
            return tuple(Candidate((next(self.shorter),)) for _ in range(request.candidates))
        return (Candidate(tuple(self.answers[text] for text in request.sentences)),) * request.candidates

    def close(self) -> None:
        """Nothing is held."""


def translated(turns: tuple[Turn, ...], engine: Table, pace: Pace) -> Translation:
    translations, _ = translate_turns(turns, engine, MATCHER, Directions(paces={turns[0].sentences[0].id: pace}))
    return translations[0]


def test_clauses_are_lines_of_the_turn_and_make_one_line_with_its_cuts(interview: Build) -> None:
    engine = Table({FIRST: "Since the V-team came in March,", SECOND: "The port is not quiet."})
    found = translated(interview(WHOLE), engine, Pace(200, (FIRST, SECOND)))
    assert found.text == "Since the V-team came in March, the port is not quiet."
    assert found.clauses == (Anchor(len(FIRST), 32),)
    assert found.text[32:] == "the port is not quiet."
    assert [request.sentences for request in engine.requests] == [(FIRST, SECOND)]


@pytest.mark.parametrize(
    "clauses",
    [
        ("Since the V-team came,", "The port is not quiet in March."),  # a number in the wrong clause
        ("Since the team came in March,", "The V-team's port is not quiet."),  # a term
        ("Since the V-team came in March,", "The port is quiet."),  # a lost negation
        ("The V-team came in March, so the whole port is not quiet,", "The whole port is not quiet."),  # said twice
    ],
)
def test_clauses_that_are_not_true_to_themselves_give_way_to_the_whole_sentence(
    interview: Build, clauses: tuple[str, str]
) -> None:
    whole = "The port is not quiet, since the V-team came in March."
    engine = Table({FIRST: clauses[0], SECOND: clauses[1], WHOLE: whole})
    found = translated(interview(WHOLE), engine, Pace(200, (FIRST, SECOND)))
    assert (found.text, found.clauses) == (whole, ())
    assert [request.sentences for request in engine.requests] == [(FIRST, SECOND), (WHOLE,)]


def test_a_name_and_a_new_sentence_keep_their_capitals(interview: Build) -> None:
    engine = Table({FIRST: "The V-team came in March.", SECOND: "The port is not quiet."})
    found = translated(interview(WHOLE), engine, Pace(200, (FIRST, SECOND)))
    assert found.text == "The V-team came in March. The port is not quiet."


FULL = "The port is not at all as quiet as it used to be."


def test_a_line_that_cannot_be_read_in_time_gets_a_shorter_one_beside_it(interview: Build) -> None:
    engine = Table({SECOND: FULL}, ("The port is not quiet.",))
    found = translated(interview(SECOND), engine, Pace(25, (SECOND,)))
    assert (found.text, found.subtitle, found.shown) == (FULL, "The port is not quiet.", "The port is not quiet.")
    assert (engine.requests[1].too_long, engine.requests[1].limits) == ((FULL,), (25,))


def test_a_shorter_line_must_fit_and_keep_what_the_long_one_kept(interview: Build) -> None:
    lost, long, fit, fitter = (
        "The port is quiet.",
        "The port is not really quiet now.",
        "Port not quiet.",
        "It's not quiet.",
    )
    engine = Table({SECOND: FULL}, (lost, long, fit, fitter + "x", "x" * 40))
    assert translated(interview(SECOND), engine, Pace(25, (SECOND,))).subtitle == fitter + "x"
    assert [request.candidates for request in engine.requests] == [1, 1, 1, 3]


def test_without_a_shorter_line_the_full_one_is_shown(interview: Build) -> None:
    engine = Table({SECOND: FULL}, ("x" * 40,) * 5)
    found = translated(interview(SECOND), engine, Pace(25, (SECOND,)))
    assert (found.subtitle, found.shown) == ("", FULL)


def test_a_line_within_its_budget_is_left_alone(interview: Build) -> None:
    engine = Table({SECOND: FULL})
    assert translated(interview(SECOND), engine, Pace(len(FULL), (SECOND,))).subtitle == ""
