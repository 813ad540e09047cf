"""Speech that nobody wrote down: whether it belongs to the sentence beside it, or stands on its own.

Where an editor tidied an ending or took off a connective, what was said runs on from the sentence without a pause.
There the sentence lasts as long as the voice does. A hesitation in front of it is not part of it, nor what a listener
says meanwhile (はい, なるほど).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.force import Forced, Piece, spread
from taiyaku.align.heard import Heard
from taiyaku.align.phones import FRAME_MS
from taiyaku.align.scene import ASIDES, CONNECTIVES, Scene
from taiyaku.text.sounds import sounds

NO_CONSONANT = "aiueoNq"  # vowels, and what is drawn out like one, or silent
BEGINNING, WRITTEN = 3, 0.5  # a sentence's first sounds, and how well they fit where they are said as they are written
LONGER = 1.5  # times the rest of its sentence that an ending may last: それが、いるんですよ
TOUCHING_MS = 80  # a pause between two words that belong together; a closure lasts as long
UNHEARD_MS = 350  # of that, what a recognizer may have passed over
LONGEST_MS = 1_500  # an ending or a connective; longer is speech of its own
SHORTEST_MS = 60
DOUBTED_MS = 200  # of unwritten speech, from which it may be somebody else's: a listener's response over an ending
UNWRITTEN_OWN = 0.85  # how sure it is then that it is the sentence's own
NO_PAUSE_MS = 20
ENDING_AFTER_MS = 200  # a long closure (使って|ください)
CONNECTIVE_BEFORE_MS = 900  # the pause that a comma promises: それで、
CONNECTIVE_MS = 900
NEARER = 0.6  # times the pause to any other speech that the one to its own sentence lasts
CLOSURE_MS = 200  # a pause inside a word or a phrase
BRIDGE_MS = 600  # a pause inside unwritten speech that does not end it
SHORTEST_UNWRITTEN_MS = 300
SLOWEST_HEARD = 3.0  # phonemes a second; with fewer heard in it, a stretch was noise rather than speech

Run = tuple[float, float]  # of unwritten speech, in milliseconds
NEVER: Run = (np.inf, -np.inf)
# of a run, and the pauses (before, after) from it to sentences and to other runs: whether it belongs (behind, ahead)
Rule = Callable[[Run, Run, Run, Scene], tuple[bool, bool]]


def utterances(unwritten: NDArray[np.bool_]) -> list[Run]:
    """The runs of frames in which somebody says what is not written, parted by pauses."""
    frames = np.flatnonzero(unwritten)
    if not len(frames):
        return []
    runs = np.split(frames, np.flatnonzero(np.diff(frames) > TOUCHING_MS // FRAME_MS) + 1)
    return [(float(run[0] * FRAME_MS), float((run[-1] + 1) * FRAME_MS)) for run in runs]


def join_beside(forced: Sequence[Forced], runs: Iterable[Run], scene: Scene) -> tuple[list[Forced], list[Run]]:
    """The sentences (in order of time) drawn out over what belongs to them, and the runs that belong to none.

    First come those that touch a sentence, then connectives, which begin the next one, then words that are clearly
    nearer to one than to all other speech.
    """
    trimmed = [_trimmed(item, scene) for item in forced]
    out = [item for item, _ in trimmed]
    begun = [run for _, run in trimmed if run]
    apart = _joined(out, sorted([*runs, *begun]), scene, _touching)
    apart = _joined(out, apart, scene, _connecting)
    asides = [run for run in apart if scene.is_aside(*run)]
    words = _bridged([run for run in apart if run not in asides], CLOSURE_MS)
    return out, sorted([*asides, *_joined(out, words, scene, _nearer)])


def _trimmed(item: Forced, scene: Scene) -> tuple[Forced, Run | None]:
    """The sentence without the filler or response before its first pause or behind its last, if nobody wrote it.

    A connective behind its last pause begins the next sentence: it is given back beside.
    """
    start, end = item.extent_ms
    pauses = scene.pauses(start, end)
    if not pauses:
        return item, None
    first = pauses[0]
    if scene.is_aside(start, first[0]) and not _is_written(item, first[0]):
        start = first[1]
    begun = None
    for pause in reversed([pause for pause in pauses if pause[0] > start]):
        if begun is None and scene.is_connective(pause[1], end) and not _ends_with(item, CONNECTIVES):
            begun = (pause[1], end)
        elif not scene.is_aside(pause[1], end) or _ends_with(item, ASIDES) or _goes_on(item, pause, end):
            break
        end = pause[0]
    return item if (start, end) == item.extent_ms else item.within(start, end), begun


def _goes_on(item: Forced, pause: Run, end_ms: float) -> bool:
    """Whether a mora as it is written, with a consonant, is clearly said behind a closure: 教えよう|か."""
    if pause[1] - pause[0] > CLOSURE_MS:
        return False
    written = sounds(item.piece.text)
    inside = (item.start_ms >= pause[1]) & (item.end_ms <= end_ms) & (item.probability > WRITTEN)
    own = {*zip(written.phonemes, written.at, strict=True)} & {*zip(item.piece.phonemes, item.piece.at, strict=True)}
    return any(inside[at] and phoneme not in NO_CONSONANT for phoneme, at in own)


def _ends_with(item: Forced, words: tuple[str, ...]) -> bool:
    """Whether the sentence is written with one of these words at its end."""
    return sounds(item.piece.text).phonemes.endswith(words)


def _is_written(item: Forced, until_ms: float) -> bool:
    """Whether what is said before a moment is how the sentence begins: it is written so, and it fits."""
    written = sounds(item.piece.text).phonemes
    fits = item.probability[item.start_ms < until_ms]
    first = item.piece.phonemes[:BEGINNING]
    fitting = bool(first) and written.startswith(first) and len(fits) > 0 and float(np.nanmean(fits)) > WRITTEN
    return fitting or written.startswith(ASIDES)


def _joined(out: list[Forced], runs: Sequence[Run], scene: Scene, rule: Rule) -> list[Run]:
    """Draw the sentences of `out` over the runs that the rule gives to one of them, and return the others."""
    alone: list[Run] = []
    starts = np.array([item.extent_ms[0] for item in out])
    for run, earlier, later in zip(runs, [NEVER, *runs], [*runs[1:], NEVER], strict=False):
        after = int(np.searchsorted(starts, run[0]))
        said_until = out[after - 1].extent_ms[1] if after else -np.inf
        said_from = out[after].extent_ms[0] if after < len(out) else np.inf
        gaps = (run[0] - said_until, said_from - run[1]), (run[0] - earlier[1], later[0] - run[1])
        behind, ahead = rule(run, *gaps, scene)
        part_of = out[after - 1 if behind else after] if behind != ahead else None
        own = UNWRITTEN_OWN if run[1] - run[0] >= DOUBTED_MS else 1.0
        if part_of is None or scene.is_response(*run) or not _is_part(run, part_of, scene):
            alone.append(run)
        elif behind:
            out[after - 1] = replace(part_of.until(run[1]), own=min(part_of.own, own))
        elif scene.is_hesitation(*run) or not (_heard_in(run, scene.heard) or scene.is_clearly_said(*run)):
            alone.append(run)
        else:
            out[after] = replace(part_of.since(run[0]), own=min(part_of.own, own))
    return alone


def _touching(run: Run, to_sentences: Run, to_runs: Run, scene: Scene) -> tuple[bool, bool]:
    """Whether a run touches the sentences behind and ahead."""
    behind, ahead = to_sentences
    return behind <= TOUCHING_MS and _runs_on(run, behind, scene), ahead <= TOUCHING_MS


def _connecting(run: Run, to_sentences: Run, to_runs: Run, scene: Scene) -> tuple[bool, bool]:
    """Whether a run is a connective with no more than a comma's pause behind it; it belongs to what follows."""
    return False, to_sentences[1] <= CONNECTIVE_BEFORE_MS and scene.is_connective(*run)


def _nearer(run: Run, to_sentences: Run, to_runs: Run, scene: Scene) -> tuple[bool, bool]:
    """Whether a run is much nearer to the sentence behind or ahead than to any other speech; a connective is short."""
    (behind, ahead), (since, until) = to_sentences, to_runs
    is_ending = behind <= ENDING_AFTER_MS and behind <= NEARER * min(ahead, until) and _runs_on(run, behind, scene)
    is_connective = ahead <= CONNECTIVE_BEFORE_MS and ahead <= NEARER * min(behind, since)
    return is_ending, is_connective and run[1] - run[0] <= CONNECTIVE_MS


def _runs_on(run: Run, pause_ms: float, scene: Scene) -> bool:
    """Whether a word goes on where another ends: no pause is between them, or one that is the closure of its sound."""
    return pause_ms <= NO_PAUSE_MS or scene.begins_with_stop(run[0])


def _is_part(run: Run, sentence: Forced, scene: Scene) -> bool:
    """Whether a run can be an ending or a connective of a sentence: not much longer than the rest of it, and speech."""
    start, end = sentence.extent_ms
    length = run[1] - run[0]
    is_heard = length <= UNHEARD_MS or len(_heard_in(run, scene.heard)) >= SLOWEST_HEARD * length / 1000
    is_speech = is_heard or scene.is_clearly_said(*run)
    return is_speech and SHORTEST_MS <= length <= min(LONGEST_MS, LONGER * (end - start))


def unscripted(runs: Sequence[Run], heard: Heard) -> list[Forced]:
    """The runs as pieces without a sentence, with what was heard in them; noise and chance are left out."""
    middle = (np.array(heard.start_ms) + np.array(heard.end_ms)) / 2
    found: list[Forced] = []
    for start, end in _bridged(runs, BRIDGE_MS):
        inside = np.flatnonzero((middle >= start - 200) & (middle <= end + 200))
        if end - start < SHORTEST_UNWRITTEN_MS or len(inside) < SLOWEST_HEARD * (end - start) / 1000:
            continue
        text = heard.text_of(int(inside[0]), int(inside[-1]) + 1)
        steps = np.linspace(start, end, len(text) + 1)
        piece = Piece(None, text, (True,) * len(text), tuple(steps[:-1].tolist()))
        found.append(spread(piece, start, end, np.nan))
    return found


def _bridged(runs: Sequence[Run], pause_ms: float) -> list[Run]:
    """Runs that no longer pause parts, made one."""
    out: list[Run] = []
    for start, end in runs:
        if out and start - out[-1][1] <= pause_ms:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _heard_in(run: Run, heard: Heard) -> str:
    """The phonemes that were heard in a run."""
    times = zip(heard.phonemes, heard.start_ms, heard.end_ms, strict=True)
    return "".join(phoneme for phoneme, start, end in times if run[0] <= (start + end) / 2 <= run[1])
