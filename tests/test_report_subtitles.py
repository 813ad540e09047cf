"""The report says everything a person should look at, links it to its subtitle, and needs nothing beside it."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from taiyaku import tracks
from taiyaku.commands import cli
from taiyaku.job import Job, dump_job, read_job
from taiyaku.model import Cue, Finding, TermVerdict, Translation, Unscripted
from taiyaku.options import Options, Unwatched
from taiyaku.profiles import load_profile
from taiyaku.report import Sound, compose_report
from taiyaku.workspace import source_of

JOB = Path("output/talk.taiyaku.json")
NASTY = "<script>alert('港')</script> & \"x\""


class Page(HTMLParser):
    """A page's ids, the places its links go to, whatever it would fetch, and the tags left open."""

    VOID = frozenset({"meta", "br", "rect", "path", "th", "td", "tr", "thead", "tbody", "li", "p"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.targets += [given["href"] or ""] if "href" in given else []
        self.fetched += [given[name] or "" for name in ("src", "srcset", "data") if name in given]
        if tag in ("script", "link", "iframe", "object", "img"):
            self.fetched.append(tag)


@pytest.fixture
def job(workspace: Path) -> Job:
    """A shaped job: a missed term, an unsure line, a finding without a subtitle, and speech beside the transcript."""
    known = read_job(JOB)
    lines = (
        Translation("t1.s1", f"A ship {NASTY} comes.", estimate=0.3),
        Translation("t2.s1", "The port is quiet.", (TermVerdict("港", "harbour", "missed"),)),
        Translation("t3.s1", "It is high.", (TermVerdict("山", "mountain", "implied"),)),
    )
    beside = replace(known.alignment, unscripted=(Unscripted(70_000, 72_000, "ワレワレワ"),))
    findings = (
        Finding("unsure", "info", "sure to 0.30", "en", sentence_id="t1.s1"),
        Finding("term-missed", "error", "港 has to be “harbour”", "en", sentence_id="t2.s1"),
        Finding("low-confidence", "warning", "listen to it", sentence_id="gone"),
    )
    known = replace(known, translations=lines, alignment=beside, findings=findings)
    shaped = tracks.shape_cues(known, source_of(JOB), Options(), Unwatched())
    JOB.write_text(dump_job(replace(shaped, findings=(*shaped.findings, findings[1]))), "utf-8")
    return read_job(JOB)


def silence(seconds: int) -> Sound:
    peaks = np.abs(np.sin(np.arange(seconds * 20, dtype=np.float32)))
    return Sound("talk.mp4", "media/talk.mp4", False, peaks, np.zeros(0, np.float32), 32.0)


def test_every_link_has_a_place_and_nothing_is_fetched(job: Job) -> None:
    page = Page(compose_report(job, load_profile(), silence(75)))
    assert len(page.ids) == len(set(page.ids))
    assert page.targets
    assert all(target.startswith("#") and target[1:] in page.ids for target in page.targets)
    assert page.fetched == []


def test_what_a_transcript_holds_is_text_and_no_markup(job: Job) -> None:
    text = compose_report(job, load_profile(), silence(75))
    assert "<script" not in text
    assert "&lt;script&gt;alert(" in text
    assert not re.search(r"https?://", text)


def test_it_holds_both_tracks_terms_findings_and_what_stands_beside(job: Job) -> None:
    text = compose_report(job, load_profile(), silence(75))
    for needed in ("港は静かです。", "The port is quiet.", "ワレワレワ", "not in the transcript", "listen to it"):
        assert needed in text
    assert re.search(r'<tr class="missed">\s*<td lang="ja">港<td>harbour<td>0<td><td>1', text)
    assert text.count('<path class="wave"') == 2 * 3  # halves of a minute, upper and lower
    assert text.index('id="m0"') < text.index('id="s1"') < text.index('id="s3"') < text.index('id="m1"')


def test_reading_speeds_are_drawn_against_the_profile(job: Job) -> None:
    calm = compose_report(job, load_profile(), None)
    assert "speed over" not in calm.split("</header>")[1].split('class="legend"')[0]
    slow = replace(load_profile().en, cps=1.0)
    strict = replace(load_profile(), tracks={**load_profile().tracks, ("en", "translation"): slow})
    assert calm.count("speed over") < compose_report(job, strict, None).count("speed over")


def test_a_job_without_english_or_sound_has_a_page(workspace: Path) -> None:
    job = tracks.shape_cues(read_job(JOB), source_of(JOB), Options(), Unwatched())
    text = compose_report(replace(job, cues={"ja": job.cues["ja"]}), load_profile(), None)
    assert "船が来ます。" in text
    assert "No term of the glossary occurs." in text
    assert "wave" not in text.split("</style>")[1]


def later(cue: Cue, again: int) -> Cue:
    """A subtitle again, so many times twelve seconds later."""
    return replace(
        cue,
        id=3 * again + cue.id,
        start_ms=cue.start_ms + again * 12_000,
        end_ms=cue.end_ms + again * 12_000,
    )


def test_an_hour_of_subtitles_is_a_page_of_moderate_size(job: Job) -> None:
    many = {track: tuple(later(cue, again) for again in range(300) for cue in cues) for track, cues in job.cues.items()}
    text = compose_report(replace(job, cues=many), load_profile(), silence(3_600))
    assert text.count("<tr id=") == 900
    assert len(text.encode()) < 3 << 20


def test_the_command_writes_it_beside_the_job_and_says_what_is_missing(job: Job) -> None:
    Path("media/talk.wav").unlink()
    done = CliRunner().invoke(cli, ["report", "talk"])
    assert done.exit_code == 0
    assert Path("output/talk.report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert done.stderr.endswith("talk.wav is not there: the page shows no sound\n")


def test_a_page_is_an_html_file(job: Job) -> None:
    done = CliRunner().invoke(cli, ["report", "talk", "--output", "page.pdf"])
    assert done.exit_code == 2
    assert done.stderr == "taiyaku: page.pdf: the report is an HTML page. Give --output page.html.\n"
    assert not Path("page.pdf").exists()


def test_a_job_without_subtitles_is_sent_back(workspace: Path) -> None:
    done = CliRunner().invoke(cli, ["report", "talk"])
    assert done.exit_code == 2
    assert "this job has no cues. Run `taiyaku make` on its recording." in done.stderr
