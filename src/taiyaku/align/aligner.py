"""The whole of alignment: hear, match by sound, force, snap, and say how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from taiyaku.align.confidence import confidence
from taiyaku.align.force import Forced, Piece, force_pieces, make_pieces
from taiyaku.align.heard import hear_sounds
from taiyaku.align.hearing import another_talk, listen
from taiyaku.align.level import measure_levels
from taiyaku.align.match import SPOKEN, Match, belongs, free_stretches, match_sentences
from taiyaku.align.offer import offer
from taiyaku.align.phones import FRAME_MS, load_head
from taiyaku.align.rest import at_rest
from taiyaku.align.settle import settle
from taiyaku.align.snap import Edge, snap
from taiyaku.align.trace import Scene, fit, trace
from taiyaku.model import (
    SAMPLE_RATE,
    Alignment,
    Recognizer,
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
    read = [sounds(text, readings(text)) for text in texts]
    phonemes = [r.phonemes for r in read]
    head = load_head(recognizer.name)
    rounds = 1 if head else 2  # through the windows; attention needs a second one
    listened = listen(
        recording,
        recognizer,
        lambda done, total: report(done, rounds * total),
        lambda heard: belongs(match_sentences(phonemes, heard.phonemes), phonemes, heard.phonemes),
    )
    heard = hear_sounds(listened.words)
    matches = match_sentences(phonemes, heard.phonemes)
    if not belongs(matches, phonemes, heard.phonemes):
        raise another_talk(heard, listened.language)
    free = free_stretches(matches, len(heard.phonemes))
    pieces = make_pieces(texts, read, matches, heard, free)
    levels, duration_ms = measure_levels(recording), len(recording) * 1000 // SAMPLE_RATE
    if head is not None and listened.sounding is not None:
        quiet = levels.pauses(FRAME_MS, len(listened.sounding)) | at_rest(recording)[: len(listened.sounding)]
        written = [piece for piece in pieces if piece.sentence is not None]
        offered = offer(texts, read, written, listened.sounding)
        forced = trace(written, matches, offered, Scene(listened.sounding, quiet, head, heard))
        edges = settle(forced, levels, duration_ms)
    else:
        total = len(listened.windows)
        forced = force_pieces(pieces, listened.windows, lambda done, _: report(total + done, 2 * total))
        edges = snap(forced, levels, duration_ms)
    return _assemble(sentences, matches, forced, edges)


def _assemble(
    sentences: Sequence[Sentence],
    matches: Sequence[Match | None],
    forced: Sequence[Forced],
    edges: Sequence[Edge],
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
