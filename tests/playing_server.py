"""A chat server on loopback that plays faults, one a request, and then answers well."""

from __future__ import annotations

import http.server
import json
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

LINES = "A ship is coming.", "It is the harbour.", "All is quiet."  # good English of any three sentences


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer as it goes over the wire; `text` makes it a chat completion, `cut` breaks off the body it promised.

    `hangs` keeps the client waiting, `drops` closes the connection without a word.
    """

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    text: str | None = None
    finish: str = "stop"
    cut: bool = False
    hangs: bool = False
    drops: bool = False


@dataclass(slots=True)
class Playing:
    """A running server: its address, what it was asked, and the faults that are still to come."""

    url: str
    faults: list[Fault]
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)

    @property
    def asked(self) -> list[str]:
        """The last message of each request."""
        return [request["messages"][-1]["content"] for request in self.requests]


def completion(text: str | None, finish: str = "stop") -> str:
    """A chat completion's JSON."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]})


def good(question: str) -> str:
    """As many numbered lines as the question has."""
    count = len(re.findall(r"^\d+\. ", question, re.MULTILINE))
    return "\n".join(f"{number}. {LINES[(number - 1) % len(LINES)]}" for number in range(1, count + 1))


@contextmanager
def playing(faults: Sequence[Fault] = (), every: Fault | None = None) -> Iterator[Playing]:
    """Serve `faults` one after another, then good answers; or one fault forever."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.requests.append(request)
            server.paths.append(self.path)
            server.keys.append(self.headers.get("Authorization", ""))
            fault = every or (server.faults.pop(0) if server.faults else Fault(text=good(server.asked[-1])))
            if fault.hangs:
                server.let_go.wait()
            if fault.hangs or fault.drops:
                self.close_connection = True
                return
            body = (completion(fault.text, fault.finish) if fault.text is not None else fault.body).encode()
            self.send_response(fault.status)
            for name, value in fault.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) + 100 * fault.cut))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
            """Say nothing."""

    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Playing(f"http://127.0.0.1:{listening.server_port}/v1", list(faults))
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.let_go.set()
        listening.shutdown()
        listening.server_close()
        thread.join()
