"""The whole of alignment: hear, match by sound, force, snap, and say how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from taiyaku.align.confidence import confidence
from taiyaku.align.force import Forced, Piece, force_pieces, make_pieces
from taiyaku.align.heard import hear_sounds
from taiyaku.align.level import measure_levels
from taiyaku.align.match import SPOKEN, Match, free_stretches, match_sentences
from taiyaku.align.offer import offer
from taiyaku.align.phones import FRAME_MS, Sounding, load_head, silent_frames
from taiyaku.align.rest import at_rest
from taiyaku.align.settle import settle
from taiyaku.align.snap import Edge, snap
from taiyaku.align.trace import Scene, fit, trace
from taiyaku.align.windows import Stretch, plan_windows
from taiyaku.errors import AlignError
from taiyaku.listen.speech import CHUNK_MS, speech_probability
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
    Window,
    Word,
    silent,
)
from taiyaku.text.sounds import sounds

UNSCRIPTED_MS = 400  # a shorter stretch beside the script is a filler or a mishearing, not a line

Readings = Callable[[str], Sequence[tuple[int, int, str]]]  # text -> (start, end, kana) of its known terms


@dataclass(frozen=True, slots=True)
class Listened:
    """The recording after hearing: the words, and how every 10 ms sounds where the recognizer's model has a head.

    Without one the windows are kept, still encoded, for attention to time the text in.
    """

    words: tuple[Word, ...]
    sounding: Sounding | None
    windows: tuple[tuple[Stretch, Window], ...]
    language: str


def no_readings(text: str) -> Sequence[tuple[int, int, str]]:
    """For a job without a glossary."""
    return ()


def align(
    turns: Sequence[Turn],
    samples: Samples,
    recognizer: Recognizer,
    readings: Readings = no_readings,
    report: Report = silent,
) -> Alignment:
    """Time every sentence of `turns` in the recording.

    `samples` is the whole recording at 16 kHz mono; `readings` tells how known terms are spoken. `report` counts
    windows, twice over where attention has to time them. Raises AlignError where nobody speaks, or where nothing that
    is said stands in the transcript.
    """
    sentences = [sentence for turn in turns for sentence in turn.sentences]
    head = load_head(recognizer.name)
    rounds = 1 if head else 2  # through the windows; attention needs a second one
    listened = listen(samples, recognizer, lambda done, total: report(done, rounds * total))
    heard = hear_sounds(listened.words)
    texts = [sentence.text for sentence in sentences]
    read = [sounds(text, readings(text)) for text in texts]
    matches = match_sentences([r.phonemes for r in read], heard.phonemes)
    if not any(matches):
        raise AlignError(
            f"nothing that was heard stands in the transcript ({_overheard(listened, heard.text)})",
            remedy="Give the transcript of this recording",
        )
    free = free_stretches(matches, len(heard.phonemes))
    pieces = make_pieces(texts, read, matches, heard, free)
    levels, duration_ms = measure_levels(samples), len(samples) * 1000 // SAMPLE_RATE
    if head is not None and listened.sounding is not None:
        quiet = levels.pauses(FRAME_MS, len(listened.sounding)) | at_rest(samples)[: len(listened.sounding)]
        written = [piece for piece in pieces if piece.sentence is not None]
        offered = offer(texts, read, written, listened.sounding)
        forced = trace(written, matches, offered, Scene(listened.sounding, quiet, head, heard))
        edges = settle(forced, levels, duration_ms)
    else:
        total = len(listened.windows)
        forced = force_pieces(pieces, listened.windows, lambda done, _: report(total + done, 2 * total))
        edges = snap(forced, levels, duration_ms)
    return _assemble(sentences, matches, forced, edges)


def _overheard(listened: Listened, text: str) -> str:
    """What a person needs in order to see which of the two files is the wrong one."""
    return f"the recording's language seems to be {listened.language!r} and it begins with {text[:40]!r}"


def listen(samples: Samples, recognizer: Recognizer, report: Report = silent) -> Listened:
    """Hear the whole recording, window by window; raises AlignError where there is no speech."""
    duration_ms = len(samples) * 1000 // SAMPLE_RATE
    plan = plan_windows(speech_probability(samples), CHUNK_MS, duration_ms)
    head = load_head(recognizer.name)
    sounding = silent_frames(duration_ms // FRAME_MS, len(head.phonemes)) if head else None
    windows: list[tuple[Stretch, Window]] = []
    words: list[Word] = []
    language = ""
    for number, stretch in enumerate(plan):
        part = samples[stretch.start_ms * SAMPLE_RATE // 1000 : stretch.end_ms * SAMPLE_RATE // 1000]
        window = recognizer.encode(part, stretch.start_ms)
        features = window.features() if head else None
        if head and sounding is not None and features is not None:
            first = stretch.start_ms // FRAME_MS
            read = head.read(features)[: len(sounding) - first]
            sounding[first : first + len(read)] = read
        else:
            windows.append((stretch, window))
        words += window.hear()
        language = language or window.detect_language()[0]
        report(number + 1, len(plan))
    if not words:
        raise AlignError(
            "no speech was found in the recording",
            remedy="Check that it is the right file and audio track (`--track`), and that it is not silent",
        )
    return Listened(tuple(words), sounding, tuple(windows), language)


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
