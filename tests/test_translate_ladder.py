"""The ladder rung by rung, with an engine that says which rung asked it."""

from collections.abc import Callable, Sequence

import pytest

from taiyaku.engine import Candidate, TranslationRequest
from taiyaku.glossary.expect import Expected
from taiyaku.glossary.verify import missing
from taiyaku.model import Sentence
from taiyaku.translate.fidelity import Problem
from taiyaku.translate.ladder import FIRST, SAMPLES, Asking, Climbed, Line, climb

LINE = Line(Sentence("t1.s1", "Vチームが港に来ます。"), (
    Expected("Vチーム", "V-team", ("V-team",)), Expected("港", "port", ("port",)),
))  # fmt: skip
REQUEST = TranslationRequest((LINE.sentence.text, "船です。"), "Xia", (("", "海です。"),), LINE.hints)
GOOD = "The V-team comes to the port."


def test_names_of_people_are_hints_unless_a_term_holds_them() -> None:
    named = Line(Sentence("t1.s1", "港で森さんと大野さんに会った。"), (Expected("森さん", "Mr. Mori", ("Mr. Mori",)),),
                 people=(("森", "Mori"), ("大野", "Ono")))  # fmt: skip
    assert named.hints == (("森さん", "Mr. Mori"), ("大野", "Ono"))


def rung_of(request: TranslationRequest) -> str:
    """The rung that makes a request, told by how it differs from the others."""
    if request.forced:
        return "forced"
    if request.sentences[0] != LINE.sentence.text:
        return "written"
    return "sampled" if request.candidates > 1 else "again"


class Stubborn:
    """Answers each rung from a table, or as before; keeps what it was asked."""

    name = "stubborn"
    sends_text_to = ""

    def __init__(self, **answers: Sequence[str]) -> None:
        self.answers = answers
        self.asked: list[TranslationRequest] = []

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        self.asked.append(request)
        return tuple(Candidate((text,)) for text in self.answers.get(rung_of(request), ["They come."]))

    def close(self) -> None:
        """Nothing is held."""


def problems(line: Line, english: str) -> list[Problem]:
    """The terms that are missing; a line with an exclamation mark is wrong besides, one with a ? lacks a number."""
    lost = [Problem("term", wanted.en) for wanted in missing(line.expected, english)]
    number = Problem("number", "3人", hints=(("3人", "3 people"),))
    return lost + [Problem("mark", "!")] * english.count("!") + [number] * english.count("?")


Climb = Callable[..., tuple[Climbed, str]]


@pytest.fixture
def up() -> Climb:
    """Climbs from a first line; gives what came of it, and the rungs that asked."""

    def run(first: str = "They come.", line: Line = LINE, **answers: Sequence[str]) -> tuple[Climbed, str]:
        engine = Stubborn(**answers)
        found = climb(line, Climbed(first, FIRST), Asking(engine, REQUEST, problems))
        return found, " ".join(map(rung_of, engine.asked))

    return run


@pytest.mark.parametrize(
    ("rung", "asked"),
    [
        ("again", "again"),
        ("sampled", "again sampled"),
        ("written", "again sampled written"),
        ("forced", "again sampled written forced"),
    ],
)
def test_the_first_rung_that_gives_a_good_line_ends_the_climb(up: Climb, rung: str, asked: str) -> None:
    assert up(**{rung: [GOOD]}) == (Climbed(GOOD, rung), asked)


def test_of_several_the_best_is_taken(up: Climb) -> None:
    found, _ = up(sampled=["They come!", "The port.", "The V-team comes!", "The V-team."])
    assert found == Climbed("The port.", "sampled")


def test_what_stays_wrong_is_the_best_that_there_was(up: Climb) -> None:
    assert up("The V-team comes.")[0] == Climbed("The V-team comes.", "hint")


def test_a_forced_line_counts_only_if_nothing_else_is_wrong_with_it(up: Climb) -> None:
    assert up(forced=["V-team port!"])[0] == Climbed("They come.", "hint")


def test_an_empty_line_is_no_candidate(up: Climb) -> None:
    assert up("They come!!!", line=Line(LINE.sentence), again=[""], sampled=["", " "])[0] == Climbed(
        "They come!!!", "hint"
    )


def test_what_the_line_lacks_is_named_when_it_is_asked_for_again() -> None:
    engine = Stubborn()
    climb(LINE, Climbed("They come?", FIRST), Asking(engine, REQUEST, problems))
    assert {asked.hints for asked in engine.asked} == {(*LINE.hints, ("3人", "3 people"))}


def test_each_rung_asks_for_the_sentence_alone_with_its_context() -> None:
    engine = Stubborn()
    climb(LINE, Climbed("They come.", FIRST), Asking(engine, REQUEST, problems))
    again, sampled, written, forced = engine.asked
    for asked in engine.asked:
        assert (len(asked.sentences), asked.speaker, asked.context) == (1, "Xia", (("", "海です。"),))
        assert asked.required == (("V-team", "port"),)
    assert (again.candidates, sampled.candidates) == (1, SAMPLES)
    assert written.sentences == ("V-teamがportに来ます。",)
    assert forced.sentences == again.sentences


def test_a_line_without_terms_is_not_written_with_them_or_forced(up: Climb) -> None:
    line = Line(LINE.sentence)
    assert up("They come!", line=line, again=["no!"], sampled=["no!"])[1] == "again sampled"


def test_of_terms_one_inside_another_the_longer_is_written_first() -> None:
    nested = (Expected("港", "port", ("port",)), Expected("港町", "harbor town", ("harbor town",)))
    engine = Stubborn()
    climb(Line(Sentence("t1.s1", "港町の港です。"), nested), Climbed("", FIRST), Asking(engine, REQUEST, problems))
    assert engine.asked[2].sentences == ("harbor townのportです。",)
