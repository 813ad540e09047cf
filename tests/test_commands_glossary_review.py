"""`taiyaku glossary review`: in a pipe and through a sheet."""

from datetime import date
from pathlib import Path

import pytest

from glossary_place import TERMS, run
from taiyaku.job import Job, dump_job, load_job

TODAY = date.today().isoformat()


def test_a_review_in_a_pipe_shows_each_place_and_ends_with_its_input(glossary: Path) -> None:
    code, out, err = run("review", "--by", "Dev437", typed="e K-server\na\n")
    assert code == 0
    first = out.index("1 of 3  Kサーバー → (no English yet)")
    assert out[first + 1 : first + 5] == [
        "  candidate, house, glossary/a.csv:5",
        "  1.  talk  0:01.000  Xia".replace("talk  ", "talk "),
        "     KサーバーはGenAIを使います。",
        "     The K server uses GenAI.",
    ]
    assert "  1.  talk 0:00.000  Xia  kept" in out
    assert err == ["2 accepted, 0 rejected, 1 left to decide"]
    assert f"Kサーバー,K-server,,,,approved,{TODAY},Dev437" in glossary.read_text("utf-8").splitlines()
    assert out[-4:] == [
        "talk: 2 sentences need translating again",
        "  t1.s2  0:01.000  KサーバーはGenAIを使います。  lacks “K-server”",
        "  t1.s3  0:02.000  灯台と倉庫を見ました。  lacks “beacon”",
        "  taiyaku translate talk",
    ]
    assert "1 of 1  倉庫 → store" in run("review")[1], "a second review goes on"


def test_skip_undo_reject_and_what_means_nothing(glossary: Path) -> None:
    code, out, err = run("review", typed="u\nx\n\nreject\nundo\nr\n?\nm\nq\n")
    assert code == 0
    assert "There is nothing to undo." in out
    assert "'x' means nothing here; ? shows the keys." in out
    assert "  u  undo: back to the term before, as it was" in out
    assert err == ["0 accepted, 1 rejected, 2 left to decide"]
    assert f"灯台,beacon,,,,rejected,{TODAY}" in glossary.read_text("utf-8")


def test_the_last_decision_can_be_undone_too(glossary: Path) -> None:
    _, out, err = run("review", typed="r\nr\nr\nu\na\n\n")
    assert sum(line.startswith("That was the last term.") for line in out) == 2
    assert out.count("3 of 3  倉庫 → store") == 2
    assert err == ["1 accepted, 2 rejected, 0 left to decide"]
    assert f"倉庫,store,,,,approved,{TODAY}" in glossary.read_text("utf-8")


def test_terms_that_occur_nowhere_are_shown_only_with_all(glossary: Path) -> None:
    glossary.write_text("ja,en,status\n大橋,bridge,\n大門,,candidate\n", "utf-8")
    assert "1 of 1  大門 → (no English yet)" in run("review")[1]
    assert "2 of 2  大橋 → bridge" in run("review", "--all", typed="s\n")[1]


def test_input_that_never_means_anything_does_not_go_on_for_ever(glossary: Path) -> None:
    code, out, _ = run("review", typed="x\n" * 100)
    assert code == 0
    assert sum("means nothing" in line for line in out) == 5


def test_what_cannot_be_accepted_is_said_and_the_review_goes_on(glossary: Path) -> None:
    code, out, _ = run("review", typed="a\ne\n\ne\nK server\nq\n")
    assert code == 0
    assert "glossary/a.csv:5: 'Kサーバー' has no English yet. Edit it to give it one." in out
    assert "Kサーバー,K server" in glossary.read_text("utf-8")


def test_a_glossary_that_changes_meanwhile_is_not_overruled(glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from taiyaku.commands.keys import Answer, Keys

    answers = iter(["r", "s", "q"])

    def answer(self: Keys, prompt: str) -> Answer:
        glossary.write_text(TERMS.replace("Kサーバー,", "Kサーバー,K-1"), "utf-8")
        return Answer(next(answers))

    monkeypatch.setattr(Keys, "answer", answer)
    code, out, _ = run("review")
    assert code == 0
    said = "glossary/a.csv: 'Kサーバー' was changed there meanwhile, and stays as it is now."
    assert any(line.startswith(said) for line in out)
    assert "Kサーバー,K-1" in glossary.read_text("utf-8")


def test_a_clip_that_nothing_can_play_is_left_in_a_file(glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taiyaku.render.play.PLAYERS", ())
    _, out, _ = run("review", typed="p\np 7\nq\n")
    assert "Nothing here can play it; it lies in output/talk.t1.s2.wav." in out
    assert Path("output/talk.t1.s2.wav").stat().st_size > 32_000


def test_a_player_gets_the_clip_and_leaves_nothing(glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taiyaku.render.play.PLAYERS", (("false",), ("cat",)))
    assert "Played talk 0:01.000." in run("review", typed="p\nq\n")[1]
    assert [path.name for path in Path("output").iterdir()] == ["talk.taiyaku.json"]


def test_a_recording_that_is_gone_is_said_and_the_review_goes_on(glossary: Path) -> None:
    Path("media/talk.wav").unlink()
    code, out, err = run("review", typed="p\nr\n")
    assert code == 0
    assert any("media/talk.wav" in line for line in out)
    assert err[-1] == "0 accepted, 1 rejected, 2 left to decide"


def test_only_what_is_wanted_is_reviewed(glossary: Path) -> None:
    assert run("review", "--candidates")[2] == ["0 accepted, 0 rejected, 2 left to decide"]
    assert run("review", "--all")[2] == ["0 accepted, 0 rejected, 4 left to decide"]
    Path("glossary/a.csv").write_text("ja,en\n大橋,bridge\n", "utf-8")
    assert run("review", "talk")[2] == ["There is nothing to decide; --all shows what was decided."]


def test_a_job_without_english_needs_no_second_translation(glossary: Path) -> None:
    path = Path("output/talk.taiyaku.json")
    job = load_job(path.read_text("utf-8"), "")
    path.write_text(dump_job(Job(job.media, job.transcript, turns=job.turns, alignment=job.alignment)), "utf-8")
    code, out, _ = run("review", typed="r\n")
    assert code == 0
    assert "translat" not in "".join(out).replace("(not translated)", "")


def test_translate_does_what_would_be_said(glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from taiyaku.options import Options, Watch
    from taiyaku.workspace import Source

    seen = []

    def translate(source: Source, options: Options, watch: Watch) -> Job:
        seen.append((source.job.name, options.translator))
        return Job()

    monkeypatch.setattr("taiyaku.pipeline.translate_only", translate)
    run("review", "--translate", "--translator", "argos", typed="r\nr\n")
    assert seen == [], "nothing needs it"
    run("review", "--all", "--translate", "--translator", "argos", typed="s\nr\n")
    assert seen == [("talk.taiyaku.json", "argos")]


def test_a_sheet_goes_to_a_colleague_and_comes_back(glossary: Path) -> None:
    assert run("review", "--csv", "s.csv") == (
        0, ["s.csv"], ["3 terms to decide on; `--csv s.csv --apply` takes what was decided"]
    )  # fmt: skip
    sheet = Path("s.csv").read_text("utf-8")
    assert "talk 0:01.000 | Xia | KサーバーはGenAIを使います。 | The K server uses GenAI." in sheet
    assert run("review", "--csv", "s.csv", "--apply")[2] == ["Nothing was decided in it."]
    sheet = sheet.replace("Kサーバー,,,", "Kサーバー,K-server,,").replace("灯台,beacon,,", "灯台,beacon,reject,")
    Path("s.csv").write_text(sheet.replace("倉庫,store,,", "倉庫,store,accept,"), "cp932")
    code, out, err = run("review", "--csv", "s.csv", "--apply", "--by", "Dev437")
    assert (code, err) == (0, ["0 terms added, 3 changed, 0 as they were"])
    assert glossary.read_text("utf-8").splitlines()[3:] == [
        f"倉庫,store,,,,approved,{TODAY},Dev437",
        f"Kサーバー,K-server,,,,approved,{TODAY},Dev437",
        f"灯台,beacon,,,,rejected,{TODAY},Dev437",
    ]
    assert out[-2:] == ["  t1.s2  0:01.000  KサーバーはGenAIを使います。  lacks “K-server”", "  taiyaku translate talk"]
    assert run("review", "--csv", "s.csv", "--apply")[2] == [
        "0 terms added, 0 changed, 3 as they were; nothing was written"
    ]


def test_a_faulty_sheet_changes_nothing(glossary: Path) -> None:
    run("review", "--csv", "s.csv")
    assert run("review", "--csv", "s.csv")[2] == [
        "taiyaku: s.csv: there is a file already. Choose another, or give --force."
    ]
    sheet = Path("s.csv").read_text("utf-8")
    Path("s.csv").write_text(
        sheet.replace("灯台,beacon,,", "灯台,beacon,hm,").replace("Kサーバー,,,", "Kサーバー,,a,"), "utf-8"
    )
    code, out, err = run("review", "--csv", "s.csv", "--apply")
    assert (code, out) == (2, [])
    assert err[-1] == "taiyaku: s.csv: 2 entries cannot be taken. Nothing was changed; the reasons stand above."
    assert glossary.read_text("utf-8") == TERMS
    assert run("review", "--apply")[0] == 2
    assert run("review", "--csv", "gone.csv", "--apply")[2] == [
        "taiyaku: gone.csv: there is no such file. Check the path."
    ]
    assert run("review", "--csv", "glossary/a.csv", "--force")[2][0].startswith(
        "taiyaku: glossary/a.csv: this input would"
    )
