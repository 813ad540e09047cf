"""What holds a whole talk, and what counts in frames: nothing gets lost or breaks a file, times are exact."""

import csv
import io
import re
from fractions import Fraction
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from captions import texts, tracks
from taiyaku.commands import cli
from taiyaku.formats import PAPERS, WRITERS, Caption, Note, Row, WriteOptions
from taiyaku.formats.plain import whole
from taiyaku.frames import RATES, Rate, from_label, ms_of, parse_rate
from taiyaku.glossary.delimited import unguard

NASTY = '<script>alert(1)</script> & | "x" =cmd() ]]>'
ROWS = (
    Row("t1.s1", None, None, "", "題名です。", "A title.", (Note("info", "unspoken", "not heard"),)),
    Row("t2.s1", 1_000, 2_500, "Xia", "港です。", "It is a port.", ()),
    Row("t2.s2", 3_000, 5_000, "Xia", NASTY, NASTY, (Note("warning", "low-confidence", f"listen: {NASTY}"),)),
    Row("t3.s1", 6_000, 7_000, "山田", "はい。", "", (Note("error", "term-missed", "=1+1"), Note("info", "cps", "!"))),
    Row("", 8_000, 9_000, "", "ワレワレワ", "", (Note("warning", "unscripted", "said"),)),
)
DROP = WriteOptions("talk", parse_rate("29.97df"), 107_892)


def paper(form: str, options: WriteOptions = DROP) -> str:
    written = PAPERS[form].write(ROWS, options)
    assert isinstance(written, str)
    return written


def test_a_transcript_reads_from_top_to_bottom() -> None:
    assert paper("txt", WriteOptions("talk")).splitlines() == [
        "talk", "", "[not spoken] 題名です。", "    A title.", "", "Xia", "[0:01.000] 港です。", "    It is a port.",
        f"[0:03.000] {NASTY}", f"    {NASTY}", "", "山田", "[0:06.000] はい。",
    ]  # fmt: skip


def test_markers_are_those_of_sentences_with_a_time_and_no_cell_is_run() -> None:
    rows = list(csv.reader(io.StringIO(paper("csv"))))
    assert [row[:3] for row in rows[1:]] == [
        ["01:00:02;29", "warning", "low-confidence"],
        ["01:00:05;29", "error", "term-missed"],
        ["01:00:05;29", "info", "cps"],
        ["01:00:07;29", "warning", "unscripted"],
    ]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert unguard(rows[2][3]) == "=1+1"


def test_an_edl_has_an_event_of_a_frame_and_a_coloured_marker_for_each() -> None:
    lines = paper("edl").splitlines()
    assert lines[:3] == ["TITLE: talk", "FCM: DROP FRAME", ""]
    events = [line for line in lines if re.match(r"\d{3}  001 ", line)]
    notes = [line for line in lines if line.startswith(" |C:")]
    assert (len(events), len(notes)) == (4, 4)
    assert events[0].endswith("01:00:02;29 01:00:03;00 01:00:02;29 01:00:03;00")
    assert [line.split()[0][3:] for line in notes] == [
        "ResolveColorYellow", "ResolveColorRed", "ResolveColorBlue", "ResolveColorYellow",
    ]  # fmt: skip
    assert all(line.count("|") == 3 for line in notes)


def test_premiere_s_markers_lie_on_their_frames() -> None:
    tree = etree.fromstring(paper("fcp7").encode(), etree.XMLParser(load_dtd=False, no_network=True))
    markers = tree.findall("sequence/marker")
    assert [m.findtext("in") for m in markers] == ["89", "179", "179", "239"]
    assert [m.findtext("name") for m in markers[:2]] == ["low-confidence", "term-missed"]
    assert markers[0].findtext("comment") == f"listen: {NASTY}"
    assert (tree.findtext("sequence/rate/timebase"), tree.findtext("sequence/rate/ntsc")) == ("30", "TRUE")


def test_a_script_holds_every_sentence_and_its_notes_as_text() -> None:
    page = html.document_fromstring(paper("html"))
    assert page.xpath("//script|//@src|//link") == []
    cells = [[cell.text_content() for cell in row.findall("td")] for row in page.xpath("//tbody/tr")]
    assert cells[0] == ["not spoken", "題名です。", "A title.info: not heard"]
    assert cells[2][1:] == [NASTY, f"{NASTY}warning: listen: {NASTY}"]
    written = PAPERS["docx"].write(ROWS, DROP)
    assert isinstance(written, bytes)
    table = docx.Document(io.BytesIO(written)).tables[0]
    assert [cell.text for cell in table.rows[3].cells] == [
        "01:00:02;29\nXia", NASTY, f"{NASTY}\nwarning: listen: {NASTY}",
    ]  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.lists(texts, min_size=1, max_size=4))
def test_no_text_breaks_a_paper(given_texts: list[str]) -> None:
    rows = tuple(
        Row(f"t{n}.s1", n * 1_000, n * 1_000 + 500, text, text, text, (Note("info", "x", text),))
        for n, text in enumerate(given_texts, start=1)
    )
    for form, entry in PAPERS.items():
        written = entry.write(rows, DROP)
        if form in ("fcp7",):
            assert len(etree.fromstring(str(written).encode()).findall("sequence/marker")) == len(rows)
        if form == "html":
            assert len(html.document_fromstring(str(written)).xpath("//tbody/tr")) == len(rows)
        if form == "docx" and isinstance(written, bytes):
            assert len(docx.Document(io.BytesIO(written)).tables[0].rows) == len(rows) + 1


def seconds(value: str) -> Fraction:
    return Fraction(value.removesuffix("s"))


@pytest.mark.parametrize("name", list(RATES))
def test_titles_and_captions_lie_on_their_frames_at_every_rate(name: str) -> None:
    rate = Rate(name, RATES[name])

    @settings(deadline=None, max_examples=25)
    @given(tracks())
    def check(given_captions: tuple[Caption, ...]) -> None:
        frames, at, captions = [], 90_000, []
        for caption in given_captions:
            frames.append((at, at + 7))
            captions.append(Caption(caption.id, ms_of(at, rate), ms_of(at + 7, rate), caption.lines))
            at += 7 + caption.id % 3
        options = WriteOptions("talk", rate, 90_000)
        tree = etree.fromstring(WRITERS["fcpxml"].write(captions, options).encode())
        titles = list(tree.iter("title"))
        assert [(seconds(t.get("offset")) * rate.exact, seconds(t.get("duration")) * rate.exact) for t in titles] == [
            (a - 90_000, b - a) for a, b in frames
        ]
        assert ["".join(t.find("text").itertext()) for t in titles] == ["\n".join(c.texts) for c in whole(captions)]
        looks = {look.get("id") for look in tree.iter("text-style-def")}
        assert {t.find("text/text-style").get("ref") for t in titles} == looks
        text = WRITERS["avid"].write(captions, options)
        stamps = re.findall(r"^(\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d)$", text, re.M)
        assert [tuple(from_label(label, rate) for label in pair) for pair in stamps] == frames
        assert text.endswith("<end subtitles>\n")

    check()


def export(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", "talk", *arguments])


def test_the_command_writes_them_beside_the_tracks(shown: Path) -> None:
    done = export("--to", "html,docx,txt,csv,edl,fcp7,fcpxml,avid", "--fps", "25")
    assert done.exit_code == 0, done.output
    assert done.output.split() == [
        "output/talk.script.html", "output/talk.script.docx", "output/talk.transcript.txt", "output/talk.markers.csv",
        "output/talk.markers.edl", "output/talk.markers.xml", "output/talk.ja.fcpxml", "output/talk.en.fcpxml",
        "output/talk.ja.avid.txt", "output/talk.en.avid.txt",
    ]  # fmt: skip
    assert "船が来ます。" in Path("output/talk.transcript.txt").read_text("utf-8")


def test_what_counts_in_frames_asks_for_a_rate(shown: Path) -> None:
    done = export("--to", "srt,edl,avid")
    assert done.exit_code == 2
    assert "edl, avid counts in frames: say how many a second, as --fps 25." in done.stderr
    assert not list(Path("output").glob("*.srt"))
    assert "fcpxml  titles for Final Cut Pro; needs --fps" in export("--list").output


def test_what_holds_latin_letters_only_is_written_of_the_english_unless_another_is_named(shown: Path) -> None:
    done = export("--to", "stl", "--fps", "25")
    assert (done.exit_code, done.output) == (0, "output/talk.en.stl\n")
    assert "STL has no" in export("--to", "stl", "--fps", "25", "--layout", "ja").stderr
