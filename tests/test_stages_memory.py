"""The translation stage asks only for what is new, in a job as in a run that was killed, and for no approved line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from counting import Counting
from taiyaku import stages
from taiyaku.engine import Candidate, TranslationRequest
from taiyaku.errors import EngineError, MemoryFileError
from taiyaku.job import Job
from taiyaku.memory import Memory
from taiyaku.model import Sentence, Turn
from taiyaku.options import Options, Unwatched
from taiyaku.workspace import Source

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
