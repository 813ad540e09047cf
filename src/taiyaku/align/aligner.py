"""The whole of alignment: hear, match by sound, force, snap, and say how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np

from taiyaku.align.answers import answers
from taiyaku.align.bands import band_levels, voice_level
from taiyaku.align.confidence import confidence, lone_guesses
from taiyaku.align.doubt import agreed, doubtful_windows, roomy_gaps
from taiyaku.align.force import Forced, Piece, fit, force_pieces, make_pieces, pieces_of
from taiyaku.align.heard import Heard
from taiyaku.align.hearing import Listener, no_speech
from taiyaku.align.match import SPOKEN, Match, belongs, free_stretches, match_sentences
from taiyaku.align.offer import offer
from taiyaku.align.phones import FRAME_MS
from taiyaku.align.rest import at_rest
from taiyaku.align.reworded import take_rest, take_reworded
from taiyaku.align.scene import Scene
from taiyaku.align.settle import settle
from taiyaku.align.snap import Edge, snap
from taiyaku.align.trace import Tracer
from taiyaku.engine import Recognizer
from taiyaku.model import (
    Alignment,
    Report,
    Samples,
    Sentence,
    Status,
    TimedSentence,
    Turn,
    Unscripted,
    Word,
    silent,
)
from taiyaku.recording import Recording
from taiyaku.text.sounds import sounds

ROUNDS = 3  # of asking for words: those of one window can show that its neighbour was misheard
AS_GOOD = 0.8  # of the sounds of a window that agreed before its words were heard, and must still agree
UNSCRIPTED_MS = 400  # a shorter stretch beside the script is a filler or a mishearing, not a line

Readings = Callable[[str], Sequence[tuple[int, int, str]]]  # text -> (start, end, kana) of its known terms


def no_readings(text: str) -> Sequence[tuple[int, int, str]]:
    """For a job without a glossary."""
    return ()


def align(
    turns: Sequence[Turn],
    recording: Recording | Samples,
    recognizer: Recognizer,
    readings: Readings = no_readings,
    report: Report = silent,
) -> Alignment:
    """Time every sentence of `turns` in the recording.

    `readings` tells how known terms are spoken. `report` counts windows, twice over where attention has to time them.
    Raises AlignError where nobody speaks, or where what is said does not stand in the transcript.
    """
    sentences = [sentence for turn in turns for sentence in turn.sentences]
    texts = [sentence.text for sentence in sentences]
    told = _told(turns)
    read = [sounds(text, readings(text)) for text in texts]
    listener = Listener(recording, recognizer)
    rounds = 1 if listener.head else 2  # through the windows; attention needs a second one
    matches = _matched(listener, [r.phonemes for r in read], lambda done, total: report(done, rounds * total))
    heard = listener.heard
    pieces = make_pieces(texts, read, matches, heard, free_stretches(matches, len(heard.phonemes)))
    levels, duration_ms = listener.levels, listener.duration_ms
    if listener.head is not None and listener.sounding is not None:
        sounding = listener.sounding
        bands = band_levels(recording)[: len(sounding)]
        quiet = levels.pauses(FRAME_MS, len(sounding)) | at_rest(bands)
        written = [piece for piece in pieces if piece.sentence is not None]
        scene = Scene(sounding, quiet, voice_level(bands), listener.head, heard)
        tracer = Tracer(matches, scene)
        said = tracer.as_said(written)
        offered = offer(texts, read, said, sounding, told)
        searched = {piece.sentence for piece in offered}  # found by chance, if at all
        matches = tuple(None if number in searched else match for number, match in enumerate(matches))
        heard_so = [item.piece for item in said if item.piece.sentence not in searched]
        forced = tracer.trace(heard_so, offered, answers(texts, read))
        forced = take_rest(take_reworded(forced, pieces_of(texts, read), told), told, scene)
        edges = settle(forced, levels, duration_ms)
    else:
        total = len(listener.plan)
        forced = force_pieces(pieces, listener.windows, lambda done, _: report(total + done, 2 * total))
        edges = snap(forced, levels, duration_ms)
    return _assemble(sentences, matches, forced, edges, told)


def _matched(listener: Listener, phonemes: Sequence[str], report: Report) -> tuple[Match | None, ...]:
    """Listen, and find the sentences in what was heard; where the sounds leave doubt, the words are heard as well.

    Many voices at once make a recognizer write what nobody says: where its words agree less, the sounds count.
    """

    def matched(heard: Heard) -> tuple[Match | None, ...]:
        return match_sentences(phonemes, heard.phonemes, heard.behind(listener.pauses_ms))

    def related(heard: Heard) -> bool:
        return belongs(matched(heard), phonemes, heard.phonemes)

    listener.listen(related, report)
    heard = listener.heard
    matches = matched(heard)
    gaps = roomy_gaps(phonemes, matches, heard, listener.duration_ms)
    if listener.head and listener.listen_again(gaps, _after(len(listener.plan), report)):
        heard = listener.heard
        matches = matched(heard)
    recognized: set[int] = set()
    for _ in range(ROUNDS if listener.head else 0):
        doubtful = set(doubtful_windows(listener.plan, phonemes, matches, heard)) - recognized
        if not doubtful:
            break
        listener.recognize(sorted(doubtful), _after(len(listener.plan) + len(recognized), report))
        recognized |= doubtful
        spelled, heard = agreed(listener.plan, matches, heard), listener.heard
        matches = matched(heard)
        said = agreed(listener.plan, matches, heard)
        if worse := [number for number in doubtful if said[number] < AS_GOOD * spelled[number]]:
            listener.spell(worse)
            heard = listener.heard
            matches = matched(heard)
    if not heard.phonemes:
        raise no_speech(listener.duration_ms)
    if not belongs(matches, phonemes, heard.phonemes):
        raise listener.another_talk()
    return matches


def _told(turns: Sequence[Turn]) -> set[int]:
    """The numbers of the sentences that a speaker says; others are titles and notes, unless nobody is named at all."""
    speakers = [turn.speaker for turn in turns for _ in turn.sentences]
    unnamed = not any(speakers)
    return {number for number, speaker in enumerate(speakers) if speaker or unnamed}


def _after(count: int, report: Report) -> Report:
    """A report of what comes after `count` windows."""
    return lambda done, total: report(count + done, count + total)


def _assemble(
    sentences: Sequence[Sentence],
    matches: Sequence[Match | None],
    forced: Sequence[Forced],
    edges: Sequence[Edge],
    told: Collection[int],
) -> Alignment:
    timed: dict[int, TimedSentence] = {}
    unscripted: list[Unscripted] = []
    for item, edge in zip(forced, edges, strict=True):
        index = item.piece.sentence
        if index is None:
            if edge.end_ms - edge.start_ms >= UNSCRIPTED_MS:
                unscripted.append(Unscripted(edge.start_ms, edge.end_ms, item.piece.text))
            continue
        match = matches[index] or Match((), fit(item))  # not heard, and found by its sounds
        timed[index] = TimedSentence(
            sentences[index].id,
            _status(match),
            edge.start_ms,
            edge.end_ms,
            confidence(match, item, edge),
            words_of(item, edge),
            match.out_of_order,
            edge.start_reason,
            edge.end_reason,
        )
    for index in lone_guesses(timed, told):
        del timed[index]
    return Alignment(
        tuple(timed.get(i) or _unspoken(sentence) for i, sentence in enumerate(sentences)), tuple(unscripted)
    )


def _status(match: Match) -> Status:
    return "spoken" if match.score >= SPOKEN else "partial"


def _unspoken(sentence: Sentence) -> TimedSentence:
    return TimedSentence(sentence.id, "unspoken", None, None, 0.0, (Word(sentence.text, None, None),))


def words_of(item: Forced, edge: Edge) -> tuple[Word, ...]:
    """The sentence's characters as timed words inside its edges; marks that nobody speaks go with the word before."""
    piece = item.piece
    groups: list[tuple[int, int]] = []
    for place in range(len(piece.text)):
        known = piece.voiced[place] and not np.isnan(item.start_ms[place])
        if groups and not (known and any(piece.voiced[slice(*groups[-1])])):
            groups[-1] = (groups[-1][0], place + 1)
        else:
            groups.append((place, place + 1))
    starts = [float(item.start_ms[_first_voiced(piece, group)]) for group in groups]
    starts = [edge.start_ms if np.isnan(s) else min(max(s, edge.start_ms), edge.end_ms) for s in starts]
    starts[0] = edge.start_ms
    clock = np.maximum.accumulate(np.array(starts)).round().astype(int).tolist()
    ends = [*clock[1:], edge.end_ms]
    for n, group in enumerate(groups[:-1]):
        last = float(item.end_ms[_first_voiced(piece, group)])
        if not np.isnan(last):
            ends[n] = min(ends[n], max(clock[n], round(last)))
    return tuple(Word(piece.text[a:b], clock[n], ends[n], _probability(item, a, b)) for n, (a, b) in enumerate(groups))


def _first_voiced(piece: Piece, group: tuple[int, int]) -> int:
    return next((i for i in range(*group) if piece.voiced[i]), group[0])


def _probability(item: Forced, start: int, end: int) -> float | None:
    values = item.probability[start:end]
    values = values[~np.isnan(values)]
    return round(float(values.mean()), 3) if len(values) else None
