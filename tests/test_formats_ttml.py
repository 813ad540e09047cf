"""TTML: IMSC 1.1 Text is written, and every way to say a time is read; nothing outside the file is touched."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings

from captions import tracks
from taiyaku.errors import FormatError
from taiyaku.formats import Caption, Line, read_ttml, write_ttml
from taiyaku.formats.plain import whole

TT = "{http://www.w3.org/ns/ttml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XIA = '<ttm:agent xml:id="agent1" type="person"><ttm:name type="full">Xia &amp; Co</ttm:name></ttm:agent>'


def test_speakers_are_agents_and_each_line_knows_its_language() -> None:
    both = (Line("港 <1>", "Xia & Co", "ja"), Line("The port", "Xia & Co", "en"))
    text = write_ttml([Caption(4, 1_000, 3_723_004, both)])
    assert XIA in text
    assert (
        '<p xml:id="c4" begin="00:00:01.000" end="01:02:03.004" style="ja" ttm:agent="agent1">'
        '港 &lt;1&gt;<br/><span style="other" xml:lang="en">The port</span></p>' in text
    )


@settings(max_examples=100, deadline=None)
@given(tracks())
def test_every_paragraph_is_well_formed_and_whole(captions: tuple[Caption, ...]) -> None:
    root = ET.fromstring(write_ttml(captions).encode())
    shown = [["".join(part.itertext()) for part in _split(p)] for p in root.iter(f"{TT}p")]
    assert shown == [list(caption.texts) for caption in whole(captions)]


def _split(paragraph: ET.Element) -> list[ET.Element]:
    """The lines of a paragraph: what stands between its br."""
    lines = [ET.Element("line")]
    lines[0].text = paragraph.text
    for part in paragraph:
        if part.tag == f"{TT}br":
            lines.append(ET.Element("line"))
            lines[-1].text = part.tail
        else:
            lines[-1].append(part)
    return lines


def tt(body: str, marks: str = "") -> str:
    return f"""<?xml version="1.0"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
 xmlns:tts="http://www.w3.org/ns/ttml#styling" {marks}>
<head><styling><style xml:id="rt" tts:ruby="text"/></styling></head>
{body}
</tt>"""


@pytest.mark.parametrize(
    ("begin", "end", "marks", "times"),
    [
        ("00:00:01.5", "00:00:02", "", (1_500, 2_000)),
        ("1.5s", "1700ms", "", (1_500, 1_700)),
        ("0.5m", "0.01h", "", (30_000, 36_000)),
        ("24f", "36f", 'ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001"', (1_001, 1_502)),
        ("00:00:01:12", "00:00:02:00", 'ttp:frameRate="24"', (1_500, 2_000)),
        ("45045t", "90090t", 'ttp:tickRate="30000"', (1_502, 3_003)),
        ("00:00:10:00", "00:00:20:00", 'ttp:timeBase="smpte" ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001"',
         (10_010, 20_020)),
        ("00:01:00;02", "00:10:00;00", 'ttp:timeBase="smpte" ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001" '
         'ttp:dropMode="dropNTSC"', (60_060, 600_000)),
    ],
)  # fmt: skip
def test_every_way_to_say_a_time_is_read(begin: str, end: str, marks: str, times: tuple[int, int]) -> None:
    read = read_ttml(tt(f'<body><div><p begin="{begin}" end="{end}">港</p></div></body>', marks))
    assert [(c.start_ms, c.end_ms) for c in read.captions] == [times]


@pytest.mark.parametrize(
    ("body", "captions"),
    [
        ('<body begin="10s"><div begin="1s"><p begin="1s" dur="2s"> 港 <br/>\n 倉庫 </p></div></body>',
         [(12_000, 14_000, ("港", "倉庫"))]),
        ('<body><div timeContainer="seq"><p dur="1s">一</p><p dur="2s">二</p></div></body>',
         [(0, 1_000, ("一",)), (1_000, 3_000, ("二",))]),
        ('<body><div end="5s"><p begin="4s" end="9s">港</p></div></body>', [(4_000, 5_000, ("港",))]),
        ('<body><p begin="1s" end="3s">港<span begin="1s">倉庫</span></p></body>',
         [(1_000, 3_000, ("港",)), (2_000, 3_000, ("倉庫",))]),
        ('<body><p begin="1s" end="3s"><span>港<span tts:ruby="text">みな</span></span><span style="rt">x</span></p>'
         "</body>",
         [(1_000, 3_000, ("港",))]),
        ('<body><p xml:space="preserve" begin="1s" end="3s">a  b\nc</p></body>', [(1_000, 3_000, ("a  b", "c"))]),
        ('<body><p begin="1s">一</p><p begin="2s">二</p></body>', [(1_000, 2_000, ("一",)), (2_000, 4_000, ("二",))]),
    ],
)  # fmt: skip
def test_times_count_from_where_they_stand(body: str, captions: list[tuple[int, int, tuple[str, ...]]]) -> None:
    assert [(c.start_ms, c.end_ms, c.texts) for c in read_ttml(tt(body)).captions] == captions


def test_text_without_times_is_left_out_and_listed() -> None:
    read = read_ttml(tt('<body><p>題</p><p begin="1s" end="2s">港</p></body>'))
    assert [(remark.line, remark.problem) for remark in read.remarks] == [(5, "text without times; it is left out")]


DOCTYPE = (
    "a DOCTYPE is declared here, and with it files or entities from elsewhere could be read. "
    "Delete the declaration from <!DOCTYPE to its end, and what entities it declares."
)
BOMB = '<!DOCTYPE tt [<!ENTITY a "港港港港"><!ENTITY b "&a;&a;&a;&a;">]>\n<tt><body><p begin="1s">&b;</p></body></tt>'
OUTSIDE = '\n<!DOCTYPE tt SYSTEM "http://localhost:9/tt.dtd">\n<tt><body><p begin="1s">港</p></body></tt>'
FILE = '<!DOCTYPE tt [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n<tt><body><p begin="1s">&f;</p></body></tt>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, f"a.ttml:1: {DOCTYPE}"),
        (FILE, f"a.ttml:1: {DOCTYPE}"),
        (OUTSIDE, f"a.ttml:2: {DOCTYPE}"),
        ("<tt><body></tt>", "a.ttml:1: this is no well-formed XML (mismatched tag). "
         "Export the file again from the program that it comes from."),
        ("<tt>" + "<div>" * 300, "a.ttml:1: too many elements stand inside each other."),
        ("<smil/>", "a.ttml: this is no TTML: its first element is smil. Give a TTML file."),
        ("<tt><body/></tt>", "a.ttml: no text with times was found. Give a TTML file that holds text."),
        (tt('<body>\n<p begin="soon">港</p></body>'), "a.ttml:6: the time of begin cannot be read: soon. "
         "Write it as 00:00:01.000."),
        (tt("<body/>", 'ttp:frameRate="0"'), "a.ttml:2: the rates on the first element cannot be read "
         "(a rate of nothing). Write ttp:frameRate, ttp:frameRateMultiplier and ttp:tickRate as numbers."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_line(text: str, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        read_ttml(text, "a.ttml")
    assert str(raised.value) == message
