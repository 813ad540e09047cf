"""What is asked, how the answer is bound, and how it is read."""

import re
from dataclasses import replace

import pytest

from taiyaku.engine import TranslationRequest
from taiyaku.translate.chat import MAX_LINES, answer
from taiyaku.translate.prompt import clean, grammar, messages, parse_answer
from taiyaku.translate.reply import Reply

REQUEST = TranslationRequest(
    ("船が来ます。", "港です。"),
    "Xia",
    (("Dev437", "海の話です。"),),
    (("港", "port"),),
    ((), ("port",)),
)


def test_the_question_holds_speaker_context_hints_and_what_is_required() -> None:
    question = messages(REQUEST)[-1]["content"]
    for part in (
        "Xia",
        "Dev437: 海の話です。",
        "港 = port",
        "Line 2 must contain: port",
        "1. 船が来ます。\n2. 港です。",
    ):
        assert part in question


def test_the_grammar_allows_as_many_lines_as_there_are_sentences_and_no_japanese() -> None:
    text = grammar(replace(REQUEST, sentences=("船です。",) * 3))
    assert re.findall(r'"(\d)\. "', text) == ["1", "2", "3"]
    line = re.search(r"line ::= (\[.*\]) (\[.*\])\*", text)
    assert line
    for allowed in line.groups():
        assert not any(re.match(allowed, char) for char in "\nあア漢。！\uf900")
        assert all(re.match(allowed, char) for char in "Aé€“”—…Ωж")


def test_a_forced_line_holds_what_is_required_in_any_order_and_is_not_long() -> None:
    text = grammar(replace(REQUEST, required=((), ("port", 'a "ship"')), forced=True))
    assert text.splitlines()[0] == r'root ::= "1. " line "\n" "2. " line2'
    assert text.splitlines()[-1] == (
        r'line2 ::= some "port" some "a \"ship\"" some | some "a \"ship\"" some "port" some'
    )
    assert "{0,90}" in text


def test_without_anything_required_nothing_is_forced() -> None:
    assert grammar(replace(REQUEST, required=((), ()), forced=True)).splitlines()[0] == grammar(REQUEST).splitlines()[0]


@pytest.mark.parametrize(
    ("text", "count", "lines"),
    [
        ("1. A ship.\n2. A port.", 2, ("A ship.", "A port.")),
        ('1) "A ship."\n\n2)  A  port.', 2, ("A ship.", "A port.")),
        ("1. A ship.", 2, None),
        ("1. A ship.\n3. A port.", 2, None),
        ("1. A ship.\n2. ", 2, None),
        ("A ship.", 1, ("A ship.",)),
    ],
)
def test_an_answer_is_read_only_if_every_line_is_there(text: str, count: int, lines: tuple[str, ...] | None) -> None:
    assert parse_answer(text, count) == lines


def test_quotes_inside_a_line_stay() -> None:
    assert clean('"Yes," he said, "it is."') == '"Yes," he said, "it is."'
    assert clean('It says "No special needs. "') == 'It says "No special needs."'
    assert clean('" Yes " or " no"') == '"Yes" or "no"'
    assert clean('a 6" pipe') == 'a 6" pipe'


def test_an_answer_of_the_wrong_count_is_asked_for_sentence_by_sentence() -> None:
    asked: list[int] = []

    def ask(request: TranslationRequest, number: int) -> Reply:
        asked.append(len(request.sentences))
        return Reply("1. only one" if len(request.sentences) > 1 else "1. each")

    assert answer(REQUEST, ask)[0].sentences == ("each", "each")
    assert asked == [2, 1, 1]


def test_a_long_turn_goes_in_parts() -> None:
    request = TranslationRequest(tuple("船です。" for _ in range(MAX_LINES * 2 + 1)))
    lines = answer(request, lambda r, _: Reply("\n".join(f"{i}. x" for i in range(1, len(r.sentences) + 1))))[
        0
    ].sentences
    assert len(lines) == MAX_LINES * 2 + 1


def test_a_model_that_gives_nothing_gives_an_empty_line() -> None:
    assert answer(TranslationRequest(("船が来ます。",)), lambda request, number: Reply(""))[0].sentences == ("",)
