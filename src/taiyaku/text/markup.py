"""XML as a plain tree that knows its lines; a DOCTYPE, and so every entity, is refused before it is read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import InputSource

from taiyaku.errors import TaiyakuError

DEEPEST = 200  # elements inside each other; no file that people make comes near


@dataclass(slots=True)
class Node:
    """An element: its name without prefix, its attributes likewise, its line, and what stands in it, in order."""

    name: str
    attributes: dict[str, str]
    line: int
    parts: list[Node | str] = field(default_factory=list)

    @property
    def children(self) -> list[Node]:
        return [part for part in self.parts if isinstance(part, Node)]

    @property
    def text(self) -> str:
        """All text in it, inside other elements too."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

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


def parse_markup(text: str, name: str, error: type[TaiyakuError], doctype: str = "") -> Node:
    """The outermost element of an XML text. A bare `<!DOCTYPE name>` may stand there where `doctype` is that name.

    Raises `error`: no well-formed XML, a DOCTYPE or entity, elements too deep inside each other.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import make_parser

    if doctype:  # it declares nothing; blanked, so that lines stay what they were
        bare = f"<!DOCTYPE {doctype}>"
        text = text.replace(bare, " " * len(bare), 1)
    builder = _Builder(name, error)
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(builder)
    source = InputSource(name)
    source.setCharacterStream(io.StringIO(text.lstrip("\ufeff")))
    try:
        parser.parse(source)
    except DefusedXmlException as refused:
        raise error(
            "a DOCTYPE is declared here, and with it files or entities from elsewhere could be read",
            where=f"{name}:{parser.getLineNumber()}",
            remedy="Delete the declaration from <!DOCTYPE to its end, and what entities it declares",
        ) from refused
    except SAXParseException as fault:
        raise error(
            f"this is no well-formed XML ({fault.getMessage()})",
            where=f"{name}:{fault.getLineNumber()}",
            remedy="Export the file again from the program that it comes from",
        ) from fault
    except SAXException as fault:
        raise error(f"this is no well-formed XML ({fault.getMessage()})", where=name) from fault
    return builder.root.children[0]


class _Builder(ContentHandler):
    """Builds the tree as the parser goes through the text."""

    def __init__(self, name: str, error: type[TaiyakuError]) -> None:
        super().__init__()
        self.root = Node("", {}, 1)
        self._name = name
        self._error = error
        self._open = [self.root]
        self._locator: Any = None

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802  (the handler's own name)
        self._locator = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        line = self._locator.getLineNumber()
        if len(self._open) > DEEPEST:
            raise self._error("too many elements stand inside each other", where=f"{self._name}:{line}")
        attributes = {key.rpartition(":")[2]: value for key, value in attrs.items()}
        node = Node(name.rpartition(":")[2], attributes, line)
        self._open[-1].parts.append(node)
        self._open.append(node)

    def endElement(self, name: str) -> None:  # noqa: N802
        self._open.pop()

    def characters(self, content: str) -> None:
        self._open[-1].parts.append(content)
