"""The page that shows where to listen: everything is on it, nothing on it is markup that was not meant."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taiyaku.job import Job
from taiyaku.ledger import ledger
from taiyaku.model import Alignment, Finding, Sentence, TimedSentence, Turn, Unscripted
from taiyaku.report import Sound, compose_page
from taiyaku.report.rows import HALF_MS
from taiyaku.report.sound import PEAK_MS
from taiyaku.report.stretches import find_stretches, least_sure

VOID = {"meta", "path", "use"}
ASK, ANSWER, LATER = "倉庫は空いていますか。", "はい、来月まで空いています。", "港の工事は終わりました。"
TITLE = "港の話"
NASTY = ['<script>alert("1")</script>', "\"' onclick='x", "&amp;<!--", "]]></style>"]


class Page(HTMLParser):
    """What a browser would make of a page: its elements, its texts by class, and whether all that opens closes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.reading = False
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append("")
        self.reading = True
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.reading = False

    def handle_data(self, data: str) -> None:
        if self.reading:
            self.texts[-1] += data

    def classed(self, name: str) -> list[str]:
        """The text right after each element of a class."""
        found = zip(self.elements, self.texts, strict=True)
        return [text for (_, attributes), text in found if name in attributes.get("class", "").split()]

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


def spoken(name: str, start_ms: int, end_ms: int, confidence: float = 1.0, **more: object) -> TimedSentence:
    return TimedSentence(name, "spoken", start_ms, end_ms, confidence, (), **more)  # type: ignore[arg-type]


def recording(seconds: float = 70, name: str = "talk.wav") -> Sound:
    peaks = np.full(round(seconds * 1_000 / PEAK_MS), 0.5, np.float32)
    return Sound(name, "../media/" + name, False, peaks, np.ones(round(seconds * 31.25), np.float32), 32.0)


def draw(job: Job, sound: Sound | None = None) -> str:
    return compose_page(job.turns, job.alignment, ledger(job), sound or recording())


@pytest.fixture
def job() -> Job:
    """A heading that is not spoken, a sentence in doubt, one that was spoken elsewhere, and speech beside them."""
    turns = (
        Turn("t1", None, (Sentence("t1.s1", TITLE),), 1),
        Turn("t2", "山田", (Sentence("t2.s1", ASK),), 3),
        Turn("t3", "Xia", (Sentence("t3.s1", ANSWER), Sentence("t3.s2", LATER)), 5),
    )
    timed = (
        TimedSentence("t1.s1", "unspoken", None, None, 0.0, ()),
        spoken("t2.s1", 1_000, 3_000, 0.4996),
        spoken("t3.s1", 29_000, 33_500, 0.95),
        spoken("t3.s2", 40_000, 42_000, 0.8, out_of_order=True),
    )
    return Job(turns=turns, alignment=Alignment(timed, (Unscripted(50_000, 52_500, "えーと、雨です"),)))


def test_every_sentence_is_on_the_page_with_its_time_and_confidence(job: Job) -> None:
    page = Page(draw(job))
    bars = [a for tag, a in page.elements if tag == "button"]
    assert [(a["id"], a["data-at"], a["data-about"]) for a in bars if "id" in a] == [
        ("s1", "1.0", "t2.s1 · 山田 · 0:01.00 – 0:03.00 · confidence 0.49 · low confidence"),
        ("s2", "29.0", "t3.s1 · Xia · 0:29.00 – 0:33.50 · confidence 0.95"),
        ("s3", "40.0", "t3.s2 · Xia · 0:40.00 – 0:42.00 · confidence 0.80 · out of order"),
        ("u1", "50.0", "0:50.00 – 0:52.50 · not in the transcript"),
    ]
    for text in (TITLE, ASK, ANSWER, LATER, "えーと、雨です"):
        assert text in page.texts


def test_the_least_sure_come_first_and_link_to_their_bars(job: Job) -> None:
    page = draw(job)
    lists = re.findall(r'<ol class="list">(.*?)</ol>', page, re.S)
    assert [re.findall(r'href="#(\w+)"', items) for items in lists] == [["s1", "s3", "s2"], ["u1"]]
    assert re.findall(r'<span class="why">(.*?)</span>', lists[0]) == ["low confidence", "out of order", ""]


def test_what_was_not_heard_is_a_table_with_the_transcript_s_lines(job: Job) -> None:
    (table,) = re.findall(r"<tbody>(.*?)</tbody>", draw(job), re.S)
    assert re.findall(r"<td[^>]*>(.*?)</td>", table) == ["1", "–", TITLE]


def test_japanese_is_marked_as_japanese_and_latin_names_are_not(job: Job) -> None:
    page = draw(job)
    assert f'lang="ja">{ASK}<' in page
    assert 'lang="ja">山田<' in page
    assert 'class="who">Xia<' in page


def test_nothing_is_fetched_but_the_recording(job: Job) -> None:
    page = Page(draw(job))
    assert page.values("src") == ["../media/talk.wav"]
    assert all(link.startswith("#") for link in page.values("href"))
    assert not re.search(r"https?:|@import|url\(", draw(job))


def test_every_link_has_its_place_and_no_name_is_given_twice(job: Job) -> None:
    page = Page(draw(job))
    names = page.values("id")
    assert len(names) == len(set(names))
    assert {link.removeprefix("#") for link in page.values("href")} | set(page.values("data-of")) <= set(names)


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1), st.sampled_from(NASTY))
def test_no_text_becomes_markup(text: str, nasty: str) -> None:
    text = f"{nasty}{text}{nasty}".replace("\r", "")
    turns = (Turn(text, text, (Sentence(text, text), Sentence("t1.s2", text)), 1),)
    timed = (spoken(text, 100, 900, 0.2), TimedSentence("t1.s2", "unspoken", None, None, 0.0, ()))
    job = Job(turns=turns, alignment=Alignment(timed, (Unscripted(1_000, 2_000, text),)))
    page = Page(draw(job, recording(3, name=text)))
    assert [tag for tag, _ in page.elements if tag in ("script", "style")] == ["style", "script"]
    assert page.classed("text").count(text) == 4  # two lists, two bars
    assert page.texts.count(text) == 4 + 3 + 2  # the speaker thrice, the unspoken sentence, the heading
    assert "onclick" not in {name for _, attributes in page.elements for name in attributes}


def test_a_video_gets_a_video_player(job: Job) -> None:
    sound = recording()
    film = Sound("talk.mp4", "talk.mp4", True, sound.peaks, sound.speech, sound.speech_ms)
    assert '<video controls playsinline preload="metadata" src="talk.mp4">' in draw(job, film)


def test_a_long_list_unfolds(job: Job) -> None:
    turns = (Turn("t1", "Xia", tuple(Sentence(f"t1.s{i}", f"倉庫{i}。") for i in range(40)), 1),)
    timed = tuple(spoken(f"t1.s{i}", i * 1_000, i * 1_000 + 900, 0.1) for i in range(40))
    page = draw(Job(turns=turns, alignment=Alignment(timed)))
    assert "<summary>28 more</summary>" in page
    assert page.count("倉庫39。") == 2


@pytest.mark.parametrize(
    ("confidences", "marks", "expected"),
    [
        ((0.9, 0.3, 1.0, 0.6), {1: "low-confidence"}, [1, 3]),
        ((0.9, 0.3, 0.4, 0.2), {1: "low-confidence", 2: "low-confidence", 3: "low-confidence"}, [3, 1, 2]),
        ((0.9, 0.95, 1.0, 0.99), {2: "out-of-order"}, [0, 2]),
        ((1.0, 1.0, 1.0, 1.0), {}, [0, 1]),
    ],
)
def test_the_list_holds_what_the_ledger_names_and_at_least_so_many(
    confidences: tuple[float, ...], marks: dict[int, str], expected: list[int]
) -> None:
    turns = (Turn("t1", None, tuple(Sentence(f"t1.s{i}", "。") for i in range(4)), 1),)
    timed = tuple(spoken(f"t1.s{i}", i * 1_000, i * 1_000 + 900, c) for i, c in enumerate(confidences))
    findings = [Finding(rule, "warning", "", sentence_id=f"t1.s{i}") for i, rule in marks.items()]
    found = least_sure(find_stretches(turns, Alignment(timed), findings), 2)
    assert [stretch.name for stretch in found] == [f"t1.s{i}" for i in expected]


def test_what_lies_after_the_recording_s_end_is_drawn_too() -> None:
    turns = (Turn("t1", "Xia", (Sentence("t1.s1", ASK),), 1),)
    page = Page(draw(Job(turns=turns, alignment=Alignment((spoken("t1.s1", 65_000, 66_000),))), recording(10)))
    assert page.values("data-from") == ["0.0", "30.0", "60.0"]


@pytest.mark.parametrize("seconds", [0, 5])
def test_a_recording_without_a_sentence_is_a_page_too(seconds: float) -> None:
    page = draw(Job(), recording(seconds))
    assert "No sentence was heard." in page
    assert page.count('class="half"') == (1 if seconds else 0)


def test_two_hours_stay_a_small_page() -> None:
    rng = np.random.default_rng(5)
    count = 7_200 // 4
    turns = tuple(Turn(f"t{i}", "Xia", (Sentence(f"t{i}.s1", ANSWER * 2),), i) for i in range(count))
    timed = tuple(spoken(f"t{i}.s1", i * 4_000, i * 4_000 + 3_700, i % 100 / 100) for i in range(count))
    peaks, speech = rng.random(7_200_000 // PEAK_MS, np.float32), rng.random(7_200_000 // 32, np.float32)
    job = Job(turns=turns, alignment=Alignment(timed))
    page = draw(job, Sound("talk.wav", "talk.wav", False, peaks, speech, 32.0))
    assert len(page.encode()) < 3_000_000
    assert page.count('class="half"') == 7_200_000 // HALF_MS
