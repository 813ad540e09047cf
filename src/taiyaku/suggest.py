"""Candidates for the glossary out of talks: words that recur, that are names, or that were hardly heard as written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from taiyaku.glossary.candidates import KINDS, Found, Kind, find_candidates
from taiyaku.glossary.match import TermMatcher
from taiyaku.glossary.places import Place
from taiyaku.model import Term, TimedSentence
from taiyaku.talks import Spot, Talk
from taiyaku.text.normalize import normalize
from taiyaku.text.romaji import romaji

# how often a word must occur; a plain noun is no term unless it was misheard
LEAST: Mapping[Kind, int] = {"latin": 1, "mixed": 1, "compound": 1, "katakana": 2, "kanji": 2}
MISHEARD = 0.5  # mean probability of a word's sounds where it should be, below which something else may have been said
LEAST_HEARD = 2  # of its characters that must have one


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that may be a term. `sure` is the lowest probability of its sounds at any of its places, None where
    nothing was listened to. `english` is empty where none is known; `reading` is the Japanese in Latin letters.
    """

    ja: str
    kind: Kind
    spots: tuple[Spot, ...]
    english: str
    reading: str
    sure: float | None

    @property
    def misheard(self) -> bool:
        """Whether its sounds were not found where it is written."""
        return self.sure is not None and self.sure < MISHEARD


def suggest(talks: Iterable[Talk], known: Sequence[Term], least: int = 0) -> list[Suggestion]:
    """What may be a term and is not `known`, neither as a candidate nor as rejected; by kind, the most frequent first.

    `least` is how often a word must occur, of whatever kind; 0 leaves that to its kind.
    """
    matcher = TermMatcher(known)
    heard: dict[str, list[tuple[Found, Spot, float | None]]] = {}
    for talk in talks:
        for word, spot, sure in _words(talk, matcher):
            heard.setdefault(normalize(word.ja), []).append((word, spot, sure))
    found = [_suggestion(places) for places in heard.values()]
    wanted = [one for one in found if one.misheard or _recurs(one, least)]
    return sorted(wanted, key=lambda one: (KINDS.index(one.kind), -len(one.spots)))


def _recurs(one: Suggestion, least: int) -> bool:
    """Whether a word occurs often enough; a plain noun never does."""
    return one.kind in LEAST and len(one.spots) >= (least or LEAST[one.kind])


def _words(talk: Talk, matcher: TermMatcher) -> Iterable[tuple[Found, Spot, float | None]]:
    """Each word of a talk that may be a term, where it stands, and how surely its sounds were found there."""
    timed = {item.sentence_id: item for item in talk.job.alignment.sentences}
    english = {item.sentence_id: item.text for item in talk.job.translations}
    for turn in talk.job.turns:
        for sentence in turn.sentences:
            item, text = timed.get(sentence.id), english.get(sentence.id, "")
            start_ms = item.start_ms if item else None
            place = Place(sentence.id, start_ms, turn.speaker or "", sentence.text.strip(), text, "")
            for word in find_candidates(sentence.text, matcher.find(sentence.text)):
                yield word, Spot(talk, place), _sure(word, item)


def _sure(word: Found, item: TimedSentence | None) -> float | None:
    """The mean probability of the sounds of a word; None where too few of its characters have one."""
    found: list[float] = []
    place = 0
    for piece in item.words if item and item.status == "spoken" else ():
        if piece.probability is not None and word.start < place + len(piece.text) and place < word.end:
            found.append(piece.probability)
        place += len(piece.text)
    return sum(found) / len(found) if len(found) >= min(LEAST_HEARD, len(word.ja)) else None


def _suggestion(places: Sequence[tuple[Found, Spot, float | None]]) -> Suggestion:
    word = places[0][0]
    spots = tuple(spot for _, spot, _ in places)
    sure = min((sure for *_, sure in places if sure is not None), default=None)
    latin = word.kind == "latin"
    return Suggestion(
        word.ja,
        word.kind,
        spots,
        _as_translated(word.ja, spots) if latin else "",
        "" if latin else romaji(word.ja),
        sure,
    )


def _as_translated(name: str, spots: Sequence[Spot]) -> str:
    """A Latin name as the English of its sentences mostly writes it; as it is, in half width, where it is in none."""
    pattern = re.compile(rf"(?<![A-Za-z0-9]){re.escape(normalize(name))}(?![A-Za-z0-9])", re.IGNORECASE)
    written = Counter(match for spot in spots for match in pattern.findall(spot.place.english))
    return written.most_common(1)[0][0] if written else unicodedata.normalize("NFKC", name)
