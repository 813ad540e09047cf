"""`taiyaku glossary`: what goes in and out, what is said, and that nothing is written where anything is wrong."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from taiyaku.commands import cli
from taiyaku.glossary.files import read_glossary
from taiyaku.job import Job, dump_job
from taiyaku.model import Alignment, Sentence, TermVerdict, TimedSentence, Translation, Turn

OURS = "ja,en,reading,aliases,note\n港,port,みなと,,\n# a comment\n倉庫,store,,,\n"
REFUSALS = [
    ("gone.csv: there is no such file. Check the path.", "import gone.csv"),
    ("glossary: this glossary cannot be read (Is a directory). Give a CSV file that you may read.", "import glossary"),
    ("empty.csv: this file holds no terms. Give a table, or a TBX with ja and en.", "import empty.csv"),
    ("glossary/a.csv: this is the workspace's own glossary. Give another FILE.", "import glossary/a.csv"),
    ("new.csv: this is the workspace's own glossary. Give another FILE.", "import new.csv --into new.csv"),
    ("x.xlsx: a glossary is kept as CSV. Name a .csv or .tsv with --into.", "import new.csv --into x.xlsx"),
    ("--scope: 'world' is no scope. Give house, client, job or job:NAME.", "import new.csv --scope world"),
    ("terms.pdf: terms are not written as .pdf. Name it .csv, .tsv, .tbx, .xlsx.", "export terms.pdf"),
    ("terms: terms are not written as a file without an ending. Name it .csv, .tsv", "export terms"),
    ("new.csv: there is a file already. Choose another FILE, or give --force.", "export new.csv"),
    ("folder.csv: this is a folder. Name the file to write.", "export folder.csv --force"),
    ("glossary/a.csv: this input would be overwritten", "export glossary/a.csv --force"),
    ("there are no terms to export. Fill glossary/terms.csv", "export t.csv --status rejected"),
    ("t.csv: only a workbook carries places. Name it .xlsx.", "export t.csv --job talk"),
    ("output/gone.taiyaku.json: there is no such job file.", "export t.xlsx --job gone"),
    ("no term occurs in this job. Export without --job", "export t.xlsx --job talk --glossary new.csv"),
    (
        "new.csv: this is a file, and a folder is needed there. Nothing was changed; choose another FILE.",
        "export new.csv/t.tbx",
    ),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a glossary, a job, and files to import."""
    monkeypatch.chdir(tmp_path)
    for folder in ("glossary", "media", "output", "folder.csv"):
        Path(folder).mkdir()
    files = {
        "glossary/a.csv": OURS,
        "media/talk.wav": "",
        "media/talk.txt": "",
        "new.csv": "橋,bridge\n船,ship\n",
        "odd.csv": "橋,bridge\n船,\n港,harbour\n",
        "empty.csv": "\n# nothing\n",
    }
    for name, text in files.items():
        Path(name).write_text(text, "utf-8")
    job = Job(
        {"path": "media/talk.wav"},
        {"path": "media/talk.txt"},
        turns=(Turn("t1", "Xia", (Sentence("t1.s1", "港の倉庫です。"),), 1),),
        alignment=Alignment((TimedSentence("t1.s1", "spoken", 1_500, 2_500, 1.0, ()),)),
        translations=(Translation("t1.s1", "It is a store at the port.", (TermVerdict("港", "port", "kept"),)),),
    )
    Path("output/talk.taiyaku.json").write_text(dump_job(job), "utf-8")
    return tmp_path


def run(command: str) -> tuple[int, list[str], list[str]]:
    """The exit code, and the lines on stdout and stderr."""
    result = CliRunner().invoke(cli, ["glossary", *command.split()])
    assert "Traceback" not in result.output
    return result.exit_code, result.stdout.splitlines(), result.stderr.splitlines()


def listing(folder: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize(("message", "command"), REFUSALS, ids=[command for _, command in REFUSALS])
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(place: Path, message: str, command: str) -> None:
    before = listing(place)
    code, out, err = run(command)
    assert (code, out) == (2, [])
    assert err[-1].startswith("taiyaku: ")
    assert message in err[-1]
    assert listing(place) == before


def test_all_faults_of_a_file_are_listed_and_nothing_is_taken(place: Path) -> None:
    before = listing(place)
    assert run("import odd.csv") == (2, [], [
        "error: odd.csv:2: this entry has no en. Fill it in or delete the line.",
        "error: odd.csv:3: en of '港' is 'harbour' here and 'port' at glossary/a.csv:2. "
        "Give --force to take the new one, or mend either.",
        "taiyaku: odd.csv: 2 entries cannot be taken. Nothing was changed; the reasons stand above.",
    ])  # fmt: skip
    assert listing(place) == before


def test_new_terms_go_into_the_workspace_and_count_at_once(place: Path) -> None:
    code, out, err = run("import new.csv")
    assert (code, out) == (0, ["glossary/terms.csv"])
    assert err == [
        "warning: new.csv:1: '橋' is one character, and may be found inside other words.",
        "warning: new.csv:2: '船' is one character, and may be found inside other words.",
        "2 terms added, 0 changed, 0 as they were",
    ]
    assert Path("glossary/terms.csv").read_text("utf-8") == "ja,en,reading,aliases,note\n橋,bridge,,,\n船,ship,,,\n"
    assert Path("glossary/a.csv").read_text("utf-8") == OURS
    assert len(read_glossary(sorted(Path("glossary").glob("*.csv")))) == 4
    assert run("import new.csv --quiet") == (0, [], [])
    assert run("import new.csv")[2] == ["0 terms added, 0 changed, 2 as they were; nothing was written"]


def test_what_the_file_does_not_say_can_be_given(place: Path) -> None:
    assert run("import new.csv --status candidate --scope job:talk --by Dev437 --into glossary/b.csv -q")[0] == 0
    today = date.today().isoformat()
    assert Path("glossary/b.csv").read_text("utf-8").splitlines() == [
        "ja,en,reading,aliases,note,status,by,date,scope",
        f"橋,bridge,,,,candidate,Dev437,{today},job:talk",
        f"船,ship,,,,candidate,Dev437,{today},job:talk",
    ]


def test_a_dry_run_shows_and_writes_nothing(place: Path) -> None:
    Path("new.csv").write_text("港,harbour\n倉庫,store\n", "utf-8")
    before = listing(place)
    code, out, err = run("import new.csv --force --dry-run")
    assert code == 0
    assert "glossary/a.csv:2: 港: en “port” → “harbour”" in out
    assert err[-1] == "0 terms added, 1 changed, 1 as they were; nothing was written"
    assert listing(place) == before


def test_json_tells_all_and_nothing_else_is_printed(place: Path) -> None:
    code, out, err = run("import new.csv --json")
    data = json.loads("\n".join(out))
    assert (code, err) == (0, [])
    assert [row["ja"] for row in data["added"]] == ["橋", "船"]
    assert (data["changes"], data["same"], data["written"]) == ([], 0, ["glossary/terms.csv"])
    assert [warning["where"] for warning in data["warnings"]] == ["new.csv:1", "new.csv:2"]


def test_many_warnings_are_cut_short_unless_all_are_wanted(place: Path) -> None:
    Path("new.csv").write_text("".join(f"{chr(0x4E00 + i)},x{i}\n" for i in range(20)), "utf-8")
    assert run("import new.csv --dry-run")[2][12] == "and 8 more: --verbose lists them"
    assert len(run("import new.csv --dry-run --verbose")[2]) == 21


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.tbx", "t.xlsx", "sub/T.XLSX"])
def test_what_is_exported_is_known_when_it_comes_back(place: Path, name: str) -> None:
    assert run(f"export {name}") == (0, [name], [])
    assert run(f"import {name}")[2][-1] == "0 terms added, 0 changed, 2 as they were; nothing was written"
    assert run(f"export {name} --force") == (0, [name], [])


def test_only_the_wanted_terms_are_exported(place: Path) -> None:
    Path("c.csv").write_text("ja,en,status\n橋,bridge,candidate\n道,road,rejected\n川,river,\n", "utf-8")
    assert run("export t.csv --glossary c.csv --status candidate --status rejected")[0] == 0
    assert Path("t.csv").read_text("utf-8") == "ja,en,status,scope\n橋,bridge,candidate,house\n道,road,rejected,house\n"


def test_a_sheet_for_sign_off_goes_out_and_comes_back(place: Path) -> None:
    Path("glossary/b.csv").write_text("ja,en,status\n倉庫,warehouse,candidate\n橋,bridge,\n", "utf-8")
    assert run("export t.xlsx --job talk") == (0, ["t.xlsx"], ["3 terms at 3 places; 1 do not occur in it"])
    book = load_workbook("t.xlsx")
    rows = [[cell.value for cell in row] for row in book["Terms"]]
    assert [(row[1], row[2], row[8], row[10]) for row in rows[1:]] == [
        ("港", "port", "0:01.500", "It is a store at the port."),
        ("倉庫", "store", "0:01.500", "It is a store at the port."),
        ("倉庫", "warehouse", "0:01.500", "It is a store at the port."),
    ]
    for cell, value in {"C2": "harbour", "E2": "new", "D4": "rejected", "B5": "船", "C5": "ship"}.items():
        book["Terms"][cell] = value
    book.save("back.xlsx")
    code, out, err = run("import back.xlsx --by Dev437")
    today = date.today().isoformat()
    assert (code, err[-1]) == (0, "1 terms added, 2 changed, 1 as they were")
    assert out == [
        "glossary/a.csv:2: 港: en “port” → “harbour”",
        "glossary/a.csv:2: 港: note “” → “new”",
        "glossary/a.csv:2: 港: by “” → “Dev437”",
        f"glossary/a.csv:2: 港: date “” → “{today}”",
        "glossary/b.csv:2: 倉庫: status “candidate” → “rejected”",
        "glossary/b.csv:2: 倉庫: by “” → “Dev437”",
        f"glossary/b.csv:2: 倉庫: date “” → “{today}”",
        "glossary/a.csv",
        "glossary/b.csv",
        "glossary/terms.csv",
    ]
    assert Path("glossary/a.csv").read_text("utf-8") == (
        f"ja,en,reading,aliases,note,by,date\n港,harbour,みなと,,new,Dev437,{today}\n# a comment\n倉庫,store,,,\n"
    )
    assert Path("glossary/b.csv").read_text("utf-8") == (
        f"ja,en,status,by,date\n倉庫,warehouse,rejected,Dev437,{today}\n橋,bridge,\n"
    )
    assert "船,ship,,,,candidate" in Path("glossary/terms.csv").read_text("utf-8")


def test_a_term_that_lost_an_alias_to_a_narrower_one_is_still_signed_off(place: Path) -> None:
    Path("g.csv").write_text("ja,en,aliases,scope\n港,port,倉庫,house\n倉庫,store,,client\n", "utf-8")
    assert run("export t.xlsx --job talk --glossary g.csv")[2] == ["2 terms at 2 places; 0 do not occur in it"]


def test_a_full_disk_leaves_every_glossary_as_it_was(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    def full(place: Path, data: bytes) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("taiyaku.storage._write_beside", full)
    before = listing(place)
    for command in ("import new.csv", "export t.tbx"):
        code, out, err = run(command)
        assert (code, out) == (2, [])
        assert "No space left on device" in err[-1]
    assert listing(place) == before


def test_a_workspace_is_found_from_a_folder_inside_it(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place / "media")
    code, out, _ = run("import ../new.csv --quiet")
    assert (code, out) == (0, [])
    assert (place / "glossary" / "terms.csv").is_file()
