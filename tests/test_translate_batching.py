"""Answers that go on together, with a model whose tokens are the letters of what it is asked."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum
from types import SimpleNamespace
from typing import Any

import pytest

from taiyaku.translate import batching
from taiyaku.translate.batching import AT_ONCE, Pipeline
from taiyaku.translate.gguf import Speed


class Status(Enum):
    RUNNING, FINISHED, IGNORED = range(3)


@dataclass
class Answer:
    """What is asked, a letter a step; `ignore_eos` never ends before its time."""

    prompt: str
    config: dict[str, Any]
    said: list[str] = field(default_factory=list)
    status: Status = Status.RUNNING

    def get_status(self) -> Status:
        return self.status

    def cancel(self) -> None:
        self.status = Status.IGNORED

    def read_all(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(generated_ids=self.said, generated_log_probs=[-1.0] * len(self.said))]

    def go_on(self) -> None:
        done = len(self.said)
        self.said.append("x" if self.config.get("ignore_eos") else self.prompt[done])
        limit = self.config.get("max_new_tokens", len(self.prompt))
        self.status = Status.FINISHED if done + 1 >= limit else Status.RUNNING


@dataclass
class Model:
    """`rows` are how many answers each step moved; the step `breaks` fails."""

    rows: list[int] = field(default_factory=list)
    breaks: int = -1
    answers: list[Answer] = field(default_factory=list)

    def get_tokenizer(self) -> "Model":
        return self

    def apply_chat_template(self, chat: Sequence[dict[str, str]], _: bool, extra_context: object) -> str:
        return chat[-1]["content"]

    def decode(self, tokens: Sequence[str]) -> str:
        return "".join(tokens)

    def add_request(self, number: int, prompt: str, config: dict[str, Any]) -> Answer:
        answer = Answer(prompt, config)
        if not prompt:
            answer.status = Status.IGNORED
        self.answers.append(answer)
        return answer

    def step(self) -> None:
        if len(self.rows) == self.breaks:
            raise RuntimeError("no memory left")
        running = [answer for answer in self.answers if answer.status is Status.RUNNING]
        self.rows.append(len(running))
        for answer in running:
            answer.go_on()


def loaded(breaks: int = -1) -> Pipeline:
    api = SimpleNamespace(GenerationConfig=lambda **settings: settings, GenerationStatus=Status)
    return Pipeline(api, Model(breaks=breaks), Speed())


def ask(pipeline: Pipeline, text: str) -> str:
    return pipeline.complete([{"role": "user", "content": text}])[0]


def test_an_answer_comes_whole_with_its_pieces() -> None:
    pipeline = loaded()
    assert pipeline.complete([{"role": "user", "content": "ab"}]) == ("ab", (("a", -1.0), ("b", -1.0)))
    assert pipeline.speed.tokens == 2


def test_no_step_moves_one_answer_alone() -> None:
    pipeline = loaded()
    assert [ask(pipeline, text) for text in ("船が着く", "港")] == ["船が着く", "港"]
    assert set(pipeline.batching.rows) == {2}


def test_those_who_have_their_answers_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "REFLECTION_S", 10)
    pipeline = loaded()
    pipeline.expected = AT_ONCE
    gone = threading.Barrier(AT_ONCE)

    def work(number: int) -> list[str]:
        said = []
        for length in (2, 5):
            said.append(ask(pipeline, chr(ord("a") + number) * length))
            time.sleep(0.02)
        gone.wait(20)
        return said

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(work, range(AT_ONCE)))
    assert found == [[chr(ord("a") + n) * 2, chr(ord("a") + n) * 5] for n in range(AT_ONCE)]
    assert pipeline.batching.rows == [AT_ONCE + 1] * 7


def test_one_who_does_not_come_back_is_not_waited_for_long() -> None:
    pipeline = loaded()
    pipeline.expected = AT_ONCE
    assert ask(pipeline, "ab") == "ab"
    assert len(pipeline.batching.rows) == 2


def test_where_the_model_fails_everybody_is_told() -> None:
    pipeline = loaded(breaks=1)

    def work(text: str) -> str:
        with pytest.raises(RuntimeError, match="no memory left"):
            ask(pipeline, text)
        return text

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(work, ["abc", "def", "ghi"])) == ["abc", "def", "ghi"]


def test_what_the_model_does_not_take_is_said() -> None:
    with pytest.raises(RuntimeError, match="too long"):
        ask(loaded(), "")


def test_a_closed_one_lets_its_companion_go() -> None:
    pipeline = loaded()
    pipeline.close()
    ask(pipeline, "ab")
    pipeline.close()
    assert all(answer.status is not Status.RUNNING for answer in pipeline.batching.answers)
