"""A server that fails in each known way: asked again where that can help, else one clear error; no key is shown."""

import datetime
import time
from email.utils import format_datetime

import pytest

from playing_server import LINES, Fault, completion, playing
from taiyaku.engine import EngineOptions, TranslationRequest, Translator
from taiyaku.errors import EngineError
from taiyaku.translate import chat, open_translator
from taiyaku.translate import openai as openai_module
from taiyaku.translate.patience import FIRST_WAIT_S, JITTER, LONGEST_WAIT_S, TRIES, asked_wait_s

REQUEST = TranslationRequest(("船が来ます。", "港です。", "静かです。"), "Xia")
PAGE = "<!DOCTYPE html><html><body>Sign in to go on</body></html>"


def client(url: str, waits: list[float] | None = None) -> Translator:
    """An engine that does not really wait; what it would have waited goes to `waits`."""
    engine = open_translator("openai", EngineOptions(model="m", extra={"base_url": url}))
    engine.server.sleep = (waits if waits is not None else []).append  # type: ignore[attr-defined]
    return engine


PASSING = {
    "429": Fault(429),
    "500": Fault(500, "oops"),
    "502 as a page": Fault(502, PAGE),
    "503": Fault(503),
    "504": Fault(504),
    "dropped": Fault(drops=True),
    "broken off": Fault(text="1. A ship", cut=True),
    "truncated JSON": Fault(body=completion("1. A ship is coming.")[:60]),
    "unbalanced JSON": Fault(body=completion("1. A ship is coming.") + "}}"),
    "deep JSON": Fault(body="[" * 200_000),
    "no body": Fault(),
}


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)
def test_a_fault_that_passes_is_waited_out(fault: Fault) -> None:
    waits: list[float] = []
    with playing([fault, fault]) as server:
        assert client(server.url, waits).translate(REQUEST)[0].sentences == LINES
    assert len(server.requests) == 3
    assert len(waits) == 2
    assert FIRST_WAIT_S <= waits[0] <= FIRST_WAIT_S * (1 + JITTER)
    assert 2 * FIRST_WAIT_S <= waits[1] <= 2 * FIRST_WAIT_S * (1 + JITTER)


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (PASSING["429"], f"the server answered 429, {TRIES} times"),
        (PASSING["500"], f"the server answered 500, {TRIES} times"),
        (PASSING["503"], f"the server answered 503, {TRIES} times"),
        (PASSING["dropped"], f"the connection broke (RemoteProtocolError), {TRIES} times"),
        (PASSING["truncated JSON"], f"the server's answer breaks off, {TRIES} times"),
    ],
)
def test_a_fault_that_stays_is_one_error_after_some_tries(fault: Fault, problem: str) -> None:
    waits: list[float] = []
    with playing(every=fault) as server, pytest.raises(EngineError) as caught:
        client(server.url, waits).translate(REQUEST)
    assert caught.value.problem == problem
    assert caught.value.where == server.url
    assert "what was translated is kept" in caught.value.remedy
    assert len(server.requests) == len(waits) + 1 == TRIES


LASTING = {
    "a page": (Fault(body=PAGE), "the server answered with a web page"),
    "401": (Fault(401), "the server answered 401"),
    "404": (Fault(404), "the server answered 404"),
    "a redirect": (Fault(307, headers={"Location": "http://elsewhere.example/"}), "the server answered 307"),
    "an error as JSON": (Fault(body='{"error": {"message": "no"}}'), "the server's answer is no chat completion"),
    "a list": (Fault(body="[]"), "the server's answer is no chat completion"),
    "no choice": (Fault(body='{"choices": []}'), "the server's answer is no chat completion"),
}


@pytest.mark.parametrize(("fault", "problem"), LASTING.values(), ids=LASTING)
def test_what_waiting_cannot_mend_is_said_at_once(fault: Fault, problem: str) -> None:
    waits: list[float] = []
    with playing(every=fault) as server, pytest.raises(EngineError) as caught:
        client(server.url, waits).translate(REQUEST)
    assert caught.value.problem == problem
    assert (waits, len(server.requests)) == ([], 1)


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_server_that_says_when_is_waited_for_so_long(form: str) -> None:
    when = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=32)
    header = "30" if form == "seconds" else format_datetime(when, usegmt=True)
    waits: list[float] = []
    with playing([Fault(429, headers={"Retry-After": header})]) as server:
        client(server.url, waits).translate(REQUEST)
    assert len(waits) == 1
    assert 28 <= waits[0] <= 32 * (1 + JITTER)


def test_a_wait_that_a_person_notices_is_told() -> None:
    told: list[str] = []
    with playing([Fault(503), Fault(429, headers={"Retry-After": "30"})]) as server:
        engine = open_translator("openai", EngineOptions(model="m", extra={"base_url": server.url}, tell=told.append))
        engine.server.sleep = lambda _: None  # type: ignore[attr-defined]
        engine.translate(REQUEST)
    (message,) = told  # the first wait is a second or so
    assert message.startswith("the server answered 429; asking again in ")
    assert 30 <= float(message.split()[-2]) <= 30 * (1 + JITTER)


def test_a_server_that_asks_for_too_long_is_not_waited_for() -> None:
    waits: list[float] = []
    with playing(every=Fault(429, headers={"Retry-After": "3600"})) as server, pytest.raises(EngineError) as caught:
        client(server.url, waits).translate(REQUEST)
    assert caught.value.problem == "the server answered 429, and asks to wait 3600 s"
    assert waits == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("", 0), ("soon", 0), ("-5", 0), ("1.5", 1.5), ("nan", 0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("32 Oct", 0)],
)
def test_what_retry_after_says(header: str, seconds: float) -> None:
    assert asked_wait_s(header) == seconds


def test_a_server_that_does_not_answer_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai_module, "TIMEOUT_S", 0.2)
    monkeypatch.setattr("taiyaku.translate.patience.PATIENCE_S", 2.0)
    with playing(every=Fault(hangs=True)) as server, pytest.raises(EngineError) as caught:
        client(server.url).translate(REQUEST)
    assert caught.value.problem.startswith("the server did not answer within 0 s")
    assert 1 <= len(server.requests) < TRIES
    assert LONGEST_WAIT_S < 120


def test_a_server_that_went_away_is_waited_for_one_that_never_was_is_not() -> None:
    waits: list[float] = []
    with playing() as server:
        engine = client(server.url, waits)
        engine.translate(REQUEST)
    for other, count in ((engine, TRIES - 1), (client(server.url, waits), 0)):
        waits.clear()
        with pytest.raises(EngineError, match=r"the server cannot be reached \(ConnectError\)"):
            other.translate(REQUEST)
        assert len(waits) == count


ODD = {
    "prose before": ["Sure! Here are the lines:\n\n1. A ship is coming.\n2. It is the harbour.\n3. All is quiet."],
    "prose after": [
        "1. A ship is coming.\n2. It is the harbour.\n3. All is quiet.\n\nNotes:\n1. I chose the plain form."
    ],
    "a fence": ["```\n1. A ship is coming.\n2. It is the harbour.\n3. All is quiet.\n```"],
    "thoughts": [
        "<think>\n1. A boat?\n2. No.\n</think>\n1. A ship is coming.\n2. It is the harbour.\n3. All is quiet."
    ],
    "too few lines": ["1. Only one.", *(f"1. {line}" for line in LINES)],
    "too many lines": ["1. a\n2. b\n3. c\n4. d", *(f"1. {line}" for line in LINES)],
    "no lines": ["I cannot do that.", *LINES],
    "empty": ["", *(f"1. {line}" for line in LINES)],
    "one of them empty": ["", "1. A ship is coming.", "", "1. It is the harbour.", "1. All is quiet."],
    "announced": ["", "Here is the translation:\nA ship is coming.", *LINES[1:]],
}


@pytest.mark.parametrize("answers", ODD.values(), ids=ODD)
def test_an_answer_that_is_not_the_lines_alone_is_read_or_asked_for_in_parts(answers: list[str]) -> None:
    waits: list[float] = []
    with playing([Fault(text=text) for text in answers]) as server:
        assert client(server.url, waits).translate(REQUEST)[0].sentences == LINES
    assert server.faults == []
    assert waits == []


def test_an_answer_that_was_cut_off_counts_for_nothing() -> None:
    cut = Fault(text="1. A ship is coming.\n2. It is the harbour.\n3. All is", finish="length")
    with playing([cut]) as server:
        assert client(server.url).translate(REQUEST)[0].sentences[2] == LINES[0]  # asked for alone, as the first line
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    "body", ['{"choices": [{"message": {"content": null}}]}', '{"choices": [{"message": {"content": [1]}}]}']
)
def test_content_that_is_no_text_is_none(body: str) -> None:
    with playing(every=Fault(body=body)) as server:
        assert client(server.url).translate(REQUEST)[0].sentences == ("", "", "")
    assert len(server.requests) == 1 + 3 * chat.TRIES


def test_a_line_that_cannot_be_had_is_tried_with_other_seeds_and_stays_empty() -> None:
    with playing(every=Fault(text="")) as server:
        assert client(server.url).translate(TranslationRequest(("港です。",)))[0].sentences == ("",)
    assert [request["seed"] for request in server.requests] == [0, 100, 200]


def test_a_query_in_the_address_goes_with_every_request() -> None:
    with playing() as server:
        client(f"{server.url}?api-version=2").translate(REQUEST)
    assert server.paths == ["/v1/chat/completions?api-version=2"]


def test_a_proxy_is_not_asked_for_a_server_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing() as proxy, playing() as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        client(server.url).translate(REQUEST)
    assert (len(proxy.requests), len(server.requests)) == (0, 1)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://me:planted@127.0.0.1:9/v1", "http://127.0.0.1:9/v1"),
        ("http://127.0.0.1:9/v1?api-key=planted#planted", "http://127.0.0.1:9/v1"),
    ],
)
def test_an_address_is_shown_without_what_is_secret_in_it(address: str, shown: str) -> None:
    engine = client(address)
    with pytest.raises(EngineError) as caught:
        engine.translate(REQUEST)
    assert caught.value.where == shown
    assert "planted" not in f"{caught.value} {engine!r}"


def test_a_key_goes_to_the_server_without_the_newline_of_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "planted-key\n")
    with playing() as server:
        client(server.url).translate(REQUEST)
    assert server.keys == ["Bearer planted-key"]


@pytest.mark.parametrize("key", ["planted\nkey", "planted…", "planted\x00"])
def test_a_key_that_cannot_be_one_is_refused_and_not_shown(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.environ", {"OPENAI_API_KEY": key})
    with pytest.raises(EngineError, match="OPENAI_API_KEY: this holds characters that no key has") as caught:
        client("http://127.0.0.1:9/v1")
    assert "planted" not in str(caught.value)


def test_waits_are_real_by_default() -> None:
    engine = open_translator("openai", EngineOptions(model="m", extra={"base_url": "http://127.0.0.1:9/v1"}))
    assert engine.server.sleep is time.sleep  # type: ignore[attr-defined]
