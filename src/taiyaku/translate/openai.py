"""Any server with an OpenAI-compatible chat interface: Ollama, vLLM, llama-server, or a service on the network."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from taiyaku.errors import EngineError
from taiyaku.model import Candidate, EngineOptions, TranslationRequest
from taiyaku.translate.chat import answer
from taiyaku.translate.prompt import grammar, messages

BASE_URL = "OPENAI_BASE_URL"  # environment; the option --server goes first
API_KEY = "OPENAI_API_KEY"  # environment only, so that it never stands in a command, a log or a job file
EXAMPLE = "http://localhost:11434/v1"
TIMEOUT_S = 120.0
TEMPERATURE = 0.7  # of the candidates after the first
REMEDIES = {
    401: f"Set {API_KEY} in the environment",
    403: f"Set {API_KEY} in the environment",
    404: "Check --server (it usually ends in /v1) and --translator-model",
    429: "Wait a while and run again; what was done is kept",
}


@dataclass(slots=True)
class _Server:
    """A server and what was learned of it: whether it takes a grammar. `url` is without a user and password."""

    url: str
    client: Any = field(repr=False)
    takes_grammar: bool = True


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
        key = os.environ.get(API_KEY, "")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        client = httpx.Client(base_url=url.rstrip("/") + "/", headers=headers, timeout=TIMEOUT_S)
        parts = urlsplit(url)
        host = parts.hostname or ""
        shown = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        return cls(f"openai:{options.model}", options.model, _Server(shown, client), "" if _is_local(host) else host)

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        """Numbered lines; bound by a grammar where the server takes one, checked in any case."""
        return answer(request, self._ask)

    def close(self) -> None:
        """Close the connections."""
        self.server.client.close()

    def _ask(self, request: TranslationRequest, number: int) -> str:
        body: dict[str, Any] = {
            "model": self.model,
            "messages": messages(request),
            "temperature": TEMPERATURE if number else 0.0,
            "seed": number,
        }
        if self.server.takes_grammar:
            reply = self._post({**body, "grammar": grammar(len(request.sentences)), "cache_prompt": False})
            if reply.status_code not in (400, 422):
                return self._text(reply)
            self.server.takes_grammar = False
        return self._text(self._post(body))

    def _post(self, body: dict[str, Any]) -> Any:
        import httpx

        try:
            return self.server.client.post("chat/completions", json=body)
        except httpx.TimeoutException as error:
            raise EngineError(
                f"the server did not answer within {TIMEOUT_S:.0f} s",
                where=self.server.url,
                remedy="Check its load, or choose a smaller model",
            ) from error
        except httpx.HTTPError as error:
            raise EngineError(
                f"the server cannot be reached ({type(error).__name__})",
                where=self.server.url,
                remedy="Check that it runs, and --server",
            ) from error

    def _text(self, reply: Any) -> str:
        if reply.status_code != 200:
            raise EngineError(
                f"the server answered {reply.status_code}",
                where=self.server.url,
                remedy=REMEDIES.get(reply.status_code, "Look into the server's log"),
            )
        try:
            return str(reply.json()["choices"][0]["message"]["content"])
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise EngineError(
                "the server's answer is no chat completion", where=self.server.url, remedy="Check --server"
            ) from error


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
