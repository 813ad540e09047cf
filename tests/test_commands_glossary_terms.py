"""`taiyaku glossary list`, `add`, `remove` and `check`."""

import json
from datetime import date
from pathlib import Path

import pytest

from glossary_place import TERMS, run

TODAY = date.today().isoformat()
REFUSALS = [
    ("--scope: 'world' is no scope. Give house, client, job or job:NAME.", ["list", "--scope", "world"]),
    ("--scope: 'world' is no scope. Give house, client, job or job:NAME.", ["add", "橋", "bridge", "--scope", "world"]),
    ("the command line: this entry has no en. Fill it in or delete the line.", ["add", "橋"]),
    ("the command line: this entry has no ja. Fill it in or delete the line.", ["add", " ", "bridge"]),
    (
        "x.xlsx: a glossary is kept as CSV. Name a .csv or .tsv with --into.",
        ["add", "橋", "bridge", "--into", "x.xlsx"],
    ),
    (
        "the command line: en of '倉庫' is 'warehouse' here and 'store' at glossary/a.csv:4. "
        "Give --force to take the new one, or mend either.",
        ["add", "倉庫", "warehouse"],
    ),
    ("there is no term '橋'. `taiyaku glossary list` shows them all.", ["remove", "橋"]),
    (
        "gone.csv: there is no such glossary. Put it back, or name another with --glossary.",
        ["remove", "橋", "--glossary", "gone.csv"],
    ),
    (
        "no '倉庫' is so: glossary/a.csv:4: 倉庫 → store (approved, house). Give the --en or --scope of one of them.",
        ["remove", "倉庫", "--en", "barn"],
    ),
]


@pytest.mark.parametrize(("message", "words"), REFUSALS, ids=[" ".join(words) for _, words in REFUSALS])
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    glossary: Path, message: str, words: list[str]
) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, [])
    assert err[-1] == f"taiyaku: {message}"
    assert glossary.read_text("utf-8") == TERMS
    assert [path.name for path in glossary.parent.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("command", [["list"], ["remove", "橋"], ["check"], ["review"]])
def test_without_a_glossary_the_next_step_is_told(glossary: Path, command: list[str]) -> None:
    glossary.unlink()
    assert run(*command) == (2, [], [
        "taiyaku: glossary/terms.csv: there is no glossary here. `taiyaku glossary add JA EN` begins one, "
        "`taiyaku glossary suggest --write` proposes terms."
    ])  # fmt: skip


def test_terms_are_listed_by_text_status_and_scope(glossary: Path) -> None:
    code, out, err = run("list")
    assert (code, err) == (0, ["4 of 4 terms"])
    assert out[2].split() == ["倉庫", "store", "approved", "house", "glossary/a.csv:4"]
    assert [line.split()[0] for line in run("list", "OFFICE")[1][1:]] == ["港湾局"]
    assert [line.split()[0] for line in run("list", "--status", "candidate")[1][1:]] == ["Kサーバー", "灯台"]
    assert run("list", "--scope", "client") == (0, [], ["0 of 4 terms"])
    rows = json.loads("\n".join(run("list", "倉", "--json")[1]))
    assert rows == [{"ja": "倉庫", "en": "store", "status": "approved", "scope": "house", "where": "glossary/a.csv:4"}]


def test_a_term_is_added_with_all_that_is_said_of_it(glossary: Path) -> None:
    words = ["--alias", "ブリッジ", "--alias", "はし", "--allowed", "viaduct", "--strictness", "once", "--by", "Dev437"]
    assert run("add", "大橋", "great bridge", *words) == (
        0,
        ["glossary/terms.csv"],
        ["1 terms added, 0 changed, 0 as they were"],
    )
    assert Path("glossary/terms.csv").read_text("utf-8").splitlines() == [
        "ja,en,reading,aliases,note,by,date,allowed,strictness",
        f"大橋,great bridge,,ブリッジ|はし,,Dev437,{TODAY},viaduct,once",
    ]
    assert run("add", "大橋", "great bridge")[2] == ["0 terms added, 0 changed, 1 as they were; nothing was written"]


def test_a_candidate_may_be_without_english_and_other_lines_stay(glossary: Path) -> None:
    assert run("add", "大橋", "--status", "candidate", "--into", "glossary/a.csv", "-q") == (0, [], [])
    assert glossary.read_text("utf-8") == TERMS + "大橋,,,,,candidate,\n"


def test_force_changes_a_term_where_it_stands(glossary: Path) -> None:
    assert run("add", "倉庫", "warehouse", "--force")[1][:1] == ["glossary/a.csv:4: 倉庫: en “store” → “warehouse”"]
    assert f"倉庫,warehouse,,,,approved,{TODAY}\n" in glossary.read_text("utf-8")


def test_a_term_is_removed_and_all_other_lines_stay(glossary: Path) -> None:
    assert run("remove", "倉庫") == (0, ["removed glossary/a.csv:4: 倉庫 → store (approved, house)"], [])
    assert glossary.read_text("utf-8") == TERMS.replace("倉庫,store,,,,,\n", "")


def test_of_two_of_one_spelling_the_meant_one_is_removed(glossary: Path) -> None:
    glossary.write_text(TERMS + "倉庫,warehouse,,,,candidate,\n", "utf-8")
    code, out, err = run("remove", "倉庫")
    assert (code, out) == (2, [])
    assert err == [
        "taiyaku: '倉庫' stands there 2 times: glossary/a.csv:4: 倉庫 → store (approved, house); "
        "glossary/a.csv:7: 倉庫 → warehouse (candidate, house). Say which with --en or --scope, or give --all."
    ]
    assert run("remove", "倉庫", "--en", "warehouse")[0] == 0
    assert glossary.read_text("utf-8") == TERMS
    glossary.write_text(TERMS + "倉庫,warehouse,,,,candidate,\n", "utf-8")
    assert len(run("remove", "倉庫", "--all")[1]) == 2


def test_an_alias_is_no_term_to_remove(glossary: Path) -> None:
    glossary.write_text("ja,en,aliases\n大橋,great bridge,ブリッジ\n", "utf-8")
    assert run("remove", "ブリッジ")[2] == [
        "taiyaku: glossary/a.csv:2: 'ブリッジ' is an alias of '大橋', no term of its own. "
        "Take it out of `aliases` there."
    ]


def test_a_sound_glossary_is_well_and_what_never_occurs_is_no_warning(glossary: Path) -> None:
    glossary.write_text(TERMS + "大橋,great bridge,,,,,\n", "utf-8")
    assert run("check", "--strict") == (
        0,
        ["info: unused: glossary/a.csv:7: '大橋' never occurs by itself."],
        ["5 terms, 1 talks; 0 errors, 0 warnings, 1 to know"],
    )


def test_warnings_count_only_where_strict_is_wanted(glossary: Path) -> None:
    glossary.write_text(TERMS + "港湾,harbour,,,,,\n", "utf-8")
    code, out, _ = run("check")
    assert code == 0
    assert out[0] == (
        "warning: shadowed: glossary/a.csv:7: '港湾' is 'harbour', but not inside '港湾局' ('port office', "
        "glossary/a.csv:3). Where both fit, the longer one is used alone."
    )
    assert run("check", "--strict", "--quiet") == (1, [], [])


def test_what_keeps_jobs_from_the_glossary_is_an_error(glossary: Path) -> None:
    glossary.write_text(TERMS + "倉庫,warehouse,,,,,\n港,,,,,,\n", "utf-8")
    code, out, err = run("check")
    assert code == 2
    assert out[0].startswith("error: file: glossary/a.csv:8: this entry has no en.")
    assert out[1].startswith("error: conflict: glossary/a.csv:7: '倉庫' is 'warehouse' here and 'store' at")
    assert err[-1].startswith("taiyaku: glossary/a.csv:8: 2 faults keep jobs from using this glossary; the first: this")


def test_the_check_as_json_is_nothing_but_json(glossary: Path) -> None:
    code, out, err = run("check", "--json")
    assert (code, err) == (0, [])
    assert json.loads("\n".join(out)) == []
