"""What an edited transcript changed: sentences that are new, that read otherwise, that are gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process

from taiyaku.model import Sentence, Turn

ALIKE = 60  # percent that a new sentence shares with one that is gone, for it to be that one rewritten


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Sentences that only the new transcript has, those of the old one that it lacks, and pairs of both."""

    new: tuple[Sentence, ...]
    gone: tuple[Sentence, ...]
    changed: tuple[tuple[Sentence, Sentence], ...]


def compare_scripts(before: Sequence[Turn], now: Sequence[Turn]) -> Rewritten:
    """Compare two transcripts whose equal sentences have equal ids (see `job.carry_ids`)."""
    old, new = ({s.id: s for turn in turns for s in turn.sentences} for turns in (before, now))
    gone = {name: s for name, s in old.items() if name not in new}
    added, changed = [], []
    for name, sentence in new.items():
        if name in old:
            continue
        texts = {each: s.text for each, s in gone.items()}
        near = process.extractOne(sentence.text, texts, score_cutoff=ALIKE)
        if near:
            changed.append((gone.pop(near[2]), sentence))
        else:
            added.append(sentence)
    return Rewritten(tuple(added), tuple(gone.values()), tuple(changed))
