"""What a language model is asked, how its answer is bound, and how that answer is read.

The sentences of a turn go as a numbered list and come back as one; a grammar binds the answer to the same numbers and
to text without kana and kanji, so that no line is lost, merged or left in Japanese.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice, permutations

from taiyaku.engine import TranslationRequest
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
# what llama.cpp tells the chat templates of models that would think aloud first; others pass over it
WITHOUT_THINKING = {"chat_template_kwargs": {"enable_thinking": False}}
TITLE = "Translate this heading or note"
A_WORD = 6  # characters with its space; models count words better than characters
AROUND = 90  # characters before, between and after forced terms; a model that does not want them runs on
ORDERS = 24  # of forced terms that are tried: all of four
_NUMBERED = re.compile(r"^\s*(\d+)\s*[.):]\s*(.*)$")
_FIRST, _ANY = r"[!-\u2fff]", r"[ -\u2fff]"  # all scripts before kana, kanji and full-width forms


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
    parts += [
        f"This English of line {number} is too long to be read in time:\n{text}\n"
        f"Say the same in at most {max(1, limit // A_WORD)} words."
        for number, (text, limit) in enumerate(zip(request.too_long, request.limits, strict=True), start=1)
    ]
    who = f"Translate these lines, spoken by {request.speaker}" if request.speaker else TITLE
    lines = "\n".join(f"{i}. {text.strip()}" for i, text in enumerate(request.sentences, start=1))
    return "\n\n".join([*parts, f"{who}:\n{lines}" if parts or request.speaker else lines])


def grammar(request: TranslationRequest) -> str:
    """GBNF for as many numbered lines as there are sentences, of text without kana, kanji and full-width forms.

    A forced line holds what is required of it, in any order, and is not longer than a line may be around that.
    """
    rules = {"line": f"{_FIRST} {_ANY}*"}
    names = ["line"] * len(request.sentences)
    if request.forced:
        rules["some"] = f"{_ANY}{{0,{AROUND}}}"
        for number, wanted in enumerate(request.required):
            if wanted:
                names[number] = f"line{number + 1}"
                orders = islice(permutations(wanted), ORDERS)
                rules[names[number]] = " | ".join(" ".join(["some", *_each(order)]) for order in orders)
    root = ' "\\n" '.join(f'"{number}. " {name}' for number, name in enumerate(names, start=1))
    return "".join(f"{name} ::= {body}\n" for name, body in {"root": root, **rules}.items())


def _each(forms: Sequence[str]) -> Iterator[str]:
    """GBNF for each form and what may stand behind it."""
    for form in forms:
        yield json.dumps(form, ensure_ascii=False)
        yield "some"


def parse_answer(answer: str, count: int) -> tuple[str, ...] | None:
    """The lines of an answer in order; None unless there are exactly `count`, each with its number.

    What stands around the lines does not count, nor does a number that comes again (in a note below them). A single
    line may lack its number.
    """
    written = [line for line in answer.splitlines() if line.strip() and not line.startswith("```")]
    found: dict[int, str] = {}
    for match in filter(None, map(_NUMBERED.match, written)):
        found.setdefault(int(match[1]), clean(match[2]))
    if count == 1 and not found and written:
        return (clean(next((line for line in written if not line.rstrip().endswith(":")), written[0])),)
    if sorted(found) != list(range(1, count + 1)) or not all(found.values()):
        return None
    return tuple(found[i] for i in range(1, count + 1))


def clean(line: str) -> str:
    """A line without the quotes a model likes to put around it, and with single spaces, none inside of quotes' ends."""
    line = " ".join(line.split())
    if len(line) > 1 and line[0] == line[-1] == '"' and '"' not in line[1:-1]:
        return line[1:-1].strip()
    parts = line.split('"')
    if len(parts) % 2:  # each quote that is opened is closed
        parts[1::2] = [quoted.strip() for quoted in parts[1::2]]
    return '"'.join(parts)


def leftover_japanese(lines: Sequence[str]) -> bool:
    """Whether any line still holds kana or kanji."""
    return any(map(has_japanese, lines))
