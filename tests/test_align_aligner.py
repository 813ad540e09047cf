"""The whole of alignment on recorded words and tones: no weights but the voice detector's."""

from collections.abc import Callable

import numpy as np
import pytest

from taiyaku.align import align, hearing
from taiyaku.errors import AlignError
from taiyaku.listen.recorded import Recorded
from taiyaku.model import Alignment, Reason, Samples, Turn, Word

ASK = "新しい倉庫の準備は進んでいますか。"
ANSWER = "はい、来月の中ごろには移せます。"
OTHER = "そのころは雨が多いでしょうね。"

Build = Callable[..., tuple[Turn, ...]]


@pytest.fixture(autouse=True)
def _tones_are_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    """The voice detector knows voices; here whatever sounds is speech."""

    def loud(samples: Samples) -> np.ndarray:
        blocks = np.pad(samples, (0, -len(samples) % 512)).reshape(-1, 512)
        return (np.abs(blocks).max(axis=1) > 0.1).astype(np.float32)

    monkeypatch.setattr(hearing, "speech_probability", loud)


def recorded(*said: tuple[str, int, int]) -> Recorded:
    return Recorded("recorded", tuple(Word(text, start, end) for text, start, end in said))


def picture(alignment: Alignment) -> list[str]:
    lines = [f"{s.sentence_id} {s.status} {s.start_ms} {s.end_ms}" for s in alignment.sentences]
    return lines + [f"unscripted {u.start_ms} {u.end_ms} {u.heard}" for u in alignment.unscripted]


def test_boundaries_move_to_the_sound(interview: Build, tones: Callable[..., Samples]) -> None:
    samples = tones(9, (1_000, 3_500), (4_200, 7_000))
    heard = recorded((ASK, 900, 3_700), (ANSWER, 3_900, 7_200))
    found = align(interview("# 港の話", ASK, ANSWER), samples, heard)
    assert picture(found) == ["t1.s1 unspoken None None", "t2.s1 spoken 1000 3500", "t3.s1 spoken 4200 7000"]
    assert all(s.confidence > 0.8 for s in found.sentences[1:])


def test_spoken_sentences_say_why_they_are_where_they_are(interview: Build, tones: Callable[..., Samples]) -> None:
    samples = tones(9, (1_000, 3_500), (4_200, 7_000))
    found = align(interview("# 港の話", ASK), samples, recorded((ASK, 900, 3_700)))
    heading, ask = found.sentences
    assert (heading.start_reason, heading.end_reason) == (None, None)
    assert ask.start_reason == Reason("pause", pause_ms=1_000, moved_ms=100)
    assert ask.end_reason is not None
    assert (ask.end_reason.kind, ask.end_reason.pause_ms) == ("pause", 700)


def test_words_join_to_their_sentence_and_stay_inside_it(interview: Build, tones: Callable[..., Samples]) -> None:
    samples = tones(9, (1_000, 3_500), (4_200, 7_000))
    found = align(interview(ASK, ANSWER), samples, recorded((ASK, 900, 3_700), (ANSWER, 3_900, 7_200)))
    for sentence, text in zip(found.sentences, (ASK, ANSWER), strict=True):
        assert "".join(word.text for word in sentence.words) == text
        times = [t for word in sentence.words for t in (word.start_ms, word.end_ms)]
        assert times == sorted(times)
        assert (times[0], times[-1]) == (sentence.start_ms, sentence.end_ms)


def test_speech_outside_the_transcript_is_listed_with_what_was_heard(
    interview: Build, tones: Callable[..., Samples]
) -> None:
    samples = tones(12, (1_000, 3_500), (4_200, 6_000), (7_000, 9_500))
    heard = recorded((ASK, 900, 3_700), (OTHER, 4_000, 6_200), (ANSWER, 6_800, 9_700))
    found = align(interview(ASK, ANSWER), samples, heard)
    assert [line for line in picture(found) if "unscripted" in line] == [f"unscripted 4200 6000 {OTHER[:-1]}"]
    assert picture(found)[1] == "t2.s1 spoken 7000 9500"


def test_silence_is_said_so(interview: Build, tones: Callable[..., Samples]) -> None:
    with pytest.raises(AlignError, match="no speech was found"):
        align(interview(ASK), tones(5), recorded())


def test_a_transcript_of_another_talk_is_said_so(interview: Build, tones: Callable[..., Samples]) -> None:
    with pytest.raises(AlignError, match="does not stand in the transcript"):
        align(interview(ASK), tones(5, (500, 4_000)), recorded(("海では波が高く船は出ません", 500, 4_000)))


def test_progress_counts_each_window_twice(interview: Build, tones: Callable[..., Samples]) -> None:
    seen: list[tuple[int, int]] = []
    align(
        interview(ASK),
        tones(5, (500, 4_000)),
        recorded((ASK, 500, 4_000)),
        report=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(1, 2), (2, 2)]
