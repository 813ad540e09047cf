"""The checks that look at a line as a whole: its writing, length, loops, remarks and questions."""

import pytest

from taiyaku.engine import Candidate, TranslationRequest
from taiyaku.glossary.expect import Expected
from taiyaku.glossary.match import TermMatcher
from taiyaku.model import Sentence, Turn
from taiyaku.stages import STAGE_RULES
from taiyaku.translate.fidelity import RULES, Problem, check_line
from taiyaku.translate.ladder import Line
from taiyaku.translate.turns import problems, translate_turns

SHIP = "船が静かに来ました。"


def said(japanese: str, english: str) -> list[str]:
    return [f"{problem.rule}: {problem.message}" for problem in check_line(japanese, english)]


@pytest.mark.parametrize(
    ("english", "problem"),
    [
        ("", "empty: the line is empty"),
        ("A ship came 静か.", "not-english: Japanese is left in it: 静か"),
        ("A ship came、quietly.", "not-english: Japanese is left in it: 、"),
        ("A ship came тихо.", "not-english: letters that are not English: тихо"),
        ("It came.", None),
        ("It", "length: its 2 characters do not fit 10 Japanese ones (at least 4)"),
        ("A ship came quietly" + " and softly, gently" * 2, "repetition: it repeats “and softly gently”"),
        ("It came. It left. It was quiet.", "sentence-added: it has 3 sentences, the Japanese 1"),
        ("Mr. Sato saw the U.S. ship come in quietly.", None),
        ("A ship came in quietlyyyyyyyy.", "repetition: it repeats “yyyyyyyy”"),
        ("A ship came in. A ship came in.", "repetition: it repeats “a ship came in”"),
        ("A very, very, very quiet ship came in.", None),
        ("1. A ship came in quietly.", "remark: a remark of the translator: “1. A”"),
        ("Sure! Here's a ship coming in quietly.", "remark: a remark of the translator: “Sure! Here's”"),
        ("A **ship** came in quietly.", "remark: a remark of the translator: “**”"),
        ("The port says:", "remark: a remark of the translator: “:”"),
        ("Café Müller saw a ship of 3 µm come quietly.", None),
    ],
)
def test_what_is_wrong_with_a_line_is_said(english: str, problem: str | None) -> None:
    assert said(SHIP, english) == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("japanese", "english"),
    [
        ("いやいやいや、違います。", "No, no, no, no, that's wrong."),
        ("注：これは古い話です。", "Note: this is an old story."),
        ("すみません、今日は行けません。", "Sorry, I cannot go today."),
        ("AIとして答えるなら、こうです。", "As an AI, I would answer like this."),
        ("質問：", "A question:"),
        ("……", ""),
        ("そうですか。", "I see."),
        ("見に行きましょうか。", "Let's go and see it."),
        ("教えていただけますか。", "Please tell me."),
        ("大事なことじゃないですか。", "It's important, you know."),
        ("確か。", "Indeed."),
    ],
)
def test_what_the_japanese_says_itself_is_no_fault(japanese: str, english: str) -> None:
    assert said(japanese, english) == []


@pytest.mark.parametrize("japanese", ["いつ来ましたか。", "いつ来たの?", "もう来たんですか？」"])
def test_a_question_that_became_a_statement_is_a_warning(japanese: str) -> None:
    assert check_line(japanese, "A ship came in early.") == (
        Problem("question-lost", "the Japanese asks, and the English states", "warning"),
    )
    assert check_line(japanese, "Did it come in?") == ()


def test_a_term_is_missed_unless_a_pronoun_stands_for_one_that_was_named() -> None:
    team = Expected("Vチーム", "V-team", ("V-team",), once=True)
    (missed,) = check_line("Vチームは小さいです。", "They are small.", (team,))
    assert (missed.rule, missed.message) == ("term-missed", "'V-team' is missing")
    assert check_line("Vチームは小さいです。", "They are small.", (team,), (team,)) == ()


def test_a_number_inside_a_term_is_left_to_the_term() -> None:
    room = Expected("第3会議室", "Blue Room", ("Blue Room",))
    assert check_line("第3会議室で話します。", "We talk in the Blue Room.", (room,)) == ()


def test_a_warning_is_not_asked_for_again() -> None:
    line = Line(Sentence("t1.s1", "船はいつ来ましたか。"))
    assert problems(line, "A ship came in early.") == []
    assert [problem.rule for problem in problems(line, "It came, it came, it came.")] == ["repetition"]


def test_a_translation_that_runs_again_replaces_what_every_check_said() -> None:
    assert set(RULES) <= set(STAGE_RULES["translate"])


class Engine:
    """Gives a turn its first line, and whoever asks again the second."""

    name = "engine"
    sends_text_to = ""

    def __init__(self, first: str, again: str) -> None:
        self.lines = [first, again]

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        line = self.lines.pop(0) if len(self.lines) > 1 else self.lines[0]
        return tuple(Candidate((line,)) for _ in range(request.candidates))

    def close(self) -> None:
        """Nothing is held."""


@pytest.mark.parametrize(
    ("japanese", "first", "again", "kept", "found"),
    [
        ("350万円です。", "It's 35 million yen.", "It's 3.5 million yen.", "It's 3.5 million yen.", []),
        ("350万円です。", "It's cheap.", "It's fine.", "It's cheap.", [("number-lost", "error")]),
        ("いつ来ましたか。", "It came.", "When?", "It came.", [("question-lost", "warning")]),
    ],
)
def test_an_error_climbs_the_ladder_and_what_stays_is_a_finding(
    japanese: str, first: str, again: str, kept: str, found: list[tuple[str, str]]
) -> None:
    turn = Turn("t1", "Xia", (Sentence("t1.s1", japanese),), 1)
    (line,), findings = translate_turns([turn], Engine(first, again), TermMatcher([]))
    assert line.text == kept
    assert [(finding.rule, finding.severity) for finding in findings] == found
    assert all(finding.message.endswith(f": “{kept}”") for finding in findings)
