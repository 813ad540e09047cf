"""Subjects that the Japanese leaves unsaid and the English has to name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from taiyaku.model import Turn
from taiyaku.text.subjects import LISTENER, SPEAKER, SPEAKERS, Topic, put_subject, topic, unsaid_subject
from taiyaku.translate.ladder import Asking, Climbed, Line, alone_of, only

RUNG = "subject"
_SPEAKING = re.compile(r"\b(?:i|me|my|mine|myself|we|us|our|ours|ourselves|let's)\b", re.IGNORECASE)
_NAMING = {
    LISTENER: re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b", re.IGNORECASE),
    SPEAKER: _SPEAKING,
    SPEAKERS: _SPEAKING,
}


def unsaid_subjects(turns: Sequence[Turn]) -> dict[str, str]:
    """The subject (私たちは) of each sentence that leaves it unsaid and whose form tells it, by the sentence's id.

    Only what a named speaker says has one. As long as somebody or something else is spoken of, "we" is not assumed; of
    a person, from one turn into its answer too.
    """
    subjects: dict[str, str] = {}
    about: Topic | None = None
    for turn in turns:
        about = "person" if about == "person" else None
        for sentence in turn.sentences if turn.speaker else ():
            subject = unsaid_subject(sentence.text)
            if subject and (subject != SPEAKERS or about in (None, "speaker")):
                subjects[sentence.id] = subject
            about = topic(sentence.text) or about
    return subjects


def with_subject(line: Line, subject: str, first: Climbed, asking: Asking) -> Climbed:
    """The line, asked for again with its subject said, where its English names neither "I" nor "we", or no "you".

    `first` stays where that is no better. Whether "I" or "we" is the engine's choice, as long as it is one of them.
    """
    if not subject or not first.english.strip() or _NAMING[subject].search(first.english):
        return first
    told = replace(alone_of(line, asking.request), sentences=(put_subject(subject, line.sentence.text),))
    english, score = only(asking.translator.translate(told)[0])
    worse = len(asking.problems(line, english)) > len(asking.problems(line, first.english))
    return first if worse or not _NAMING[subject].search(english) else Climbed(english, RUNG, score)
