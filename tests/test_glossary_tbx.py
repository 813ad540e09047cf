"""TBX of both versions and styles is read; a DOCTYPE and entities never are."""

from dataclasses import replace
from pathlib import Path

import pytest

from taiyaku.errors import GlossaryError
from taiyaku.glossary.entry import strict
from taiyaku.glossary.tbx import read_tbx
from taiyaku.model import Term

DCA = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<text><body><conceptEntry id="c1">
 <descrip type="definition">where <hi>ships</hi> lie</descrip>
 <transacGrp><transac type="transactionType">origination</transac><date>2026-01-02</date>
  <transacNote type="responsibility">Xia</transacNote></transacGrp>
 <langSec xml:lang="en-GB">
  <termSec><term>harbour</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
  <termSec><term>port</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
  <termSec><term>dock</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
 </langSec>
 <langSec xml:lang="ja-JP"><termSec><term>港</term></termSec><termSec><term>みなと</term></termSec></langSec>
 <langSec xml:lang="fr"><termSec><term>le port</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""
DCT = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<text><body><conceptEntry id="c1">
 <basic:definition>where <hi>ships</hi> lie</basic:definition>
 <transacGrp><basic:transactionType>origination</basic:transactionType><date>2026-01-02</date>
  <basic:responsibility>Xia</basic:responsibility></transacGrp>
 <langSec xml:lang="ja"><termSec><term>港</term></termSec><termSec><term>みなと</term></termSec></langSec>
 <langSec xml:lang="en">
  <termSec><term>port</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
  <termSec><term>harbour</term></termSec>
  <termSec><term>dock</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
 </langSec>
</conceptEntry></body></text></tbx>"""
MARTIF = """<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="c1"><descripGrp><descrip type="definition">where ships lie</descrip></descripGrp>
 <transacGrp><date>2026-01-02</date><transacNote type="responsibility">Xia</transacNote></transacGrp>
 <langSet xml:lang="ja"><ntig><termGrp><term>港</term></termGrp></ntig><tig><term>みなと</term></tig></langSet>
 <langSet xml:lang="en"><ntig><termGrp><term>p<hi>or</hi>t</term></termGrp></ntig><tig><term>harbour</term></tig>
  <ntig><termGrp><term>dock</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp>
  </ntig></langSet>
</termEntry></body></text></martif>"""
PORT = Term(
    "港",
    "port",
    "",
    ("みなと",),
    "where ships lie",
    "",
    "approved",
    "Xia",
    "2026-01-02",
    "house",
    ("harbour",),
    ("dock",),
)


def at(term: Term, line: int) -> Term:
    return replace(term, where=f"t.tbx:{line}")


@pytest.mark.parametrize(("text", "line"), [(DCA, 3), (DCT, 3), (MARTIF, 2)], ids=["DCA", "DCT", "martif"])
def test_a_concept_is_read_in_every_style(text: str, line: int) -> None:
    assert strict(read_tbx(text, "t.tbx")) == (at(PORT, line),)


def test_a_translation_that_is_deprecated_is_rejected() -> None:
    text = MARTIF.replace("<tig><term>harbour</term></tig>", "").replace("p<hi>or</hi>t", "")
    text = text.replace("<ntig><termGrp><term></term></termGrp></ntig>", "")
    (term,) = strict(read_tbx(text, "t.tbx"))
    assert (term.en, term.status, term.forbidden) == ("dock", "rejected", ())


def test_a_concept_in_other_languages_is_passed_over_and_named() -> None:
    read = read_tbx(DCA.replace('"ja-JP"', '"ko"'), "t.tbx")
    assert read.entries == ()
    assert [str(remark.to_error()) for remark in read.remarks] == [
        "t.tbx:3: this concept has no Japanese term; it was passed over."
    ]


def test_languages_are_known_by_three_letters_too() -> None:
    text = DCA.replace('"ja-JP"', '"jpn"').replace('"en-GB"', '"eng_GB"').replace('"fr"', '"jav"')
    assert strict(read_tbx(text, "t.tbx")) == (at(PORT, 3),)


def test_a_concept_in_a_comment_or_in_quoted_text_counts_for_no_line() -> None:
    aside = "<!-- <conceptEntry/>\n--><p><![CDATA[<conceptEntry>\n]]></p>"
    text = DCA.replace("<body>", f"<body>{aside}<x:conceptEntryish xmlns:x='x'/>\n")
    assert strict(read_tbx(text, "t.tbx")) == (at(PORT, 6),)


def test_elements_may_stand_deep_inside_each_other() -> None:
    text = DCA.replace("<hi>ships</hi>", "<hi>" * 20_000 + "ships" + "</hi>" * 20_000)
    assert strict(read_tbx(text, "t.tbx")) == (at(PORT, 3),)


def test_an_empty_term_is_a_fault_of_its_line() -> None:
    with pytest.raises(GlossaryError, match=r"t\.tbx:3: this entry has no ja\. Fill it in"):
        strict(read_tbx(DCT.replace("<term>港</term>", "<term/>").replace("<term>みなと</term>", "<term/>"), "t.tbx"))


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE martif>",
        '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">',
        '<!DOCTYPE martif SYSTEM "http://localhost:9/x.dtd">',
        '<!DOCTYPE martif [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE martif [<!ENTITY a SYSTEM "file://{secret}">]>',
    ],
)
def test_a_doctype_is_refused_before_anything_of_it_is_read(doctype: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden", "utf-8")
    text = (
        '<?xml version="1.0"?>\n' + doctype.replace("{secret}", str(tmp_path / "secret")) + MARTIF.replace("港", "&a;")
    )
    with pytest.raises(GlossaryError) as caught:
        read_tbx(text, "t.tbx")
    assert str(caught.value) == (
        "t.tbx:2: a DOCTYPE is declared here, and with it files or entities from elsewhere could be read. "
        "Delete the declaration from <!DOCTYPE to its end, and what entities it declares."
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<tbx>\n<a></tbx>", "t.tbx:2: this is no well-formed XML (mismatched tag)"),
        ("<tbx>&a;</tbx>", "t.tbx:1: this is no well-formed XML (undefined entity)"),
        ("ja,en\n", "t.tbx:1: this is no well-formed XML"),
        ("", "t.tbx:1: this is no well-formed XML (no element found)"),
        ("<html/>", "t.tbx: this is no TBX file"),
        ("<html><termEntry/></html>", "t.tbx: this is no TBX file"),
        ("<conceptEntry><langSec/></conceptEntry>", "t.tbx: this is no TBX file"),
        ("<tbx><conceptEntry>" + "<a>" * 50_000, "t.tbx:1: this is no well-formed XML (no element found)"),
    ],
)
def test_what_is_no_tbx_is_said_so(text: str, message: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        read_tbx(text, "t.tbx")
    assert str(caught.value).startswith(message)
