"""The English of single sentences out of subtitles that a person retyped: what the memory of translations takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taiyaku.merge.edits import ADDED, retyped
from taiyaku.merge.match import Block
from taiyaku.model import Cue, Span

_LABEL = re.compile(r"\[[^\[\]]{1,40}\]\s+|-(?=\S)")  # a name or a dash before a line
_SENTENCES = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Unclear:
    """A subtitle over several sentences, of whose new text nobody can say what belongs to which."""

    at_ms: int
    text: str


def english_of(
    groups: Sequence[Sequence[Block]], shown: Mapping[str, str]
) -> tuple[dict[str, str], tuple[Unclear, ...]]:
    """The new English of each sentence that was retyped; `shown` is what its subtitles showed, by sentence id."""
    found: dict[str, str] = {}
    unclear: list[Unclear] = []
    for group in groups:
        if not any(map(retyped, group)):
            continue
        parts: dict[str, list[str]] = {}
        doubtful: set[str] = set()
        for block in group:
            names = [name for name in _names(block) if not name.startswith(ADDED)]
            texts = _parts(block, names, shown)
            if texts is None:
                unclear.append(Unclear((block.now or block.before)[0].start_ms, _joined(block.now)))
                doubtful.update(names)
            for name, text in zip(names, texts or (), strict=False):
                parts.setdefault(name, []).append(text)
        for name, each in parts.items():
            text = " ".join(" ".join(each).split())
            if text and name not in doubtful and text != " ".join(shown.get(name, "").split()):
                found[name] = text
    return found, tuple(unclear)


def _names(block: Block) -> list[str]:
    return list(dict.fromkeys(span.sentence_id for cue in (*block.before, *block.now) for span in cue.spans))


def _parts(block: Block, names: Sequence[str], shown: Mapping[str, str]) -> list[str] | None:
    """What a block says for each of its sentences; None where that cannot be told."""
    labelled = any(_LABEL.match(line) for cue in block.before for line in cue.lines)
    lines = [_LABEL.sub("", line, count=1) if labelled and _LABEL.match(line) else line for line in _lines(block.now)]
    text = " ".join(lines)
    if len(names) < 2:
        return [text] * len(names)
    if not retyped(block):
        spans = [span for cue in block.before for span in cue.spans]
        return [_slice(spans, name, shown) for name in names]
    for parts in (lines, _SENTENCES.split(text)):
        if len(parts) == len(names):
            return list(parts)
    return None


def _slice(spans: Sequence[Span], name: str, shown: Mapping[str, str]) -> str:
    return " ".join(shown.get(name, "")[span.start : span.end].strip() for span in spans if span.sentence_id == name)


def _lines(cues: Sequence[Cue]) -> Iterator[str]:
    return (line for cue in cues for line in cue.lines)


def _joined(cues: Sequence[Cue]) -> str:
    return " ".join(_lines(cues))
