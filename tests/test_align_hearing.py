"""Listening window by window with a recognizer that knows what each window says; pictures show which were heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from taiyaku.align import hearing, match
from taiyaku.align.heard import Heard
from taiyaku.align.hearing import FIRST_LOOK, KEPT, PROBES, Listener, transcribe
from taiyaku.align.windows import Stretch
from taiyaku.errors import AlignError
from taiyaku.model import SAMPLE_RATE, Samples, Word
from taiyaku.recording import Recording
from taiyaku.text.sounds import sounds

EVERY_MS, SPEECH_MS = 11_000, 2_000  # a window's worth of speech, and the pause to the next that parts the two
TALK = (
    "島の図書館は去年の春に開きました。",
    "本は町の人たちが持ち寄ったものです。",
    "雨の日には子どもが朝から集まります。",
    "冬は船が来ないので貸し出しが増えます。",
    "次は古い蔵を直して読書室にします。",
)
OTHER = (
    "今週の売り場では新しい靴を並べます。",
    "値札は赤から緑に変えてください。",
    "棚卸しは月曜の夕方に行います。",
)
PHONEMES = "_aiueokgsztdnhbpmyrwSCcNq"


@dataclass
class Shown:
    """A window that says one text, and lists itself when it is asked for its words."""

    text: str
    at_ms: int
    length_ms: int
    heard: list[int]

    def hear(self) -> tuple[Word, ...]:
        self.heard.append(self.at_ms)
        return (Word(self.text, self.at_ms, self.at_ms + self.length_ms),) if self.text else ()

    def force(self, text: str) -> tuple[Word, ...]:
        return (Word(text, self.at_ms, self.at_ms + self.length_ms),)

    def detect_language(self) -> tuple[str, float]:
        return "ja", 1.0

    def features(self) -> NDArray[np.float32]:
        """The text's sounds, a frame every 20 ms: the class of each stands for what an encoder would give."""
        classes = [PHONEMES.index(phoneme) for phoneme in sounds(self.text).phonemes for _ in range(3)]
        return np.array(classes, np.float32)[: self.length_ms // 20, None]


@dataclass
class Speaker:
    """A recognizer for which window n of a recording says `texts[n]`."""

    texts: Sequence[str]
    name: str = "shown"
    heard: list[int] = field(default_factory=list)
    encoded: list[tuple[int, int]] = field(default_factory=list)

    def encode(self, samples: Samples, at_ms: int = 0) -> Shown:
        length_ms = len(samples) * 1000 // SAMPLE_RATE
        self.encoded.append((at_ms, length_ms))
        return Shown(self.texts[(at_ms + EVERY_MS // 2) // EVERY_MS], at_ms, length_ms, self.heard)

    def picture(self) -> str:
        """A mark for each window: H if its words were heard."""
        numbers = {(at_ms + EVERY_MS // 2) // EVERY_MS for at_ms in self.heard}
        return "".join("H" if n in numbers else "-" for n in range(len(self.texts)))


@dataclass
class SureHead:
    """A head that knows the class of each frame for sure."""

    phonemes: str = PHONEMES

    def read(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        out = np.full((2 * len(features), len(PHONEMES)), -9.0, np.float32)
        out[np.arange(len(out)), np.repeat(features[:, 0].astype(int), 2)] = 0.0
        return out


@pytest.fixture(autouse=True)
def _even_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody speaks at the beginning of each stretch, unless the recording is silent."""

    def probability(recording: Recording) -> NDArray[np.float32]:
        clock = np.arange(len(recording) // 512) * 32
        return ((clock % EVERY_MS < SPEECH_MS) & bool(recording[:1].any())).astype(np.float32)

    monkeypatch.setattr(hearing, "speech_probability", probability)


@pytest.fixture
def head(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recognizer's model has a head."""
    monkeypatch.setattr(hearing, "load_head", lambda name: SureHead())


def recording_of(windows: int, loud: int = 1) -> Recording:
    """As loud as that where somebody speaks, and silent between."""
    clock_ms = np.arange(windows * EVERY_MS * SAMPLE_RATE // 1000) * 1000 // SAMPLE_RATE
    return Recording((clock_ms % EVERY_MS < SPEECH_MS).astype(np.int16) * np.int16(loud))


def part_of(transcript: Sequence[str]) -> hearing.Belongs:
    """Asks, as alignment does, whether what was heard and the transcript are of one talk."""
    sentences = [sounds(text).phonemes for text in transcript]
    return lambda heard: match.belongs(match.match_sentences(sentences, heard.phonemes), sentences, heard.phonemes)


def repeated(texts: Sequence[str], count: int) -> list[str]:
    return [texts[n % len(texts)] for n in range(count)]


def test_the_transcript_of_another_talk_is_refused_after_some_windows_and_not_at_the_end() -> None:
    speaker = Speaker(repeated(OTHER, 20))
    with pytest.raises(AlignError, match="does not stand in the transcript") as refused:
        Listener(recording_of(20), speaker).listen(part_of(TALK))
    assert speaker.picture() == "HHHHHH" + "H---H----H---H"
    assert speaker.picture().count("H") == FIRST_LOOK + PROBES
    assert "'ja'" in str(refused.value)
    assert OTHER[0] in str(refused.value)


def test_a_long_opening_that_nobody_transcribed_is_not_refused() -> None:
    speaker = Speaker([*repeated(OTHER, 9), *TALK, *repeated(OTHER, 2)])
    listener = Listener(recording_of(16), speaker)
    listener.listen(part_of(TALK))
    assert speaker.picture() == "H" * 16
    assert listener.heard.text == "".join(speaker.texts)


def test_short_recordings_are_not_asked_before_their_end() -> None:
    asked: list[str] = []

    def nothing(heard: Heard) -> bool:
        asked.append(heard.text)
        return False

    speaker = Speaker(repeated(OTHER, FIRST_LOOK))
    listener = Listener(recording_of(FIRST_LOOK), speaker)
    listener.listen(nothing)
    assert asked == []
    assert listener.heard.text == "".join(speaker.texts)


def test_what_belongs_is_asked_once_and_of_the_first_windows_alone() -> None:
    asked: list[str] = []

    def anything(heard: Heard) -> bool:
        asked.append(heard.text)
        return True

    speaker = Speaker(repeated(OTHER, FIRST_LOOK + 4))
    Listener(recording_of(FIRST_LOOK + 4), speaker).listen(anything)
    assert asked == ["".join(speaker.texts[:FIRST_LOOK])]


def test_silence_is_said_so_before_anything_is_heard() -> None:
    speaker = Speaker(OTHER)
    hear: Callable[[], object]
    for hear in (lambda: Listener(recording_of(3, loud=0), speaker), lambda: transcribe(recording_of(3, 0), speaker)):
        with pytest.raises(AlignError, match="no speech was found"):
            hear()
    assert speaker.encoded == []


def test_sound_without_words_is_no_speech() -> None:
    with pytest.raises(AlignError, match="no speech was found"):
        transcribe(recording_of(3), Speaker(["", "", ""]))


def test_a_recording_is_transcribed_window_by_window() -> None:
    seen: list[tuple[int, int]] = []
    words = transcribe(recording_of(3), Speaker(OTHER), lambda done, total: seen.append((done, total)))
    assert [word.text for word in words] == list(OTHER)
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_without_a_head_every_window_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "KEPT", 2)
    listener = Listener(recording_of(5), Speaker(TALK))
    listener.listen(part_of(TALK))
    assert [stretch for stretch, _ in listener.windows] == list(listener.plan)


def test_every_window_is_encoded_with_its_own_part_of_the_recording() -> None:
    speaker = Speaker(TALK)
    listener = Listener(recording_of(5), speaker)
    seen: list[tuple[int, int]] = []
    listener.listen(part_of(TALK), lambda done, total: seen.append((done, total)))
    assert speaker.encoded == [(s.start_ms, s.end_ms - s.start_ms) for s in listener.plan]
    assert seen == [(n, 5) for n in range(1, 6)]
    assert [stretch for stretch, _ in listener.windows] == list(listener.plan)


@pytest.mark.usefixtures("head")
def test_where_the_sounds_spell_the_transcript_no_words_are_heard() -> None:
    speaker = Speaker([*TALK, *OTHER, *TALK])
    listener = Listener(recording_of(13), speaker)
    listener.listen(part_of([*TALK, *OTHER]))
    assert speaker.picture() == "-" * 13
    spelled = "".join(sounds(text).phonemes for text in speaker.texts)
    assert len(listener.heard.phonemes) > 0.9 * len(spelled)  # doubled sounds run into one another
    assert listener.sounding is not None
    assert len(listener.sounding) == 13 * EVERY_MS // 10


@pytest.mark.usefixtures("head")
def test_before_a_refusal_the_words_are_heard_as_well() -> None:
    speaker = Speaker(repeated(OTHER, 20))
    with pytest.raises(AlignError, match="does not stand in the transcript"):
        Listener(recording_of(20), speaker).listen(part_of(TALK))
    assert speaker.picture() == "HHHHHH" + "H---H----H---H"


@pytest.mark.usefixtures("head")
def test_words_that_are_asked_for_take_the_place_of_what_was_spelled() -> None:
    speaker = Speaker(TALK)
    listener = Listener(recording_of(5), speaker)
    listener.listen(part_of(TALK))
    spelled = listener.heard
    listener.recognize([1, 3])
    assert speaker.picture() == "-H-H-"
    assert TALK[1] in listener.heard.text
    assert TALK[0] not in listener.heard.text
    assert listener.heard.text.index(TALK[1]) < listener.heard.text.index(TALK[3])
    assert list(listener.heard.start_ms) == sorted(listener.heard.start_ms)
    assert TALK[1] not in spelled.text


@pytest.mark.usefixtures("head")
def test_windows_beyond_those_kept_are_encoded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    assert KEPT > FIRST_LOOK
    monkeypatch.setattr(hearing, "KEPT", 2)
    speaker = Speaker(TALK)
    listener = Listener(recording_of(5), speaker)
    listener.listen(part_of(TALK))
    assert [stretch for stretch, _ in listener.windows] == list(listener.plan[:2])
    listener.recognize([0, 4])
    assert [at_ms for at_ms, _ in speaker.encoded[5:]] == [listener.plan[4].start_ms]
    assert listener.heard.text.endswith(TALK[4])


@pytest.mark.usefixtures("head")
def test_what_was_taken_for_music_is_listened_to_where_something_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def probability(recording: Recording) -> NDArray[np.float32]:
        clock = np.arange(len(recording) // 512) * 32
        return ((clock < 8_000) | ((clock >= 30_000) & (clock < 32_000))).astype(np.float32)

    monkeypatch.setattr(hearing, "speech_probability", probability)
    noise = np.resize(np.array([900, -900], np.int16), 36 * SAMPLE_RATE)
    listener = Listener(Recording(noise), Speaker([TALK[0], TALK[1], "", TALK[3]]))
    listener.listen(part_of(TALK))
    first, last = listener.heard.phonemes[:20], listener.heard.phonemes[-10:]
    assert not listener.listen_again([])
    assert listener.listen_again([Stretch(8_000, 30_000)])
    assert listener.heard.phonemes.startswith(first)
    assert listener.heard.phonemes.endswith(last)
    assert sounds(TALK[1]).phonemes in listener.heard.phonemes
    assert list(listener.heard.start_ms) == sorted(listener.heard.start_ms)
    assert [stretch for stretch, _ in listener.windows] == list(listener.plan)
    assert len(listener.plan) == 3
    listener.recognize([1])
    assert TALK[1] in listener.heard.text


@pytest.mark.usefixtures("head")
def test_words_that_were_heard_can_be_taken_back() -> None:
    listener = Listener(recording_of(2), Speaker(TALK[:2]))
    listener.listen(part_of(TALK))
    spelled = listener.heard
    listener.recognize([0, 1])
    assert listener.heard.text == "".join(TALK[:2]) != spelled.text
    listener.spell([1])
    assert listener.heard.text.startswith(TALK[0])
    assert listener.heard.text.endswith(spelled.text[-8:])
    listener.spell([0])
    assert listener.heard == spelled
