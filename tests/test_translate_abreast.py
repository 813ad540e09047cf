"""Turns that are translated side by side, for engines that answer several requests at once."""

import threading
import time
from dataclasses import dataclass, field

import pytest

from taiyaku.engine import Candidate, TranslationRequest
from taiyaku.errors import EngineError
from taiyaku.glossary.match import TermMatcher
from taiyaku.model import Sentence, Turn
from taiyaku.translate import translate_turns
from taiyaku.translate.abreast import Stoppable, StoppedError, in_order

TURNS = [Turn(f"t{n}", "Xia", (Sentence(f"t{n}.s1", f"第{n}の港です。"),), n) for n in range(1, 9)]


@dataclass
class Several:
    """Answers when `at_once` requests wait for it, the last one first; or any, and fails with the sentence `fails`."""

    at_once: int = 4
    fails: str = ""
    name: str = "several:test"
    sends_text_to: str = ""
    asked: list[str] = field(default_factory=list)
    gate: threading.Barrier = field(init=False)

    def __post_init__(self) -> None:
        self.gate = threading.Barrier(self.at_once)

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        self.asked.append(request.sentences[0])
        place = 0 if self.fails else self.gate.wait(20)
        time.sleep(0.002 * (self.at_once - place))
        if request.sentences[0] == self.fails:
            raise EngineError("the model broke", where=self.name, remedy="Try again")
        return (Candidate(tuple(f"This is port {text[1]}." for text in request.sentences)),)

    def close(self) -> None: ...


def test_as_many_turns_as_the_engine_takes_are_asked_at_once_and_come_in_their_order() -> None:
    engine, reports = Several(), []
    lines, _ = translate_turns(TURNS, engine, TermMatcher([]), report=lambda done, total: reports.append((done, total)))
    assert [line.text for line in lines] == [f"This is port {n}." for n in range(1, 9)]
    assert [line.sentence_id for line in lines] == [turn.sentences[0].id for turn in TURNS]
    assert reports == [(n, 8) for n in range(1, 9)]


def test_an_engine_that_breaks_stops_the_work_and_what_was_not_begun_is_not_asked() -> None:
    engine = Several(fails=TURNS[1].sentences[0].text)
    with pytest.raises(EngineError, match="the model broke"):
        translate_turns(TURNS * 5, engine, TermMatcher([]))
    assert len(engine.asked) < 3 * engine.at_once


def test_a_caller_that_leaves_off_stops_the_work() -> None:
    stopped, done = threading.Event(), []

    def work(number: int) -> int:
        done.append(number)
        time.sleep(0.01)
        return number

    results = in_order(work, range(100), 2, stopped)
    assert [next(results), next(results)] == [0, 1]
    results.close()  # type: ignore[attr-defined]
    assert stopped.is_set()
    assert len(done) < 20


def test_what_is_done_is_counted_though_the_first_is_not_done_yet() -> None:
    reports: list[tuple[int, int]] = []
    gate = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            assert gate.wait(20)
        return number

    def report(done: int, total: int) -> None:
        reports.append((done, total))
        if done == 3:
            gate.set()

    assert list(in_order(work, range(4), 2, threading.Event(), report)) == [0, 1, 2, 3]
    assert reports == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_one_at_a_time_is_worked_on_when_it_is_wanted() -> None:
    done: list[int] = []
    results = in_order(lambda number: done.append(number), [1, 2, 3], 1, threading.Event())
    next(results)
    assert done == [1]


def test_what_is_given_up_asks_nothing_more() -> None:
    engine = Stoppable(Several(at_once=1))
    request = TranslationRequest(("第9の港です。",))
    assert engine.translate(request)[0].sentences == ("This is port 9.",)
    engine.stopped.set()
    with pytest.raises(StoppedError):
        engine.translate(request)
