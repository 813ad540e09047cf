"""How sure a model was of each line, out of the probabilities of its pieces."""

import pytest

from taiyaku.engine import Candidate, TranslationRequest
from taiyaku.translate.chat import MAX_LINES, answer
from taiyaku.translate.reply import Reply, line_scores, reply_of


def reply(*pieces: tuple[str, float]) -> Reply:
    return Reply("".join(text for text, _ in pieces), pieces)


def test_a_line_s_score_is_the_mean_of_its_words_without_its_number() -> None:
    said = reply(("1", -5), (".", -5), (" A", -1), (" port", -3), (".\n", -2), ("2", 0), (". ", 0), ("Ships", -4))
    assert line_scores(said, 2) == (-2.0, -4.0)


def test_a_piece_that_holds_number_and_word_counts() -> None:
    assert line_scores(reply(("1. Yes", -1)), 1) == (-1.0,)


@pytest.mark.parametrize("said", [reply(("1", -1), (". A", -1)), Reply("1. A\n2. B"), reply(("A", -1), ("\nB", -1))])
def test_without_a_score_for_each_line_there_is_none(said: Reply) -> None:
    assert line_scores(said, 2) == ()


@pytest.mark.parametrize(
    "said", [reply(("Yes", -1), (".", -3)), reply(("\n", -9), ("Here it is:\n", -9), ("Yes", -2)), reply(("1. A", -2))]
)
def test_a_single_line_may_lack_its_number(said: Reply) -> None:
    assert line_scores(said, 1) == (-2.0,)


def test_the_first_of_two_lines_with_one_number_counts() -> None:
    assert line_scores(reply(("1. A\n", -1), ("1. B", -9)), 1) == (-1.0,)


def test_a_server_that_tells_nothing_gives_text_alone() -> None:
    for said in ({}, {"logprobs": None}, {"logprobs": {"content": None}}):
        assert reply_of({"message": {"content": "1. A"}, **said}) == Reply("1. A")


def test_scores_reach_the_answer_through_the_parts_of_a_long_turn() -> None:
    request = TranslationRequest(("船です。",) * (MAX_LINES + 1))

    def ask(part: TranslationRequest, number: int) -> Reply:
        count = len(part.sentences)
        return reply(*((f"{i}. x\n", -float(count)) for i in range(1, count + 1)))

    scores = (-float(MAX_LINES),) * MAX_LINES + (-1.0,)
    assert answer(request, ask) == (Candidate(("x",) * (MAX_LINES + 1), -0.0, scores),)
