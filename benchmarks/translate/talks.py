"""The interviews of the benchmark: sentences with their references, terms, and the subjects that only context tells."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from taiyaku.model import Sentence, Term, Turn

TALKS = Path(__file__).with_name("talks.toml")
_LABEL = re.compile(r"([A-Z][A-Za-z0-9]*): ")
ARROW = " ⇒ "


@dataclass(frozen=True, slots=True)
class Talk:
    """An interview. `references` and `subjects` are by sentence id; a subject is any of its words, in small letters."""

    name: str
    half: str
    turns: tuple[Turn, ...]
    terms: tuple[Term, ...]
    references: dict[str, str]
    subjects: dict[str, tuple[str, ...]]

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for turn in self.turns for sentence in turn.sentences]


def read_talks(half: str) -> list[Talk]:
    """The talks of a half (`tuned`, `held-out`), or of `all`."""
    talks = [_talk(entry) for entry in tomllib.loads(TALKS.read_text("utf-8"))["talk"]]
    return [talk for talk in talks if half in (talk.half, "all")]


def _talk(entry: dict[str, object]) -> Talk:
    turns: list[Turn] = []
    references: dict[str, str] = {}
    subjects: dict[str, tuple[str, ...]] = {}
    name = str(entry["name"])
    for number, line in enumerate(str(entry["lines"]).splitlines(), start=1):
        japanese, *rest = line.split(ARROW)
        label = _LABEL.match(japanese)
        if label or not rest:
            turns.append(Turn(f"{name}.t{len(turns) + 1}", label[1] if label else None, (), number))
        turn = turns[-1]
        sentence = Sentence(
            f"{turn.id}.s{len(turn.sentences) + 1}", japanese[label.end() if label else 0 :].lstrip("# ")
        )
        turns[-1] = Turn(turn.id, turn.speaker, (*turn.sentences, sentence), turn.line)
        if rest:
            references[sentence.id] = rest[0]
        if len(rest) > 1:
            subjects[sentence.id] = tuple(rest[1].split("|"))
    terms = tuple(Term(ja, en) for ja, en in entry["glossary"])  # type: ignore[attr-defined]  # a list of pairs
    return Talk(name, str(entry["half"]), tuple(turns), terms, references, subjects)
