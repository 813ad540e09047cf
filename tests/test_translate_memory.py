"""A translator is asked only for what is new, however often it is asked, and never for approved lines."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from counting import Counting
from taiyaku.engine import Candidate, TranslationRequest
from taiyaku.memory import Memory
from taiyaku.translate.memory import Remembering, key_of, open_part

REQUEST = TranslationRequest(
    ("船が来ます。", "港です。", "静かです。"), "Xia", (("Dev437", "海の話です。"),), (("港", "port"), ("船", "ship"))
)


def test_the_same_request_is_asked_for_once_and_gives_the_same_answer(here: Memory) -> None:
    engine = Counting()
    first = Remembering(engine, here).translate(replace(REQUEST, candidates=2))
    again = Remembering(engine, here)
    assert again.translate(replace(REQUEST, candidates=2)) == first
    assert (len(engine.requests), again.recalled, again.asked) == (1, 1, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"sentences": ("船が来ます。", "港です。", "静かですか。")},
        {"speaker": "Dev437"},
        {"context": ()},
        {"hints": (("港", "harbour"), ("船", "ship"))},
        {"required": ((), ("port",), ())},
        {"candidates": 2},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_is_in_the_request_decides(here: Memory, change: dict[str, object]) -> None:
    engine = Counting()
    Remembering(engine, here).translate(REQUEST)
    Remembering(engine, here).translate(replace(REQUEST, **change))  # type: ignore[arg-type]
    assert len(engine.requests) == 2


def test_engine_model_prompt_and_reading_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [key_of("a:1", "", REQUEST), key_of("a:2", "", REQUEST), key_of("a:1", "sum", REQUEST)]
    monkeypatch.setattr("taiyaku.translate.prompt.SYSTEM", "Translate.")
    keys.append(key_of("a:1", "", REQUEST))
    monkeypatch.setattr("taiyaku.translate.memory.READING", 99)
    keys.append(key_of("a:1", "", REQUEST))
    assert len(set(keys)) == 5


def test_fresh_asks_again_and_what_comes_is_kept(here: Memory) -> None:
    engine = Counting()
    Remembering(engine, here).translate(REQUEST)
    second = Remembering(engine, here, fresh=True).translate(REQUEST)
    assert len(engine.requests) == 2
    assert Remembering(engine, here).translate(REQUEST) == second
    assert len(engine.requests) == 2


@pytest.mark.parametrize("text", ["", "{", "[]", "[1]", '[{"sentences": ["one"], "score": 0}]', "[" * 100_000])
def test_a_damaged_answer_is_asked_for_again(here: Memory, text: str) -> None:
    engine = Counting()
    here.keep(key_of(engine.name, "", REQUEST), engine.name, text)
    answers = Remembering(engine, here).translate(REQUEST)
    assert len(engine.requests) == 1
    assert Remembering(engine, here).translate(REQUEST) == answers
    assert len(engine.requests) == 1


def test_an_approved_sentence_is_not_asked_for(here: Memory) -> None:
    engine = Counting()
    translator = Remembering(engine, here, approved={"港です。": "The harbour, that is."})
    (answer,) = translator.translate(REQUEST)
    assert engine.sentences == [("船が来ます。", "静かです。")]
    assert engine.requests[0].hints == (("船", "ship"),)
    assert answer.sentences[1] == "The harbour, that is."
    assert answer.sentences[::2] == ("It is calm here ship.",) * 2


def test_sentences_approved_before_the_open_ones_are_their_context() -> None:
    part = open_part(replace(REQUEST, required=((), ("port",), ())), {"船が来ます。": "x"})
    assert part.sentences == ("港です。", "静かです。")
    assert part.context == (("Dev437", "海の話です。"), ("Xia", "船が来ます。"))
    assert part.required == (("port",), ())


def test_a_turn_that_is_approved_whole_asks_nobody(here: Memory) -> None:
    engine = Counting()
    approved = {text: f"approved {text}" for text in REQUEST.sentences}
    answers = Remembering(engine, here, approved=approved, fresh=True).translate(replace(REQUEST, candidates=2))
    assert [answer.sentences for answer in answers] == [tuple(approved.values())] * 2
    assert engine.requests == []
    assert not here.path.exists()


def test_an_approval_leaves_the_lines_beside_it_as_they_were(here: Memory) -> None:
    engine = Counting()
    (before,) = Remembering(engine, here).translate(REQUEST)
    (after,) = Remembering(engine, here, approved={"港です。": "The harbour."}).translate(REQUEST)
    assert after.sentences == (before.sentences[0], "The harbour.", before.sentences[2])
    assert len(engine.requests) == 1


def test_a_memory_that_cannot_be_written_is_said_once_and_the_work_goes_on(here: Memory) -> None:
    here.keep("key", "x:1", "[]")
    engine, said = Counting(), list[str]()
    translator = Remembering(engine, here, warn=said.append)
    with closing(sqlite3.connect(here.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for text in ("船です。", "港です。", "山です。"):
            assert translator.translate(TranslationRequest((text,)))
    assert said == [
        f"{here.path}: another program holds this memory. Run again when that has ended. "
        "Translations go on, and are not remembered."
    ]


def test_an_empty_line_is_asked_for_again(here: Memory) -> None:
    class Mute(Counting):
        def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
            return tuple(replace(one, sentences=("",)) for one in super().translate(request))

    engine = Mute()
    for _ in range(2):
        Remembering(engine, here).translate(TranslationRequest(("船です。",)))
    assert len(engine.requests) == 2
