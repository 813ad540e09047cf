"""TBX (ISO 30042), the termbases' exchange format: core and Basic, categories as attributes (DCA) or as elements (DCT),
and the martif form of its second version.

A concept's Japanese terms are a spelling and its aliases; its English ones the translation, then allowed and forbidden
forms. What Basic has no place for stands in notes that begin with `taiyaku:`, and so survives a round trip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from taiyaku.errors import GlossaryError
from taiyaku.glossary.columns import DEFAULTS, join_list, read_entry, to_cells
from taiyaku.glossary.entry import Entry, Read, Remark
from taiyaku.model import Term
from taiyaku.text.elements import read_elements
from taiyaku.text.markup import outermost

ROOTS = ("", "tbx", "martif")  # a text without any element is not well-formed, which is said where it is read
CONCEPTS = ("conceptEntry", "termEntry")  # of version 3 and 2
LANGUAGES = ("langSec", "langSet")
SECTIONS = ("termSec", "tig", "ntig")
SPOKEN = {"ja": "Japanese", "en": "English"}
CODES = {"ja": "ja", "jpn": "ja", "en": "en", "eng": "en"}  # what a language's code begins with
NOTES = ("note", "definition")
OURS = "taiyaku:"
OUR_NOTES = ("reading", "status", "scope", "note")
PREFERRED, UNMARKED, ADMITTED, AVOIDED = range(4)
MARKS = {"preferred": PREFERRED, "admitted": ADMITTED, "deprecated": AVOIDED, "superseded": AVOIDED}  # how they begin
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tbx(text: str, name: str) -> Read:
    """The entries of a TBX text. Concepts without Japanese or English are passed over, with a warning.

    Raises GlossaryError: no TBX, no well-formed XML, a DOCTYPE.
    """
    if outermost(text, name, GlossaryError) not in ROOTS:
        raise GlossaryError(
            "this is no TBX file", where=name, remedy="Give a file whose first element is tbx or martif"
        )
    entries: list[Entry] = []
    remarks: list[Remark] = []
    for concept, line in read_elements(text, name, GlossaryError, CONCEPTS):
        where = f"{name}:{line}"
        cells = _cells(concept)
        lacking = [language for column, language in SPOKEN.items() if column not in cells]
        if lacking:
            remarks.append(Remark("warning", f"this concept has no {lacking[0]} term; it was passed over", where))
            continue
        entry, said = read_entry(cells, where)
        entries += [entry] if entry else []
        remarks += said
    return Read(tuple(entries), tuple(remarks))


def write_tbx(terms: Sequence[Term]) -> str:
    """Terms as TBX-Basic of version 3 in DCA style."""
    tbx = ElementTree.Element("tbx", {"type": "TBX-Basic", "style": "dca", XML_LANG: "ja", "xmlns": NAMESPACE})
    header = ElementTree.SubElement(tbx, "tbxHeader")
    source = ElementTree.SubElement(ElementTree.SubElement(header, "fileDesc"), "sourceDesc")
    ElementTree.SubElement(source, "p").text = "A glossary of Taiyaku"
    body = ElementTree.SubElement(ElementTree.SubElement(tbx, "text"), "body")
    for number, term in enumerate(terms, start=1):
        _write_concept(ElementTree.SubElement(body, "conceptEntry", {"id": f"c{number}"}), term)
    ElementTree.indent(tbx, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(tbx, "unicode")}\n'


def _cells(concept: Element) -> dict[str, str]:
    """A concept's columns; `ja` or `en` is missing where it has no term in that language."""
    notes: list[str] = []
    spoken: dict[str, list[tuple[str, int]]] = {column: [] for column in SPOKEN}
    for node in concept.iter():
        if node.tag in LANGUAGES:
            language = _language(node.get(XML_LANG) or node.get("lang", ""))
            if language in spoken:
                spoken[language] += _terms(node)
        elif _category(node) in NOTES:
            notes += [_text(node)]
    cells = {"note": "\n".join(note for note in notes if note and not note.startswith(OURS))}
    for note in notes:
        column, _, text = note.removeprefix(OURS).partition("=")
        if note.startswith(OURS) and column in OUR_NOTES:
            cells[column] = text
    cells |= _decision(concept)
    japanese, english = spoken["ja"], spoken["en"]
    if japanese:
        first = min(japanese, key=itemgetter(1))
        cells["ja"] = first[0]
        cells["aliases"] = join_list([found[0] for found in japanese if found is not first])
    if english:
        # what we wrote as rejected stands first, whatever its forms are marked as
        first = english[0] if cells.get("status") == "rejected" else min(english, key=itemgetter(1))
        others = [found for found in english if found is not first]
        cells["en"] = first[0]
        cells["allowed"] = join_list([text for text, mark in others if mark != AVOIDED])
        cells["forbidden"] = join_list([text for text, mark in others if mark == AVOIDED])
        if first[1] == AVOIDED:
            cells["status"] = "rejected"
    return cells


def _terms(language: Element) -> Iterator[tuple[str, int]]:
    """The terms of a language, with their marks, in the order of the file."""
    for section in language:
        if section.tag in SECTIONS and (term := next(section.iter("term"), None)) is not None:
            status = next((_text(node) for node in section.iter() if _category(node) == "administrativeStatus"), "")
            yield _text(term), _mark(status)


@cache
def _language(code: str) -> str:
    """ja or en of a code such as ja-JP; other languages are nothing to us."""
    return CODES.get(code.replace("_", "-").partition("-")[0].lower(), "")


@cache
def _mark(status: str) -> int:
    return next((rank for start, rank in MARKS.items() if status.startswith(start)), UNMARKED)


def _decision(concept: Element) -> dict[str, str]:
    """Who decided and when: the last transaction of the concept that has a date or a name."""
    found: dict[str, str] = {}
    for group in concept.findall("transacGrp"):
        texts = {_category(node): _text(node) for node in group.iter()}
        found = {"by": texts.get("responsibility", ""), "date": texts.get("date", "")}
    return found


def _category(node: Element) -> str:
    """The data category of an element: its type in DCA, its name in DCT."""
    return node.get("type", node.tag)


def _text(node: Element) -> str:
    """All text in it, inside other elements too."""
    return ("".join(node.itertext()) if len(node) else node.text or "").strip()


def _write_concept(concept: Element, term: Term) -> None:
    if term.by or term.date:
        group = ElementTree.SubElement(concept, "transacGrp")
        ElementTree.SubElement(group, "transac", {"type": "transactionType"}).text = "modification"
        if term.date:
            ElementTree.SubElement(group, "date").text = term.date
        if term.by:
            ElementTree.SubElement(group, "transacNote", {"type": "responsibility"}).text = term.by
    for note in _notes(term):
        ElementTree.SubElement(concept, "note").text = note
    main = "deprecatedTerm" if term.status == "rejected" else "preferredTerm" if term.status == "approved" else ""
    _write_terms(concept, "ja", [(term.ja, "preferredTerm"), *((text, "admittedTerm") for text in term.aliases)])
    allowed = [(text, "admittedTerm") for text in term.allowed]
    forbidden = [(text, "deprecatedTerm") for text in term.forbidden]
    _write_terms(concept, "en", [(term.en, main), *allowed, *forbidden])


def _notes(term: Term) -> Iterator[str]:
    """The term's own note, and what Basic has no place for."""
    cells = to_cells(term)
    if term.note and not term.note.startswith(OURS):
        yield cells.pop("note")
    for column in OUR_NOTES:
        if column in cells and cells[column] != DEFAULTS.get(column):
            yield f"{OURS}{column}={cells[column]}"


def _write_terms(concept: Element, language: str, terms: Sequence[tuple[str, str]]) -> None:
    section = ElementTree.SubElement(concept, "langSec", {XML_LANG: language})
    for text, mark in terms:
        inside = ElementTree.SubElement(section, "termSec")
        ElementTree.SubElement(inside, "term").text = text
        if mark:
            ElementTree.SubElement(inside, "termNote", {"type": "administrativeStatus"}).text = f"{mark}-admn-sts"
