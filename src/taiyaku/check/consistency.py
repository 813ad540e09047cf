"""One form for one word: names in Latin letters and katakana words that a track spells in two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from taiyaku.model import Cue

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}")
_MARKED = re.compile(r"-|.[A-Z]|[0-9]")  # a hyphen, a capital inside, a digit: a word that is written in one way
Form = tuple[str, str]  # what makes two forms one word, and how it is written


def unlike(cues: Sequence[Cue]) -> Iterator[tuple[Cue, str, str]]:
    """Each cue with a form of a word that is rarer than another in the track: the form, and the usual one."""
    forms = [(cue, form) for cue in cues for line in cue.lines for form in _forms(line)]
    counts: dict[str, Counter[str]] = {}
    for _, (key, written) in forms:
        counts.setdefault(key, Counter())[written] += 1
    marked = {key for key, of in counts.items() if len(of) > 1 and any(map(_is_marked, of))}
    for cue, (key, written) in forms:
        usual = max(counts[key], key=lambda form: (counts[key][form], _is_marked(form), form))
        if key in marked and written != usual and not _only_begins(written, usual):
            yield cue, written, usual


def _forms(line: str) -> Iterator[Form]:
    """The words of a line, and two Latin words in a row as one: V team is a form of V-team."""
    found = list(_LATIN.finditer(line))
    for place, match in enumerate(found):
        yield match[0].replace("-", "").casefold(), match[0]
        following = found[place + 1] if place + 1 < len(found) else None
        if following and line[match.end() : following.start()] == " ":
            yield (match[0] + following[0]).casefold(), f"{match[0]} {following[0]}"
    for match in _KATAKANA.finditer(line):
        yield match[0].rstrip("ー"), match[0]


def _is_marked(form: str) -> bool:
    return bool(_MARKED.search(form) or _KATAKANA.fullmatch(form))


def _only_begins(written: str, usual: str) -> bool:
    """Whether two forms differ by the capital of a sentence's first word only."""
    return written[1:] == usual[1:] and written[:1].casefold() == usual[:1].casefold()
