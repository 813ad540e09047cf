"""XML as a plain tree that knows its lines; a DOCTYPE, and so every entity, is refused before it is read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import InputSource

from taiyaku.errors import GlossaryError

DEEPEST = 200  # elements inside each other; no file that people make comes near


@dataclass(slots=True)
class Node:
    """An element: its name without prefix, its attributes likewise, its line, and all text directly or inline in it."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This element and all inside it, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    def all(self, *names: str) -> list[Node]:
        """The elements of these names inside, in the order of the file."""
        return [node for node in self.walk() if node.name in names]


def parse_markup(text: str, name: str, holding_text: frozenset[str]) -> Node:
    """The root of an XML text. What stands inside elements of `holding_text` counts as their own text, marked or not.

    Raises GlossaryError: no well-formed XML, a DOCTYPE or entity, elements too deep inside each other.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import make_parser

    builder = _Builder(name, holding_text)
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(builder)
    source = InputSource(name)
    source.setCharacterStream(io.StringIO(text.lstrip("\ufeff")))
    try:
        parser.parse(source)
    except DefusedXmlException as error:
        raise GlossaryError(
            "a DOCTYPE is declared here, and with it files or entities from elsewhere could be read",
            where=f"{name}:{parser.getLineNumber()}",
            remedy="Delete the declaration from <!DOCTYPE to its end, and what entities it declares",
        ) from error
    except SAXParseException as error:
        raise GlossaryError(
            f"this is no well-formed XML ({error.getMessage()})",
            where=f"{name}:{error.getLineNumber()}",
            remedy="Export the file again from the program that it comes from",
        ) from error
    except SAXException as error:
        raise GlossaryError(f"this is no well-formed XML ({error.getMessage()})", where=name) from error
    return builder.root


class _Builder(ContentHandler):
    """Builds the tree as the parser goes through the text."""

    def __init__(self, name: str, holding_text: frozenset[str]) -> None:
        super().__init__()
        self.root = Node("", {}, 1)
        self._name = name
        self._holding = holding_text
        self._open = [self.root]
        self._locator: Any = None

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802  (the handler's own name)
        self._locator = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        line = self._locator.getLineNumber()
        if len(self._open) > DEEPEST:
            raise GlossaryError("too many elements stand inside each other", where=f"{self._name}:{line}")
        attributes = {key.rpartition(":")[2]: value for key, value in attrs.items()}
        node = Node(name.rpartition(":")[2], attributes, line)
        self._open[-1].children.append(node)
        self._open.append(node)

    def endElement(self, name: str) -> None:  # noqa: N802
        node = self._open.pop()
        if self._open[-1].name in self._holding:
            self._open[-1].text += node.text

    def characters(self, content: str) -> None:
        self._open[-1].text += content
