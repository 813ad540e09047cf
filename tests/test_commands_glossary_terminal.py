"""`taiyaku glossary review` and `list` on a terminal: single keys, Ctrl-C, no colour, no Japanese."""

import os
import pty
import select
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

TODAY = date.today().isoformat()
PROGRAM = [sys.executable, "-m", "taiyaku", "glossary"]


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

    def decide(self, key: str) -> None:
        """A key, once the review asks for one."""
        self.wait_for("? for help): ")
        self.type(key)

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
    screen.decide("e")
    screen.wait_for("English: ")
    screen.type("K-server\n")
    screen.wait_for("2 of 3")
    screen.decide("r")
    screen.wait_for("3 of 3")
    screen.decide("q")
    code, last = screen.end()
    assert code == 0
    assert "1 accepted, 1 rejected, 1 left to decide" in last
    assert f"Kサーバー,K-server,,,,approved,{TODAY}" in glossary.read_text("utf-8")


def test_ctrl_c_keeps_what_was_decided(glossary: Path) -> None:
    screen = Terminal("review")
    screen.decide("r")
    screen.wait_for("2 of 3")
    screen.decide("\x03")
    code, last = screen.end()
    assert code == 130
    assert "taiyaku: stopped; nothing was left half-written." in last
    assert f"Kサーバー,,,,,rejected,{TODAY}" in glossary.read_text("utf-8")
    assert [path.name for path in glossary.parent.iterdir()] == ["a.csv"]


def test_a_dumb_terminal_gets_lines_and_no_colour(glossary: Path) -> None:
    screen = Terminal("review", term="dumb")
    screen.decide("r\n")
    screen.wait_for("2 of 3")
    assert "\x1b" not in screen.seen
    screen.type("\x04")
    assert screen.end()[0] == 0


def test_no_colour_means_none(glossary: Path) -> None:
    screen = Terminal("review", NO_COLOR="1")
    screen.wait_for("1 of 3  Kサーバー")
    screen.decide("q")
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
