"""The ladder, with engines of a few lines: hint, verify, ask again, say so."""

from collections.abc import Callable, Sequence

import pytest

from taiyaku.engine import Candidate, TranslationRequest
from taiyaku.errors import EngineError
from taiyaku.glossary.match import TermMatcher
from taiyaku.model import Sentence, Term, Turn
from taiyaku.translate.turns import Directions, translate_turns

MATCHER = TermMatcher([Term("Vチーム", "V-team"), Term("港", "port")])


class Scripted:
    """Answers each sentence from a table; what is asked again gets the second column."""

    name = "scripted"
    sends_text_to = ""

    def __init__(self, answers: dict[str, Sequence[str]]) -> None:
        self.answers = answers
        self.requests: list[TranslationRequest] = []

    def translate(self, request: TranslationRequest) -> tuple[Candidate, ...]:
        self.requests.append(request)
        again = bool(request.required)
        return tuple(
            Candidate(tuple(self.answers[s][again] for s in request.sentences)) for _ in range(request.candidates)
        )

    def close(self) -> None:
        """Nothing is held."""


def run(turns: tuple[Turn, ...], **answers: Sequence[str]) -> tuple[list[str], list[str], Scripted]:
    engine = Scripted({turn.sentences[0].text: answers[f"t{i}"] for i, turn in enumerate(turns, start=1)})
    translations, findings = translate_turns(turns, engine, MATCHER)
    assert [t.sentence_id for t in translations] == [s.id for turn in turns for s in turn.sentences]
    return [t.text for t in translations], [f.rule for f in findings], engine


Build = Callable[..., tuple[Turn, ...]]


def test_a_good_line_is_asked_for_once_with_its_terms_as_hints(interview: Build) -> None:
    texts, findings, engine = run(interview("Vチームが港に来ます。"), t1=("The V-team comes to the port.", ""))
    assert texts == ["The V-team comes to the port."]
    assert findings == []
    assert len(engine.requests) == 1
    assert engine.requests[0].hints == (("Vチーム", "V-team"), ("港", "port"))


def test_a_lost_term_is_asked_for_again_alone_by_name(interview: Build) -> None:
    texts, findings, engine = run(interview("Vチームが来ます。"), t1=("The team is coming.", "The V-team is coming."))
    assert texts == ["The V-team is coming."]
    assert findings == []
    assert engine.requests[1].required == (("V-team",),)


def test_a_term_that_stays_lost_is_a_finding_and_the_line_stays(interview: Build) -> None:
    texts, findings, _ = run(interview("GenAIが来ます。"), t1=("It is coming.", "It is coming soon."))
    assert texts == ["It is coming."]
    assert findings == ["term-missed"]


@pytest.mark.parametrize("bad", ["", "港です", "x" * 400, "Dev437 says:"])
def test_a_line_that_cannot_be_right_is_asked_for_again(interview: Build, bad: str) -> None:
    texts, findings, _ = run(interview("船が静かに来ました。"), t1=(bad, "A ship came in quietly."))
    assert texts == ["A ship came in quietly."]
    assert findings == []


def test_a_turn_knows_as_many_turns_before_it_as_it_is_told(interview: Build) -> None:
    turns = interview("船です。", "山です。", "川です。", "海です。")
    engine = Scripted({turn.sentences[0].text: ("It is here.", "") for turn in turns})
    translate_turns(turns, engine, MATCHER)
    assert [request.context for request in engine.requests] == [()] * 4
    engine.requests.clear()
    translate_turns(turns, engine, MATCHER, Directions(context_turns=2))
    assert engine.requests[3].context == (("Xia", "山です。"), ("Dev437", "川です。"))
    assert engine.requests[0].context == ()


def test_unlabelled_text_is_translated_too(interview: Build) -> None:
    texts, _, engine = run(interview("# 海の話"), t1=("A Story of the Sea", ""))
    assert texts == ["A Story of the Sea"]
    assert engine.requests[0].speaker is None


def test_the_verdict_names_the_rung_that_served(interview: Build) -> None:
    turns = interview("Vチームが来ます。", "港です。")
    engine = Scripted({"Vチームが来ます。": ("They come.", "The V-team comes."), "港です。": ("A port.", "")})
    translations, _ = translate_turns(turns, engine, MATCHER)
    assert [(v.verdict, v.rung) for t in translations for v in t.verdicts] == [("kept", "again"), ("kept", "hint")]


def test_a_term_is_spelled_out_where_it_first_occurs_and_short_afterwards(interview: Build) -> None:
    matcher = TermMatcher([Term("PSC", "PSC (performance review)")])
    first, later = "PSCです。", "これもPSCです。"
    engine = Scripted({first: ("It is PSC.", "It is PSC (performance review)."), later: ("This is PSC too.", "")})
    translations, findings = translate_turns(interview(first, later), engine, matcher)
    assert [t.text for t in translations] == ["It is PSC (performance review).", "This is PSC too."]
    assert not findings
    spelled_out = (("PSC", "PSC (performance review)"),)
    assert [request.hints for request in engine.requests] == [spelled_out, spelled_out, ()]


def test_within_a_turn_a_pronoun_may_stand_for_a_term_that_is_named_once() -> None:
    matcher = TermMatcher([Term("対訳社", "Taiyaku Co.", strictness="once")])
    said = ("対訳社は新しいです。", "対訳社は小さいです。")
    turn = Turn("t1", "Xia", tuple(Sentence(f"t1.s{n}", text) for n, text in enumerate(said, start=1)), 1)
    engine = Scripted({said[0]: ("Taiyaku Co. is new.", ""), said[1]: ("They are small.", "")})
    translations, findings = translate_turns([turn], engine, matcher)
    assert [v.verdict for t in translations for v in t.verdicts] == ["kept", "implied"]
    assert [(f.rule, f.severity, f.sentence_id) for f in findings] == [("term-implied", "info", "t1.s2")]
    assert len(engine.requests) == 1


def test_one_line_that_cannot_be_had_is_a_finding_and_the_others_go_on(interview: Build) -> None:
    texts, findings, _ = run(interview("船が来ます。", "山です。"), t1=("", ""), t2=("A mountain.", ""))
    assert (texts, findings) == (["", "A mountain."], ["empty"])


def test_an_engine_that_gives_no_line_at_all_ends_the_run(interview: Build) -> None:
    with pytest.raises(EngineError) as caught:
        run(interview(*("船が来ます。",) * 5), **{f"t{i}": ("", "") for i in range(1, 6)})
    assert str(caught.value) == (
        "船が来ます。: the model gave no usable line for 3 sentences in a row. "
        "Try another model, or let the server give longer answers; what was translated is kept."
    )


PLAIN, TOLD = "それから、荷札を読みます。", "それから、私たちは荷札を読みます。"


@pytest.mark.parametrize(
    ("first", "again", "kept", "asked"),
    [
        ("Then the label is read.", "Then we read the label.", "Then we read the label.", [PLAIN, TOLD]),
        ("Then I read the label.", "", "Then I read the label.", [PLAIN]),  # I or we is the engine's choice
        ("Then the label is read.", "Then they read it.", "Then the label is read.", [PLAIN, TOLD]),
        ("Then the label is read.", "それから we", "Then the label is read.", [PLAIN, TOLD]),
    ],
)
def test_a_line_without_the_subject_left_unsaid_is_asked_for_again_with_it(
    interview: Build, first: str, again: str, kept: str, asked: list[str]
) -> None:
    turns = interview(PLAIN)
    engine = Scripted({PLAIN: (first, first), TOLD: ("", again)})
    translations, _ = translate_turns(turns, engine, MATCHER)
    assert [t.text for t in translations] == [kept]
    assert [request.sentences[0] for request in engine.requests] == asked
    plain = Scripted({PLAIN: (first, first)})
    translate_turns(turns, plain, MATCHER, Directions(subjects=False))
    assert len(plain.requests) == 1
