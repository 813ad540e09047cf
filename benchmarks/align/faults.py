"""What is wrong with a transcript: each fault takes the written turns and gives them back at fault."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from benchmarks.align.speech import Script

CUT_SHARE = 0.15  # of the sentences that a shortened transcript leaves out
DOUBLED = 2  # sentences that stand twice in a transcript and were said once


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence of the transcript; `said` is the number of the line that it writes down, None if nobody says it."""

    text: str
    said: int | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A turn of the transcript; without a speaker it is a heading, a lead or a note."""

    speaker: str | None
    sentences: tuple[Written, ...]


Transcript = tuple[Paragraph, ...]
Fault = Callable[[Transcript, Script, random.Random], Transcript]


def faithful(script: Script) -> Transcript:
    """The transcript as it should be."""
    numbers = iter(range(len(script.lines)))
    return tuple(
        Paragraph(turn[0].speaker, tuple(Written(line.text, next(numbers)) for line in turn)) for turn in script.turns
    )


def text_of(transcript: Transcript) -> str:
    """The transcript as a file holds it."""
    paragraphs = (
        (f"{p.speaker}: " if p.speaker else "") + "".join(w.text for w in p.sentences)
        for p in transcript
        if p.sentences
    )
    return "\n\n".join(paragraphs) + "\n"


def _unsaid(text: str) -> Paragraph:
    from taiyaku.text.sentences import split_sentences

    return Paragraph(None, tuple(Written(part, None) for part in split_sentences(text)))


def lead(transcript: Transcript, script: Script, rng: random.Random) -> Transcript:
    """A title and a lead paragraph ahead."""
    return (_unsaid(f"# {script.title}"), _unsaid(script.lead), *transcript)


def notes(transcript: Transcript, script: Script, rng: random.Random) -> Transcript:
    """Editor's notes between turns."""
    places = sorted(rng.sample(range(1, len(transcript)), len(script.notes)), reverse=True)
    out = list(transcript)
    for place, note in zip(places, script.notes, strict=True):
        out.insert(place, Paragraph(None, (Written(note, None),)))
    return tuple(out)


def cut(transcript: Transcript, script: Script, rng: random.Random) -> Transcript:
    """Sentences left out that were said."""
    count = round(CUT_SHARE * len(script.lines))
    gone = set(rng.sample([i for i, line in enumerate(script.lines) if len(line.text) > 6], count))
    return _mapped(transcript, lambda w: () if w.said in gone else (w,))


def reordered(transcript: Transcript, script: Script, rng: random.Random) -> Transcript:
    """Two turns told in another order, and one moved far."""
    out = list(transcript)
    place = rng.randrange(1, len(out) - 2)
    out[place], out[place + 1] = out[place + 1], out[place]
    out.insert(1, out.pop())
    return tuple(out)


def paraphrased(transcript: Transcript, script: Script, rng: random.Random) -> Transcript:
    """Verbs, particles and endings tidied."""
    return _mapped(transcript, lambda w: (w if w.said is None else replace(w, text=script.lines[w.said].other),))


def doubled(transcript: Transcript, script: Script, rng: random.Random) -> Transcript:
    """Sentences that stand twice and were said once."""
    texts = [line.text for line in script.lines]
    once = [i for i, text in enumerate(texts) if texts.count(text) == 1 and len(text) > 10]
    twice = set(rng.sample(once, DOUBLED))
    return _mapped(transcript, lambda w: (w, w) if w.said in twice else (w,))


def _mapped(transcript: Transcript, change: Callable[[Written], tuple[Written, ...]]) -> Transcript:
    return tuple(replace(p, sentences=tuple(new for w in p.sentences for new in change(w))) for p in transcript)


FAULTS: Mapping[str, Fault] = {
    "lead": lead,
    "notes": notes,
    "cut": cut,
    "reordered": reordered,
    "paraphrased": paraphrased,
    "doubled": doubled,
}
