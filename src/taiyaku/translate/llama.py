"""A GGUF model in this process, through xllamacpp (llama.cpp). Nothing leaves the machine."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from taiyaku.engine import Candidate, EngineOptions, TranslationRequest
from taiyaku.errors import EngineError
from taiyaku.translate.chat import answer
from taiyaku.translate.gguf import TEMPERATURE, TOKENS_A_LINE, Speed, engine_name, model_path
from taiyaku.translate.prompt import WITHOUT_THINKING, grammar, messages
from taiyaku.translate.reply import Reply, reply_of

CONTEXT = 4096  # tokens; two source turns, eight sentences and their English take under half
NO_QUESTION = "."  # no question begins so: what a prompt has in common with the head ends where its question begins


@dataclass(frozen=True, slots=True)
class Llama:
    """A model that is loaded when it is first asked. What is kept of a prompt is its unchanging head and nothing more.

    With llama.cpp's own cache, a request's text depends on how much of it the request before had in common with it. So
    each is preceded by the head alone, which cuts the cache back: the same request gives the same text in any order.
    """

    name: str
    server: Callable[[], Any]
    sends_text_to: str = ""
    speed: Speed = field(default_factory=Speed)

    @classmethod
    def load(cls, options: EngineOptions) -> Llama:
        """Find a GGUF file by manifest name or path. Raises WeightsError; the first request, EngineError."""
        return cls(engine_name("llama", options), cache(partial(_serve, model_path(options), options.threads)))

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        """Numbered lines, bound by the grammar."""
        return answer(request, self._ask)

    def close(self) -> None:
        """The server ends with its last reference; nothing is held elsewhere."""

    def _ask(self, request: TranslationRequest, number: int) -> Reply:
        *head, question = messages(request)
        self._complete({"messages": [*head, {**question, "content": NO_QUESTION}], "max_tokens": 0})
        reply = self._complete(
            {
                "messages": [*head, question],
                "grammar": grammar(request),
                "temperature": TEMPERATURE if number else 0.0,
                "seed": number,
                "max_tokens": TOKENS_A_LINE * len(request.sentences),
                "logprobs": True,
                "top_logprobs": 1,
            }
        )
        timings = reply.get("timings", {})
        self.speed.tokens += timings.get("predicted_n", 0)
        self.speed.writing_seconds += timings.get("predicted_ms", 0.0) / 1000
        return reply_of(reply["choices"][0])

    def _complete(self, body: dict[str, Any]) -> dict[str, Any]:
        """A chat completion. Raises EngineError where there is none."""
        body = {**body, **WITHOUT_THINKING, "cache_prompt": True}
        reply: dict[str, Any] = self.server().handle_chat_completions(body)
        if "choices" not in reply:
            problem = reply.get("error", reply)
            message = problem.get("message", problem) if isinstance(problem, dict) else problem
            raise EngineError(f"the model cannot answer ({message})", where=self.name, remedy="Try a shorter turn")
        return reply


def _serve(path: Path, threads: int) -> Any:
    """A loaded model. Raises EngineError where the file is none."""
    import xllamacpp

    try:
        return xllamacpp.Server(server_params(str(path), threads, secrets.token_hex(16)))
    except (RuntimeError, ValueError, OSError) as error:
        raise EngineError(
            f"this model cannot be loaded ({error})", where=str(path), remedy="Give a GGUF file, or pull it again"
        ) from error


def server_params(path: str, threads: int, key: str) -> Any:
    """xllamacpp always opens a port on loopback; `key` keeps other programs from using it."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = path
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.cache_ram_mib = 0
    params.api_keys = [key]
    params.verbosity = -1
    params.warmup = False
    params.cpuparams.n_threads = threads or os.cpu_count() or 2
    params.cpuparams_batch.n_threads = threads or os.cpu_count() or 2
    return params
