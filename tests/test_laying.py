"""`taiyaku make --en`: existing subtitles timed anew, their English laid over them, and nobody asked to translate."""

import json
import wave
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from playing_server import playing
from taiyaku.commands import cli
from taiyaku.commands.running import _paired
from taiyaku.cues import make_cues
from taiyaku.errors import TranscriptError
from taiyaku.formats import read_srt
from taiyaku.listen.speech import CHUNK
from taiyaku.memory import Memory
from taiyaku.model import Alignment, Samples, TimedSentence, Translation, Word
from taiyaku.profiles import load_profile

SAID = [  # Japanese, its English, and when it is said
    ("港に船が来ます。", "A ship comes into the harbour.", 1_000, 3_000),
    ("倉庫は12棟あります。", "There are 12 warehouses.", 3_600, 6_000),
    ("山は静かです。", "The mountain is quiet.", 7_000, 9_000),
    ("海はとても広いです。", "The sea is very wide.", 9_500, 12_000),
]
RECORDED = ["--recognizer", "recorded", "--model", "words.json"]


def srt(*rows: tuple[int, int, str]) -> str:
    def stamp(ms: int) -> str:
        return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1_000 % 60:02},{ms % 1_000:03}"

    return "".join(f"{n}\n{stamp(a)} --> {stamp(b)}\n{text}\n\n" for n, (a, b, text) in enumerate(rows, start=1))


def japanese(offset: int = 0) -> str:
    return srt(*((a + offset, b + offset, ja) for ja, _, a, b in SAID))


def english(offset: int = 0) -> str:
    return srt(*((a + offset, b + offset, en) for _, en, a, b in SAID))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tones: Callable[..., Samples]) -> Path:
    """A workspace with a recording, what was heard in it, its old subtitles, and no translator anywhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAIYAKU_MODELS", str(tmp_path / "models"))
    monkeypatch.setattr("taiyaku.translate.argos.is_installed", lambda: False)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    for folder in ("glossary", "output"):
        Path(folder).mkdir()
    monkeypatch.setattr("taiyaku.align.hearing.speech_probability", loud)
    samples = tones(13, *((a, b) for *_, a, b in SAID), noise=0.001)
    with wave.open("talk.wav", "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes((samples * 30_000).astype("<i2").tobytes())
    words = [{"text": ja, "start_ms": a, "end_ms": b} for ja, _, a, b in SAID]
    Path("words.json").write_text(json.dumps({"words": words}), "utf-8")
    Path("glossary/terms.csv").write_text("ja,en\n港,port\n倉庫,warehouse\n", "utf-8")
    Path("old.ja.srt").write_text(japanese(4_000), "utf-8")
    Path("old.en.srt").write_text(english(4_000), "utf-8")
    return tmp_path


def loud(samples: Any) -> Any:
    """The voice detector knows voices; here whatever sounds is speech."""
    sound = samples[: len(samples)]
    blocks = np.pad(sound, (0, -len(sound) % CHUNK)).reshape(-1, CHUNK)
    return np.float32(np.abs(blocks).max(axis=1) > 0.1)


def make(*more: str, texts: tuple[str, ...] = ("old.ja.srt", "--en", "old.en.srt")) -> Result:
    return CliRunner().invoke(cli, ["make", "talk.wav", *texts, *RECORDED, *more])


def job() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("output/talk.taiyaku.json").read_text("utf-8"))
    return found


def lines() -> list[str]:
    return [s.get("translation", "") for turn in job()["turns"] for s in turn["sentences"]]


def findings(*rules: str) -> list[str]:
    return [f["message"] for f in job()["findings"] if f["rule"] in rules]


def test_old_subtitles_are_timed_anew_and_keep_their_texts(place: Path) -> None:
    result = make()
    assert result.exit_code == 0, result.output
    assert lines() == [en for _, en, *_ in SAID]
    shown = {track: read_srt(Path(f"output/talk.{track}.srt").read_text("utf-8")).captions for track in ("ja", "en")}
    assert [" ".join(c.texts) for c in shown["en"]] == [en for _, en, *_ in SAID]
    assert ["".join(c.texts) for c in shown["ja"]] == [ja for ja, *_ in SAID]
    for caption, (_, _, start, _) in zip(shown["en"], SAID, strict=True):
        assert abs(caption.start_ms - start) < 300
    assert job()["engines"]["translator"] == "given:old.en.srt"


def test_a_second_run_does_nothing_and_changed_english_is_laid_again(place: Path) -> None:
    make()
    before = Path("output/talk.taiyaku.json").read_bytes()
    make()
    assert Path("output/talk.taiyaku.json").read_bytes() == before
    Path("old.en.srt").write_text(english(4_000).replace("quiet", "calm"), "utf-8")
    make()
    assert lines()[2] == "The mountain is calm."


def test_terms_get_verdicts_and_the_checks_run_but_nothing_is_changed(place: Path) -> None:
    Path("old.en.srt").write_text(english(4_000).replace("12", "20"), "utf-8")
    make()
    verdicts = [(v["en"], v["verdict"], v["rung"]) for t in job()["turns"] for s in t["sentences"] for v in s["terms"]]
    assert verdicts == [("port", "missed", "given"), ("warehouse", "kept", "given")]
    assert findings("number-lost") == ["12 (12) does not stand in the English: “There are 20 warehouses.”"]
    assert lines()[1] == "There are 20 warehouses."


def test_a_sentence_without_english_and_english_without_a_sentence_are_findings(place: Path) -> None:
    rows = [(a + 4_000, b + 4_000, en) for _, en, a, b in SAID if "quiet" not in en]
    Path("old.en.srt").write_text(srt(*rows, (90_000, 92_000, "Subtitles by <i>Nobody</i>")), "utf-8")
    result = make("--strict")
    assert result.exit_code == 1
    assert lines()[2] == ""
    assert findings("no-english", "untranslated") == ["the English file says nothing here: “山は静かです。”"]
    assert findings("english-beside") == ["at 1:30.0 of the English file, over no sentence: “Subtitles by Nobody”"]


def test_fill_translates_what_is_left_and_only_that(place: Path) -> None:
    rows = [(a + 4_000, b + 4_000, en) for _, en, a, b in SAID if "quiet" not in en]
    Path("old.en.srt").write_text(srt(*rows), "utf-8")
    with playing() as server:
        more = ("--fill", "--server", server.url, "--translator-model", "m")
        result = make(*more)
        assert result.exit_code == 0, result.output
        assert all("山は静かです。" in text for text in server.asked)
        count = len(server.requests)
        assert make(*more).exit_code == 0
        assert len(server.requests) == count
    assert [bool(text) for text in lines()] == [True] * 4
    assert (lines()[0], lines()[3]) == (SAID[0][1], SAID[3][1])
    assert findings("no-english") == []
    assert job()["engines"]["translator"] == "given:old.en.srt and openai:m"


def test_other_times_than_the_japanese_file_s_are_told(place: Path) -> None:
    Path("old.en.srt").write_text(english(3_600_000), "utf-8")
    result = make()
    assert result.exit_code == 0, result.output
    assert "old.en.srt: its times are those of the Japanese file, 3596.0 s later; matched so" in result.stderr
    assert lines() == [en for _, en, *_ in SAID]


def test_a_transcript_without_times_meets_the_english_by_the_recording(place: Path) -> None:
    Path("talk.txt").write_text("".join(f"Xia: {ja}\n\n" for ja, *_ in SAID), "utf-8")
    Path("old.en.srt").write_text(english(), "utf-8")
    result = make(texts=("talk.txt", "--en", "old.en.srt"))
    assert result.exit_code == 0, result.output
    assert lines() == [en for _, en, *_ in SAID]
    assert findings("english-by-order") == []


def test_translate_keeps_the_english_that_was_given_and_shows_what_was_approved(place: Path) -> None:
    make()
    Memory(place / ".taiyaku" / "memory.sqlite3").approve({"山は静かです。": "The hill is silent."}, talk="talk")
    result = CliRunner().invoke(cli, ["translate", "talk"])
    assert result.exit_code == 0, result.output
    assert lines() == [SAID[0][1], SAID[1][1], "The hill is silent.", SAID[3][1]]
    assert findings("english-approved") == ["not shown, as another line is approved: “The mountain is quiet.”"]


@pytest.mark.parametrize("form", ["vtt", "ass", "ttml"])
def test_any_subtitle_format_is_a_transcript(place: Path, form: str) -> None:
    make()
    assert CliRunner().invoke(cli, ["export", "talk", "--to", form, "--output", "old"]).exit_code == 0
    result = make(texts=(f"old/talk.ja.{form}", "--en", f"old/talk.en.{form}"))
    assert result.exit_code == 0, result.output
    assert lines() == [en for _, en, *_ in SAID]


HERE = [(a + 60_000, b + 60_000, "Yes.") for *_, a, b in SAID]
FAR = srt(*((n * 4_000, n * 4_000 + 1_000, "This is nobody's.") for n in range(9)), *HERE)
REFUSALS = [
    ("gone.srt: this English file cannot be read (No such file or directory). Check the path after --en.", None),
    ("bad.srt: this file is empty", ""),
    ("bad.srt: no cue was found", "It is quiet.\n"),
    ("bad.srt: 4 of 4 subtitles hold Japanese. Give the English file with --en", japanese()),
    ("bad.srt: hardly anything of it belongs to a sentence of the transcript: “This is nobody's.” does not.", FAR),
]


@pytest.mark.parametrize(("problem", "text"), REFUSALS, ids=[problem[:30] for problem, _ in REFUSALS])
def test_what_is_no_english_of_this_talk_is_refused_and_nothing_is_laid(
    place: Path, problem: str, text: str | None
) -> None:
    Path("old.ja.srt").write_text(japanese(60_000), "utf-8")
    if text is not None:
        Path("bad.srt").write_text(text, "utf-8")
    result = make(texts=("old.ja.srt", "--en", "gone.srt" if text is None else "bad.srt"))
    assert result.exit_code == 2, result.output
    assert problem in result.stderr
    assert not Path("output/talk.en.srt").exists()


def test_of_an_excerpt_the_english_file_may_hold_the_rest(place: Path) -> None:
    rest = [(n * 4_000 + 60_000, n * 4_000 + 62_000, "This comes later in the talk.") for n in range(20)]
    Path("old.en.srt").write_text(english(4_000) + srt(*rest), "utf-8")
    assert make().exit_code == 0
    assert lines() == [en for _, en, *_ in SAID]
    assert len(findings("english-beside")) == 20


def test_the_english_file_is_not_written_over(place: Path) -> None:
    Path("output/talk.en.srt").write_text(english(4_000), "utf-8")
    result = make(texts=("old.ja.srt", "--en", "output/talk.en.srt"))
    assert result.exit_code == 2
    assert "output/talk.en.srt: this input would be overwritten by a result of the same name" in result.stderr
    assert Path("output/talk.en.srt").read_text("utf-8") == english(4_000)


def test_options_that_make_no_sense_are_refused(place: Path) -> None:
    result = make("--fill", texts=("old.ja.srt",))
    assert (result.exit_code, "--fill fills up the file of --en" in result.stderr) == (2, True)
    result = CliRunner().invoke(cli, ["make", "talk.wav", "b.wav", "--en", "old.en.srt"])
    assert "--en: one English file was given for several recordings. Run them one by one." in result.stderr


TEXTS = st.lists(
    st.sampled_from(["a", "ship.", "“Yes!”", "42", "(laughs)", "-", "Mr.", "don't", "…", "well,"]), min_size=1
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(TEXTS, st.integers(300, 9_000)), min_size=1, max_size=8))
def test_subtitles_show_every_character_of_it_in_order(written: list[tuple[list[str], int]]) -> None:
    clock, timed, english = 0, [], {}
    for number, (words, lasts) in enumerate(written):
        name, text = f"s{number}", "港の倉庫です。" * (1 + lasts // 2_000)
        timed.append(TimedSentence(name, "spoken", clock, clock + lasts, 1.0, (Word(text, clock, clock + lasts),)))
        english[name] = Translation(name, " ".join(words))
        clock += lasts + 100
    shown = make_cues(Alignment(tuple(timed)), english, load_profile()).en
    assert "".join("".join(cue.lines) for cue in shown).replace(" ", "") == "".join(w for ws, _ in written for w in ws)


def test_a_text_belongs_to_the_recording_before_it() -> None:
    a, b, text = Path("a.mp4"), Path("b.wav"), Path("a.ja.srt")
    assert _paired([a, text, b], None) == [(a, text), (b, None)]
    assert _paired([a], text) == [(a, text)]
    with pytest.raises(TranscriptError, match="has two transcripts"):
        _paired([a, text, Path("a.en.srt")], None)


@pytest.mark.models
def test_the_sample_s_own_subtitles_are_timed_anew_and_keep_their_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copytree(ROOT / "media", tmp_path / "media")
    (tmp_path / "output").mkdir()
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    assert run(cli, ["align", "media/interview.ogg"]).exit_code == 0
    track = Path("output/interview.ja.srt").read_text("utf-8")
    Path("old.ja.srt").write_text(track, "utf-8")
    # as many Latin words and numbers as the Japanese has, so that it is of this talk
    numbered = [f"Line {number}." if line[:1] > "ぁ" else line for number, line in enumerate(track.splitlines())]
    Path("old.en.srt").write_text("\n".join(numbered), "utf-8")
    done = run(cli, ["make", "media/interview.ogg", "old.ja.srt", "--en", "old.en.srt"])
    assert done.exit_code == 0, done.output
    laid = Path("output/interview.en.srt").read_text("utf-8")
    assert texts(laid) == texts("\n".join(numbered))
    assert texts(Path("output/interview.ja.srt").read_text("utf-8")) == texts(track)
    again = run(cli, ["make", "media/interview.ogg", "old.ja.srt", "--en", "old.en.srt"])
    assert (again.exit_code, Path("output/interview.en.srt").read_text("utf-8")) == (0, laid)


def texts(track: str) -> str:
    """All that a track shows, without blanks."""
    return "".join("".join(caption.texts) for caption in read_srt(track).captions).replace(" ", "")
