"""`taiyaku glossary suggest` and `review`: in a pipe, on a terminal, through a sheet, and stopped in the middle."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from glossary_place import TERMS, make_place, run
from taiyaku.job import Job, dump_job, load_job

TODAY = date.today().isoformat()
PROGRAM = [sys.executable, "-m", "taiyaku", "glossary"]


@pytest.fixture
def glossary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_place(tmp_path)


def test_candidates_are_shown_with_their_count_and_first_place_and_written_once(glossary: Path) -> None:
    code, out, err = run("suggest")
    assert code == 0
    assert out[1].split() == ["GenAI", "Latin", "name", "1", "talk", "0:01.000", "GenAI"]
    assert err[0] == "1 words of 1 talks may be terms"
    assert glossary.read_text("utf-8") == TERMS
    assert run("suggest", "talk", "--write", "--into", "glossary/a.csv")[1][-1] == "glossary/a.csv"
    assert glossary.read_text("utf-8").splitlines()[-1] == (
        'GenAI,GenAI,,,"suggested: Latin name, 1 times, first at talk 0:01.000",candidate,'
    )
    assert run("suggest", "--write", "-q") == (0, [], [])
    assert run("suggest")[2] == ["0 words of 1 talks may be terms"]


def test_candidates_as_json_carry_every_place(glossary: Path) -> None:
    glossary.unlink()
    found = {one["ja"]: one for one in json.loads("\n".join(run("suggest", "--json")[1]))}
    assert list(found) == ["GenAI", "Kサーバー", "倉庫", "灯台"]
    assert (found["灯台"]["misheard"], found["灯台"]["sure"], found["灯台"]["reading"]) == (True, 0.2, "tōdai")
    assert found["Kサーバー"]["places"] == [
        {
            "talk": "talk",
            "sentence": "t1.s2",
            "start_ms": 1000,
            "japanese": "KサーバーはGenAIを使います。",
            "english": "The K server uses GenAI.",
        }
    ]


def test_a_transcript_without_a_job_is_read_too(glossary: Path) -> None:
    Path("output/talk.taiyaku.json").unlink()
    assert run("suggest")[1][1].split()[:6] == ["GenAI", "Latin", "name", "1", "talk", "t1.s2"]
    code, out, err = run("review", typed="")
    assert code == 0
    assert "     (not translated)" in out
    assert err == ["0 accepted, 0 rejected, 3 left to decide"]


def test_without_a_talk_there_is_nothing_to_suggest_from(glossary: Path) -> None:
    for path in ("output/talk.taiyaku.json", "media/talk.txt"):
        Path(path).unlink()
    assert run("suggest")[2] == [
        "taiyaku: there is no job in output/ and no transcript beside a recording in media/. "
        "Go to a workspace that has one, or name a JOB."
    ]
    assert run("suggest", "gone")[2][-1].startswith("taiyaku: output/gone.taiyaku.json: there is no such job file.")


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


class Terminal:
    """A pseudo-terminal with the program on it. It is waited for, never longer than some seconds."""

    def __init__(self, *words: str, term: str = "xterm", **environment: str) -> None:
        self.fd, other = pty.openpty()
        self.seen = ""
        env = {**os.environ, "TERM": term, "PYTHONPATH": str(Path(__file__).parent.parent / "src"), **environment}
        self.process = subprocess.Popen(
            [*PROGRAM, *words], stdin=other, stdout=other, stderr=other, env=env, start_new_session=True,
            preexec_fn=_own_terminal,
        )  # fmt: skip
        os.close(other)

    def wait_for(self, text: str) -> None:
        """Until a text stands on the screen behind what was waited for before."""
        until = time.monotonic() + 30
        while text not in self.seen:
            ready, _, _ = select.select([self.fd], [], [], max(0, until - time.monotonic()))
            assert ready, f"{text!r} did not come; there stands {self.seen!r}"
            self.seen += self._read()
        self.seen = self.seen.partition(text)[2]

    def type(self, keys: str) -> None:
        time.sleep(0.2)  # the program has asked, and begins to read
        os.write(self.fd, keys.encode())

    def end(self) -> tuple[int, str]:
        """The exit code, and what stood there last."""
        while chunk := self._read():
            self.seen += chunk
        code = self.process.wait(30)
        os.close(self.fd)
        return code, self.seen

    def _read(self) -> str:
        try:
            return os.read(self.fd, 4096).decode("utf-8", "replace")
        except OSError:  # how a pseudo-terminal says that nobody is there any more
            return ""


def _own_terminal() -> None:
    """The pseudo-terminal becomes the one that Ctrl-C is typed at."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def test_single_keys_decide_on_a_terminal(glossary: Path) -> None:
    screen = Terminal("review")
    screen.wait_for("? for help): ")
    screen.type("e")
    screen.wait_for("English: ")
    screen.type("K-server\n")
    screen.wait_for("2 of 3")
    screen.wait_for("? for help): ")
    screen.type("r")
    screen.wait_for("3 of 3")
    screen.wait_for("? for help): ")
    screen.type("q")
    code, last = screen.end()
    assert code == 0
    assert "1 accepted, 1 rejected, 1 left to decide" in last
    assert f"Kサーバー,K-server,,,,approved,{TODAY}" in glossary.read_text("utf-8")


def test_ctrl_c_keeps_what_was_decided(glossary: Path) -> None:
    screen = Terminal("review")
    screen.wait_for("? for help): ")
    screen.type("r")
    screen.wait_for("2 of 3")
    screen.wait_for("? for help): ")
    screen.type("\x03")
    code, last = screen.end()
    assert code == 130
    assert "taiyaku: stopped; nothing was left half-written." in last
    assert f"Kサーバー,,,,,rejected,{TODAY}" in glossary.read_text("utf-8")
    assert [path.name for path in glossary.parent.iterdir()] == ["a.csv"]


def test_a_dumb_terminal_gets_lines_and_no_colour(glossary: Path) -> None:
    screen = Terminal("review", term="dumb")
    screen.wait_for("? for help): ")
    screen.type("r\n")
    screen.wait_for("2 of 3")
    assert "\x1b" not in screen.seen
    screen.type("\x04")
    assert screen.end()[0] == 0


def test_no_colour_means_none(glossary: Path) -> None:
    screen = Terminal("review", NO_COLOR="1")
    screen.wait_for("1 of 3  Kサーバー")
    screen.wait_for("? for help): ")
    screen.type("q")
    assert "\x1b" not in screen.end()[1]


def test_a_list_on_a_terminal_without_japanese_shows_codes(glossary: Path) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(Path(__file__).parent.parent / "src")}
    done = subprocess.run([*PROGRAM, "list"], capture_output=True, check=False, timeout=60, env=env)
    assert (done.returncode, rb"\u5009\u5eab" in done.stdout) == (0, True), done.stderr


def test_a_terminal_without_japanese_shows_codes_in_a_review(glossary: Path) -> None:
    typed = b"e\nK-server\nr\n"
    done = subprocess.run(
        [*PROGRAM, "review"], input=typed, capture_output=True, check=False, timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(Path(__file__).parent.parent / "src")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert rb"K\u30b5\u30fc\u30d0\u30fc" in done.stdout
    assert b"Traceback" not in done.stderr


def test_what_is_no_text_is_asked_for_again(glossary: Path) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(Path(__file__).parent.parent / "src")}
    typed = b"e\n\x8b\x8c\xff\nK-server\n"
    done = subprocess.run([*PROGRAM, "review"], input=typed, capture_output=True, check=False, timeout=60, env=env)
    assert (done.returncode, b"could not be read as text" in done.stdout) == (0, True), done.stderr
    assert "Kサーバー,K-server" in glossary.read_text("utf-8")


def test_a_closed_input_is_an_end(glossary: Path) -> None:
    words = f"{sys.executable} -m taiyaku glossary review <&-"
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent / "src")}
    done = subprocess.run(words, shell=True, capture_output=True, check=False, timeout=60, env=env)
    assert (done.returncode, b"3 left to decide" in done.stderr) == (0, True), done.stderr
