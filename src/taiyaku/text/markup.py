"""XML as a plain tree that knows its lines; a DOCTYPE, and so every entity, is refused before it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate, XMLParserType

from taiyaku.errors import TaiyakuError

DEEPEST = 200  # elements inside each other; no file that people make comes near
_OPENING = re.compile(r"\ufeff?(?>(?>\s+|<\?.*?\?>|<!--.*?-->)*)<(?:!DOCTYPE|([^\s<>/!]+))", re.DOTALL)


@dataclass(slots=True)
class Node:
    """An element: its name without prefix, its attributes likewise, its line, and what stands in it, in order.

    `children` are the elements among its parts.
    """

    name: str
    attributes: dict[str, str]
    line: int
    parts: list[Node | str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, inside other elements too."""
        if not self.children:
            return "".join(cast(list[str], self.parts))
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
    text = text.lstrip("\ufeff")
    if doctype:  # it declares nothing; blanked, so that lines stay what they were
        bare = f"<!DOCTYPE {doctype}>"
        text = text.replace(bare, " " * len(bare), 1)
    outermost(text, name, error)
    parser = ParserCreate()
    parser.buffer_text = True
    builder = _Builder(parser, name, error)
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.characters
    try:
        parser.Parse(text, True)
    except ExpatError as fault:
        raise not_well_formed(error, name, fault.lineno, fault.code) from fault
    return builder.root.children[0]


def outermost(text: str, name: str, error: type[TaiyakuError]) -> str:
    """The name of the first element of an XML text, without prefix; nothing where none begins.

    Raises `error` where a DOCTYPE stands before it, the only place where one may.
    """
    found = _OPENING.match(text)
    if found and not found[1]:
        raise error(
            "a DOCTYPE is declared here, and with it files or entities from elsewhere could be read",
            where=f"{name}:{found[0].count(chr(10)) + 1}",
            remedy="Delete the declaration from <!DOCTYPE to its end, and what entities it declares",
        )
    return found[1].rpartition(":")[2] if found else ""


def not_well_formed(error: type[TaiyakuError], name: str, line: int, code: int) -> TaiyakuError:
    """What is said of a text in which expat finds the fault `code` on a line."""
    return error(
        f"this is no well-formed XML ({ErrorString(code)})",
        where=f"{name}:{line}",
        remedy="Export the file again from the program that it comes from",
    )


class _Builder:
    """Builds the tree as the parser goes through the text."""

    def __init__(self, parser: XMLParserType, name: str, error: type[TaiyakuError]) -> None:
        self.root = Node("", {}, 1)
        self._parser, self._name, self._error = parser, name, error
        self._open = [self.root]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if len(self._open) > DEEPEST:
            raise self._error("too many elements stand inside each other", where=f"{self._name}:{line}")
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()} if attributes else {}
        node = Node(name.rpartition(":")[2], plain, line)
        above = self._open[-1]
        above.parts.append(node)
        above.children.append(node)
        self._open.append(node)

    def end(self, name: str) -> None:
        self._open.pop()

    def characters(self, content: str) -> None:
        self._open[-1].parts.append(content)
