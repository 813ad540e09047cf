"""A translator is asked only for what is new, in a job as in a run that was killed, and never for approved lines."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from taiyaku import memory as memory_module
from taiyaku import stages
from taiyaku.engine import Candidate, TranslationRequest
from taiyaku.errors import EngineError, MemoryFileError
from taiyaku.job import Job
from taiyaku.memory import Memory
from taiyaku.model import Sentence, Turn
from taiyaku.options import Options, Unwatched
from taiyaku.translate.memory import Remembering, key_of, open_part
from taiyaku.workspace import Source

REQUEST = TranslationRequest(
    ("船が来ます。", "港です。", "静かです。"), "Xia", (("Dev437", "海の話です。"),), (("港", "port"), ("船", "ship"))
)


WORDS = ("none", "calm", "warm", "wide", "cold", "dark", "tall", "flat", "soft")


class Counting:
    """Gives another line at each request, with the terms it was told; remembers what it was asked."""

    name = "counting:1"
    sends_text_to = ""

    def __init__(self, breaks_at: int = 0) -> None:
        self.breaks_at = breaks_at
        self.requests: list[TranslationRequest] = []
        self.closed = 0

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        if self.breaks_at == len(self.requests) + 1:
            raise KeyboardInterrupt
        self.requests.append(request)
        wanted = " ".join(english for _, english in request.hints)
        lines = (f"It is {WORDS[len(self.requests)]} here {wanted}.",) * len(request.sentences)
        return tuple(Candidate(lines, -float(number)) for number in range(request.candidates))

    def close(self) -> None:
        self.closed += 1

    @property
    def sentences(self) -> list[tuple[str, ...]]:
        return [request.sentences for request in self.requests]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Memory:
    monkeypatch.setattr(memory_module, "BUSY_S", 0.05)
    return Memory(tmp_path / ".taiyaku" / "memory.sqlite3")


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


# from here on: the stage, as `taiyaku make` runs it

Build = Callable[..., tuple[Turn, ...]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Job, Counting]]:
    """Runs the translation stage in a workspace with a glossary: (turns, job before, terms, ...) -> (job, engine)."""
    (tmp_path / "glossary").mkdir()
    source = Source(
        tmp_path / "media" / "talk.wav",
        tmp_path / "media" / "talk.txt",
        (tmp_path / "glossary" / "terms.csv",),
        tmp_path / "output" / "talk.taiyaku.json",
    )

    def once(
        turns: tuple[Turn, ...],
        before: Job | None = None,
        terms: str = "港,port",
        breaks_at: int = 0,
        fresh: bool = False,
        context: int = 0,
    ) -> tuple[Job, Counting]:
        source.glossaries[0].write_text(f"ja,en\n{terms}\n", "utf-8")
        engine = Counting(breaks_at)
        monkeypatch.setattr(stages, "open_translator", lambda *_: engine)
        monkeypatch.setattr(stages, "identity", lambda *_: "sum")
        job = before or Job(media={"path": "media/talk.wav"}, turns=turns)
        options = Options(translator="llama", fresh=fresh, context=context)
        return stages.translate_job(job, source, options, Unwatched()), engine

    return once


TALK = ("港に船が来ます。", "山は静かです。", "港の倉庫です。", "海は広いです。")


def texts(job: Job) -> list[str]:
    return [translation.text for translation in job.translations]


def test_an_unchanged_job_asks_nobody(run: Callable[..., tuple[Job, Counting]], interview: Build) -> None:
    job, engine = run(interview(*TALK))
    assert len(engine.requests) == 4
    again, engine = run(interview(*TALK), job)
    assert (engine.requests, again) == ([], job)


def test_a_job_with_an_empty_line_is_gone_over_again(
    run: Callable[..., tuple[Job, Counting]], interview: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Counting, "translate", lambda self, request: (Candidate(("",) * len(request.sentences)),))
    job, _ = run(interview(*TALK[:2]))
    assert [finding.rule for finding in job.findings] == ["term-missed", "empty", "empty"]
    monkeypatch.undo()
    again, _ = run(interview(*TALK[:2]), job)
    assert all(texts(again))


def test_a_lost_job_file_costs_no_request(run: Callable[..., tuple[Job, Counting]], interview: Build) -> None:
    job, _ = run(interview(*TALK))
    again, engine = run(interview(*TALK))
    assert engine.requests == []
    assert texts(again) == texts(job)


def test_one_changed_term_is_asked_for_in_the_turns_that_hold_it(
    run: Callable[..., tuple[Job, Counting]], interview: Build
) -> None:
    job, _ = run(interview(*TALK))
    again, engine = run(interview(*TALK), job, terms="港,harbour")
    assert engine.sentences == [("港に船が来ます。",), ("港の倉庫です。",)]
    assert [v.en for t in again.translations for v in t.verdicts] == ["harbour", "harbour"]
    assert again.fingerprints["translate"] != job.fingerprints["translate"]
    assert [texts(again)[i] == texts(job)[i] for i in range(4)] == [False, True, False, True]


def test_a_changed_sentence_is_asked_for_where_it_is_and_where_it_is_context(
    run: Callable[..., tuple[Job, Counting]], interview: Build
) -> None:
    for context, asked in ((0, [("港の広場です。",)]), (1, [("港の広場です。",), ("海は広いです。",)])):
        run(interview(*TALK), context=context)
        _, engine = run(interview(TALK[0], TALK[1], "港の広場です。", TALK[3]), context=context)
        assert engine.sentences == asked


def test_a_run_that_was_stopped_goes_on_where_it_was(
    run: Callable[..., tuple[Job, Counting]], interview: Build
) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(interview(*TALK), breaks_at=3)
    job, engine = run(interview(*TALK))
    assert engine.sentences == [("港の倉庫です。",), ("海は広いです。",)]
    assert len(job.translations) == 4


def test_fresh_asks_for_everything_but_what_is_approved(
    run: Callable[..., tuple[Job, Counting]], interview: Build, here: Memory
) -> None:
    job, _ = run(interview(*TALK))
    here.approve({"山は静かです。": "The mountain is quiet."})
    again, engine = run(interview(*TALK), job, fresh=True)
    assert engine.sentences == [("港に船が来ます。",), ("港の倉庫です。",), ("海は広いです。",)]
    assert texts(again)[1] == "The mountain is quiet."


def test_an_approved_line_wins_though_it_lacks_a_term_and_later_too(
    run: Callable[..., tuple[Job, Counting]], interview: Build, here: Memory
) -> None:
    job, _ = run(interview(*TALK))
    here.approve({"港の倉庫です。": "It is a warehouse."}, by="Xia")
    for terms in ("港,port", "港,harbour"):  # no rung of the ladder, nor a term written into the Japanese, undoes it
        job, engine = run(interview(*TALK), job, terms=terms)
        assert not [text for asked in engine.sentences for text in asked if "倉庫" in text]
        assert texts(job)[2] == "It is a warehouse."
        assert [(v.verdict, v.rung) for v in job.translations[2].verdicts] == [("missed", "approved")]


def test_a_memory_that_cannot_be_read_stops_the_stage_before_a_hand_edit_is_lost(
    run: Callable[..., tuple[Job, Counting]], interview: Build, here: Memory
) -> None:
    job, _ = run(interview(*TALK))
    here.path.write_bytes(b"spoilt" * 1_000)
    with pytest.raises(MemoryFileError, match="this memory is damaged"):
        run(interview(*TALK), job)


def test_an_engine_that_fails_leaves_what_it_had_translated(
    run: Callable[..., tuple[Job, Counting]], interview: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Counting.translate

    def failing(self: Counting, request: TranslationRequest) -> tuple[Candidate, ...]:
        if len(self.requests) == 2:
            raise EngineError("the server answered 500")
        return ask(self, request)

    monkeypatch.setattr(Counting, "translate", failing)
    with pytest.raises(EngineError):
        run(interview(*TALK))
    monkeypatch.setattr(Counting, "translate", ask)
    _, engine = run(interview(*TALK))
    assert engine.sentences == [("港の倉庫です。",), ("海は広いです。",)]


def test_a_sentence_of_several_in_a_turn_is_approved_alone(
    run: Callable[..., tuple[Job, Counting]], here: Memory
) -> None:
    turn = Turn("t1", "Xia", (Sentence("t1.s1", "船です。"), Sentence("t1.s2", "山です。")), 1)
    job, _ = run((turn,))
    here.approve({"山です。": "A mountain."})
    again, engine = run((turn,), job)
    assert engine.requests == []
    assert texts(again) == [texts(job)[0], "A mountain."]
