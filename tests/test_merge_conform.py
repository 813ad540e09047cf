"""A new cut, or a new script, takes a person's work along and says what it did to it."""

import wave
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import av
import numpy as np
import pytest
from click.testing import CliRunner

from conftest import ROOT
from taiyaku.commands import cli
from taiyaku.frames import parse_rate, to_label
from taiyaku.job import carry_ids, read_job
from taiyaku.merge import compare_cuts, compare_scripts, move_cues, move_edits, moved_by
from taiyaku.model import Alignment, Cue, Edit, Sentence, Status, TimedSentence, Turn, Word

RATE = 16_000
RATE_OF_LIST = parse_rate("50")


def timed(name: str, start: int | None, status: Status = "spoken") -> TimedSentence:
    end = None if start is None else start + 2_000
    return TimedSentence(name, "unspoken" if start is None else status, start, end, 1.0, (Word("文", start, end),))


OLD = Alignment(tuple(timed(name, at) for name, at in zip("abcd", (0, 3_000, 6_000, 9_000), strict=True)))
NEW = Alignment((timed("a", 1_000), timed("b", None), timed("c", 4_000), timed("d", 7_050, "partial")))


def test_stretches_that_moved_alike_are_one_and_the_rest_is_named() -> None:
    found = compare_cuts(OLD, NEW)
    assert [(s.sentences, s.start_ms, s.end_ms, s.by_ms) for s in found.stretches] == [
        (("a",), 0, 2_000, 1_000),
        (("c", "d"), 6_000, 11_000, -2_000),
    ]
    assert (found.gone, found.cut, found.new) == (("b",), ("d",), ())
    assert compare_cuts(NEW, OLD).new == ("b",)


def test_edits_and_titles_go_with_their_sentences() -> None:
    cue = Cue(1, 6_100, 8_000, ("text",), (), locked=True)
    edits = [
        Edit("ja", ("c",), (cue,), True, True, "文", 6_100, None),
        Edit("en", ("b",), (), True, True, "文"),
        Edit("en", ("+1",), (replace(cue, start_ms=11_500, end_ms=12_000),), True, True, ""),
        Edit("en", ("+2",), (replace(cue, start_ms=4_000, end_ms=4_500),), True, True, ""),
    ]
    moved = moved_by(OLD, NEW)
    here, gone = move_edits(edits, OLD, moved)
    assert [(edit.sentences, edit.cues[0].start_ms) for edit in here] == [(("c",), 4_100), (("+1",), 9_550)]
    assert (here[0].starts_ms, here[0].ends_ms) == (4_100, None)
    assert [edit.sentences for edit in gone] == [("b",), ("+2",)]
    straps, lost = move_cues([cue, replace(cue, start_ms=3_500)], OLD, moved)
    assert ([c.start_ms for c in straps], [c.start_ms for c in lost]) == ([4_100], [3_500])


def turns(*texts: str) -> tuple[Turn, ...]:
    return tuple(Turn(f"t{n}", "Xia", (Sentence(f"t{n}.s1", text),), n) for n, text in enumerate(texts, start=1))


def test_an_edited_transcript_is_told_sentence_by_sentence() -> None:
    before = turns("船が来ます。", "港は静かです。", "山は高いです。")
    now = carry_ids(turns("はじめに言います。", "船が来ます。", "港は本当に静かです。"), before)
    found = compare_scripts(before, now)
    assert [s.text for s in found.new] == ["はじめに言います。"]
    assert [(old.text, new.text) for old, new in found.changed] == [("港は静かです。", "港は本当に静かです。")]
    assert [s.text for s in found.gone] == ["山は高いです。"]
    assert compare_scripts(before, before) == compare_scripts((), ())


@pytest.mark.models
def test_a_new_cut_of_the_sample_takes_everything_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("media", "glossary"):
        copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "output").mkdir()
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    assert run(cli, ["align", "media/interview.ogg"]).exit_code == 0
    old = read_job(Path("output/interview.taiyaku.json"))
    spoken = [s for s in old.alignment.sentences if s.start_ms is not None]
    # three seconds of silence first, and the fifth sentence is cut out with the pause behind it
    out, back = spoken[4].start_ms or 0, spoken[5].start_ms or 0
    sound = samples(Path("media/interview.ogg"))
    pieces = [np.zeros(3 * RATE, np.int16), sound[: out * RATE // 1000], sound[back * RATE // 1000 :]]
    with wave.open("media/final.wav", "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.concatenate(pieces).tobytes())
    first = Path("output/interview.ja.srt").read_text("utf-8")
    Path("back.srt").write_text(first.replace("ありがとうございました。", "どうも。"), "utf-8")
    assert run(cli, ["merge", "interview", "back.srt"]).exit_code == 0
    assert run(cli, ["onscreen", "interview", "--add", "0.7", "2", "会社"]).exit_code == 0
    done = run(cli, ["conform", "interview", "media/final.wav"])
    assert done.exit_code == 0, done.output
    new = read_job(Path("output/final.taiyaku.json"))
    found = compare_cuts(old.alignment, new.alignment)
    assert found.gone == (spoken[4].sentence_id,)
    shift = 3_000 - (back - out)
    errors = [
        abs((now.start_ms or 0) - (was.start_ms or 0) - (3_000 if number < 4 else shift))
        for number, was in enumerate(spoken)
        for now in new.alignment.sentences
        if now.sentence_id == was.sentence_id and number != 4
    ]
    assert max(errors) <= 150
    assert "どうも。" in Path("output/final.ja.srt").read_text("utf-8")
    assert new.cues["onscreen"][0].start_ms == pytest.approx(3_700, abs=50)
    assert Path("output/interview.ja.srt").read_text("utf-8").count("どうも。") == 1
    assert run(cli, ["conform", "interview", "media/interview.ogg"]).exit_code == 2
    # the same cut by its edit list, in frames of 20 ms
    labels = [
        to_label(ms * RATE_OF_LIST.nominal // 1000, RATE_OF_LIST) for ms in (0, out, back, len(sound) * 1000 // RATE)
    ]
    record = [
        to_label(180_000 + ms // 20, RATE_OF_LIST) for ms in (3_000, 3_000 + out, 3_000 + out + len(sound) // 16 - back)
    ]
    Path("final.edl").write_text(
        f"TITLE: FINAL\n\n001  AX       AA    C        {labels[0]} {labels[1]} {record[0]} {record[1]}\n"
        f"002  AX       AA    C        {labels[2]} {labels[3]} {record[1]} {record[2]}\n"
    )
    assert run(cli, ["conform", "interview", "media/final.wav", "--edl", "final.edl"]).exit_code == 2  # no rate
    done = run(cli, ["conform", "interview", "media/final.wav", "--edl", "final.edl", "--fps", "50"])
    assert done.exit_code == 0, done.output
    by_list = read_job(Path("output/final.taiyaku.json"))
    for heard, listed in zip(new.alignment.sentences, by_list.alignment.sentences, strict=True):
        assert (heard.start_ms is None) == (listed.start_ms is None)
        assert (listed.start_ms or 0) == pytest.approx(heard.start_ms or 0, abs=150)
    assert "どうも。" in Path("output/final.ja.srt").read_text("utf-8")


def samples(path: Path) -> np.ndarray:  # type: ignore[type-arg]  # 16-bit mono
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        frames = [f for frame in container.decode(audio=0) for f in resampler.resample(frame)]
        return np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames])
