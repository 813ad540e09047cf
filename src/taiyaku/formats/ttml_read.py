"""TTML of any profile as captions: times of every kind, inside each other, one after another; ruby left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from taiyaku.errors import FormatError
from taiyaku.formats.caption import Line, Read, Remark
from taiyaku.formats.mend import Found, settle
from taiyaku.formats.ttml_time import Clock, read_clock
from taiyaku.text.markup import Node, parse_markup

TIMES = frozenset({"begin", "end", "dur"})
RUBY = frozenset({"text", "textContainer", "delimiter"})  # of tts:ruby: what stands over or around, not the base

UNTIMED = "text without times; it is left out"


@dataclass(frozen=True, slots=True)
class _Place:
    """What an element passes on to what stands in it: its times on the document's clock, and its marks."""

    start_ms: int = 0
    end_ms: int | None = None
    timed: bool = False
    language: str = ""
    speaker: str = ""
    preserve: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class _Document:
    """The document's clock, and what its elements refer to by id."""

    clock: Clock
    agents: dict[str, str]
    ruby: frozenset[str]  # styles
    top: frozenset[str]  # regions


@dataclass(frozen=True, slots=True)
class _Run:
    """Text that is shown together, in pieces that each know their place; a line ends at \\n."""

    place: _Place
    pieces: list[tuple[str, _Place]]


def read_ttml(text: str, name: str = "this text") -> Read:
    """Captions of a TTML text, with their languages and agents.

    Raises FormatError: no TTML, no well-formed XML, a DOCTYPE, a time that cannot be read, no caption.
    """
    root = parse_markup(text, name, FormatError)
    if root.name != "tt":
        raise FormatError(f"this is no TTML: its first element is {root.name}", where=name, remedy="Give a TTML file")
    agents = {agent.attributes.get("id", ""): " ".join(agent.text.split()) for agent in root.all("agent")}
    ruby = frozenset(s.attributes.get("id", "") for s in root.all("style") if s.attributes.get("ruby") in RUBY)
    top = frozenset(
        r.attributes.get("id", "") for r in root.all("region") if r.attributes.get("displayAlign") == "before"
    )
    document = _Document(read_clock(root, name), agents, ruby, top)
    found, remarks = list[Found](), list[Remark]()
    for paragraph, place in _paragraphs(root, _placed(root, _Place(), document, 0), document):
        for run in _runs(paragraph, place, document):
            lines = tuple(_lines(run.pieces))
            if lines and run.place.timed:
                start, end = run.place.start_ms, run.place.end_ms
                found.append(Found(paragraph.line, start, start if end is None else end, lines, run.place.raised))
            elif lines:
                remarks.append(Remark(paragraph.line, UNTIMED))
    if not found:
        raise FormatError("no text with times was found", where=name, remedy="Give a TTML file that holds text")
    return settle(found, remarks, name)


def _paragraphs(node: Node, place: _Place, document: _Document) -> Iterator[tuple[Node, _Place]]:
    """Every p inside, with its place."""
    if node.name == "p":
        yield node, place
        return
    in_turn, base = node.attributes.get("timeContainer") == "seq", place.start_ms
    for child in node.children:
        if child.name in ("body", "div", "p"):
            inside = _placed(child, place, document, base)
            yield from _paragraphs(child, inside, document)
            base = inside.end_ms if in_turn and inside.end_ms is not None else base


def _placed(node: Node, around: _Place, document: _Document, base: int) -> _Place:
    """The place of an element whose times count from `base`: where the one around it begins, or the one before ends."""
    agent = node.attributes.get("agent")
    region = node.attributes.get("region")
    place = replace(
        around,
        raised=around.raised if region is None else region in document.top,
        language=node.attributes.get("lang", around.language).lower().partition("-")[0],
        speaker=around.speaker if agent is None else document.agents.get(agent, ""),
        preserve=node.attributes.get("space", "preserve" if around.preserve else "default") == "preserve",
    )
    if not TIMES & node.attributes.keys():
        return place
    begin, end, duration = (document.clock.read(node, name) for name in ("begin", "end", "dur"))
    start = base + (begin or 0)
    last = (
        around.end_ms,
        None if end is None else base + end,
        None if duration is None else start + duration,
    )
    return replace(place, start_ms=start, end_ms=min((e for e in last if e is not None), default=None), timed=True)


def _runs(paragraph: Node, place: _Place, document: _Document) -> list[_Run]:
    """A paragraph's own text, and that of each span with times of its own."""
    runs = [_Run(place, [])]
    _collect(paragraph, place, document, runs[0], runs)
    return runs


def _collect(node: Node, place: _Place, document: _Document, run: _Run, runs: list[_Run]) -> None:
    """Add an element's text to `run`; what has other times becomes a run of its own."""
    for part in node.parts:
        if isinstance(part, str):
            run.pieces.append((part if place.preserve else re.sub(r"\s+", " ", part), place))
        elif part.name == "br":
            run.pieces.append(("\n", place))
        elif part.name == "span" and not _is_ruby(part, document):
            inside = _placed(part, place, document, place.start_ms)
            apart = TIMES & part.attributes.keys()
            if apart:
                runs.append(_Run(inside, []))
            _collect(part, inside, document, runs[-1] if apart else run, runs)


def _is_ruby(span: Node, document: _Document) -> bool:
    styles = span.attributes.get("style", "").split()
    return span.attributes.get("ruby") in RUBY or any(style in document.ruby for style in styles)


def _lines(pieces: list[tuple[str, _Place]]) -> Iterator[Line]:
    """The lines of a run; a line's first text says who speaks, and in which language."""
    body, first = "", _Place()
    for text, place in [*pieces, ("\n", _Place())]:
        for nth, part in enumerate(text.split("\n")):
            if nth and body.strip():
                yield Line(body.strip(), first.speaker, first.language)
            body = "" if nth else body
            first = first if body.strip() else place
            body += part
