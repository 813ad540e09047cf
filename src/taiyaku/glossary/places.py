"""Each place of a job where a term occurs, with its time and both texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taiyaku.glossary.match import TermMatcher
from taiyaku.model import Alignment, Term, Translation, Turn
from taiyaku.text.normalize import normalize


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that a term occurs in; `start_ms` is None where it was not spoken, `verdict` empty where none is."""

    sentence_id: str
    start_ms: int | None
    speaker: str
    japanese: str
    english: str
    verdict: str


def find_places(
    terms: Sequence[Term], turns: Sequence[Turn], alignment: Alignment, translations: Sequence[Translation]
) -> dict[Term, list[Place]]:
    """The places of those terms that occur, in the order in which they first do.

    Terms that share their Japanese share their places.
    """
    alike: dict[str, list[Term]] = {}
    for term in terms:
        alike.setdefault(normalize(term.ja), []).append(term)
    matcher = TermMatcher(terms)
    starts = {item.sentence_id: item.start_ms for item in alignment.sentences}
    english = {item.sentence_id: item for item in translations}
    found: dict[Term, list[Place]] = {}
    for turn in turns:
        for sentence in turn.sentences:
            translation = english.get(sentence.id, Translation(sentence.id, ""))
            verdicts = {verdict.en: verdict.verdict for verdict in translation.verdicts}
            for ja in dict.fromkeys(normalize(hit.term.ja) for hit in matcher.find(sentence.text)):
                for term in alike[ja]:
                    place = Place(
                        sentence.id,
                        starts.get(sentence.id),
                        turn.speaker or "",
                        sentence.text.strip(),
                        translation.text,
                        verdicts.get(term.en, ""),
                    )
                    found.setdefault(term, []).append(place)
    return found
