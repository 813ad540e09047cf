"""Any server with an OpenAI-compatible chat interface: Ollama, vLLM, llama-server, or a service on the network."""

from __future__ import annotations

import ipaddress
import json
import os
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from taiyaku.engine import Candidate, EngineOptions, TranslationRequest, untold
from taiyaku.errors import EngineError
from taiyaku.translate.chat import answer
from taiyaku.translate.patience import PassingError, Sleep, asked_wait_s, patiently
from taiyaku.translate.prompt import WITHOUT_THINKING, grammar, messages
from taiyaku.translate.reply import Reply, reply_of

BASE_URL = "OPENAI_BASE_URL"  # environment; the option --server goes first
API_KEY = "OPENAI_API_KEY"  # environment only, so that it never stands in a command, a log or a job file
EXAMPLE = "http://localhost:11434/v1"
TIMEOUT_S = 120.0  # for an answer; a large model on a slow machine takes its time
CONNECT_S = 10.0
TEMPERATURE = 0.7  # of the candidates after the first
REMEDIES = {
    401: f"Set {API_KEY} in the environment",
    403: f"Set {API_KEY} in the environment",
    404: "Check --server (it usually ends in /v1) and --translator-model",
}
PASSING = (408, 425, 429, 500, 502, 503, 504, 529)  # statuses that may be others when asked again
KEPT = "Run again later: what was translated is kept"
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)  # some models think aloud before they answer


@dataclass(slots=True)
class _Server:
    """A server and what was learned of it: whether it takes a grammar, whether it ever answered.

    `url` is the address as it may be shown; `sleep` waits between tries, and `tell` is told of it.
    """

    url: str
    client: Any = field(repr=False)
    takes_grammar: bool = True
    answered: bool = False
    sleep: Sleep = time.sleep
    tell: Callable[[str], None] = untold


@dataclass(frozen=True, slots=True)
class OpenAICompatible:
    """A model behind a server. `sends_text_to` is its host, empty on this machine."""

    name: str
    model: str
    server: _Server
    sends_text_to: str

    @classmethod
    def load(cls, options: EngineOptions) -> OpenAICompatible:
        """Set up a client; nothing is sent yet. Raises EngineError without an address or a model."""
        import httpx

        url = _address(options)
        if not options.model:
            raise EngineError(
                "no model was named", where="--translator-model", remedy="Give the name of a model that the server has"
            )
        host = urlsplit(url).hostname or ""
        local = _is_local(host)
        client = httpx.Client(
            base_url=urlsplit(url)._replace(query="", fragment="").geturl().rstrip("/") + "/",
            params=urlsplit(url).query,
            headers=_headers(),
            timeout=httpx.Timeout(TIMEOUT_S, connect=CONNECT_S),
            # a transport of its own goes past the environment's proxies: they are other machines
            transport=httpx.HTTPTransport() if local else None,
        )
        return cls(
            f"openai:{options.model}",
            options.model,
            _Server(_shown(url), client, tell=options.tell),
            "" if local else host,
        )

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        """Numbered lines; bound by a grammar where the server takes one, checked in any case."""
        return answer(request, self._ask)

    def close(self) -> None:
        """Close the connections."""
        self.server.client.close()

    def _ask(self, request: TranslationRequest, number: int) -> Reply:
        body: dict[str, Any] = {
            "model": self.model,
            "messages": messages(request),
            "temperature": TEMPERATURE if number else 0.0,
            "seed": number,
        }
        return patiently(lambda: self._content(body, request), self.server.sleep, self.server.tell)

    def _content(self, body: dict[str, Any], request: TranslationRequest) -> Reply:
        """One try. Raises PassingError for what may pass, EngineError for what will not."""
        if self.server.takes_grammar:
            reply = self._post(
                {**body, "grammar": grammar(request), "cache_prompt": False, "logprobs": True, **WITHOUT_THINKING}
            )
            if reply.status_code not in (400, 422):
                return self._reply(reply)
            self.server.takes_grammar = False
        return self._reply(self._post(body))

    def _post(self, body: dict[str, Any]) -> Any:
        import httpx

        try:
            reply = self.server.client.post("chat/completions", json=body)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            problem = f"the server cannot be reached ({type(error).__name__})"
            refused = self._error(problem, "Check that it runs, and --server")
            if not self.server.answered:  # a wrong address, or a server that was not started: waiting does not help
                raise refused from error
            raise PassingError(refused) from error
        except httpx.TimeoutException as error:
            slow = f"the server did not answer within {TIMEOUT_S:.0f} s"
            raise PassingError(self._error(slow, "Check its load, or choose a smaller model")) from error
        except httpx.HTTPError as error:
            raise PassingError(self._error(f"the connection broke ({type(error).__name__})", KEPT)) from error
        self.server.answered = True
        return reply

    def _reply(self, reply: Any) -> Reply:
        """What the model says; nothing where the server cut it off, since its last line is then none."""
        status = reply.status_code
        if status != 200:
            refused = self._error(f"the server answered {status}", REMEDIES.get(status, "Look into the server's log"))
            if status not in PASSING:
                raise refused
            passing = self._error(refused.problem, KEPT)
            raise PassingError(passing, asked_wait_s(reply.headers.get("Retry-After", "")))
        if reply.text.lstrip().startswith("<"):
            raise self._error("the server answered with a web page", REMEDIES[404])
        try:
            choice = reply.json()["choices"][0]
            said = reply_of(choice)
        except (json.JSONDecodeError, RecursionError) as error:
            raise PassingError(self._error("the server's answer breaks off", KEPT)) from error
        except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            raise self._error("the server's answer is no chat completion", "Check --server") from error
        whole = isinstance(said.text, str) and choice.get("finish_reason") != "length"
        if not whole:
            return Reply("")
        text = _THOUGHT.sub("", said.text)
        return said if text == said.text else Reply(text)

    def _error(self, problem: str, remedy: str) -> EngineError:
        return EngineError(problem, where=self.server.url, remedy=remedy)


def shown_address(options: EngineOptions) -> str:
    """The server's address as it may be shown and kept. Raises EngineError where there is none."""
    return _shown(_address(options))


def _shown(url: str) -> str:
    """An address without what may be secret in it: user, password and query."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def _headers() -> Mapping[str, str]:
    """The key, if there is one. Raises EngineError, without showing it, where it cannot stand in a header."""
    key = os.environ.get(API_KEY, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise EngineError("this holds characters that no key has", where=API_KEY, remedy="Set it anew")
    return {"Authorization": f"Bearer {key}"} if key else {}


def _address(options: EngineOptions) -> str:
    """The server's address. Raises EngineError, without showing it: it may hold a password."""
    url, where = options.extra.get("base_url", ""), "--server"
    if not url:
        url, where = os.environ.get(BASE_URL, ""), BASE_URL
    if not url:
        raise EngineError(
            "no server was named",
            where="--server",
            remedy=f"Give its address, as {EXAMPLE}, or set {BASE_URL}",
        )
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, an IPv6 address without its bracket
        good = False
    if not good:
        raise EngineError("this is no http or https address", where=where, remedy=f"Give it as {EXAMPLE}")
    return url


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
