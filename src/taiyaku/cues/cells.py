"""What one subtitle holds in both languages: a part of a sentence, or several short ones, and who says them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby

from taiyaku.cues.grid import Grid, Leads, Part, split_sentence
from taiyaku.cues.lines import Extents, Room, english_lines, japanese_lines
from taiyaku.model import Span, TimedSentence, Translation
from taiyaku.profiles import Names, Profile
from taiyaku.text.width import width

# before each of two speakers' lines. Netflix, English: a hyphen without a space (V); Japanese, full-width: our choice
DASHES = Leads("－", "-")

Protect = Callable[[str], Extents]  # text -> extents that no break may enter


def no_protection(text: str) -> Extents:
    """Nothing but numbers, names and Latin words is kept whole."""
    return ()


@dataclass(frozen=True, slots=True)
class Talk:
    """What is known of a talk beside its sentences.

    `speakers` says who speaks by the sentence's id, as each language writes the name; `shots` are the times of the
    picture's changes of shot. Sentences in `alone` share no subtitle with others.
    """

    speakers: Mapping[str, Leads] = field(default_factory=dict)
    shots: Sequence[int] = ()
    protect: Protect = no_protection
    alone: Container[str] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence with its texts; `alone` where a person's edits hold it."""

    sentence_id: str
    part: Part
    japanese: str
    english: str
    protected: Extents
    first: bool
    last: bool
    speaker: str
    leads: Leads
    alone: bool = False

    @property
    def joins(self) -> bool:
        """Whether it may share a subtitle with other sentences: if it is all of its own."""
        return self.first and self.last and not self.alone


@dataclass(frozen=True, slots=True)
class Cell:
    """The pieces that one subtitle shows."""

    pieces: tuple[Piece, ...]

    @property
    def start_ms(self) -> int:
        return self.pieces[0].part.start_ms

    @property
    def end_ms(self) -> int:
        return max(piece.part.end_ms for piece in self.pieces)

    @property
    def voices(self) -> list[tuple[Piece, ...]]:
        """Its pieces, those together that one speaker says in a row."""
        return [tuple(group) for _, group in groupby(self.pieces, key=lambda piece: piece.speaker)]

    def spans(self, language: str) -> tuple[Span, ...]:
        """Its characters in a language's texts."""
        return tuple(Span(p.sentence_id, *(p.part.ja if language == "ja" else p.part.en)) for p in self.pieces)


def cells_of(
    spoken: Sequence[TimedSentence], translations: Mapping[str, Translation], grid: Grid, talk: Talk, profile: Profile
) -> list[Cell]:
    """A cell for each part that the sentences fall into, in order."""
    names = _names(spoken, talk, profile)
    return [Cell((piece,)) for timed in spoken for piece in _pieces(timed, translations, grid, talk, names)]


def _pieces(
    timed: TimedSentence,
    translations: Mapping[str, Translation],
    grid: Grid,
    talk: Talk,
    names: Mapping[str, Leads],
) -> Iterator[Piece]:
    name = timed.sentence_id
    japanese = "".join(word.text for word in timed.words)
    translation = translations.get(name, Translation(name, ""))
    extents = talk.protect(japanese)
    parts = split_sentence(timed, translation, grid, extents, names[name])
    for number, part in enumerate(parts):
        inside = tuple((a - part.ja[0], b - part.ja[0]) for a, b in extents if part.ja[0] <= a < part.ja[1])
        yield Piece(
            name,
            part,
            japanese[slice(*part.ja)],
            translation.shown[slice(*part.en)],
            inside,
            number == 0,
            number == len(parts) - 1,
            talk.speakers.get(name, Leads()).ja,
            Leads() if number else names[name],
            name in talk.alone,
        )


def _names(spoken: Sequence[TimedSentence], talk: Talk, profile: Profile) -> dict[str, Leads]:
    """What stands before each sentence: the speaker's name where the profile shows it, in brackets."""
    names: dict[str, Leads] = {}
    seen, last = set(), ""
    for timed in spoken:
        speaker = talk.speakers.get(timed.sentence_id, Leads())
        due: Mapping[Names, bool] = {"never": False, "first": speaker.ja not in seen, "always": speaker.ja != last}
        ja, en = (bool(speaker.ja) and due[rules.names] for rules in (profile.ja, profile.en))
        english = f"[{speaker.en}] " if en and speaker.en else ""
        names[timed.sentence_id] = Leads(f"（{speaker.ja}）" if ja else "", english)
        seen.add(speaker.ja)
        last = speaker.ja
    return names


def japanese_of(cell: Cell, room: Room) -> tuple[str, ...]:
    """Its Japanese lines: as many as one speaker needs, one each of two."""
    heard = [Said("".join(p.japanese for p in v), v[0].leads.ja) for v in cell.voices]
    starts = accumulate((len(piece.japanese) for piece in cell.pieces), initial=0)
    extents = [(a + at, b + at) for at, piece in zip(starts, cell.pieces, strict=False) for a, b in piece.protected]
    return _lines(heard, DASHES.ja, room, lambda said, one: japanese_lines(said.text, one, extents, said.lead))


def english_of(cell: Cell, room: Room) -> tuple[str, ...]:
    """Its English lines, likewise."""
    heard = [Said(" ".join(p.english.strip() for p in v).strip(), v[0].leads.en) for v in cell.voices]
    return _lines(heard, DASHES.en, room, lambda said, one: english_lines(said.text, one, said.lead))


@dataclass(frozen=True, slots=True)
class Said:
    """What one voice says, and what stands before it."""

    text: str
    lead: str


def _lines(
    heard: Sequence[Said], dash: str, room: Room, broken: Callable[[Said, Room], tuple[str, ...]]
) -> tuple[str, ...]:
    """One voice's lines; of several a line each, which begins with a dash where no name does."""
    one = Room(room.line_width, 1, room.conventions)
    lines = [broken(said, room if len(heard) == 1 else one) for said in heard]
    several = sum(map(bool, lines)) > 1
    dashed = [
        line if said.lead or not several else (dash + line[0],) for said, line in zip(heard, lines, strict=True) if line
    ]
    return tuple(line for each in dashed for line in each)


def fits(cell: Cell, grid: Grid) -> bool:
    """Whether both languages have room in it."""
    ja, en = japanese_of(cell, grid.ja), english_of(cell, grid.en)
    return (
        len(ja) <= grid.ja.max_lines
        and len(en) <= grid.en.max_lines
        and all(width(line) <= grid.ja.line_width for line in ja)
        and all(len(line) <= grid.en.line_width for line in en)
        and cell.end_ms - cell.start_ms <= grid.max_ms
    )
