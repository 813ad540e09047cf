"""The elements of a large XML text one after another: of a long file only one is held at a time."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element, ParseError, iterparse

from taiyaku.errors import TaiyakuError
from taiyaku.text.markup import not_well_formed, outermost

_ASIDE = r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"  # where what looks like an element is none


def read_elements(
    text: str, name: str, error: type[TaiyakuError], names: Collection[str]
) -> Iterator[tuple[Element, int]]:
    """Each element of these names with its line, once it has ended. They may not stand inside each other.

    Names in it are without namespace; after its turn it is emptied.
    Raises `error`: no well-formed XML, a DOCTYPE.
    """
    text = text.lstrip("\ufeff")
    outermost(text, name, error)
    lines = _lines(text, names)
    try:
        for _, element in iterparse(io.StringIO(text)):
            if _local(element.tag) in names:
                for node in element.iter():
                    node.tag = _local(node.tag)
                yield element, next(lines)
                element.clear()
    except ParseError as fault:
        raise not_well_formed(error, name, fault.position[0], fault.code) from fault


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _lines(text: str, names: Collection[str]) -> Iterator[int]:
    """The lines on which elements of these names begin."""
    line, counted = 1, 0
    for found in re.finditer(rf"{_ASIDE}|<(?:[^\s<>/:]+:)?({'|'.join(names)})(?=[\s/>])", text, re.DOTALL):
        if found[1]:
            line += text.count("\n", counted, found.start())
            counted = found.start()
            yield line
