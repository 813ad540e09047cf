"""What a language model is asked, how its answer is bound, and how that answer is read.

The sentences of a turn go as a numbered list and come back as one; a grammar binds the answer to the same numbers and
to text without kana and kanji, so that no line is lost, merged or left in Japanese.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from taiyaku.model import TranslationRequest
from taiyaku.text.normalize import has_japanese

SYSTEM = (
    "You are a professional subtitle translator. You translate a Japanese interview into natural, concise spoken "
    "English. Translate every numbered line by itself, completely and faithfully: add nothing, leave nothing out. "
    "Keep every number, date and time. Keep names in Latin letters exactly as they are written. A question stays a "
    "question, a negation stays a negation. Japanese leaves out subjects: choose I, we, you, he, she, they or it from "
    "the context. Answer with the numbered English lines only."
)
EXAMPLE = (
    "1. この店は何時に開きますか。\n2. うちでは、まだ使っていません。",
    "1. What time does this shop open?\n2. We aren't using it yet.",
)
_NUMBERED = re.compile(r"^\s*(\d+)\s*[.):]\s*(.*)$")
_NOT_ENGLISH = r"\n\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"


def messages(request: TranslationRequest) -> list[dict[str, str]]:
    """The conversation to send: rules, one example, then the turn with what surrounds it."""
    out = [{"role": "system", "content": SYSTEM}]
    out += [{"role": role, "content": text} for role, text in zip(("user", "assistant"), EXAMPLE, strict=True)]
    return [*out, {"role": "user", "content": _question(request)}]


def _question(request: TranslationRequest) -> str:
    parts: list[str] = []
    if request.context:
        before = "\n".join(f"{speaker}: {text}" if speaker else text for speaker, text in request.context)
        parts.append(f"Said before, for context only, do not translate:\n{before}")
    if request.hints:
        parts.append("Use these terms:\n" + "\n".join(f"{ja} = {en}" for ja, en in request.hints))
    missing = [
        f"Line {number} must contain: {', '.join(wanted)}"
        for number, wanted in enumerate(request.required, start=1)
        if wanted
    ]
    parts += ["\n".join(missing)] if missing else []
    who = f"Translate these lines, spoken by {request.speaker}" if request.speaker else "Translate this heading or note"
    lines = "\n".join(f"{i}. {text.strip()}" for i, text in enumerate(request.sentences, start=1))
    return "\n\n".join([*parts, f"{who}:\n{lines}" if parts or request.speaker else lines])


def grammar(count: int) -> str:
    """GBNF for exactly `count` numbered lines of text without kana, kanji and full-width forms."""
    lines = ' "\\n" '.join(f'"{i}. " line' for i in range(1, count + 1))
    return f"root ::= {lines}\nline ::= [^ {_NOT_ENGLISH}] [^{_NOT_ENGLISH}]*\n"


def parse_answer(answer: str, count: int) -> tuple[str, ...] | None:
    """The lines of an answer in order; None unless there are exactly `count`, each with its number."""
    found: dict[int, str] = {}
    for line in answer.strip().splitlines():
        match = _NUMBERED.match(line)
        if match:
            found[int(match[1])] = clean(match[2])
    if count == 1 and not found and answer.strip():
        return (clean(answer.strip().splitlines()[0]),)
    if sorted(found) != list(range(1, count + 1)) or not all(found.values()):
        return None
    return tuple(found[i] for i in range(1, count + 1))


def clean(line: str) -> str:
    """A line without the quotes a model likes to put around it, and with single spaces."""
    line = " ".join(line.split())
    if len(line) > 1 and line[0] == line[-1] == '"' and '"' not in line[1:-1]:
        line = line[1:-1].strip()
    return line


def leftover_japanese(lines: Sequence[str]) -> bool:
    """Whether any line still holds kana or kanji."""
    return any(map(has_japanese, lines))
