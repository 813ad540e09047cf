"""Sentences that were tidied: their sounds are those that were heard."""

from sounding_scenes import heard as spoken_at
from sounding_scenes import scene_of
from taiyaku.align.force import Piece
from taiyaku.align.heard import Heard
from taiyaku.align.match import match_sentences
from taiyaku.align.said import as_said


def piece(number: int, phonemes: str) -> Piece:
    """A piece of one character a phoneme."""
    count = len(phonemes)
    return Piece(number, phonemes, (True,) * count, (0.0,) * count, phonemes, tuple(range(count)))


def heard(spoken: str) -> Heard:
    """80 ms a phoneme; a space is a pause of 400 ms."""
    spans, clock = [], 0
    for word in spoken.split(" "):
        spans.append((word, clock, clock + 80 * len(word)))
        clock = spans[-1][2] + 400
    return spoken_at(*spans)


def said(written: list[str], spoken: str) -> list[str]:
    """The sounds of each sentence as it was said."""
    words = heard(spoken)
    matches = match_sentences(written, words.phonemes)
    pieces = [piece(n, text) for n, text in enumerate(written) if matches[n]]
    return [p.phonemes for p in as_said(pieces, matches, scene_of(words))]


FIRST, NEXT = "kyoowahareteimasu", "asitawaamenandesuyo"


def test_a_faithful_sentence_is_left_alone() -> None:
    assert said([FIRST, NEXT], FIRST + NEXT) == [FIRST, NEXT]


def test_an_ending_that_was_changed_is_timed_as_it_was_heard() -> None:
    assert said(["kyoowaharetaku", NEXT], "kyoowaharetemiezo" + NEXT) == ["kyoowaharetemiezo", NEXT]


def test_speech_too_long_for_what_is_missing_belongs_to_nobody() -> None:
    other = "betunohanasinotochuu"
    assert said(["kyoowaharetaku", NEXT], "kyoowahareta" + other + NEXT)[1] == NEXT
    assert other not in said(["kyoowaharetaku", NEXT], "kyoowahareta" + other + NEXT)[0]


def test_a_pause_says_which_of_two_changed_sentences_words_belong_to() -> None:
    written = ["kyoowaharetaku", "sikasiasitawaamenandesuyo"]
    spoken = ["kyoowaharetemie", "demoasitawaamenandesuyo"]
    assert said(written, " ".join(spoken)) == spoken


def test_a_filler_is_not_the_beginning_that_a_sentence_lacks() -> None:
    written = [FIRST, "sikasiasitawaamenandesuyo"]
    assert said(written, FIRST + " eeto demoasitawaamenandesuyo") == [FIRST, "demoasitawaamenandesuyo"]


def test_of_speech_between_two_sentences_each_gets_what_runs_on_from_it() -> None:
    written = ["kyoowaharetaku", "sikasiasitawaamenandesuyo"]
    between = "betunohanasinotochuudesitayone"
    spoken = f"kyoowaharetemie {between} demoasitawaamenandesuyo"
    assert said(written, spoken) == ["kyoowaharetemie", "demoasitawaamenandesuyo"]


def test_every_sound_belongs_to_a_character_in_order() -> None:
    written = ["kyoowaharetaku", NEXT]
    spoken = "kyoowaharetemiezo" + NEXT
    matches = match_sentences(written, spoken)
    for changed in as_said([piece(n, text) for n, text in enumerate(written)], matches, scene_of(heard(spoken))):
        assert len(changed.at) == len(changed.phonemes)
        assert list(changed.at) == sorted(changed.at)
        assert changed.at[-1] < len(changed.text)
