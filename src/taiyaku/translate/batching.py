"""Many answers by one model at a time: all go on by a token together, and none depends on the others."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from threading import Condition
from typing import Any

from taiyaku.translate.gguf import Speed

AT_ONCE = 16  # requests; reading the weights costs as much for one as for all, more gains little on a few cores
COMPANION_TOKENS = 500
PAUSE_S = 0.005  # between steps, for whoever else has something to do
REFLECTION_S = 0.2  # that the next step waits at most for those who have their answers to ask for more


@dataclass(slots=True)
class Pipeline:
    """A loaded model. One of those who wait for an answer moves all answers on by a token, step by step.

    Sums over one row of activations are taken in another order than over several. A companion, whose answer nobody
    reads, keeps every step at two rows or more: the same request gives the same text, whatever is answered beside.

    Nothing else in this process runs during a step. Before the next one, those whose answers have come get the time to
    read them and to ask for more (`expected` of them), so that each step serves as many as it can.
    """

    api: Any
    batching: Any
    speed: Speed
    numbers: Iterator[int] = field(default_factory=count)
    changed: Condition = field(default_factory=Condition)
    asked: list[Any] = field(default_factory=list)
    expected: int = 0
    steps: bool = False
    companion: Any = None

    def complete(self, chat: list[dict[str, str]], **settings: Any) -> tuple[str, tuple[tuple[str, float], ...]]:
        """The answer, and its pieces with their log probabilities. Raises RuntimeError where the model fails."""
        tokenizer = self.batching.get_tokenizer()
        prompt = tokenizer.apply_chat_template(chat, True, extra_context={"enable_thinking": False})
        with self.changed:
            handle = self._begin(prompt, logprobs=1, **settings)
            self.asked.append(handle)
            self.expected -= 1
            self.changed.notify_all()
            while self._runs(handle):
                if self.steps:
                    self.changed.wait()
                else:
                    self._step()
        if handle.get_status() != self.api.GenerationStatus.FINISHED:
            raise RuntimeError("the request is too long for it")
        told = handle.read_all()[0]
        pieces = tuple(str(tokenizer.decode([token])) for token in told.generated_ids)
        return str(tokenizer.decode(told.generated_ids)), tuple(zip(pieces, told.generated_log_probs, strict=True))

    def close(self) -> None:
        """Let the companion go, so that nothing is left when the model is unloaded."""
        with self.changed:
            if self.companion is not None and self._runs(self.companion):
                self.companion.cancel()
                self.batching.step()
            self.companion = None

    def _begin(self, prompt: str, **settings: Any) -> Any:
        config = self.api.GenerationConfig(apply_chat_template=False, **settings)
        return self.batching.add_request(next(self.numbers), prompt, config)

    def _runs(self, handle: Any) -> bool:
        return bool(handle.get_status() == self.api.GenerationStatus.RUNNING)

    def _step(self) -> None:
        """The next token of every answer, once those who are expected are there, or have taken too long."""
        self.steps = True
        try:
            self.changed.wait(PAUSE_S)
            self.changed.wait_for(lambda: self.expected <= 0, REFLECTION_S)
            if self.companion is None or not self._runs(self.companion):
                self.companion = self._begin("1", ignore_eos=True, max_new_tokens=COMPANION_TOKENS)
            since = time.perf_counter()
            self.batching.step()
            self.speed.writing_seconds += time.perf_counter() - since
            self.speed.tokens += len(self.asked)
            running = [handle for handle in self.asked if self._runs(handle)]
            self.expected = len(self.asked) - len(running)
            self.asked = running
        finally:
            self.steps = False
            self.changed.notify_all()
