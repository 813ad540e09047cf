"""Titles of an FCPXML timeline as captions, wherever they hang: on a clip, a gap, or another title's clip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Line, Read
from taiyaku.formats.mend import Found, settle
from taiyaku.text.markup import Node, parse_markup

MARK = re.compile(r"\A\s*(?:<\?xml[^>]{0,200}\?>)?\s*(?:<!DOCTYPE fcpxml>)?\s*<fcpxml[\s>]")


def read_fcpxml(text: str, name: str = "this text") -> Read:
    """Captions of an FCPXML text: each title at its time on its sequence, which begins at its own first timecode.

    Raises FormatError: no FCPXML, no well-formed XML, a DOCTYPE that declares something, a time that cannot be read, no
    title.
    """
    root = parse_markup(text, name, FormatError, doctype="fcpxml")
    if root.name != "fcpxml":
        raise FormatError(f"this is no FCPXML: its first element is {root.name}", where=name)
    found = [
        title
        for sequence in root.all("sequence")
        for title in _titles(sequence, -_seconds(sequence, "tcStart", name), name)
    ]
    if not found:
        raise FormatError("no title was found", where=name, remedy="Export the project that holds the titles")
    return settle(found, (), name)


def _titles(node: Node, zero: Fraction, name: str) -> Iterator[Found]:
    """The titles inside an element; `zero` is what its children's offsets are counted from, in seconds."""
    for child in node.children:
        at = zero + _seconds(child, "offset", name) if "offset" in child.attributes else zero
        if child.name == "title":
            end = at + _seconds(child, "duration", name)
            lines = "".join(part.text for part in child.children if part.name == "text").splitlines()
            shown = tuple(Line(line.strip()) for line in lines if line.strip())
            yield Found(child.line, _ms(at), _ms(end), shown)
        inside = at - _seconds(child, "start", name) if "offset" in child.attributes else zero
        yield from _titles(child, inside, name)


def _seconds(node: Node, attribute: str, name: str) -> Fraction:
    """A time as FCPXML writes it: 1001/30000s, 5s; 0 where there is none."""
    value = node.attributes.get(attribute, "0s")
    try:
        return Fraction(value.removesuffix("s"))
    except (ValueError, ZeroDivisionError) as error:
        raise FormatError(f"{attribute} = {value!r} is no time", where=f"{name}:{node.line}") from error


def _ms(seconds: Fraction) -> int:
    """Milliseconds, taken up to the next, as every other format has a frame's time."""
    return -((-seconds.numerator * 1000) // seconds.denominator)
