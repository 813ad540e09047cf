"""Sentences that were tidied: their sounds are those that were heard."""

from taiyaku.align.force import Piece
from taiyaku.align.heard import Heard
from taiyaku.align.match import match_sentences
from taiyaku.align.said import as_said


def piece(number: int, phonemes: str) -> Piece:
    """A piece of one character a phoneme."""
    count = len(phonemes)
    return Piece(number, phonemes, (True,) * count, (0.0,) * count, phonemes, tuple(range(count)))


def heard(phonemes: str) -> Heard:
    times = tuple(range(0, 80 * len(phonemes), 80))
    return Heard(phonemes, phonemes, tuple(range(len(phonemes))), times, times)


def said(written: list[str], spoken: str) -> list[str]:
    """The sounds of each sentence as it was said."""
    matches = match_sentences(written, spoken)
    pieces = [piece(n, text) for n, text in enumerate(written) if matches[n]]
    return [p.phonemes for p in as_said(pieces, matches, heard(spoken))]


FIRST, NEXT = "kyoowahareteimasu", "asitawaamenandesuyo"


def test_a_faithful_sentence_is_left_alone() -> None:
    assert said([FIRST, NEXT], FIRST + NEXT) == [FIRST, NEXT]


def test_an_ending_that_was_changed_is_timed_as_it_was_heard() -> None:
    assert said(["kyoowaharetaku", NEXT], "kyoowaharetemiezo" + NEXT) == ["kyoowaharetemiezo", NEXT]


def test_speech_too_long_for_what_is_missing_belongs_to_nobody() -> None:
    other = "betunohanasinotochuu"
    assert said(["kyoowaharetaku", NEXT], "kyoowahareta" + other + NEXT)[1] == NEXT
    assert other not in said(["kyoowaharetaku", NEXT], "kyoowahareta" + other + NEXT)[0]


def test_every_sound_belongs_to_a_character_in_order() -> None:
    written = ["kyoowaharetaku", NEXT]
    spoken = "kyoowaharetemiezo" + NEXT
    matches = match_sentences(written, spoken)
    for changed in as_said([piece(n, text) for n, text in enumerate(written)], matches, heard(spoken)):
        assert len(changed.at) == len(changed.phonemes)
        assert list(changed.at) == sorted(changed.at)
        assert changed.at[-1] < len(changed.text)
