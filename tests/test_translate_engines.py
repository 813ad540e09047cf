"""The engines with real weights, and a real OpenAI-compatible server on loopback; bad servers are made here."""

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
import xllamacpp

from taiyaku import weights
from taiyaku.engine import EngineOptions, TranslationRequest, Translator
from taiyaku.errors import EngineError, TaiyakuError
from taiyaku.glossary.match import TermMatcher
from taiyaku.model import Sentence, Term, Turn
from taiyaku.text.normalize import has_japanese
from taiyaku.translate import open_translator, require_translator, resolve_translator, translate_turns
from taiyaku.translate.llama import server_params

MODEL = "qwen2.5-coder-1.5b"
KEY = "a-key-that-must-not-be-seen"
ONE = TranslationRequest(("新しい倉庫は、来年の4月に開きます。", "費用はまだ決まっていません。"), "Xia")
OTHER = TranslationRequest(("船は何時に着きますか?",), "Dev437", (("Xia", "海の話です。"),))


@pytest.fixture(scope="module", params=["llama", "openvino"])
def local(request: pytest.FixtureRequest) -> Iterator[Translator]:
    """The bundled model, by either of the engines that run it."""
    with closing(open_translator(request.param, EngineOptions())) as engine:
        yield engine


@pytest.mark.models
def test_the_bundled_model_gives_every_sentence_in_english(local: Translator) -> None:
    lines = local.translate(ONE)[0].sentences
    assert len(lines) == 2
    assert not any(map(has_japanese, lines))
    assert "April" in lines[0]


@pytest.mark.models
def test_the_same_request_gives_the_same_text_in_any_order() -> None:
    begun_alike = [replace(OTHER, sentences=(text,)) for text in ("船は何時に出ますか?", "船は何人乗りですか?")]
    requests = [ONE, OTHER, *begun_alike, replace(ONE, sentences=ONE.sentences[:1])]
    one, fresh = (open_translator("llama", EngineOptions()) for _ in range(2))
    forward = {request: one.translate(request) for request in requests}
    assert {request: fresh.translate(request) for request in reversed(requests)} == forward


@pytest.mark.models
def test_the_model_says_how_sure_it_is_of_each_line(local: Translator) -> None:
    sure, unsure = (
        local.translate(TranslationRequest((text,)))[0].line_scores for text in ("はい。", "海鼠の腸が立つ。")
    )
    assert unsure < sure <= (0.0,)
    assert len(local.translate(ONE)[0].line_scores) == 2


@pytest.mark.models
def test_terms_are_kept_by_the_ladder(local: Translator) -> None:
    turn = Turn("t1", "Xia", (Sentence("t1.s1", "VチームとGenAIの話を聞きました。"),), 1)
    translations, _ = translate_turns([turn], local, TermMatcher([Term("Vチーム", "V-team")]))
    assert {(v.en, v.verdict) for v in translations[0].verdicts} == {("V-team", "kept"), ("GenAI", "kept")}


@pytest.fixture(scope="module")
def real_server() -> Iterator[str]:
    """llama.cpp's own server, from the bundled weights, behind a key."""
    server = xllamacpp.Server(server_params(str(weights.find(MODEL)), 0, KEY))
    yield f"{server.listening_address}/v1"
    del server


def client(url: str, model: str = MODEL) -> Translator:
    return open_translator("openai", EngineOptions(model=model, extra={"base_url": url}))


@pytest.mark.models
def test_a_real_server_answers_like_the_model_in_process(real_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    engine = client(real_server)
    found = engine.translate(ONE)[0]
    assert len(found.sentences) == len(found.line_scores) == 2
    assert not any(map(has_japanese, found.sentences))
    assert engine.translate(ONE)[0] == found
    assert engine.sends_text_to == ""
    assert KEY not in repr(engine)


@pytest.mark.models
def test_a_wrong_key_is_said_so_and_never_shown(real_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "another-key")
    with pytest.raises(EngineError, match="answered 401") as caught:
        client(real_server).translate(ONE)
    assert "OPENAI_API_KEY" in str(caught.value)
    assert "another-key" not in str(caught.value)


class Bad(http.server.BaseHTTPRequestHandler):
    """A server that answers with its path's first part: a status, or a kind of nonsense."""

    bodies: list[dict[str, object]]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).bodies.append(body)
        kind = self.path.split("/")[1]
        status = int(kind) if kind.isdigit() else 400 if kind == "plain" and "grammar" in body else 200
        text = {"plain": "1. The first.\n2. The second.", "short": "1. Only one."}.get(kind, "")
        answer = {"choices": [{"message": {"content": text}}]} if kind in ("plain", "short", "empty") else {"odd": 1}
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Say nothing."""


@pytest.fixture
def bad() -> Iterator[tuple[str, type[Bad]]]:
    handler = type("OneBad", (Bad,), {"bodies": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    thread.join()


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("404", "the server answered 404"),
        ("odd", "no chat completion"),
    ],
)
def test_a_bad_answer_is_named(bad: tuple[str, type[Bad]], kind: str, problem: str) -> None:
    with pytest.raises(EngineError, match=problem):
        client(f"{bad[0]}/{kind}/v1").translate(ONE)


def test_a_server_without_grammars_is_asked_without_one(bad: tuple[str, type[Bad]]) -> None:
    engine = client(f"{bad[0]}/plain/v1")
    assert engine.translate(ONE)[0].sentences == ("The first.", "The second.")
    engine.translate(ONE)
    assert ["grammar" in body for body in bad[1].bodies] == [True, False, False]


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(EngineError, match=r"http://127\.0\.0\.1:9/v1: the server cannot be reached"):
        client("http://127.0.0.1:9/v1").translate(ONE)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (EngineOptions(model="m"), "no server was named"),
        *(
            (EngineOptions(model="m", extra={"base_url": url}), "--server: this is no http or https address")
            for url in ("foo", "localhost:1", "http://", "http://[::1", "http://a:99999")
        ),
        (EngineOptions(extra={"base_url": "http://localhost:1/v1"}), "no model was named"),
    ],
)
def test_what_is_not_given_is_asked_for(options: EngineOptions, problem: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    for check in (open_translator, require_translator):
        with pytest.raises(EngineError, match=problem):
            check("openai", options)


def test_an_address_that_is_none_is_not_shown() -> None:
    with pytest.raises(EngineError) as caught:
        open_translator("openai", EngineOptions(model="m", extra={"base_url": "me:secret@host"}))
    assert "secret" not in str(caught.value)


def test_a_host_on_the_network_is_named_before_anything_is_sent() -> None:
    engine = open_translator("openai", EngineOptions(model="m", extra={"base_url": "https://api.example.com/v1"}))
    assert engine.sends_text_to == "api.example.com"


def test_a_file_that_is_no_model_is_named(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "broken.gguf"
    path.write_bytes(b"GGUF" + b"\0" * 100)
    with pytest.raises(TaiyakuError, match=r"broken\.gguf: this model cannot be loaded"):
        open_translator("llama", EngineOptions(model=str(path))).translate(ONE)


def test_an_unknown_translator_is_answered_with_the_known_ones() -> None:
    with pytest.raises(EngineError, match="auto, openvino, llama, argos, openai"):
        resolve_translator("babel")
