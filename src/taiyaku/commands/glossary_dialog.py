"""The dialog of `taiyaku glossary review`: a term with its places, a key, the next term."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from taiyaku.commands.keys import Answer, Keys
from taiyaku.errors import TaiyakuError
from taiyaku.glossary.columns import tidy
from taiyaku.glossary.match import TermMatcher
from taiyaku.glossary.review import Review
from taiyaku.model import Term
from taiyaku.talks import Spot

FIRST_SPOTS = 5  # places that are shown at once; `more` shows the others
PAD_MS = 200  # kept before and after a sentence that is played
PATIENCE = 5  # answers in a row that mean nothing, after which nobody is thought to sit there
WHAT = {
    "a": "accept: it is used from now on",
    "e": "edit: write its English, which accepts it",
    "r": "reject: it is not used, and not proposed again",
    "s": "skip: leave it as it is (so does Enter)",
    "u": "undo: back to the term before, as it was",
    "p": "play the next place; on a line, `p 2` plays the second",
    "m": "more: every place",
    "q": "quit: what was decided is written",
    "?": "these keys",
}
LAST = "That was the last term. Undo, or any other key to end: "
PROMPT = "accept, edit, reject, skip, undo, play, more, quit (a e r s u p m q, ? for help): "


class Dialog:
    """Goes through a review with a person. `spots` are the places of each term, by its file and line at the start."""

    def __init__(self, review: Review, spots: Mapping[str, Sequence[Spot]], keys: Keys) -> None:
        self.review = review
        self.keys = keys
        self._spots = [spots.get(term.where, ()) for term in review.terms]
        self._shown = -1  # the number of the term on the screen
        self._played = 0  # how often something was played there
        self._unknown = 0  # answers in a row that meant nothing
        self._actions: Mapping[str, Callable[[str], None]] = {
            "a": lambda rest: self.review.decide("approved"),
            "e": self._edit,
            "r": lambda rest: self.review.decide("rejected"),
            "s": lambda rest: self.review.skip(),
            "": lambda rest: self.review.skip(),
            "\r": lambda rest: self.review.skip(),
            "\n": lambda rest: self.review.skip(),
            "u": self._undo,
            "p": self._play,
            "m": self._more,
            "?": self._help,
        }

    def run(self) -> None:
        """To the last term, to `quit`, or to the end of input."""
        try:
            while self._unknown < PATIENCE and self._step():
                pass
        except EOFError:
            click.echo()

    def _step(self) -> bool:
        """Show where one stands and do what is answered; False where that is an end."""
        term = self.review.current
        if term is None:
            if self.keys.answer(LAST).key != "u":
                return False
            self._shown = -1
            self._follow(Answer("u"))
            return True
        if self._shown != self.review.position:
            self._shown, self._played = self.review.position, 0
            self._show(term, FIRST_SPOTS)
        answer = self.keys.answer(PROMPT)
        if answer.key == "q":
            return False
        self._follow(answer)
        return True

    def _follow(self, answer: Answer) -> None:
        """Do what was answered; what cannot be done is said, and one stays where one is."""
        action = self._actions.get(answer.key)
        if action is None:
            click.echo(f"{answer.key!r} means nothing here; ? shows the keys.")
            self._unknown += not self.keys.single
            return
        self._unknown = 0
        try:
            action(answer.rest)
        except TaiyakuError as error:
            click.echo(str(error))

    def _show(self, term: Term, most: int) -> None:
        """A term, what is known of it, and its places."""
        spots = self._spots[self.review.position]
        number = f"{self.review.position + 1} of {len(self.review.terms)}"
        click.echo(f"\n{number}  {_bold(term.ja)} → {_bold(term.en) if term.en else '(no English yet)'}")
        about = [term.status, term.scope, *(f"also {alias}" for alias in term.aliases), term.where]
        click.echo(f"  {', '.join(about)}")
        if term.note:
            click.echo(f"  note: {' '.join(term.note.split())}")
        matcher = TermMatcher([term])
        for index, spot in enumerate(spots[:most], start=1):
            place = spot.place
            parts = (f"{index}.", spot.at, place.speaker, place.verdict)
            click.echo(f"  {'  '.join(filter(None, parts))}")
            click.echo(f"     {_marked(place.japanese, matcher)}")
            click.echo(f"     {place.english or '(not translated)'}")
        if len(spots) > most:
            click.echo(f"  and {len(spots) - most} more places: m shows them")
        elif not spots:
            click.echo("  occurs nowhere here")

    def _edit(self, rest: str) -> None:
        """Accept the term under another English; an empty line leaves it as it is."""
        text = tidy("en", rest or self.keys.text("English: "))
        if text:
            self.review.decide("approved", " ".join(text.split()))

    def _undo(self, rest: str) -> None:
        if not self.review.undo():
            click.echo("There is nothing to undo.")

    def _more(self, rest: str) -> None:
        term = self.review.terms[self.review.position]
        self._show(term, len(self._spots[self.review.position]))

    def _help(self, rest: str) -> None:
        for key, what in WHAT.items():
            click.echo(f"  {key}  {what}")

    def _play(self, rest: str) -> None:
        """Play one place after another; a clip that nothing here can play is left in a file."""
        spots = self._spots[self.review.position]
        heard = [spot for spot in spots if spot.place.start_ms is not None]
        if not heard:
            click.echo("It was heard nowhere, so there is nothing to play.")
            return
        numbered = rest.isdecimal() and 0 < int(rest) <= len(spots)
        spot = spots[int(rest) - 1] if numbered else heard[self._played % len(heard)]
        self._played += 1
        click.echo(_play(spot))


def _play(spot: Spot) -> str:
    """Play the sentence of a place; what was done, or where the clip lies. Raises MediaError or OutputError."""
    from taiyaku.render.clip import cut_clip
    from taiyaku.render.play import play

    talk = spot.talk
    timed = next(item for item in talk.job.alignment.sentences if item.sentence_id == spot.place.sentence_id)
    if timed.start_ms is None or timed.end_ms is None:
        return "That sentence was not heard."
    span = max(0, timed.start_ms - PAD_MS), timed.end_ms + PAD_MS
    track = talk.job.settings.get("track") or 0
    name = f"{talk.name}.{spot.place.sentence_id}.wav"
    with tempfile.TemporaryDirectory() as folder:
        clip = Path(folder) / name
        cut_clip(talk.recording, *span, clip, track)
        if play(clip, span[1] - span[0]):
            return f"Played {spot.at}."
    kept = talk.path.parent / name
    cut_clip(talk.recording, *span, kept, track)
    return f"Nothing here can play it; it lies in {kept}."


def _marked(japanese: str, matcher: TermMatcher) -> str:
    """A sentence in which the term stands out."""
    out, place = "", 0
    for hit in matcher.find(japanese):
        out += japanese[place : hit.start] + _bold(japanese[hit.start : hit.end])
        place = hit.end
    return out + japanese[place:]


def _bold(text: str) -> str:
    """Bold on a terminal that can; `echo` takes it out where nobody looks at one."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return text if plain else click.style(text, bold=True)
