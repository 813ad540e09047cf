"""Where sounds leave doubt words are heard, and where these agree less the sounds count."""

from dataclasses import dataclass, field

from taiyaku.align.aligner import _matched
from taiyaku.align.doubt import agreed, roomy_gaps
from taiyaku.align.heard import Heard
from taiyaku.align.match import Match
from taiyaku.align.windows import Stretch
from taiyaku.model import Report, silent

PLAN = (Stretch(0, 1_000), Stretch(1_000, 2_000))
WRITTEN = ("aoikasanonakadehutari", "umigamierumadoniyoru")
SPELLED = ("aoikatuwonagatehukali", "umikabielumatoniguro")
LOOPED = "okyakusamanookyakusamano"


def heard(first: str, second: str) -> Heard:
    """A window's phonemes each, evenly in their second."""
    starts = [round(at + 1_000 * i / len(said)) for at, said in ((0, first), (1_000, second)) for i in range(len(said))]
    text = first + second
    return Heard(text, text, tuple(range(len(text))), tuple(starts), tuple(start + 10 for start in starts))


def test_what_agrees_is_counted_window_by_window() -> None:
    matches = [Match(((0, 0), (1, 1), (2, 3)), 0.9), None, Match(((0, 4),), 0.9)]
    assert agreed(PLAN, matches, heard("abc", "de")) == [2, 2]


def test_a_gap_is_roomy_where_something_is_missing_and_there_is_time_to_say_it() -> None:
    said = heard("abcde", "fghij")
    first, last = Match(((0, 0), (1, 1)), 1.0), Match(((0, 9),), 1.0)
    assert roomy_gaps(["ab", "xyz", "j"], [first, None, last], said, 2_000) == [Stretch(210, 1_800)]
    assert roomy_gaps(["ab", "xyz" * 9, "j"], [first, None, last], said, 2_000) == []
    assert roomy_gaps(["ab", "j"], [first, last], said, 2_000) == []
    assert roomy_gaps(["ab", "j", "xyz"], [first, last, None], said, 9_000) == [Stretch(1_810, 9_000)]


@dataclass
class Misled:
    """A listener whose recognizer hears `words` in the two windows; it notes which were asked for and taken back."""

    words: tuple[str, str]
    plan: tuple[Stretch, ...] = PLAN
    head: object = True
    pauses_ms: tuple[float, ...] = ()
    duration_ms: int = 2_000
    parts: list[str] = field(default_factory=lambda: list(SPELLED))
    taken_back: list[int] = field(default_factory=list)

    @property
    def heard(self) -> Heard:
        return heard(*self.parts)

    def listen(self, belongs: object, report: Report = silent) -> None:
        pass

    def listen_again(self, gaps: object, report: Report = silent) -> bool:
        return False

    def recognize(self, numbers: list[int], report: Report = silent) -> None:
        for number in numbers:
            self.parts[number] = self.words[number]

    def spell(self, numbers: list[int]) -> None:
        self.taken_back += numbers
        for number in numbers:
            self.parts[number] = SPELLED[number]


def test_words_that_agree_more_than_the_sounds_count() -> None:
    listener = Misled(WRITTEN)
    scores = [match.score for match in _matched(listener, WRITTEN, silent) if match]  # type: ignore[arg-type]
    assert (scores, listener.taken_back) == ([1.0, 1.0], [])


def test_words_that_nobody_said_are_taken_back() -> None:
    listener = Misled((LOOPED, WRITTEN[1]))
    first, second = _matched(listener, WRITTEN, silent)  # type: ignore[arg-type]
    assert listener.taken_back == [0]
    assert first
    assert first.score > 0.6
    assert second
    assert second.score == 1.0
